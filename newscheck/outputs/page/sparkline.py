"""A small picture of numbers over time: the path of an SVG with a bar for each part of the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscheck.outputs import _bars

#: The most bars, the width of all and the height of the highest.
MOST, WIDTH, HEIGHT = 40, 120, 18
#: The part of its room that a bar fills.
_FILLED = 0.75


def bars(days: Mapping[int, int], first: int, last: int) -> list[int]:
    """The numbers of parts of the time from one day to another (both since 1970), as many whole days each.

    Days outside are left out, but for those next to them: a day of a site may be the one before or after that in UTC.
    """
    length = -(-(last + 1 - first) // MOST)
    numbers = [0] * ((last - first) // length + 1)
    for day, number in days.items():
        if first - 1 <= day <= last + 1:
            numbers[(min(max(day, first), last) - first) // length] += number
    return numbers


def path(numbers: Sequence[int]) -> str:
    """The bars as the `d` of an SVG path; empty where all are nothing."""
    step = WIDTH / max(1, len(numbers))
    return _bars.path(numbers, HEIGHT, step, round(step * _FILLED, 1))
