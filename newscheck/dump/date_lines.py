"""The date lines of each site beside the crawls: columns in the order of the crawls."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from newscheck.dump.per_dump import per_dump
from newscheck.model import ABSENT, HAS_CLOCK, IS_DEFAULT, IS_EPOCH, Dump
from newscheck.text.timestamps import DAY, EARLIEST_CRAWL, MINUTE

#: Minutes of a day.
DAY_MINUTES = DAY // MINUTE
_HALF_HOUR = 30 * MINUTE


class DateLines(NamedTuple):
    """The articles of a site that have a date line and a crawl: columns of equal length, in the order of the crawls.

    `crawls` are milliseconds since 1970 UTC, `walls` minutes since 1970 on the publisher's clock, `offsets` the minutes
    by which that is ahead of UTC; in a group where the zone is unknown (`has_zone` is false) these are 0. `forms` and
    `url_days` are those of `ArticleSummary`, `urls` its keys, `positions` those in the dump.
    """

    site: str
    has_zone: bool
    crawls: array[int]
    walls: array[int]
    offsets: array[int]
    forms: array[int]
    url_days: array[int]
    urls: array[int]
    positions: array[int]

    def take(self, places: Sequence[int]) -> DateLines:
        """Some of the articles."""
        columns = (array(column.typecode, map(column.__getitem__, places)) for column in self[2:])
        return DateLines(self.site, self.has_zone, *columns)

    @property
    def lags(self) -> array[int]:
        """The minutes from each date line to its crawl; those of an unknown zone are less by its offset from UTC."""
        return array(
            "q",
            (
                crawl // MINUTE - wall + offset
                for crawl, wall, offset in zip(self.crawls, self.walls, self.offsets, strict=True)
            ),
        )


@per_dump
def date_lines(dump: Dump, now: int, *, by_zone: bool = False) -> Sequence[DateLines]:
    """The date lines of each site; with `by_zone` those whose zone is known, and bare days with those of unknown zones.

    Without it, zones are left aside.
    """
    places: dict[tuple[str, bool], list[int]] = {}
    sites, walls, crawls, forms = (dump.column(name) for name in ("site", "wall", "epoch", "dateline_form"))
    published, url_days, urls = (dump.column(name) for name in ("published", "url_day", "url"))
    for position, (wall, crawl, form) in enumerate(zip(walls, crawls, forms, strict=True)):
        if wall != ABSENT and EARLIEST_CRAWL <= crawl <= now + DAY and not form & IS_DEFAULT:
            key = (sites[position], by_zone and published[position] != ABSENT)
            places.setdefault(key, []).append(position)
    found = []
    for key in sorted(places):
        chosen = array("I", sorted(places.pop(key), key=crawls.__getitem__))
        offsets = [walls[at] - published[at] // MINUTE if key[1] else 0 for at in chosen]
        found.append(
            DateLines(
                *key,
                crawls=_chosen("q", crawls, chosen),
                walls=_chosen("q", walls, chosen),
                offsets=array("q", offsets),
                forms=_chosen("B", forms, chosen),
                url_days=_chosen("q", url_days, chosen),
                urls=_chosen("Q", urls, chosen),
                positions=chosen,
            )
        )
    return found


def _chosen(code: str, column: Sequence[int], positions: Sequence[int]) -> array[int]:
    return array(code, map(column.__getitem__, positions))


def with_clock(lines: DateLines) -> DateLines:
    """The articles whose date line has a clock, and whose epoch is the time of a crawl.

    It is none where it is the date line, too, and where it is a day or an hour: a whole half hour to the millisecond.
    """
    return lines.take(
        [
            place
            for place, (form, crawl) in enumerate(zip(lines.forms, lines.crawls, strict=True))
            if form & HAS_CLOCK and not form & IS_EPOCH and crawl % _HALF_HOUR
        ]
    )
