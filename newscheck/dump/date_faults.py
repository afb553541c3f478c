"""Date lines that are read wrongly: a clock of 12 hours, swapped numbers, another year, another clock than the URL's.

Each function returns places in the columns of `DateLines`, whose order is that of the crawls.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any

from newscheck.article.times import NEXT_YEAR
from newscheck.dump.date_lines import DAY_MINUTES, DateLines
from newscheck.dump.lag_shifts import quantile
from newscheck.dump.vectors import choice, computed, ordered, places, runs
from newscheck.model import ABSENT, IS_EPOCH, IS_URL_MONTH, Column
from newscheck.text.timestamps import DAY, HOUR

#: Articles in a row from which on hours of half a day are a clock of 12 hours (63 in real feeds); with lags that are
#: 12 hours longer, too.
_IN_A_ROW, _IN_A_ROW_LATE = 100, 30
_HALF_DAY = 12 * 60
#: The hours of clocks that have 12, and how many of them a feed has to show: a paper of the morning has fewer.
_HALVES, _MOST_HOURS = (range(1, 13), range(12)), 11
#: A span of time that has an afternoon in any zone, with articles that waited.
_WITH_AFTERNOON = 36 * HOUR
_FIRST = date(1970, 1, 1)
#: The most hours by which date lines are known to be away from the clock of URLs.
_MOST_HOURS_APART = 14
#: Articles from which on a fault is one of the site, and days from a date line to its crawl.
_LEAST, _SOON = 5, 3
#: The days between a date line and a URL that are not known.
_UNKNOWN_DAYS = 1 << 40
#: Articles of a site by whose others a fault is known.
_MANY = 20


def twelve_hours(lines: DateLines) -> Sequence[int]:
    """The longest run of articles whose hours are those of a clock with 12; empty where it is too short."""
    hours = _hours(lines)
    within = (run for half in _HALVES for run in _runs_within(hours, half))
    start, end = max(within, key=lambda run: run[1] - run[0], default=(0, 0))
    if len({*hours[start:end]}) < _MOST_HOURS or lines.crawls[end - 1] - lines.crawls[start] < _WITH_AFTERNOON:
        return []
    is_long = end - start >= _IN_A_ROW
    return range(start, end) if is_long or _are_afternoons_late(lines.lags, start, end) else []


def _hours(lines: DateLines) -> Column:
    return computed("B", lambda wall: wall // 60 % 24, lines.walls)


def _runs_within(hours: Column, half: range) -> Iterator[tuple[int, int]]:
    return runs(computed("B", lambda hour: (hour >= half.start) & (hour < half.stop), hours))


def _are_afternoons_late(lags: Sequence[int], start: int, end: int) -> bool:
    """Whether the lags of a run are those of the other articles, and for many 12 hours longer."""
    is_long = end - start >= _IN_A_ROW_LATE
    others = ordered(array("q", chain(lags[:start], lags[end:]) if is_long else ()))
    if len(others) < _MANY:
        return False
    low, high = quantile(others, 0.05) - 30, quantile(others, 0.95) + 30
    usual = sum(low <= lag <= high for lag in lags[start:end])
    late = sum(low <= lag - _HALF_DAY <= high and lag > high for lag in lags[start:end])
    return 4 * late >= end - start and 10 * (usual + late) >= 9 * (end - start)


def days_to_crawl(lines: DateLines) -> Column:
    """The days from each date line to its crawl; in an unknown zone one more or less."""
    return computed("q", lambda crawl, wall: crawl // DAY - wall // DAY_MINUTES, lines.crawls, lines.walls)


def swapped(lines: DateLines) -> Sequence[int]:
    """Articles whose date line fits their crawl, or the other date lines, only with day and month swapped.

    They are at least a tenth of those whose day and month can be swapped: some old articles fit by chance.
    """
    own = computed("q", lambda wall: wall // DAY_MINUTES, lines.walls)
    swapped_days = {day: _swapped(day) for day in {*own}}
    others = array("q", (ABSENT if other is None else other for other in map(swapped_days.__getitem__, own)))
    # Without a time of the crawl, that is the date line.
    right = computed(
        "B",
        lambda other, crawl, day, form: (other != ABSENT) & (form & IS_EPOCH == 0) & _is_soon(crawl, day),
        *(others, lines.crawls, own, lines.forms),
    )
    wrong = places(
        lambda is_right, other, crawl: (is_right == 0) & (other != ABSENT) & _is_soon(crawl, other),
        *(right, others, lines.crawls),
    )
    if len(wrong) >= _LEAST:
        number = sum(other != ABSENT for other in others[wrong[0] : wrong[-1] + 1])
        return wrong if 10 * len(wrong) >= number else []
    return [] if 1 in right else _of_other_months(own, others)


def _is_soon(crawl: Any, day: Any) -> Any:
    """Whether a crawl is on a day or soon after it, or in another zone the day before."""
    return (crawl // DAY >= day - 1) & (crawl // DAY <= day + _SOON)


def _swapped(day: int) -> int | None:
    """A day (since 1970) with day and month swapped, where that is another day."""
    when = _FIRST + timedelta(days=day)
    return (when.replace(month=when.day, day=when.month) - _FIRST).days if when.month != when.day <= 12 else None


def _of_other_months(days: Sequence[int], others: Sequence[int]) -> list[int]:
    """Articles that are of other months than those of days over 12, unless day and month are swapped."""
    months = {_month(day) for day, other in {*zip(days, others, strict=True)} if other == ABSENT}
    either = places(lambda other: other != ABSENT, others)
    wrong = [place for place in either if _month(others[place]) in months and _month(days[place]) not in months]
    return wrong if len(wrong) >= _MANY and 10 * len(wrong) >= 8 * len(either) else []


def _month(day: int) -> tuple[int, int]:
    when = _FIRST + timedelta(days=day)
    return when.year, when.month


def of_next_year(lines: DateLines) -> Sequence[int]:
    """Articles whose date line is a year after their crawl, as a date without a year is that is read in January."""
    low, high = NEXT_YEAR
    return places(lambda days: (low <= -days) & (-days <= high), days_to_crawl(lines))


def against_url(lines: DateLines) -> tuple[Sequence[int], int]:
    """Articles that are a day before or after the day in their URL, by the hours of their clock; and by how many.

    The second number is the hours by which the date lines are behind the clock of the URLs (negative: ahead). No
    article is reported where most of those hours agree with the URL.
    """
    hours = _hours(lines)
    apart = computed(
        "q",
        lambda wall, day, form: choice(
            (day != 0) & (form & IS_URL_MONTH == 0), wall // DAY_MINUTES - day, _UNKNOWN_DAYS
        ),
        *(lines.walls, lines.url_days, lines.forms),
    )
    # In the first hours of a day, pages have the day before, on which they were made.
    for step, fewest in ((-1, 2), (1, 4)):
        found = places(lambda days: days == step, apart)  # noqa: B023 - called at once
        if len(found) < max(_LEAST, len(lines.walls) // 25):
            continue
        own = sorted(hours[place] if step < 0 else 23 - hours[place] for place in found)
        edge = quantile(own, 0.1)
        within = [
            place
            for place, days in enumerate(apart)
            if days != _UNKNOWN_DAYS
            and found[0] <= place <= found[-1]
            and (hours[place] if step < 0 else 23 - hours[place]) >= edge
        ]
        if 10 * len(found) >= 8 * len(within) and fewest <= 24 - edge <= _MOST_HOURS_APART:
            return found, -step * (24 - edge)
    return [], 0
