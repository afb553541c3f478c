"""A small picture of numbers over time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscheck.outputs.page.sparkline import HEIGHT, MOST, WIDTH, bars, path

DAYS = st.dictionaries(st.integers(-50, 5_000), st.integers(1, 1_000), max_size=40)


@given(days=DAYS, first=st.integers(0, 3_000), length=st.integers(1, 3_000))
def test_each_day_within_or_next_to_it_is_in_one_bar(days: dict[int, int], first: int, length: int) -> None:
    last = first + length - 1
    numbers = bars(days, first, last)
    assert 0 < len(numbers) <= MOST
    assert sum(numbers) == sum(number for day, number in days.items() if first - 1 <= day <= last + 1)


def test_bars_have_as_many_days_each() -> None:
    assert bars(dict.fromkeys(range(80), 1), 0, 79) == [2] * 40
    assert bars({0: 3, 2: 5}, 0, 2) == [3, 0, 5]


def test_the_highest_bar_fills_the_height_and_the_lowest_is_seen() -> None:
    assert path([1_000, 0, 1]) == f"M0.0 {HEIGHT}v-{HEIGHT}h{WIDTH / 4:.1f}V{HEIGHT}zM80.0 {HEIGHT}v-2h30.0V{HEIGHT}z"
    assert path([0, 0]) == ""
