"""A feed is silent: a site's newest article is older than its rhythm explains.

The commonest failure of all: the scraper stopped, or the feed is empty, and nobody notices since no file is wrong. It
is off until a limit is set, since an archive is no feed: `newscheck validate --max-age 6h`, or `max-age = "6h"` among
the settings; a site may have one of its own (`--max-age rfi=3h`). In which hours of the week articles come is learned
from the six weeks before the newest one, so that nights, week-ends and the days between two issues are no alarm,
however short the limit. Where the dump is younger than two weeks, only the limit counts.

What to do: see whether the scraper runs and what the feed holds now; run the check as often as the scraper.
`max-hours` is the limit (0: off), `site-hours` a table of sites with their own; `least` is the number of articles from
which on a site without one is a feed and no stray.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.rhythm import Rhythm, learn
from newscheck.dump.timeline import time_of
from newscheck.model import Context, Dump, DumpHit
from newscheck.text.timestamps import DAY, HOUR, format_minute, format_span, time_zone

SEVERITY = "error"
OPTIONS = {"max_hours": 0, "site_hours": {}, "least": 10}
NEEDS = {"max_hours": 6}
#: The examples are checked at 2 o'clock on a Friday, in Paris.
_FRIDAY = datetime(2023, 9, 15)


def _weeks(hours: range, days: range, count: int, last: int = 0) -> list[dict[str, datetime]]:
    """Some weeks with an article in these hours of these week-days (0: Friday), but for the last hours."""
    begin = _FRIDAY - timedelta(weeks=count)
    times = (begin + timedelta(days=day, hours=hour) for day in range(7 * count) if day % 7 in days for hour in hours)
    return [{"when": when} for when in times if when < _FRIDAY - timedelta(hours=last)]


BAD = [
    # Day and night, and nothing for seven hours.
    _weeks(range(0, 24, 3), range(7), 3, last=7),
    # Nights are silent, but the whole of Thursday was.
    _weeks(range(7, 20, 2), range(7), 3, last=24),
    # Not two weeks old: only the limit counts.
    _weeks(range(7, 16, 2), range(7), 1),
]
GOOD = [
    # The night, which has always been longer than the limit.
    _weeks(range(7, 20, 2), range(7), 3),
    # Three days off, every week.
    _weeks(range(7, 20, 2), range(4), 5),
]


class _Feed(NamedTuple):
    """The times of a site in the order of the files, the newest of them, and where in the dump it stands."""

    times: array[int]
    newest: int
    position: int


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """One hit for each silent site, at its newest article."""
    own, others = ctx.options["site_hours"], ctx.options["max_hours"]
    if not any(limit > 0 for limit in (others, *own.values())):
        return
    feeds = _feeds(dump, ctx.now)
    least = min(ctx.options["least"], max((len(feed.times) for feed in feeds.values()), default=0))
    found: list[tuple[str, int, int, Rhythm | None]] = []
    for site, (times, newest, position) in sorted(feeds.items()):
        limit = own.get(site, others) * HOUR
        if (site not in own and len(times) < least) or not 0 < limit < ctx.now - newest:
            continue
        rhythm = learn(times, time_zone(ctx.zones.get(site)))
        if rhythm is None or not rhythm.is_usual(newest, ctx.now):
            found.append((site, newest, position, rhythm))
    cards = grouping.summaries_at(dump, ([position] for _, _, position, _ in found))
    for (site, newest, _, rhythm), (card,) in zip(found, cards, strict=True):
        since = f"{site or 'a site without a name'} since {format_minute(newest)}"
        wanted = _expected(rhythm, newest, ctx.now)
        limit = format_span(round(own.get(site, others) * HOUR))
        message = f"nothing new from {since}, for {format_span(ctx.now - newest)}: {wanted} (limit: {limit})"
        yield hits.hit_at(card, message, since)


def _feeds(dump: Dump, now: int) -> dict[str, _Feed]:
    """The sites of a dump. What lies in the future hides no silence: `when` looks a day ahead of the time it is given.

    No `timelines`: of a million articles only those of the last weeks have to be in order.
    """
    feeds: dict[str, _Feed] = {}
    for position, card in enumerate(dump):
        time = time_of(card, now - DAY)
        if time is None:
            continue
        times, newest, last = feeds.get(card.site) or (array("q"), time, position)
        times.append(time)
        feeds[card.site] = _Feed(times, time, position) if time >= newest else _Feed(times, newest, last)
    return feeds


def _expected(rhythm: Rhythm | None, newest: int, now: int) -> str:
    if rhythm is None:
        return "of its rhythm too little is known, and only the limit counts"
    count = max(1, round(rhythm.expected(newest, now)))
    articles = f"{count:,} article{'s' if count > 1 else ''}"
    return f"about {articles} would have come in that time, by the {rhythm.weeks} weeks before"
