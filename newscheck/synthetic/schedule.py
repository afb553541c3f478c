"""When articles appear: hourly runs of the scraper, batches of the feed, nights, week-ends, print issues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from math import exp
from random import Random
from typing import NamedTuple

from newscheck.synthetic import editors, parameters

_SECOND, _MINUTE = 1_000, 60_000


class CrawlRun(NamedTuple):
    """One run of the scraper: the feed batches in order, as pairs of size and epoch (ms)."""

    day: editors.CalendarDay
    hour: int
    batches: list[tuple[int, int]]
    is_print: bool


def runs(staff: editors.Staff, zone: tzinfo) -> Iterator[CrawlRun]:
    """All runs that find articles, in the order of time."""
    draw = staff.draw
    minute = draw.randint(2, 20)
    for day in staff.days():
        if day.is_outage:
            continue
        usual = staff.rate["articles a day"] * draw.uniform(0.85, 1.15) / sum(parameters.HOURS)
        if day.is_holiday:
            usual *= staff.rate["share on holidays"]
        elif day.is_weekend:
            usual *= staff.rate["share at week-ends"]
        for hour, weight in enumerate(parameters.HOURS):
            if not weight or (day.is_weekend and hour < parameters.WEEKEND_BEGINS):
                continue
            is_print = (
                hour == parameters.PRINT_HOUR and day.day.weekday() == parameters.PRINT_DAY and not day.is_holiday
            )
            count = _print_batch(staff) if is_print else _poisson(draw, usual * weight * draw.uniform(0.6, 1.4))
            if count:
                start = datetime(day.day.year, day.day.month, day.day.day, hour, minute, tzinfo=zone)
                epoch = int(start.timestamp()) * _SECOND + draw.randrange(3 * _MINUTE)
                yield CrawlRun(day, hour, _batches(staff, count, epoch, is_print=is_print), is_print)


def _print_batch(staff: editors.Staff) -> int:
    size = staff.rate["print batch"]
    return max(10, min(30, round(staff.draw.gauss(size, 3))))


def _batches(staff: editors.Staff, count: int, epoch: int, *, is_print: bool) -> list[tuple[int, int]]:
    """The articles of a run in batches that have one epoch each."""
    draw, batches = staff.draw, []
    while count > 0:
        usual = count if is_print else staff.rate["articles of a feed batch"]
        size = min(count, 1 + _poisson(draw, usual - 1))
        batches.append((size, epoch))
        epoch += draw.randrange(_SECOND, 90 * _SECOND)
        count -= size
    return batches


def _poisson(draw: Random, mean: float) -> int:
    """A count of independent events (Knuth 1969, 3.4.1); for means up to some dozens."""
    least, product, count = exp(-mean), draw.random(), 0
    while product > least:
        product *= draw.random()
        count += 1
    return count
