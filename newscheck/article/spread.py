"""A sample that is spread evenly over values of which nobody knows how many there will be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Spread(Generic[_T]):
    """Every n-th of the values that are added: at least `least` of them (if there are so many), fewer than twice that.

    The same values in the same order give the same sample.
    """

    def __init__(self, least: int) -> None:
        self._least = least
        self._step = 1
        self._seen = 0
        self.values: list[_T] = []

    @property
    def is_next_kept(self) -> bool:
        """Whether the next value will be kept: `skip` one that won't, where it is costly to make."""
        return self._seen % self._step == 0

    def skip(self) -> None:
        """Count the next value, which is not kept."""
        self._seen += 1

    def add(self, value: _T) -> None:
        """Add the next value."""
        if self._seen % self._step == 0:
            self.values.append(value)
            if len(self.values) == 2 * self._least:
                self.values = self.values[::2]
                self._step *= 2
        self._seen += 1


def spread(values: Iterable[_T], least: int) -> list[_T]:
    """A sample of some values (`Spread`)."""
    sample: Spread[_T] = Spread(least)
    for value in values:
        sample.add(value)
    return sample.values
