"""A small picture of numbers over time: the path of an SVG with a bar for each part of the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Bars, their width with the gap behind them, and the height of the highest.
BARS, STEP, HEIGHT = 40, 3, 18
#: A bar that is not nothing can be seen.
_LOW = 2


def bars(days: Mapping[int, int], first: int, last: int) -> list[int]:
    """The numbers of equal parts of the time from one day to another (both since 1970); others are left out."""
    numbers = [0] * BARS
    for day, number in days.items():
        if first <= day <= last:
            numbers[(day - first) * BARS // (last - first + 1)] += number
    return numbers


def path(numbers: Sequence[int]) -> str:
    """The bars as the `d` of an SVG path; empty where all are nothing."""
    highest = max(numbers, default=0)
    return "".join(
        f"M{place * STEP} {HEIGHT}v-{max(_LOW, round(number / highest * HEIGHT))}h{STEP - 1}V{HEIGHT}z"
        for place, number in enumerate(numbers)
        if number
    )
