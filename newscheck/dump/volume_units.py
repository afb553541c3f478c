"""The days, or weeks, of a site: how many articles each has, and which part of it the dump knows.

A day is known but for the hours before the first article of the dump, after the last, and in a silence, weighed by how
many articles usually come in them.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import NamedTuple

from newscheck.dump import blocks, vectors
from newscheck.text.timestamps import HOUR

#: Hours without an article that are a silence and no few articles; those of a site with so many articles a day.
_SILENCE, _SHORT_SILENCE, _FREQUENT = 72, 24, 20
#: The share of working days, or of weeks, with an article from which on a site is counted by them.
_ACTIVE = 0.6
_DAY_HOURS, _WEEK_DAYS = 24, 7
_FIRST_DAY = date(1970, 1, 1).toordinal()


class Unit(NamedTuple):
    """A day or a week: the number of its articles, the part of it that is known (0 to 1), its weekday.

    `ordinal` is its (first) day, `start` its first article.
    """

    size: int
    part: float
    weekday: int
    ordinal: int
    start: int


class HourCounts(NamedTuple):
    """The hours with articles, in hours since 1970 UTC and ascending, and the number of articles in each.

    They are columns: a long archive has some hundred thousand."""

    hours: Sequence[int]
    counts: Sequence[int]

    def part(self, low: int, high: int) -> HourCounts:
        """The hours from one place to another."""
        return HourCounts(self.hours[low:high], self.counts[low:high])


def hour_counts(times: Sequence[int]) -> HourCounts:
    """The hours of some times (ms UTC) in ascending order."""
    hours, counts = array("q"), array("q")
    for part in blocks.parts(times):
        counted = Counter(vectors.computed("q", lambda time: time // HOUR, times[part]))
        blocks.release()
        if hours and counted and hours[-1] in counted:
            counts[-1] += counted.pop(hours[-1])
        hours.extend(counted)
        counts.extend(counted.values())
    return HourCounts(hours, counts)


def days(hours: HourCounts, first: int, zone: tzinfo) -> list[Unit]:
    """All local days from the first article (number `first`) to the last one, in the hours with articles."""
    counts = Counter[int]()
    profile = [[0] * _DAY_HOURS, [0] * _DAY_HOURS]
    local = local_hours(hours.hours, zone)
    for hour, count in zip(local, hours.counts, strict=True):
        day = hour // _DAY_HOURS
        counts[day] += count
        profile[_weekday(day + _FIRST_DAY) >= 5][hour % _DAY_HOURS] += count
    lost = _lost(hours.hours, local, profile)
    units = []
    for ordinal in range(_day_of(local[0]), _day_of(local[-1]) + 1):
        count = counts[ordinal - _FIRST_DAY]
        units.append(Unit(count, max(0.0, 1 - lost.get(ordinal, 0.0)), _weekday(ordinal), ordinal, first))
        first += count
    return units


def local_hours(hours: Sequence[int], zone: tzinfo) -> array[int]:
    """Some hours since 1970 UTC on the clock of a zone, in hours since 1970 there.

    The zone is asked for the first and last hour of a day: where its clock is as far from UTC in both, it is all day.
    """
    local = array("q")
    for day, group in groupby(hours, key=lambda hour: hour // _DAY_HOURS):
        begin, end = (datetime.fromtimestamp((day * _DAY_HOURS + hour) * 3600, zone).utcoffset() for hour in (0, 23))
        if begin is not None and begin == end:
            ahead = (begin.days * 86_400 + begin.seconds) // 3600
            local.extend([hour + ahead for hour in group])
        else:
            moments = (datetime.fromtimestamp(hour * 3600, zone) for hour in group)
            local.extend((moment.toordinal() - _FIRST_DAY) * _DAY_HOURS + moment.hour for moment in moments)
    return local


def _day_of(hour: int) -> int:
    """The ordinal of the day of a local hour."""
    return _FIRST_DAY + hour // _DAY_HOURS


def _weekday(ordinal: int) -> int:
    return (ordinal - 1) % _WEEK_DAYS


def _lost(hours: Sequence[int], local: Sequence[int], profile: list[list[int]]) -> dict[int, float]:
    """By day, the usual share of the articles of its hours that are before the first, after the last, or silent."""
    shares = [[count / (sum(kind) or 1) for count in kind] for kind in profile]

    def share(ordinal: int, low: int, high: int) -> float:
        return sum(shares[_weekday(ordinal) >= 5][low:high])

    first, last = _day_of(local[0]), _day_of(local[-1])
    lost = {first: share(first, 0, local[0] % _DAY_HOURS)}
    lost[last] = lost.get(last, 0.0) + share(last, local[-1] % _DAY_HOURS + 1, _DAY_HOURS)
    is_frequent = sum(map(sum, profile)) >= _FREQUENT * (last + 1 - first)
    silence = _SHORT_SILENCE if is_frequent else _SILENCE
    for at in vectors.places(lambda later, hour: later - hour > silence, hours[1:], hours[:-1]):
        before, after = _day_of(local[at]), _day_of(local[at + 1])
        if after - before > 1:  # a day without an article
            lost[before] = lost.get(before, 0.0) + share(before, local[at] % _DAY_HOURS + 1, _DAY_HOURS)
            lost[after] = lost.get(after, 0.0) + share(after, 0, local[at + 1] % _DAY_HOURS)
            lost.update(dict.fromkeys(range(before + 1, after), 1.0))
    return lost


def _weeks(days: Sequence[Unit]) -> list[Unit]:
    """Days as weeks that begin on Mondays. A week without an article is a silence."""
    weeks = []
    for _, group in groupby(days, key=lambda day: (day.ordinal - 1) // _WEEK_DAYS):
        week = list(group)
        count = sum(day.size for day in week)
        weeks.append(Unit(count, len(week) / _WEEK_DAYS if count else 0.0, 0, week[0].ordinal, week[0].start))
    return weeks


def units_of(days: list[Unit]) -> tuple[list[Unit], bool]:
    """The days, or the weeks of a site that has articles on few days, and which they are; none where it has too few."""
    working = [day for day in days if day.weekday < 5]
    if sum(day.size > 0 for day in working) >= _ACTIVE * len(working):
        return days, False
    weeks = _weeks(days)
    return (weeks if sum(week.size > 0 for week in weeks) >= _ACTIVE * len(weeks) else []), True
