"""The date lines of each site beside the crawls: columns in the order of the crawls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newscheck.dump import blocks
from newscheck.dump.dump_columns import integers, positions_by_site
from newscheck.dump.per_dump import per_dump
from newscheck.dump.vectors import ascending, computed, places, taken
from newscheck.model import ABSENT, HAS_CLOCK, IS_DEFAULT, IS_EPOCH, Column, Dump, Typecode
from newscheck.text.timestamps import DAY, EARLIEST_CRAWL, MINUTE

#: Minutes of a day.
DAY_MINUTES = DAY // MINUTE
_HALF_HOUR = 30 * MINUTE
#: Type codes of the columns of `DateLines`.
_CODES: tuple[Typecode, ...] = ("q", "q", "q", "B", "q", "Q", "I")


class DateLines(NamedTuple):
    """The articles of a site that have a date line and a crawl: columns of equal length, in the order of the crawls.

    `crawls` are milliseconds since 1970 UTC, `walls` minutes since 1970 on the publisher's clock, `offsets` the minutes
    by which that is ahead of UTC; in a group where the zone is unknown (`has_zone` is false) these are 0. `forms` and
    `url_days` are those of `ArticleSummary`, `urls` its keys, `positions` those in the dump.
    """

    site: str
    has_zone: bool
    crawls: Column
    walls: Column
    offsets: Column
    forms: Column
    url_days: Column
    urls: Column
    positions: Column

    def take(self, places: Sequence[int]) -> DateLines:
        """Some of the articles."""
        return DateLines(self.site, self.has_zone, *(taken(column, places) for column in self[2:]))

    @property
    def lags(self) -> Column:
        """The minutes from each date line to its crawl; those of an unknown zone are less by its offset from UTC."""
        columns = self.crawls, self.walls, self.offsets
        return computed("q", lambda crawl, wall, offset: crawl // MINUTE - wall + offset, *columns)


@per_dump
def date_lines(dump: Dump, now: int, *, by_zone: bool = False) -> Sequence[DateLines]:
    """The date lines of each site; with `by_zone` those whose zone is known, and bare days with those of unknown zones.

    Without it, zones are left aside.
    """
    columns = [integers(dump, name) for name in ("epoch", "wall", "published", "dateline_form", "url_day", "url")]
    # Those of all sites are one column: each may be short, and they may be many.
    kept = [blocks.Rows(code, len(dump)) for code in _CODES]
    found = []
    for site, positions in sorted(positions_by_site(dump).items()):
        crawls, walls, published, *others = (taken(column, positions) for column in columns)
        both = places(lambda crawl, wall, form: _is_beside(crawl, wall, form, now), crawls, walls, others[0])
        for has_zone, group in _by_zone(both, published) if by_zone else [(False, both)]:
            if group:
                chosen = taken(group, ascending(taken(crawls, group)))
                rows = (taken(column, chosen) for column in (crawls, walls, published, *others, positions))
                lines = _lines(site, has_zone, *rows)
                found.append(DateLines(site, has_zone, *map(blocks.Rows.add, kept, lines[2:])))
    return found


def _is_beside(crawl: Any, wall: Any, form: Any, now: int) -> Any:
    """Whether there are a date line and a crawl."""
    return (wall != ABSENT) & (crawl >= EARLIEST_CRAWL) & (crawl <= now + DAY) & (form & IS_DEFAULT == 0)


def _by_zone(chosen: Column, published: Column) -> Iterator[tuple[bool, Column]]:
    """Some articles in two groups: those whose zone is unknown, and those whose zone is known."""
    known = taken(published, chosen)
    yield False, taken(chosen, places(lambda time: time == ABSENT, known))
    yield True, taken(chosen, places(lambda time: time != ABSENT, known))


def _lines(site: str, has_zone: bool, crawls: Column, walls: Column, published: Column, *others: Column) -> DateLines:
    if has_zone:
        offsets = computed("q", lambda wall, time: wall - time // MINUTE, walls, published)
    else:
        offsets = blocks.column("q", len(walls))
    return DateLines(site, has_zone, crawls, walls, offsets, *others)


def with_clock(lines: DateLines) -> DateLines:
    """The articles whose date line has a clock, and whose epoch is the time of a crawl.

    It is none where it is the date line, too, and where it is a day or an hour: a whole half hour to the millisecond.
    """
    clock, either = HAS_CLOCK, HAS_CLOCK | IS_EPOCH

    def is_crawled(form: Any, crawl: Any) -> Any:
        return (form & either == clock) & (crawl % _HALF_HOUR != 0)

    return lines.take(places(is_crawled, lines.forms, lines.crawls))
