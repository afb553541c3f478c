"""Date lines that are read wrongly: a clock of 12 hours, swapped numbers, another year, another clock than the URL's.

Each function returns places in the columns of `DateLines`, whose order is that of the crawls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from newscheck.article.times import NEXT_YEAR
from newscheck.dump.date_lines import DAY_MINUTES, DateLines
from newscheck.dump.lag_shifts import quantile
from newscheck.model import IS_EPOCH, IS_URL_MONTH
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
#: Articles of a site by whose others a fault is known.
_MANY = 20


def twelve_hours(lines: DateLines) -> list[int]:
    """The longest run of articles whose hours are those of a clock with 12; empty where it is too short."""
    hours = [wall // 60 % 24 for wall in lines.walls]
    runs = (run for half in _HALVES for run in _runs_within(hours, half))
    start, end = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    if len({*hours[start:end]}) < _MOST_HOURS or lines.crawls[end - 1] - lines.crawls[start] < _WITH_AFTERNOON:
        return []
    is_long = end - start >= _IN_A_ROW
    return [*range(start, end)] if is_long or _are_afternoons_late(lines.lags, start, end) else []


def _runs_within(hours: Sequence[int], half: range) -> Iterator[tuple[int, int]]:
    start = 0
    for at, hour in enumerate([*hours, -1]):
        if hour not in half:
            yield start, at
            start = at + 1


def _are_afternoons_late(lags: Sequence[int], start: int, end: int) -> bool:
    """Whether the lags of a run are those of the other articles, and for many 12 hours longer."""
    others = sorted([*lags[:start], *lags[end:]])
    if end - start < _IN_A_ROW_LATE or len(others) < _MANY:
        return False
    low, high = quantile(others, 0.05) - 30, quantile(others, 0.95) + 30
    usual = sum(low <= lag <= high for lag in lags[start:end])
    late = sum(low <= lag - _HALF_DAY <= high and lag > high for lag in lags[start:end])
    return 4 * late >= end - start and 10 * (usual + late) >= 9 * (end - start)


def days_to_crawl(lines: DateLines) -> list[int]:
    """The days from each date line to its crawl; in an unknown zone one more or less."""
    return [crawl // DAY - wall // DAY_MINUTES for crawl, wall in zip(lines.crawls, lines.walls, strict=True)]


def swapped(lines: DateLines) -> list[int]:
    """Articles whose date line fits their crawl, or the other date lines, only with day and month swapped.

    They are at least a tenth of those whose day and month can be swapped: some old articles fit by chance.
    """
    others = [_swapped(wall // DAY_MINUTES) for wall in lines.walls]
    days = [crawl // DAY for crawl in lines.crawls]
    either = [place for place, other in enumerate(others) if other is not None]
    # Without a time of the crawl, that is the date line.
    right = {
        place
        for place in either
        if not lines.forms[place] & IS_EPOCH and -1 <= days[place] - lines.walls[place] // DAY_MINUTES <= _SOON
    }
    wrong = [place for place in either if place not in right and -1 <= days[place] - (others[place] or 0) <= _SOON]
    if len(wrong) >= _LEAST:
        number = sum(wrong[0] <= place <= wrong[-1] for place in either)
        return wrong if 10 * len(wrong) >= number else []
    return [] if right else _of_other_months(lines, others)


def _swapped(day: int) -> int | None:
    """A day (since 1970) with day and month swapped, where that is another day."""
    when = _FIRST + timedelta(days=day)
    return (when.replace(month=when.day, day=when.month) - _FIRST).days if when.month != when.day <= 12 else None


def _of_other_months(lines: DateLines, others: Sequence[int | None]) -> list[int]:
    """Articles that are of other months than those of days over 12, unless day and month are swapped."""
    months = {_month(wall // DAY_MINUTES) for wall, other in zip(lines.walls, others, strict=True) if other is None}
    either = [place for place, other in enumerate(others) if other is not None]
    wrong = [
        place
        for place in either
        if (other := others[place]) is not None
        and _month(other) in months
        and _month(lines.walls[place] // DAY_MINUTES) not in months
    ]
    return wrong if len(wrong) >= _MANY and 10 * len(wrong) >= 8 * len(either) else []


def _month(day: int) -> tuple[int, int]:
    when = _FIRST + timedelta(days=day)
    return when.year, when.month


def of_next_year(lines: DateLines) -> list[int]:
    """Articles whose date line is a year after their crawl, as a date without a year is that is read in January."""
    low, high = NEXT_YEAR
    return [place for place, days in enumerate(days_to_crawl(lines)) if low <= -days <= high]


def against_url(lines: DateLines) -> tuple[list[int], int]:
    """Articles that are a day before or after the day in their URL, by the hours of their clock; and by how many.

    The second number is the hours by which the date lines are behind the clock of the URLs (negative: ahead). No
    article is reported where most of those hours agree with the URL.
    """
    hours = [wall // 60 % 24 for wall in lines.walls]
    apart = [
        wall // DAY_MINUTES - day if day and not form & IS_URL_MONTH else None
        for wall, day, form in zip(lines.walls, lines.url_days, lines.forms, strict=True)
    ]
    # In the first hours of a day, pages have the day before, on which they were made.
    for step, fewest in ((-1, 2), (1, 4)):
        places = [place for place, days in enumerate(apart) if days == step]
        if len(places) < max(_LEAST, len(lines.walls) // 25):
            continue
        own = sorted(hours[place] if step < 0 else 23 - hours[place] for place in places)
        edge = quantile(own, 0.1)
        within = [
            place
            for place, days in enumerate(apart)
            if days is not None
            and places[0] <= place <= places[-1]
            and (hours[place] if step < 0 else 23 - hours[place]) >= edge
        ]
        if 10 * len(places) >= 8 * len(within) and fewest <= 24 - edge <= _MOST_HOURS_APART:
            return places, -step * (24 - edge)
    return [], 0
