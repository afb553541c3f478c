"""The days, or weeks, of a site: how many articles each has, and which part of it the dump knows.

A day is known but for the hours before the first article of the dump, after the last, and in a silence, weighed by how
many articles usually come in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby, pairwise
from typing import NamedTuple

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


def days(hours: Sequence[tuple[int, int]], first: int, zone: tzinfo) -> list[Unit]:
    """All local days from the first article (number `first`) to the last one.

    `hours` are those with articles, in hours since 1970 UTC, each with their number.
    """
    counts: dict[int, int] = {}
    profile = [[0] * _DAY_HOURS, [0] * _DAY_HOURS]
    local = local_hours([hour for hour, _ in hours], zone)
    for (ordinal, hour), (_, count) in zip(local, hours, strict=True):
        counts[ordinal] = counts.get(ordinal, 0) + count
        profile[_weekday(ordinal) >= 5][hour] += count
    lost = _lost(hours, local, profile)
    units = []
    for ordinal in range(local[0][0], local[-1][0] + 1):
        count = counts.get(ordinal, 0)
        units.append(Unit(count, max(0.0, 1 - lost.get(ordinal, 0.0)), _weekday(ordinal), ordinal, first))
        first += count
    return units


def local_hours(hours: Sequence[int], zone: tzinfo) -> list[tuple[int, int]]:
    """The day (its ordinal) and the hour of the day in a zone, for each of some hours since 1970 UTC.

    The zone is asked for the first and last hour of a day: where its clock is as far from UTC in both, it is all day.
    """
    local: list[tuple[int, int]] = []
    for day, group in groupby(hours, key=lambda hour: hour // _DAY_HOURS):
        begin, end = (datetime.fromtimestamp((day * _DAY_HOURS + hour) * 3600, zone).utcoffset() for hour in (0, 23))
        if begin is not None and begin == end:
            ahead = begin.days * 86_400 + begin.seconds
            times = [hour * 3600 + ahead for hour in group]
            local += [(_FIRST_DAY + time // 86_400, time // 3600 % _DAY_HOURS) for time in times]
        else:
            moments = [datetime.fromtimestamp(hour * 3600, zone) for hour in group]
            local += [(moment.toordinal(), moment.hour) for moment in moments]
    return local


def _weekday(ordinal: int) -> int:
    return (ordinal - 1) % _WEEK_DAYS


def _lost(hours: Sequence[tuple[int, int]], local: list[tuple[int, int]], profile: list[list[int]]) -> dict[int, float]:
    """By day, the usual share of the articles of its hours that are before the first, after the last, or silent."""
    shares = [[count / (sum(kind) or 1) for count in kind] for kind in profile]

    def share(ordinal: int, low: int, high: int) -> float:
        return sum(shares[_weekday(ordinal) >= 5][low:high])

    (first, begin), (last, end) = local[0], local[-1]
    lost = {first: share(first, 0, begin)}
    lost[last] = lost.get(last, 0.0) + share(last, end + 1, _DAY_HOURS)
    is_frequent = sum(map(sum, profile)) >= _FREQUENT * (last + 1 - first)
    silence = _SHORT_SILENCE if is_frequent else _SILENCE
    for at, (one, other) in enumerate(pairwise(hours)):
        if other[0] - one[0] <= silence:
            continue
        (before, stop), (after, again) = local[at], local[at + 1]
        if after - before > 1:  # a day without an article
            lost[before] = lost.get(before, 0.0) + share(before, stop + 1, _DAY_HOURS)
            lost[after] = lost.get(after, 0.0) + share(after, 0, again)
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
