"""The feed of a site has had no new article for longer than is usual for it.

This is the most common failure: the scraper stopped, or the feed is empty, and nobody notices, because no single file
is wrong. The rule is off until you set a limit, because an archive is not a feed: `newscheck validate --max-age 6h`, or
`max-age = "6h"` in the settings; a site may have its own limit (`--max-age rfi=3h`). The hours of the week in which
articles usually appear are learned from the six weeks before the newest article, so nights, weekends and the days
between two issues raise no alarm, however short the limit. If the dump covers less than two weeks, only the limit
counts.

What to do: check whether the scraper runs and what the feed contains now. Run this check as often as the scraper.
`max-hours` is the limit (0: off), `site-hours` a table of limits for single sites. A site without its own limit is
checked if it has at least `least` articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import positions_by_site
from newscheck.dump.rhythm import Rhythm, learn
from newscheck.dump.timeline import times_of
from newscheck.dump.vectors import places, taken
from newscheck.model import ABSENT, Column, Context, Dump, DumpHit
from newscheck.text.timestamps import DAY, HOUR, format_minute, format_span, time_zone

SEVERITY = "error"
OPTIONS = {"max_hours": 0, "site_hours": {}, "least": 10}
NEEDS = {"max_hours": 6}
#: The examples are checked on a Friday at 02:00 in Paris.
_FRIDAY = datetime(2023, 9, 15)


def _weeks(hours: range, days: range, count: int, last: int = 0) -> list[dict[str, datetime]]:
    """`count` weeks with an article at these hours of these weekdays (0: Friday), without the last hours."""
    begin = _FRIDAY - timedelta(weeks=count)
    times = (begin + timedelta(days=day, hours=hour) for day in range(7 * count) if day % 7 in days for hour in hours)
    return [{"when": when} for when in times if when < _FRIDAY - timedelta(hours=last)]


BAD = [
    # Day and night, then nothing for seven hours.
    _weeks(range(0, 24, 3), range(7), 3, last=7),
    # Nights are always silent, but here all of Thursday was, too.
    _weeks(range(7, 20, 2), range(7), 3, last=24),
    # Less than two weeks old: only the limit counts.
    _weeks(range(7, 16, 2), range(7), 1),
]
GOOD = [
    # The nights have always been longer than the limit.
    _weeks(range(7, 20, 2), range(7), 3),
    # Three days off, every week.
    _weeks(range(7, 20, 2), range(4), 5),
]


class _Feed(NamedTuple):
    """The times of a site in file order, the newest of them, and its position in the dump."""

    times: Column
    newest: int
    position: int


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each silent site, at its newest article."""
    own, others = ctx.options["site_hours"], ctx.options["max_hours"]
    if not any(limit > 0 for limit in (others, *own.values())):
        return
    feeds = _feeds(dump, ctx.now)
    least = min(ctx.options["least"], max((len(feed.times) for feed in feeds.values()), default=0))
    silent: list[tuple[str, int, int, Rhythm | None]] = []
    for site, (times, newest, position) in sorted(feeds.items()):
        limit = own.get(site, others) * HOUR
        if (site not in own and len(times) < least) or not 0 < limit < ctx.now - newest:
            continue
        rhythm = learn(times, time_zone(ctx.zones.get(site)))
        if rhythm is None or not rhythm.is_usual(newest, ctx.now):
            silent.append((site, newest, position, rhythm))
    summaries = grouping.summaries_at(dump, ([position] for _, _, position, _ in silent))
    for (site, newest, _, rhythm), (summary,) in zip(silent, summaries, strict=True):
        since = f"{site or 'a site without a name'} since {format_minute(newest)}"
        expected = _expected(rhythm, newest, ctx.now)
        limit = format_span(round(own.get(site, others) * HOUR))
        message = f"nothing new from {since}, for {format_span(ctx.now - newest)}: {expected} (limit: {limit})"
        yield hits.hit_at(summary, message, since)


def _feeds(dump: Dump, now: int) -> dict[str, _Feed]:
    """The sites of a dump, without articles in the future: `times_of` accepts times up to a day after the one it gets.

    It doesn't use `timelines`: of a million articles only those of the last weeks have to be sorted.
    """
    feeds: dict[str, _Feed] = {}
    every = times_of(dump, now - DAY)
    for site, positions in positions_by_site(dump).items():
        own = taken(every, positions)
        if known := places(lambda time: time != ABSENT, own):
            times = taken(own, known)
            newest = max(times)
            last = places(lambda time: time == newest, times)[-1]  # noqa: B023 - called at once
            feeds[site] = _Feed(times, newest, positions[known[last]])
    return feeds


def _expected(rhythm: Rhythm | None, newest: int, now: int) -> str:
    if rhythm is None:
        return "too few articles to learn its rhythm, so only the limit counts"
    count = max(1, round(rhythm.expected(newest, now)))
    articles = f"{count:,} article{'s' if count > 1 else ''}"
    return f"about {articles} were expected in that time, judging by the {rhythm.weeks} weeks before"
