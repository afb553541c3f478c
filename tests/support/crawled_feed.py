"""Summaries of the articles of an invented publisher and of its crawler, whose date lines may be wrong from one on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscheck.model import HAS_CLOCK, HAS_OFFSET, ArticleSummary
from newscheck.text.timestamps import MINUTE, to_ms

#: Monday, 5 September 2022.
MONDAY = datetime(2022, 9, 5, tzinfo=UTC)
#: A fault: the date line that is written, of the one of the page and of the crawl, both on the publisher's clock.
Fault = Callable[[datetime, datetime], datetime]


class Publisher(NamedTuple):
    """A publisher and its crawler.

    `hours` are those of a day in which it publishes, `per_day` articles; the crawler runs every `interval` minutes, or
    at `daily` hours (UTC): the first in the first half of the articles, then the second. A part `old` of the articles
    is published again.
    """

    zone: str = "Asia/Shanghai"
    begin: datetime = MONDAY
    per_day: int = 60
    hours: range = range(24)
    interval: int = 60
    daily: tuple[int, int] | None = None
    old: float = 0.01


def feed(
    publisher: Publisher = Publisher(),  # noqa: B008 - frozen
    number: int = 240,
    fault: Fault | None = None,
    *,
    half: bool = False,
    knows: str = "",
    has_clock: bool = True,
    seed: int = 1,
) -> list[ArticleSummary]:
    """The articles in the order of publication; with `half`, the fault begins with the crawls after half of them.

    `knows` is `zone` where the site's is known, `offset` where the date line has one.
    """
    draw, zone = random.Random(seed), ZoneInfo(publisher.zone)
    times = _times(publisher, number, draw)
    begin = _crawl(publisher, times[number // 2], number, number, draw).replace(second=0) if half else publisher.begin
    summaries = []
    for at, time in enumerate(times):
        crawl = _crawl(publisher, time, at, number, draw)
        shown = time - timedelta(days=draw.randint(40, 900)) if draw.random() < publisher.old else time
        wall = shown.astimezone(zone).replace(tzinfo=None)
        day = (wall.date() - date(1970, 1, 1)).days
        if fault is not None and crawl >= begin:
            wall = fault(wall, crawl.astimezone(zone).replace(tzinfo=None))
        published = to_ms(wall.replace(tzinfo=zone)) if knows and has_clock else None
        form = (HAS_CLOCK if has_clock else 0) | (HAS_OFFSET if knows == "offset" else 0)
        summaries.append(_summary(at, to_ms(crawl), published, to_ms(wall) // MINUTE, form, day))
    return summaries


def _times(publisher: Publisher, number: int, draw: random.Random) -> Sequence[datetime]:
    times, time = [], publisher.begin
    while len(times) < number:
        time += timedelta(minutes=draw.expovariate(publisher.per_day / 1440))
        if time.astimezone(ZoneInfo(publisher.zone)).hour in publisher.hours:
            times.append(time.replace(second=0, microsecond=0))
    return times


def _crawl(publisher: Publisher, time: datetime, at: int, number: int, draw: random.Random) -> datetime:
    """The next crawl after an article was published, some seconds after it began."""
    if publisher.daily is None:
        minutes = (to_ms(time) // MINUTE // publisher.interval + 1) * publisher.interval
        crawl = datetime.fromtimestamp(minutes * 60, UTC)
    else:
        crawl = time.replace(hour=publisher.daily[2 * at >= number], minute=10)
        crawl += timedelta(days=crawl <= time)
    return crawl + timedelta(seconds=draw.randint(1, 50), milliseconds=draw.randint(1, 999))


def _summary(at: int, crawl: int, published: int | None, wall: int, form: int, day: int) -> ArticleSummary:
    keys = (at + 1, at + 1, at + 1, 0)
    return ArticleSummary(
        *(f"{at:04}.md", 1, "heron.example", crawl, published, None, *keys, "", "Herons", 0, 1, b"", b""),
        wall=wall,
        dateline_form=form,
        url_day=day,
    )


def later(hours: float) -> Fault:
    """Date lines that are some hours later than the page's, or earlier."""
    return lambda wall, crawl: wall + timedelta(hours=hours)


def of_twelve_hours(wall: datetime, crawl: datetime) -> datetime:
    """Date lines on a clock of 12 hours, without am and pm."""
    return wall.replace(hour=(wall.hour - 1) % 12 + 1)


def of_half_a_day(wall: datetime, crawl: datetime) -> datetime:
    """Date lines whose afternoon is the night."""
    return wall.replace(hour=wall.hour % 12)


def swapped(wall: datetime, crawl: datetime) -> datetime:
    """Day and month swapped, where that is another day."""
    return wall.replace(month=wall.day, day=wall.month) if wall.day <= 12 else wall


def of_crawl(wall: datetime, crawl: datetime) -> datetime:
    """The time of the crawl."""
    return crawl.replace(second=0, microsecond=0)


def of_new_year(wall: datetime, crawl: datetime) -> datetime:
    """1 January of the year."""
    return datetime(wall.year, 1, 1)


def of_next_year(wall: datetime, crawl: datetime) -> datetime:
    """The year of the crawl, and one more."""
    return wall.replace(year=wall.year + 1)
