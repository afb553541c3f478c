"""Which findings a page shows where there are too many: evenly over the rules, and over the findings of each."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

_Kind = TypeVar("_Kind", bound=Hashable)


def shares(numbers: Mapping[_Kind, int], limit: int) -> dict[_Kind, int]:
    """How many of each kind are shown, at most `limit` together: all of the rare ones, of the others equally many.

    Where there are more kinds than `limit`, the last ones get nothing.
    """
    found: dict[_Kind, int] = {}
    left = limit
    ordered = sorted(numbers, key=lambda kind: numbers[kind])
    for place, kind in enumerate(ordered):
        found[kind] = min(numbers[kind], -(-left // (len(ordered) - place)))
        left -= found[kind]
    return found


class EvenChoice:
    """Chooses `share` of `number` findings in their order, at equal distances, the first one among them."""

    def __init__(self, number: int, share: int) -> None:
        self._number, self._share, self._place = number, share, 0

    def takes_next(self) -> bool:
        """Whether the next finding is chosen."""
        place = self._place
        self._place += 1
        return place * self._share % self._number < self._share
