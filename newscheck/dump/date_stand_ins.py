"""Date lines that are a stand-in: one day on many articles, or the time of the crawl.

Places are those in the columns of `DateLines`, whose order is that of the crawls.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from newscheck.dump import blocks
from newscheck.dump.date_faults import days_to_crawl
from newscheck.dump.date_lines import DAY_MINUTES, DateLines
from newscheck.dump.lag_shifts import LEAST
from newscheck.dump.timeline import dense_runs
from newscheck.dump.vectors import ascending, computed, places, taken
from newscheck.model import HAS_CLOCK, IS_EPOCH, IS_URL_MONTH
from newscheck.text.timestamps import DAY, FARTHEST_EAST, MINUTE

_FIRST = date(1970, 1, 1)
#: Days from a date line to its crawl: those of most articles, and of an old one.
_SOON, _OLD = 3, 32
#: The share of the articles of a stretch that have one day, one that programs have for what they don't understand, or
#: the minute of their crawl; and their number.
_STUCK, _FEW_STUCK, _NOW, _MANY = 0.5, 0.1, 0.3, 20
#: More articles than these are hardly ever of one holiday.
_MOST_OF_A_DAY = 100
#: The share of articles of a crawl that have the second of another one, as no publication has.
_IN_ONE_SECOND = 0.3


class StuckDay(NamedTuple):
    """Articles crawled on different days whose date lines are of one day (days since 1970), long before."""

    places: Sequence[int]
    day: int
    is_certain: bool


def stuck(lines: DateLines) -> list[StuckDay]:
    """Days that many articles have which were crawled on others: at least half of those in a row.

    A tenth is enough of a bare 1 January, and of one minute.
    """
    by_day: dict[int, array[int]] = {}
    for place in places(lambda days: days > _SOON, days_to_crawl(lines)):
        by_day.setdefault(lines.walls[place] // DAY_MINUTES, array("I")).append(place)
    old = sum(map(len, by_day.values()))
    found = []
    for day, same_day in by_day.items():
        is_new_year = _is_new_year(day)
        if len(same_day) < (least := LEAST if is_new_year else _MANY):
            continue
        is_known = _is_one_minute(lines, same_day) and (is_new_year or lines.walls[same_day[0]] % DAY_MINUTES != 0)
        for first, last in dense_runs(same_day, _FEW_STUCK if is_known else _STUCK, least):
            run = same_day[first:last]
            crawls = [lines.crawls[place] // DAY for place in run]
            # Where nearly all other articles were crawled soon, this is no archive.
            is_live = 5 * (old - len(run)) <= len(lines.walls) - len(run)
            fewest = 2 if is_known and is_live else 3
            if len({*crawls}) >= fewest and not _is_one_article(lines, run):
                found.append(StuckDay(run, day, is_known or crawls[-1] - day >= _OLD))
    return found


def at_url_days(lines: DateLines) -> DateLines:
    """The articles without a time of the crawl that have a day in their URL, which stands for it."""
    either = IS_EPOCH | IS_URL_MONTH
    chosen = places(lambda form, day: (day != 0) & (form & either == IS_EPOCH), lines.forms, lines.url_days)
    dated = lines.take(taken(chosen, ascending(taken(lines.url_days, chosen))))
    return dated._replace(crawls=computed("q", lambda day: day * DAY, dated.url_days))


def on_new_year(lines: DateLines) -> list[int]:
    """Articles with the bare day of a 1 January and neither a time of the crawl nor a date in the URL: at least half of
    many such articles."""
    either = IS_EPOCH | HAS_CLOCK
    bare = places(lambda form, day: (form & either == IS_EPOCH) & (day == 0), lines.forms, lines.url_days)
    found = [place for place in bare if _is_new_year(lines.walls[place] // DAY_MINUTES)]
    return found if len(found) >= max(_MOST_OF_A_DAY, _STUCK * len(bare)) else []


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
    counts = Counter(blocks.values(lags))
    whole = [lag for lag in counts if lag % 15 == 0 and abs(lag) <= FARTHEST_EAST // MINUTE]
    best = max(whole, key=counts.__getitem__, default=None)
    if best is None or all(crawl % MINUTE == 0 for crawl in blocks.values(lines.crawls)):
        return []
    found = places(lambda lag: (best <= lag) & (lag <= best + 1), lags)
    if 20 * len(found) >= 19 * len(lags) and not _is_of_crawler(lines.crawls):
        return []
    around = (range(best - 4, best), range(best + 2, best + 6))
    if len(found) < 2 * max(sum(map(counts.__getitem__, minutes)) for minutes in around):
        return []
    runs = [found[first:last] for first, last in dense_runs(found, _NOW, _MANY)]
    return [place for run in runs if run[-1] - run[0] >= 2 * _MANY for place in run]


def _is_of_crawler(crawls: Sequence[int]) -> bool:
    """Whether times in order are those of a program: to the millisecond, or many of them in one second."""
    if any(crawl % 1000 for crawl in crawls):
        return True
    return sum(later - crawl < 1000 for crawl, later in pairwise(crawls)) >= _IN_ONE_SECOND * len(crawls)
