"""The date lines of each site beside the crawls: columns in the order of the crawls."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from newscheck.dump.per_dump import per_dump
from newscheck.model import HAS_CLOCK, IS_DEFAULT, IS_EPOCH, Dump
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
    groups: dict[tuple[str, bool], DateLines] = {}
    for position, summary in enumerate(dump):
        if summary.wall is None or summary.dateline_form & IS_DEFAULT:
            continue
        if summary.epoch is None or not EARLIEST_CRAWL <= summary.epoch <= now + DAY:
            continue
        key = (summary.site, by_zone and summary.published is not None)
        lines = groups.get(key)
        if lines is None:
            lines = groups[key] = DateLines(*key, *(array(code) for code in "qqqBqQI"))
        published = summary.published if key[1] else None
        lines.crawls.append(summary.epoch)
        lines.walls.append(summary.wall)
        lines.offsets.append(summary.wall - published // MINUTE if published is not None else 0)
        lines.forms.append(summary.dateline_form)
        lines.url_days.append(summary.url_day)
        lines.urls.append(summary.url)
        lines.positions.append(position)
    in_order = (groups.pop(key) for key in sorted(groups))
    return [lines.take(sorted(range(len(lines.crawls)), key=lines.crawls.__getitem__)) for lines in in_order]


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
