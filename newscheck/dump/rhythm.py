"""The rhythm of a site: the hours of the week in which it publishes, learned from its own last weeks.

A silence is not measured in hours: each hour counts as the share of weeks in which it had an article, so that nights
count nothing, and the one hour of a weekly counts in full. On that scale gaps have one distribution at all times of the
week (time rescaling: Brown, Barbieri, Ventura, Kass and Frank 2002). How long one may be is read from the site's own
gaps, not from a formula: articles come in batches, and a run of the scraper often finds none. Times are milliseconds
since 1970 UTC; hours of the week are the publisher's local ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import accumulate, pairwise
from typing import NamedTuple

from newscheck.text.timestamps import DAY, HOUR, WEEK

_HOURS = 7 * 24
#: A rhythm is learned from so many weeks; of a site that seldom publishes, from as many as have `_TARGET_MOMENTS`
#: moments, at most half a year. A shorter time than `_MIN_SPAN`, or fewer moments than `_MIN_MOMENTS`, give none.
_WEEKS, _MOST_WEEKS, _TARGET_MOMENTS = 6, 26, 12
_MIN_SPAN, _MIN_MOMENTS = 2 * WEEK, 10
#: A silence is unusual when it is this many times longer than the longest gap of the median week. In replays of the
#: built-in newsroom with a limit of 3 hours (`benchmarks/freshness.py`), 0.6 of 1,000 hours have a false alarm at 1.5
#: and a stop is reported after 4.6 hours (median); at 2 hardly any, and 6.2 hours; at 2.5 none, and 8.2 hours.
_FACTOR = 1.5


class Rhythm(NamedTuple):
    """The articles that a site publishes in each hour of the week (Monday 0:00 first).

    `activity` is the share of weeks with an article in the hour (0 to 1, spread over the neighbours), `articles` the
    mean number of articles. `longest_silence` is the longest usual silence, as a sum of `activity`; `weeks` is the
    number of weeks that it was learned from.
    """

    zone: tzinfo
    weeks: int
    activity: Sequence[float]
    articles: Sequence[float]
    longest_silence: float

    def is_usual(self, start: int, end: int) -> bool:
        """Whether a silence from an article to another time is no longer than the site's usual ones."""
        return self._sum(self.activity, start, end) <= self.longest_silence

    def expected(self, start: int, end: int) -> float:
        """How many articles usually come between two times."""
        return self._sum(self.articles, start, end)

    def _sum(self, column: Sequence[float], start: int, end: int) -> float:
        """Whole weeks at once; the rest hour by hour, the first and the last hour in part."""
        weeks, rest = divmod(end - start, WEEK)
        end = start + rest
        hours = range(start // HOUR, end // HOUR + 1)
        parts = (
            column[slot] * (min(end, (hour + 1) * HOUR) - max(start, hour * HOUR)) / HOUR
            for hour, slot in zip(hours, _slots(hours, self.zone), strict=True)
        )
        return weeks * sum(column) + sum(parts)


def learn(times: Sequence[int], zone: tzinfo) -> Rhythm | None:
    """The rhythm of the last weeks of a site's times, in any order; None where there are too few of them."""
    newest = max(times)
    recent = sorted(time for time in times if time >= newest - _MOST_WEEKS * WEEK)
    moments = sorted(set(recent))
    moments = moments[bisect_left(moments, min(newest - _WEEKS * WEEK, moments[-_TARGET_MOMENTS:][0])) :]
    first = moments[0]
    if newest - first < _MIN_SPAN or len(moments) < _MIN_MOMENTS:
        return None
    hours = range(first // HOUR, newest // HOUR + 1)
    slots = list(_slots(hours, zone))
    busy = _spread(_shares({moment // HOUR for moment in moments}, hours, slots))
    articles = _shares((time // HOUR for time in recent[bisect_left(recent, first) :]), hours, slots)
    scale = list(accumulate((busy[slot] for slot in slots), initial=0.0))
    most = _FACTOR * _median_weekly_maximum(moments, hours, scale)
    return Rhythm(zone, round((newest - first) / WEEK), busy, articles, most)


def _slots(hours: Iterable[int], zone: tzinfo) -> Iterator[int]:
    """The hour of the local week of each hour since 1970, by the local clock, also where it is put forward."""
    for hour in hours:
        local = datetime.fromtimestamp(hour * 3600, zone)
        yield local.weekday() * 24 + local.hour


def _shares(events: Iterable[int], hours: range, slots: Sequence[int]) -> list[float]:
    """The mean number of events (hours since 1970) in each hour of the week."""
    seen, count = [0] * _HOURS, [0] * _HOURS
    for slot in slots:
        seen[slot] += 1
    for hour in events:
        count[slots[hour - hours.start]] += 1
    return [events / max(times, 1) for events, times in zip(count, seen, strict=True)]


def _spread(column: Sequence[float]) -> list[float]:
    """Give a quarter of each value to either neighbour: a run some minutes late falls into another hour."""
    return [(column[at - 1] + 2 * column[at] + column[(at + 1) % _HOURS]) / 4 for at in range(_HOURS)]


def _median_weekly_maximum(moments: Sequence[int], hours: range, scale: Sequence[float]) -> float:
    """The longest gap of the median week: earlier faults of the feed are in fewer than half of the weeks."""
    places = []
    for moment in moments:
        hour, rest = divmod(moment - hours.start * HOUR, HOUR)
        places.append(scale[hour] + (scale[hour + 1] - scale[hour]) * rest / HOUR)
    weeks: dict[int, float] = {}
    for moment, (before, after) in zip(moments[1:], pairwise(places), strict=True):
        week = (moments[-1] - moment) // WEEK
        weeks[week] = max(weeks.get(week, 0.0), after - before)
    return sorted(weeks.values())[len(weeks) // 2]


#: Limits to choose from, in hours; how many times the usual gap one must be, and the latest moments whose median gap is
#: the usual one.
_LIMITS = (3, 6, 12, 24, 48, 96, 192, 360, 720)
_LIMIT_FACTOR, _RECENT = 4, 200
#: A site with a rhythm has ended after a silence of at least this time and this many of its limits.
_ENDED_AFTER, _ENDED_LIMITS = 2 * WEEK, 4
#: No run of a scraper takes longer.
_LONGEST_CRAWL = 2 * DAY


def is_one_crawl(times: Sequence[int]) -> bool:
    """Whether all times are so close together that they may be of one run of a scraper."""
    return not times or max(times) - min(times) < _LONGEST_CRAWL


def silence_limit(times: Sequence[int]) -> int | None:
    """After how many hours a site that publishes like this should be reported as silent; None for too few articles."""
    moments = sorted(set(times))[-_RECENT:]
    if len(moments) < _MIN_MOMENTS:
        return None
    gaps = sorted(after - before for before, after in pairwise(moments))
    usual = gaps[len(gaps) // 2]
    return next((limit for limit in _LIMITS if limit * HOUR >= _LIMIT_FACTOR * usual), _LIMITS[-1])


def is_archive(times: Sequence[int], now: int, zone: tzinfo, limit: int) -> bool:
    """Whether a site with such a limit has ended: it is silent, and has been so for weeks or has no rhythm."""
    if not is_silent(times, now, zone, limit):
        return False
    return learn(times, zone) is None or now - max(times) > max(_ENDED_AFTER, _ENDED_LIMITS * limit * HOUR)


def is_silent(times: Sequence[int], now: int, zone: tzinfo, limit: int) -> bool:
    """Whether a site has been silent for longer than the limit, and longer than for a usual night or week-end."""
    newest = max(times)
    if now - newest <= limit * HOUR:
        return False
    rhythm = learn(times, zone)
    return rhythm is None or not rhythm.is_usual(newest, now)
