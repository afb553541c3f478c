"""Date lines that were not taken from the article: a clock of 12 hours, swapped numbers, another year, a stand-in.

Each function returns places in the columns of `DateLines`, whose order is that of the crawls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from newscheck.article.times import NEXT_YEAR
from newscheck.dump.date_lines import DAY_MINUTES, DateLines
from newscheck.dump.lag_shifts import quantile
from newscheck.dump.timeline import dense_runs
from newscheck.model import IS_URL_MONTH
from newscheck.text.timestamps import DAY, FARTHEST_EAST, HOUR, MINUTE

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
#: The share of the articles of a stretch that have one day, one that programs have for what they don't understand, or
#: the minute of their crawl; and their number.
_STUCK, _FEW_STUCK, _NOW, _MANY = 0.5, 0.1, 0.3, 20
_OLD = 32
#: The share of articles of a crawl that have the second of another one, as no publication has.
_IN_ONE_SECOND = 0.3


class StuckDay(NamedTuple):
    """Articles crawled on different days whose date lines are of one day (days since 1970), long before."""

    places: Sequence[int]
    day: int
    is_certain: bool


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
    right = {place for place in either if -1 <= days[place] - lines.walls[place] // DAY_MINUTES <= _SOON}
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


def stuck(lines: DateLines) -> list[StuckDay]:
    """Days that many articles have which were crawled on others: at least half of those in a row.

    A tenth is enough of a bare 1 January, and of one minute.
    """
    by_day: dict[int, list[int]] = {}
    for place, days in enumerate(days_to_crawl(lines)):
        if days > _SOON:
            by_day.setdefault(lines.walls[place] // DAY_MINUTES, []).append(place)
    old = sum(map(len, by_day.values()))
    found = []
    for day, places in by_day.items():
        is_new_year = _is_new_year(day)
        if len(places) < (least := _LEAST if is_new_year else _MANY):
            continue
        is_known = _is_one_minute(lines, places) and (is_new_year or lines.walls[places[0]] % DAY_MINUTES != 0)
        for first, last in dense_runs(places, _FEW_STUCK if is_known else _STUCK, least):
            run = places[first:last]
            crawls = [lines.crawls[place] // DAY for place in run]
            # Where nearly all other articles were crawled soon, this is no archive.
            is_live = 5 * (old - len(run)) <= len(lines.walls) - len(run)
            fewest = 2 if is_known and is_live else 3
            if len({*crawls}) >= fewest and not _is_one_article(lines, run):
                found.append(StuckDay(run, day, is_known or crawls[-1] - day >= _OLD))
    return found


def _is_new_year(day: int) -> bool:
    when = _FIRST + timedelta(days=day)
    return (when.month, when.day) == (1, 1)


def _is_one_minute(lines: DateLines, places: Sequence[int]) -> bool:
    return len({lines.walls[place] for place in places}) == 1


def _is_one_article(lines: DateLines, places: Sequence[int]) -> bool:
    """Whether few articles were crawled again and again."""
    return 2 * len({lines.urls[place] or ~place for place in places}) < len(places)


def of_crawl(lines: DateLines) -> list[int]:
    """Articles whose date line, which has a clock, is the minute of their crawl, or the minute before.

    It may be in another zone: the quarters of an hour by which most of them differ; few have the minutes around. Where
    all articles have the minute of their epoch, that may be the time of publication, and no crawl.
    """
    lags = lines.lags
    counts = Counter(lags)
    whole = [lag for lag in counts if lag % 15 == 0 and abs(lag) <= FARTHEST_EAST // MINUTE]
    best = max(whole, key=counts.__getitem__, default=None)
    if best is None or all(crawl % MINUTE == 0 for crawl in lines.crawls):
        return []
    places = [place for place, lag in enumerate(lags) if best <= lag <= best + 1]
    if 20 * len(places) >= 19 * len(lags) and not _is_of_crawler(lines.crawls):
        return []
    around = (range(best - 4, best), range(best + 2, best + 6))
    if len(places) < 2 * max(sum(map(counts.__getitem__, minutes)) for minutes in around):
        return []
    runs = [places[first:last] for first, last in dense_runs(places, _NOW, _MANY)]
    return [place for run in runs if run[-1] - run[0] >= 2 * _MANY for place in run]


def _is_of_crawler(crawls: Sequence[int]) -> bool:
    """Whether times in order are those of a program: to the millisecond, or many of them in one second."""
    if any(crawl % 1000 for crawl in crawls):
        return True
    return sum(later - crawl < 1000 for crawl, later in pairwise(crawls)) >= _IN_ONE_SECOND * len(crawls)


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
