"""The days, weeks or months of a site from its first article to the last one, and what is usual for each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from itertools import pairwise

from newscheck.dump.volume_units import Unit, days, hour_counts, units_of
from newscheck.dump.volume_usual import UsualVolume
from newscheck.model import Column
from newscheck.text.timestamps import from_ms, to_ms

_WEEK_DAYS = 7
_UNITS = ("day", "week", "month")
#: Periods for each article, from so many periods on: nobody sees anything in a year of days of which ten have articles.
_SPARSE, _FEW = 4, 60
#: So few days are shown even of a site that is counted by weeks.
_FEW_DAYS = 28


class Periods:
    """All periods of a site: `times` (ms UTC, ascending) are those of its articles, `most` how many there may be.

    `unit` is the shortest of day, week (from Monday) and month with which there are no more, and no more than can be
    read; a site that is counted by weeks has no days, and months may be more. `begins` are the beginnings (ms UTC) of
    the periods on the clock of `zone`, `sizes` the numbers of their articles.
    """

    def __init__(self, times: Column, zone: tzinfo, most: int) -> None:
        by_day = days(hour_counts(times), 0, zone)
        units, by_week = units_of(by_day)
        # An hour in UTC may belong to two days, in a zone that is a part of an hour ahead of it.
        first, last = (from_ms(time).astimezone(zone).toordinal() for time in (times[0], times[-1]))
        number, most = last + 1 - first, min(most, max(_FEW, _SPARSE * len(times)))
        is_weekly = by_week and len(units) > 0
        fits = (number <= (_FEW_DAYS if is_weekly else most), number <= most * _WEEK_DAYS)
        self.unit = _UNITS[fits.index(True) if any(fits) else -1]
        self._firsts = _firsts(first, last, self.unit)
        self.begins = [_begin(ordinal, zone) for ordinal in self._firsts]
        starts = (bisect_left(times, begin) for begin in self.begins[1:])
        self._bounds = [0, *starts, len(times)]
        self._usual = _usual(units, by_week=by_week) if not is_weekly or self.unit != _UNITS[0] else {}
        if self._usual and last > by_day[-1].ordinal:
            self._usual[last] = None

    @property
    def sizes(self) -> list[int]:
        """The number of articles of each period."""
        return [high - low for low, high in pairwise(self._bounds)]

    @property
    def expected(self) -> list[float | None]:
        """How many articles are usual for each period, given those before it; None where that can't be told."""
        sums: list[float | None] = [0.0 if self._usual else None] * len(self._firsts)
        for ordinal, usual in self._usual.items():
            at = max(0, bisect_right(self._firsts, ordinal) - 1)
            known = sums[at]
            sums[at] = None if usual is None or known is None else known + usual
        return [None if value is None else round(value, 1) for value in sums]

    def parts(self, column: Sequence[int]) -> Iterator[Sequence[int]]:
        """The values of a column, of which each article has one, by period."""
        return (column[low:high] for low, high in pairwise(self._bounds))


def _firsts(first: int, last: int, unit: str) -> list[int]:
    """The first days (ordinals) of the periods from one day to another."""
    if unit == "day":
        return [*range(first, last + 1)]
    if unit == "week":
        return [*range(first - (first - 1) % _WEEK_DAYS, last + 1, _WEEK_DAYS)]
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    return [date(month // 12, month % 12 + 1, 1).toordinal() for month in months]


def _begin(ordinal: int, zone: tzinfo) -> int:
    """The beginning of a day on a zone's clock, in ms UTC."""
    return to_ms(datetime.fromordinal(ordinal).replace(tzinfo=zone))


def _usual(units: Sequence[Unit], *, by_week: bool) -> dict[int, float | None]:
    """By the (first) day of each day or week how many articles are usual for it."""
    usual = UsualVolume(by_week=by_week)
    found: dict[int, float | None] = {}
    for unit in units:
        found[unit.ordinal] = usual.expected(unit)
        usual.add(unit)
    return found
