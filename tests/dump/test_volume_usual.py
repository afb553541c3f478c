"""What is usual for a day: medians of the same weekday, and days of which too little is known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newscheck.dump.volume_units import Unit
from newscheck.dump.volume_usual import UsualVolume


def unit(size: int, day: int, part: float = 1.0) -> Unit:
    return Unit(size, part, day % 7, 700_000 + day, 0)


def learned(sizes: Sequence[int]) -> UsualVolume:
    usual = UsualVolume(by_week=False)
    for day, size in enumerate(sizes):
        usual.add(unit(size, day))
    return usual


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param([], None, id="nothing known"),
        pytest.param([9], None, id="one day"),
        pytest.param([9, 11], 10, id="two"),
        pytest.param([20, 20, 20, 20, 20, 4, 2] * 4, 20, id="a Monday"),
        pytest.param([20, 20, 20, 20, 20, 4, 2] * 4 + [20] * 5, 4, id="a Saturday"),
        pytest.param([10] * 70 + [30] * 28, 30, id="follows growth"),
        pytest.param([10] * 28 + [500] + [10] * 6, 10, id="one day does not count"),
    ],
)
def test_what_is_usual(sizes: list[int], expected: float | None) -> None:
    assert learned(sizes).expected(unit(0, len(sizes))) == expected


def test_a_part_of_a_day() -> None:
    usual = learned([20] * 7)
    usual.add(unit(5, 7, part=0.4))
    assert usual.expected(unit(0, 7, part=0.25)) == 5


@pytest.mark.parametrize(("sizes", "is_ready"), [([3] * 6, False), ([3] * 7, True), ([2] * 9, False)])
def test_days_and_articles_that_are_needed(sizes: list[int], is_ready: bool) -> None:
    assert learned(sizes).is_ready == is_ready


def test_a_new_beginning() -> None:
    usual = learned([20] * 60)
    usual.begin_with(unit(4, day) for day in range(28))
    assert usual.expected(unit(0, 28)) == 4
