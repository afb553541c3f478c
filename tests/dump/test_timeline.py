"""Dense and sudden runs in a timeline."""

from __future__ import annotations

import pytest

from newscheck.dump.timeline import dense_runs, is_sudden


def spread(start: int, end: int, number: int) -> list[int]:
    """So many places from `start` to `end`, evenly."""
    return [start + (end - start) * at // number for at in range(number)]


@pytest.mark.parametrize(
    ("before", "run", "after", "length", "is_so"),
    [
        pytest.param([], (100, 200), [], 300, True, id="never before, never after"),
        pytest.param(
            spread(0, 100, 10), (100, 200), spread(200, 300, 10), 300, True, id="a tenth around it, of a half"
        ),
        pytest.param(spread(0, 100, 11), (100, 200), spread(200, 300, 11), 300, False, id="just over a tenth"),
        pytest.param(spread(0, 100, 11), (100, 200), spread(200, 300, 10), 300, True, id="one side is enough"),
        pytest.param([], (0, 100), spread(100, 200, 11), 200, False, id="the first side is empty for want of articles"),
        pytest.param([], (19, 119), spread(119, 200, 20), 200, False, id="19 articles before are too few"),
        pytest.param([], (20, 120), spread(120, 200, 20), 200, True, id="20 articles before"),
        pytest.param(
            spread(100, 140, 30), (200, 220), spread(220, 300, 40), 300, True, id="60 articles around a short one"
        ),
        pytest.param(spread(140, 150, 7), (200, 220), spread(220, 300, 40), 300, False, id="7 of 60"),
    ],
)
def test_sudden_is_what_is_five_times_rarer_on_one_side(
    before: list[int], run: tuple[int, int], after: list[int], length: int, is_so: bool
) -> None:
    places = [*before, *range(*run), *after]
    assert is_sudden(places, len(before), len(before) + run[1] - run[0], length, 0.5) is is_so


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param(range(5), [(0, 5)], id="one behind the other"),
        pytest.param(range(4), [], id="too few"),
        pytest.param([*range(5), *range(100, 106)], [(0, 5), (5, 11)], id="two, far apart"),
        pytest.param([*range(5), *range(8, 13)], [(0, 10)], id="one with a gap"),
    ],
)
def test_dense_runs(places: list[int], expected: list[tuple[int, int]]) -> None:
    assert [*dense_runs(places, 0.5, 5)] == expected
