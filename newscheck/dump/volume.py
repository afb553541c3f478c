"""How many articles of a site there are each day, against what is usual for it: falls and bursts.

What is usual is the median of the last days of the same weekday, so that it follows growth and decline, knows week-ends
and isn't moved by single days. A site that publishes on few days is counted by weeks. The first and the last day count
as far as the dump has them, and a silence is left to calendar-gap.

A difference is an alarm where its G (twice the log-likelihood ratio of a Poisson count), divided by how much counts
usually vary, reaches the score of the scan for layout changes; a fall must also be twice as deep as any before it that
was over within some days, so that a holiday is reported at most once.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby, pairwise
from math import log
from statistics import median
from typing import NamedTuple

from newscheck.text.timestamps import HOUR

#: A time without an article that ends a series; one that is a silence and no few articles. In hours.
_SEPARATE, _SILENCE = 8 * 7 * 24, 72
#: The share of working days, or of weeks, with an article from which on a site is counted by them.
_ACTIVE = 0.6
#: Same weekdays (or weeks) that are compared, fewer of which other days of their kind are added to, and these at most.
_SAME, _SAME_WEEKS, _ENOUGH, _OTHERS = 6, 13, 3, 10
#: Days with some but few articles that a fall has, and one within which there are days without any: an outage has two.
_LOW, _LOW_AND_EMPTY = 2, 3
#: Days before the first alarm, articles in them, and the part of a day that it needs to be compared with later.
_LEAST_UNITS, _LEAST_ARTICLES, _LEAST_PART = 7, 20, 0.5
#: The lengths of windows that may be a fall.
_LENGTHS = (2, 3, 5, 7, 14, 28)
#: A fall ends with so many days in a row that have half of what is usual; it is the usual from so many on.
_BACK, _PERMANENT = 2, 28
#: A fall that is over so soon may be a holiday; how many times deeper than it another one must be.
_HOLIDAY, _DEEPER = 4, 2.0
#: The most that a window adds to what counts usually vary by.
_CAP = 200.0
_DAY_HOURS, _WEEK_DAYS = 24, 7


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


class _Unit(NamedTuple):
    """A day or a week: the number of its articles, the part of it that is known (0 to 1), its weekday.

    `ordinal` is its (first) day, `start` its first article.
    """

    size: int
    part: float
    weekday: int
    ordinal: int
    start: int


def volume_changes(times: Sequence[int], zone: tzinfo, limits: Limits) -> Iterator[VolumeChange]:
    """The falls and bursts in the times (ms UTC) of a site, in ascending order."""
    hours = [(hour, sum(1 for _ in group)) for hour, group in groupby(time // HOUR for time in times)]
    first = 0
    bounds = [at for at, (one, other) in enumerate(pairwise(hours), 1) if other[0] - one[0] > _SEPARATE]
    for low, high in pairwise([0, *bounds, len(hours)]):
        part = hours[low:high]
        yield from _changes(part, first, zone, limits)
        first += sum(count for _, count in part)


def _changes(hours: list[tuple[int, int]], first: int, zone: tzinfo, limits: Limits) -> Iterator[VolumeChange]:
    """The changes in the hours with articles of one series, of which article `first` is the first."""
    days = _days(hours, first, zone) if hours else []
    if len(days) < _LEAST_UNITS:
        return
    working = [day for day in days if day.weekday < 5]
    by_week = sum(day.size > 0 for day in working) < _ACTIVE * len(working)
    units = _weeks(days) if by_week else days
    if by_week and sum(week.size > 0 for week in units) < _ACTIVE * len(units):
        return
    scan = _Scan(units, limits, _SAME_WEEKS if by_week else _SAME)
    for is_burst, start, end, expected in scan.alarms():
        last = units[end].ordinal if end < len(units) else days[-1].ordinal + 1
        yield VolumeChange(
            is_burst,
            by_week,
            date.fromordinal(units[start].ordinal),
            date.fromordinal(last - 1),
            end - start,
            units[start].start,
            units[end].start if end < len(units) else first + sum(count for _, count in hours),
            expected,
            end == len(units),
        )


def _days(hours: list[tuple[int, int]], first: int, zone: tzinfo) -> list[_Unit]:
    """All local days from the first article to the last one; what the dump has of them is weighed by usual hours."""
    counts: dict[int, int] = {}
    profile = [[0] * _DAY_HOURS, [0] * _DAY_HOURS]
    local: list[tuple[int, int]] = []
    for hour, count in hours:
        moment = datetime.fromtimestamp(hour * 3600, zone)
        ordinal = moment.toordinal()
        local.append((ordinal, moment.hour))
        counts[ordinal] = counts.get(ordinal, 0) + count
        profile[moment.weekday() >= 5][moment.hour] += count
    lost = _lost(hours, local, profile)
    units = []
    for ordinal in range(local[0][0], local[-1][0] + 1):
        count = counts.get(ordinal, 0)
        weekday = (ordinal - 1) % _WEEK_DAYS
        units.append(_Unit(count, max(0.0, 1 - lost.get(ordinal, 0.0)), weekday, ordinal, first))
        first += count
    return units


def _lost(hours: list[tuple[int, int]], local: list[tuple[int, int]], profile: list[list[int]]) -> dict[int, float]:
    """By day, the usual share of the articles of its hours that are before the first, after the last, or silent."""
    shares = [[count / (sum(kind) or 1) for count in kind] for kind in profile]

    def share(ordinal: int, low: int, high: int) -> float:
        return sum(shares[(ordinal - 1) % _WEEK_DAYS >= 5][low:high])

    (first, begin), (last, end) = local[0], local[-1]
    lost = {first: share(first, 0, begin)}
    lost[last] = lost.get(last, 0.0) + share(last, end + 1, _DAY_HOURS)
    for at, (one, other) in enumerate(pairwise(hours)):
        if other[0] - one[0] > _SILENCE:
            (before, stop), (after, again) = local[at], local[at + 1]
            lost[before] = lost.get(before, 0.0) + share(before, stop + 1, _DAY_HOURS)
            lost[after] = lost.get(after, 0.0) + share(after, 0, again)
            lost.update(dict.fromkeys(range(before + 1, after), 1.0))
    return lost


def _weeks(days: list[_Unit]) -> list[_Unit]:
    """Days as weeks that begin on Mondays. A week without an article is a silence."""
    weeks = []
    for _, group in groupby(days, key=lambda day: (day.ordinal - 1) // _WEEK_DAYS):
        week = list(group)
        count = sum(day.size for day in week)
        weeks.append(_Unit(count, len(week) / _WEEK_DAYS if count else 0.0, 0, week[0].ordinal, week[0].start))
    return weeks


class _Past(NamedTuple):
    """Earlier windows of a length: the sum and number of their G, and the lowest share of what was expected."""

    total: float = 0.0
    number: int = 0
    lowest: float = 1.0


class _Scan:
    """The days of a series in order, and what is usual before each of them."""

    def __init__(self, units: list[_Unit], limits: Limits, same: int) -> None:
        self.units, self.limits, self.most = units, limits, same
        self.expected = array("d", bytes(8 * len(units)))
        self.same: dict[int, deque[float]] = {}
        self.others: dict[bool, deque[float]] = {}
        self.known = self.articles = 0
        #: Of the windows of each length that end by a day: the sum and number of their G, and the lowest share seen.
        self.past = {length: [_Past()] * (len(units) + 1) for length in (1, *_LENGTHS)}

    def alarms(self) -> Iterator[tuple[bool, int, int, float]]:
        """Falls and bursts: whether it is a burst, its first day, the one after it, and what was expected."""
        at = origin = 0
        while at < len(self.units):
            usual = self.usual(at)
            self.expected[at] = usual if usual is not None else -1.0
            end = None
            if usual is not None and self.is_ready():
                end, start, is_burst = self.alarm(at, origin)
            if end is None:
                self.learn(at, origin)
                at += 1
                continue
            yield is_burst, start, end, self.sum(start, end)
            is_holiday = not is_burst and end - start <= _HOLIDAY and end < len(self.units)
            low = self.count(start, end) / self.sum(start, end) if is_holiday else 1.0
            for past in self.past.values():
                # What was learned in the days that are a part of the alarm is forgotten.
                past[start + 1 : end + 1] = [past[start]._replace(lowest=min(past[start].lowest, low))] * (end - start)
            if not is_burst and end - start >= _PERMANENT:
                self.forget(start, end)
            at = origin = end

    def is_ready(self) -> bool:
        """Whether enough is known of what is usual."""
        return self.known >= _LEAST_UNITS and self.articles >= _LEAST_ARTICLES

    def usual(self, at: int) -> float | None:
        """How many articles are usual for a day, None where it isn't known."""
        unit = self.units[at]
        samples = list(self.same.get(unit.weekday, ()))
        if len(samples) < _ENOUGH:
            samples += self.others.get(unit.weekday >= 5, ())
        return median(samples) * unit.part if len(samples) > 1 else None

    def learn(self, at: int, origin: int) -> None:
        """Add a day to what is usual, and the windows that end with it to how much counts vary."""
        unit = self.units[at]
        if unit.part >= _LEAST_PART:
            rate = unit.size / unit.part
            self.same.setdefault(unit.weekday, deque(maxlen=self.most)).append(rate)
            self.others.setdefault(unit.weekday >= 5, deque(maxlen=_OTHERS)).append(rate)
            self.known += 1
            self.articles += unit.size
        for length in (1, *_LENGTHS):
            start = at + 1 - length
            past = self.past[length][at]
            if start >= origin and self.is_known(start, at + 1):
                seen, expected = self.count(start, at + 1), self.sum(start, at + 1)
                lowest = min(past.lowest, seen / expected) if expected else past.lowest
                past = _Past(past.total + min(_g(seen, expected), _CAP), past.number + 1, lowest)
            self.past[length][at + 1] = past

    def alarm(self, at: int, origin: int) -> tuple[int | None, int, bool]:
        """The end, the beginning and the direction of the alarm that day `at` raises; the end is None without one."""
        seen, expected = self.units[at].size, self.expected[at]
        if seen >= self.limits.burst * max(expected, 1.0) and self.score(at, at + 1) >= self.limits.score:
            return self.end_of_burst(at), at, True
        for length in _LENGTHS:
            start = at + 1 - length
            if start >= origin and self.is_known(start, at + 1) and self.is_fall(start, at + 1):
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
        return seen * _DEEPER <= self.past[end - start][start].lowest * expected

    def score(self, start: int, end: int) -> float:
        """G of a window, divided by how much larger than by chance it was in those that ended before it."""
        past = self.past[end - start][start]
        return _g(self.count(start, end), self.sum(start, end)) / max(1.0, (2 + past.total) / (2 + past.number))

    def end_of_burst(self, at: int) -> int:
        """The first day after a burst."""
        end = at + 1
        while end < len(self.units):
            usual = self.usual(end)
            if usual is None or self.units[end].size < self.limits.burst / 2 * max(usual, 1.0):
                break
            self.expected[end] = usual
            end += 1
        return end

    def end_of_fall(self, start: int, end: int) -> int:
        """The first of the days on which the usual number is back; a fall for weeks ends when it is the usual."""
        back = 0
        while end < len(self.units) and end - start < _PERMANENT:
            usual = self.usual(end)
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

    def forget(self, start: int, end: int) -> None:
        """What is usual is what came since a fall."""
        self.same.clear()
        self.others.clear()
        for at in range(start, end):
            unit = self.units[at]
            if unit.part >= _LEAST_PART:
                self.same.setdefault(unit.weekday, deque(maxlen=self.most)).append(unit.size / unit.part)

    def is_known(self, start: int, end: int) -> bool:
        """Whether something was expected of each day of a window."""
        return min(self.expected[start:end]) >= 0

    def count(self, start: int, end: int) -> int:
        """The articles of some days."""
        return sum(unit.size for unit in self.units[start:end])

    def sum(self, start: int, end: int) -> float:
        """How many were expected."""
        return sum(self.expected[start:end])


def _g(seen: int, expected: float) -> float:
    """G of a Poisson count, with half an article more of both."""
    seen_half, expected = seen + 0.5, expected + 0.5
    return 2 * (seen_half * log(seen_half / expected) - seen_half + expected)
