"""Bars of a small picture in a page."""

from __future__ import annotations

from collections.abc import Sequence

#: A bar that is not nothing can be seen.
_LOW = 2


def path(numbers: Sequence[int], height: int, step: float, width: float, first: int = 0) -> str:
    """The bars as the `d` of an SVG path: the highest has the `height`, each is `width` of a `step` wide.

    The leftmost has the place `first`. Empty where all are nothing.
    """
    highest = max(numbers, default=0)
    return "".join(
        f"M{round(place * step, 1)} {height}v-{max(_LOW, round(number / highest * height))}h{width}V{height}z"
        for place, number in enumerate(numbers, first)
        if number
    )
