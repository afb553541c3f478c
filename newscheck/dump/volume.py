"""How many articles of a site there are each day, against what is usual for it: falls and bursts.

A site that publishes on few days is counted by weeks. The first and the last day count as far as the dump has them, and
a silence is left to calendar-gap.

A difference is an alarm where its score (`newscheck.dump.volume_spread`) is high enough; a fall must also be twice as
deep as any before it that was over within some days, so that a holiday is reported at most once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from itertools import accumulate, pairwise
from typing import NamedTuple

from newscheck.dump.vectors import places
from newscheck.dump.volume_spread import WindowSpread
from newscheck.dump.volume_units import HourCounts, Unit, days, hour_counts, units_of
from newscheck.dump.volume_usual import LEAST_UNITS, UsualVolume

#: A time without an article that ends a series, in hours.
_SEPARATE = 8 * 7 * 24
#: Days with some but few articles that a fall has, and one within which there are days without any.
_LOW, _LOW_AND_EMPTY = 2, 3
#: An empty day of which so many articles were expected says nothing of how much counts vary.
_OUTAGE = 3.0
#: The lengths of windows that may be a fall.
_LENGTHS = (2, 3, 5, 7, 14, 28)
#: A fall ends with so many days in a row that have half of what is usual; it is the usual from so many on.
_BACK, _PERMANENT = 2, 28
#: A fall that is over so soon may be a holiday; how many times deeper than it another one must be.
_HOLIDAY, _DEEPER = 4, 2.0


class Limits(NamedTuple):
    """How many times fewer or more articles than expected are reported, and the score of an alarm."""

    fall: float
    burst: float
    score: float


class VolumeChange(NamedTuple):
    """Days (or weeks) `first` to `last` with unusually few or many articles: those from `start` until `end`.

    `units` is their number, `is_open` whether they last until the end of the articles.
    """

    is_burst: bool
    by_week: bool
    first: date
    last: date
    units: int
    start: int
    end: int
    expected: float
    is_open: bool


def volume_changes(times: Sequence[int], zone: tzinfo, limits: Limits) -> Iterator[VolumeChange]:
    """The falls and bursts in the times (ms UTC) of a site, in ascending order."""
    counted = hour_counts(times)
    hours, first = counted.hours, 0
    bounds = (at + 1 for at in places(lambda later, hour: later - hour > _SEPARATE, hours[1:], hours[:-1]))
    for low, high in pairwise([0, *bounds, len(hours)]):
        part = counted.part(low, high)
        yield from _changes(part, first, zone, limits)
        first += sum(part.counts)


def _changes(hours: HourCounts, first: int, zone: tzinfo, limits: Limits) -> Iterator[VolumeChange]:
    """The changes in the hours with articles of one series, of which article `first` is the first."""
    by_day = days(hours, first, zone) if hours.hours else []
    if len(by_day) < LEAST_UNITS:
        return
    units, by_week = units_of(by_day)
    for is_burst, start, end, expected in _Scan(units, limits, by_week=by_week).alarms():
        last = units[end].ordinal if end < len(units) else by_day[-1].ordinal + 1
        yield VolumeChange(
            is_burst,
            by_week,
            date.fromordinal(units[start].ordinal),
            date.fromordinal(last - 1),
            end - start,
            units[start].start,
            units[end].start if end < len(units) else first + sum(hours.counts),
            expected,
            end == len(units),
        )


class _Scan:
    """The days of a series in order, and what was expected of each; below 0 where that isn't known."""

    def __init__(self, units: list[Unit], limits: Limits, *, by_week: bool) -> None:
        self.units, self.limits = units, limits
        #: The articles before each day.
        self.before = [*accumulate((unit.size for unit in units), initial=0)]
        self.usual = UsualVolume(by_week=by_week)
        self.expected = array("d", bytes(8 * len(units)))
        self.spreads = {length: WindowSpread() for length in (1, *_LENGTHS)}
        #: The first day since the last one of which nothing was expected, and since that or the last outage.
        self.known_from = self.whole_from = 0

    def alarms(self) -> Iterator[tuple[bool, int, int, float]]:
        """Falls and bursts: whether it is a burst, its first day, the one after it, and what was expected."""
        at = origin = 0
        while at < len(self.units):
            usual = self.usual.expected(self.units[at])
            self.expected[at] = usual if usual is not None else -1.0
            end = None
            if usual is not None and self.usual.is_ready:
                end, start, is_burst = self.alarm(at, origin)
            if end is None:
                self.learn(at, origin)
                at += 1
                continue
            yield is_burst, start, end, self.sum(start, end)
            self.forget(is_burst, start, end)
            at = origin = end

    def learn(self, at: int, origin: int) -> None:
        """Add a day to what is usual, and the windows that end with it to how much counts vary."""
        self.usual.add(self.units[at])
        if self.expected[at] < 0:
            self.known_from = self.whole_from = at + 1
        elif not self.units[at].size and self.expected[at] >= _OUTAGE:
            self.whole_from = at + 1
        for length, spread in self.spreads.items():
            start = at + 1 - length
            if start >= origin and start >= self.whole_from:
                spread.add(at + 1, self.count(start, at + 1), self.sum(start, at + 1))

    def forget(self, is_burst: bool, start: int, end: int) -> None:
        """Leave an alarm out of how much counts vary; of a fall that lasts, what is usual is what came since."""
        is_holiday = not is_burst and end - start <= _HOLIDAY and end < len(self.units)
        low = self.count(start, end) / self.sum(start, end) if is_holiday else 1.0
        for spread in self.spreads.values():
            spread.forget_after(start, low)
        if not is_burst and end - start >= _PERMANENT:
            self.usual.begin_with(self.units[start:end])

    def alarm(self, at: int, origin: int) -> tuple[int | None, int, bool]:
        """The end, the beginning and the direction of the alarm that day `at` raises; the end is None without one."""
        seen, expected = self.units[at].size, self.expected[at]
        if seen >= self.limits.burst * max(expected, 1.0) and self.score(at, at + 1) >= self.limits.score:
            return self.end_of_burst(at), at, True
        for length in _LENGTHS:
            start = at + 1 - length
            if start >= origin and start >= self.known_from and self.is_fall(start, at + 1):
                while self.units[start].size > self.expected[start] / 2:
                    start += 1
                return self.end_of_fall(start, at + 1), start, False
        return None, at, False

    def is_fall(self, start: int, end: int) -> bool:
        """Whether a window has so few articles that it is an alarm."""
        seen, expected = self.count(start, end), self.sum(start, end)
        if not 0 < seen * self.limits.fall <= expected or self.score(start, end) < self.limits.score:
            return False
        sizes = [(self.units[at].size, self.expected[at]) for at in range(start, end)]
        low = sum(0 < size <= usual / 2 for size, usual in sizes)
        if low < (_LOW_AND_EMPTY if any(usual and not size for size, usual in sizes) else _LOW):
            return False
        return seen * _DEEPER <= self.spreads[end - start].lowest * expected

    def score(self, start: int, end: int) -> float:
        """How far the articles of a window are from what was expected, given those that ended before it."""
        spread = self.spreads[end - start]
        spread.settle(start)
        return spread.score(self.count(start, end), self.sum(start, end))

    def end_of_burst(self, at: int) -> int:
        """The first day after a burst."""
        end = at + 1
        while end < len(self.units):
            usual = self.usual.expected(self.units[end])
            if usual is None or self.units[end].size < self.limits.burst / 2 * max(usual, 1.0):
                break
            self.expected[end] = usual
            end += 1
        return end

    def end_of_fall(self, start: int, end: int) -> int:
        """The first of the days on which the usual number is back; a fall for weeks ends when it is the usual."""
        back = 0
        while end < len(self.units) and end - start < _PERMANENT:
            usual = self.usual.expected(self.units[end])
            self.expected[end] = usual if usual is not None else 0.0
            unit = self.units[end]
            end += 1
            if unit.part and unit.size >= self.expected[end - 1] / 2:
                back += 1
                if back == _BACK or end == len(self.units):
                    return end - back
            elif unit.part:
                back = 0
        return end

    def count(self, start: int, end: int) -> int:
        """The articles of some days."""
        return self.before[end] - self.before[start]

    def sum(self, start: int, end: int) -> float:
        """How many were expected."""
        return sum(self.expected[start:end])
