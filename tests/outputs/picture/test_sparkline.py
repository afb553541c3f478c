"""A sparkline: how periods become cells, and how numbers become signs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.outputs.picture.sparkline import Sparkline
from newscheck.outputs.picture.style import ASCII, PictureStyle
from tests.support.picture_samples import series

STYLE = PictureStyle()


@pytest.mark.parametrize(
    ("periods", "unit", "cells", "step", "number"),
    [
        pytest.param(10, "day", 30, 1, 10, id="all fit"),
        pytest.param(30, "day", 30, 1, 30, id="just so"),
        pytest.param(31, "day", 30, 2, 16, id="two days"),
        pytest.param(90, "day", 30, 3, 30, id="three days"),
        pytest.param(91, "day", 30, 7, 13, id="weeks: four days would show weekends as waves"),
        pytest.param(400, "day", 30, 14, 29, id="two weeks"),
        pytest.param(120, "week", 30, 4, 30, id="four weeks"),
        pytest.param(150, "month", 30, 5, 30, id="five months"),
        pytest.param(0, "day", 30, 1, 0, id="no article has a time"),
    ],
)
def test_periods_become_columns(periods: int, unit: str, cells: int, step: int, number: int) -> None:
    line = Sparkline.of(series([1] * periods, unit=unit), {}, {}, cells)
    assert (line.step, len(line.means), len(line.signs)) == (step, number, number)


@pytest.mark.parametrize(
    ("articles", "cells", "expected"),
    [
        pytest.param(range(9), 9, "·▁▂▃▄▅▆▇█", id="each height"),
        pytest.param([1, 1000], 9, "▁█", id="one of a thousand is seen"),
        pytest.param([0, 0], 9, "··", id="none"),
        pytest.param([5, 5], 9, "██", id="always as many"),
        pytest.param([8, 8, 8, 8, 8], 3, "███", id="a last column that isn't full is no fall"),
        pytest.param([8, 0, 2, 2], 2, "█▄", id="columns are averages"),
        pytest.param([], 9, "", id="no period"),
    ],
)
def test_numbers_become_signs(articles: Sequence[int], cells: int, expected: str) -> None:
    assert Sparkline.of(series(articles), {}, {}, cells).line(STYLE) == expected


def test_ascii_has_as_many_levels() -> None:
    line = Sparkline.of(series(range(9)), {}, {}, 9)
    assert line.line(PictureStyle(signs=ASCII)) == ".:-=+*#%@"


@pytest.mark.parametrize(
    ("errors", "warnings", "cells", "expected"),
    [
        pytest.param({}, {}, 6, "      ", id="none"),
        pytest.param({1: 1}, {3: 1}, 6, " ' ,  ", id="an error, a warning"),
        pytest.param({1: 1}, {1: 1}, 6, " '    ", id="both in one column"),
        pytest.param({4: 8}, {1: 8}, 6, " ~  ! ", id="in all articles of a day"),
        pytest.param({4: 8}, {4: 8, 1: 1}, 6, " ,  ! ", id="errors come first"),
        pytest.param({4: 1}, {4: 8}, 6, "    ~ ", id="unusual warnings come before usual errors"),
        pytest.param({4: 8}, {0: 1}, 3, ", !", id="in half of the articles of a column"),
        pytest.param(dict.fromkeys(range(6), 7), {}, 6, 6 * "'", id="always in most articles"),
    ],
)
def test_signs_are_below_their_columns(
    errors: dict[int, int], warnings: dict[int, int], cells: int, expected: str
) -> None:
    assert Sparkline.of(series([8] * 6), errors, warnings, cells).findings(STYLE) == expected


@pytest.mark.parametrize(
    ("errors", "usual"),
    [
        pytest.param({}, None, id="no error at all"),
        pytest.param({4: 8}, 0.0, id="on one day"),
        pytest.param({0: 2, 1: 2, 2: 2, 3: 3}, 0.25, id="on most days"),
    ],
)
def test_the_usual_share_of_errors(errors: dict[int, int], usual: float | None) -> None:
    assert Sparkline.of(series([8] * 6), errors, {0: 8}, 6).usual == usual


@given(st.lists(st.integers(0, 10**6), max_size=500), st.integers(20, 160), st.sampled_from(["day", "week", "month"]))
def test_no_article_is_lost_and_no_column_too_many(articles: list[int], cells: int, unit: str) -> None:
    line = Sparkline.of(series(articles, unit=unit), {}, {}, cells)
    assert len(line.means) <= cells
    assert len(line.line(STYLE)) == len(line.means)
    full = articles[: len(articles) // line.step * line.step]
    assert sum(line.means[: len(full) // line.step]) * line.step == pytest.approx(sum(full))
    assert [sign == "·" for sign in line.line(STYLE)] == [mean == 0 for mean in line.means]
