"""How many articles are usual for a day of a site: the median of the last days of the same weekday.

So it follows growth and decline, knows week-ends, and single days don't move it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from statistics import median

from newscheck.dump.volume_units import Unit

#: Same weekdays (or weeks) that are compared, fewer of which other days of their kind are added to, and these at most.
_SAME, _SAME_WEEKS, _ENOUGH, _OTHERS = 6, 13, 3, 10
#: Days before the first alarm, articles in them, and the part of a day that it needs to be compared with later.
LEAST_UNITS, _LEAST_ARTICLES, _LEAST_PART = 7, 20, 0.5


class UsualVolume:
    """The rates of the last days, in articles per whole day (or week)."""

    def __init__(self, *, by_week: bool) -> None:
        self._most = _SAME_WEEKS if by_week else _SAME
        self._same: dict[int, deque[float]] = {}
        self._others: dict[bool, deque[float]] = {}
        self._known = self._articles = 0

    @property
    def is_ready(self) -> bool:
        """Whether enough days are known for an alarm."""
        return self._known >= LEAST_UNITS and self._articles >= _LEAST_ARTICLES

    def expected(self, unit: Unit) -> float | None:
        """How many articles are usual for the known part of a day, None where it can't be told."""
        samples = list(self._same.get(unit.weekday, ()))
        if len(samples) < _ENOUGH:
            samples += self._others.get(unit.weekday >= 5, ())
        return median(samples) * unit.part if len(samples) > 1 else None

    def add(self, unit: Unit) -> None:
        """Learn from a day, if enough of it is known."""
        if unit.part >= _LEAST_PART:
            rate = self._add_rate(unit)
            self._others.setdefault(unit.weekday >= 5, deque(maxlen=_OTHERS)).append(rate)
            self._known += 1
            self._articles += unit.size

    def begin_with(self, units: Iterable[Unit]) -> None:
        """Forget all but these days: what is usual changed with them."""
        self._same.clear()
        self._others.clear()
        for unit in units:
            if unit.part >= _LEAST_PART:
                self._add_rate(unit)

    def _add_rate(self, unit: Unit) -> float:
        rate = unit.size / unit.part
        self._same.setdefault(unit.weekday, deque(maxlen=self._most)).append(rate)
        return rate
