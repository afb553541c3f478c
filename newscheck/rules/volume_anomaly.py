"""A site has far fewer or far more articles than is usual for it.

A feed falls from 40 articles a day to 4, because a selector finds only the first ones or half of the sections are gone;
or hundreds come at once, because the scraper stores everything again. Nobody notices, because articles keep coming.
What is usual is learned from the site's own last weeks, by weekday, so that week-ends, growth and decline are none; a
site that publishes on few days is counted by weeks. The time of the crawl counts, failing that (or where all was
crawled at once) the time of publication. Many articles of old dates that are crawled at one time are a backfill, which
is a note. In a collection that was made on some days only, a burst may be a day on which more was collected; the
finding says so where such days had no articles before. A silence is reported by calendar-gap and feed-silent.

What to do: compare with the publisher's archive page for those days. A fall is reported if there are `fall` times fewer
articles than expected in two days or more, a burst if there are `burst` times more in one; `score` is the score from
which a difference is one, as in the scan. A site needs a week of days, or seven weeks, and 20 articles before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import ne

from newscheck.dump import grouping, hits
from newscheck.dump.article_clock import on_its_clock, published_times
from newscheck.dump.timeline import Timeline, timelines
from newscheck.dump.volume import Limits, VolumeChange, volume_changes
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.display import quantity
from newscheck.text.timestamps import DAY, WEEK, format_day, time_zone

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"fall": 3, "burst": 5, "score": 25}
#: An article that was published so long before it was crawled is old; a burst of which this part is old is a backfill.
_OLD, _BACKFILL = WEEK, 0.5
#: Articles that are expected on a day (or in a week), below which such days had none.
_SILENT = 0.5
_BEGIN = datetime(2023, 5, 1, 0, 30)


@made_late
def _days(*counts: int) -> list[dict[str, datetime]]:
    """Days from a Monday on with these numbers of articles, evenly spread from seven o'clock on."""
    return [
        {"when": _BEGIN + timedelta(days=day, hours=7, minutes=960 * at // count)}
        for day, count in enumerate(counts)
        for at in range(count)
    ]


BAD = [
    # A fall that lasts, and one that doesn't.
    _days(*[12] * 15, *[1] * 6),
    _days(*[12] * 15, *[1] * 6, *[12] * 5),
    # A burst.
    _days(*[5] * 14, 100, 5, 5),
]
GOOD = [
    _days(*[12] * 24),
    # Week-ends, and a holiday.
    _days(*[10, 10, 10, 10, 10, 2, 1] * 3, 1, *[10] * 4),
    # Growth; and a last day that has only begun.
    _days(*range(3, 20)),
    # Two or three a week.
    _days(*[1, 0, 0, 1, 0, 0, 0] * 9, *[1, 0, 1, 0, 1, 0, 0] * 2),
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each fall and each burst, at its first article."""
    limits = Limits(ctx.options["fall"], ctx.options["burst"], ctx.options["score"])
    changes: list[tuple[Timeline, VolumeChange]] = []
    published = published_times(dump)
    for line in (on_its_clock(line, published) for line in timelines(dump, ctx.now, published)):
        is_crawl = sum(map(ne, line.times, line.values)) * 2 > len(line.times)
        found = volume_changes(line.times, time_zone(ctx.zones.get(line.site)), limits)
        changes += [(line, change) for change in found if is_crawl or not change.is_burst or _has_passed(line, change)]
    groups = ([line.positions[change.start]] for line, change in changes)
    for (line, change), (first,) in zip(changes, grouping.summaries_at(dump, groups), strict=True):
        yield _build_hit(line, change, first)


def _has_passed(line: Timeline, change: VolumeChange) -> bool:
    """Whether days of the usual kind follow: a feed that is read once has many articles of the last days."""
    return line.times[-1] - line.times[change.end - 1] >= 2 * (WEEK if change.by_week else DAY)


def _build_hit(line: Timeline, change: VolumeChange, first: ArticleSummary) -> DumpHit:
    seen, unit = change.end - change.start, "week" if change.by_week else "day"
    length, days = quantity(change.units, unit), f"{change.first}"
    if change.last != change.first:
        days += f" to {change.last}"
    name = "burst" if change.is_burst else "fall"
    message = (
        f"{line.site or 'a site without a name'}: {quantity(seen, 'article')} in {length} ({days}), where about "
        f"{change.expected:,.0f} were expected: {_rate(change.expected / change.units)} a {unit} before, "
        f"{_rate(seen / change.units)} then{' until the end' * (change.is_open and not change.is_burst)}"
    )
    members = line.positions[change.start : change.end]
    old, severity = _old(line, change) if change.is_burst else [], ""
    if old and len(old) >= _BACKFILL * seen:
        span = f"from {format_day(old[0])} to {format_day(old[-1])}"
        message += f"; {len(old):,} of them were published more than a week before, {span}: a backfill"
        severity = "note"
    elif change.is_burst and change.expected < _SILENT * change.units:
        message += f"; such {unit}s had none before: stored again, or a collection that was made on other {unit}s"
    return hits.hit_at(first, message, f"{name} from {change.first}", members=members, severity=severity)


def _old(line: Timeline, change: VolumeChange) -> list[int]:
    """When the articles of a burst were published that were old when they were crawled."""
    pairs = zip(line.times[change.start : change.end], line.values[change.start : change.end], strict=True)
    return sorted(published for time, published in pairs if published and time - published > _OLD)


def _rate(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")
