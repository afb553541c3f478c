"""Which columns stand out: those in which something broke, not those in which chance or habit has errors."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.outputs.picture.outliers import Column, outliers, usual_share


def columns(articles: int, *affected: int) -> list[Column]:
    """Columns of as many articles each, with these numbers of affected ones."""
    return [Column(articles, number) for number in affected]


@pytest.mark.parametrize(
    ("own", "share"),
    [
        pytest.param([], 0.0, id="no column"),
        pytest.param([Column(0, 0)], 0.0, id="no article"),
        pytest.param(columns(10, 0, 0, 10), 0.0, id="most have none"),
        pytest.param(columns(10, 2, 3, 10), 0.3, id="in the middle"),
        pytest.param([Column(100, 20), *columns(2, 0, 0, 0)], 0.2, id="by articles, not by columns"),
        pytest.param([Column(0, 0), *columns(10, 10, 10)], 1.0, id="columns without articles say nothing"),
    ],
)
def test_the_usual_share_is_the_median(own: list[Column], share: float) -> None:
    assert usual_share(own) == share


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param([], set(), id="no column"),
        pytest.param(columns(50, 0, 0, 0), set(), id="no findings"),
        pytest.param(columns(50, 5, 4, 50, 6), {2}, id="a day on which all broke, where some always are"),
        pytest.param(columns(50, 5, 4, 20, 6), {2}, id="a day with four times as many as usual"),
        pytest.param(columns(50, 5, 4, 9, 6), set(), id="a bad day by chance"),
        pytest.param(columns(50, 5, 5, 5, 5), set(), id="always as many"),
        pytest.param(columns(50, 50, 50, 50), set(), id="always all"),
        pytest.param(columns(50, 30, 30, 30, 50, 30), {3}, id="where most are usual, all are unusual"),
        pytest.param(columns(50, 0, 0, 0, 3), set(), id="three are too few"),
        pytest.param(columns(50, 0, 0, 0, 4), {3}, id="four aren't, where there never was one"),
        pytest.param(columns(10_000, 800, 800, 800, 900), set(), id="more than by chance, but it doesn't matter"),
        pytest.param(columns(10_000, 10, 10, 10, 100), {3}, id="few, but ten times as many"),
        pytest.param(columns(2, *[0] * 9, 2, 2, 2), {9, 10, 11}, id="days in a row on which all of a small site broke"),
        pytest.param(columns(2, *[0] * 9, 2), set(), id="one day of a small site"),
        pytest.param(columns(2, 0, 2, 0, 0, 2, 0, 0, 2, 0), set(), id="days of a small site that aren't in a row"),
        pytest.param(
            [*columns(2, *[0] * 9, 2), Column(0, 0), *columns(2, 2)], {9, 11}, id="a day without articles between"
        ),
        pytest.param(columns(20, *[0] * 6, *[20] * 5), {6, 7, 8, 9, 10}, id="broken for nearly half of the time"),
    ],
)
def test_what_is_unusual(own: list[Column], expected: set[int]) -> None:
    assert outliers(own) == expected


@pytest.mark.parametrize("articles", [1, 5, 20, 60, 300])
@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.6, 0.95])
def test_chance_alone_hardly_ever_stands_out(articles: int, share: float) -> None:
    """Of 3,000 columns with a constant share, less than one in a hundred stands out."""
    draw = random.Random(7)
    found = sum(len(outliers(by_chance(draw, articles, share))) for _ in range(60))
    assert found < 30


def by_chance(draw: random.Random, articles: int, share: float) -> Sequence[Column]:
    """Fifty columns in which each article is affected with the same probability."""
    return [Column(articles, sum(draw.random() < share for _ in range(articles))) for _ in range(50)]


@given(st.lists(st.integers(0, 200).flatmap(lambda most: st.builds(Column, st.just(most), st.integers(0, most)))))
def test_only_columns_with_more_than_usual_stand_out(own: list[Column]) -> None:
    usual = usual_share(own)
    assert 0 <= usual <= 1
    assert all(own[at].share > usual for at in outliers(own))
