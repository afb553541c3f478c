"""When a site publishes: the hours of the week in which something came, learned from its own last weeks.

A silence is measured in what usually comes instead of in hours: each hour weighs as much as the share of weeks in which
it had an article, so that nights weigh nothing, and a Monday weighs all that a gazette has. On that scale gaps are
alike at all times of the week (time rescaling: Brown, Barbieri, Ventura, Kass and Frank 2002), and how long one may be
is read from the site's own gaps, not from a formula: articles come in batches, and a run of the scraper often finds
none. Times are milliseconds since 1970 UTC; hours of the week are the publisher's local ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import accumulate, pairwise
from typing import NamedTuple

from newscheck.text.timestamps import DAY, HOUR, WEEK

_HOURS = 7 * 24
#: It is learned from so many weeks; of a site that seldom publishes, from as many as have `_ENOUGH` moments, at most
#: half a year. Less than `_SHORT`, or fewer moments than `_FEW`, tell of no rhythm.
_WEEKS, _MOST_WEEKS, _ENOUGH = 6, 26, 12
_SHORT, _FEW = 2 * WEEK, 10
#: How many times longer than the longest gap of the median week a silence is before it is unusual. In replays of the
#: built-in newsroom with a limit of 3 hours (`benchmarks/freshness.py`), 0.6 of 1,000 hours have a false alarm at 1.5
#: and a stop is told after 4.6 hours (median); at 2 hardly any, and 6.2 hours; at 2.5 none, and 8.2 hours.
_FACTOR = 1.5


class Rhythm(NamedTuple):
    """What came in each hour of the week (Monday 0:00 first): `activity` is the share of weeks with an article in it (0
    to 1, spread over the neighbours), `articles` their mean number. `longest_silence` is the longest usual silence, on
    the scale of `activity`; `weeks` is how many were learned from.
    """

    zone: tzinfo
    weeks: int
    activity: Sequence[float]
    articles: Sequence[float]
    longest_silence: float

    def is_usual(self, start: int, end: int) -> bool:
        """Whether a silence from an article to another time is no longer than those that the site always had."""
        return self._sum(self.activity, start, end) <= self.longest_silence

    def expected(self, start: int, end: int) -> float:
        """How many articles come between two times."""
        return self._sum(self.articles, start, end)

    def _sum(self, column: Sequence[float], start: int, end: int) -> float:
        """All whole weeks at once; what is left hour by hour, the first and the last of them in part."""
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
    moments = moments[bisect_left(moments, min(newest - _WEEKS * WEEK, moments[-_ENOUGH:][0])) :]
    first = moments[0]
    if newest - first < _SHORT or len(moments) < _FEW:
        return None
    hours = range(first // HOUR, newest // HOUR + 1)
    slots = list(_slots(hours, zone))
    busy = _spread(_shares({moment // HOUR for moment in moments}, hours, slots))
    articles = _shares((time // HOUR for time in recent[bisect_left(recent, first) :]), hours, slots)
    scale = list(accumulate((busy[slot] for slot in slots), initial=0.0))
    most = _FACTOR * _median_weekly_maximum(moments, hours, scale)
    return Rhythm(zone, round((newest - first) / WEEK), busy, articles, most)


def _slots(hours: Iterable[int], zone: tzinfo) -> Iterator[int]:
    """Which hour of the local week each hour since 1970 is: the clock's, whatever is done to it in spring."""
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
    """A quarter of each value to either neighbour: a run some minutes late is in another hour."""
    return [(column[at - 1] + 2 * column[at] + column[(at + 1) % _HOURS]) / 4 for at in range(_HOURS)]


def _median_weekly_maximum(moments: Sequence[int], hours: range, scale: Sequence[float]) -> float:
    """The longest gap of the median week: silences of the past that were faults of the feed are in fewer than half."""
    places = []
    for moment in moments:
        hour, rest = divmod(moment - hours.start * HOUR, HOUR)
        places.append(scale[hour] + (scale[hour + 1] - scale[hour]) * rest / HOUR)
    weeks: dict[int, float] = {}
    for moment, (before, after) in zip(moments[1:], pairwise(places), strict=True):
        week = (moments[-1] - moment) // WEEK
        weeks[week] = max(weeks.get(week, 0.0), after - before)
    return sorted(weeks.values())[len(weeks) // 2]


#: Limits to choose from, in hours; how many times the usual gap (the median of the last moments) one has to be, and
#: of how many moments.
_LIMITS = (3, 6, 12, 24, 48, 96, 192, 360, 720)
_PATIENT, _LATELY = 4, 200
#: A site with a rhythm has ended when it is silent for so long, and for so many of its limits.
_GONE, _GONE_LIMITS = 2 * WEEK, 4
#: No run of a scraper takes longer.
_ONE_CRAWL = 2 * DAY


def is_one_crawl(times: Sequence[int]) -> bool:
    """Whether all times lie so near together that one run of a scraper may have brought them all."""
    return not times or max(times) - min(times) < _ONE_CRAWL


def silence_limit(times: Sequence[int]) -> int | None:
    """After how many hours a site that publishes like this should be called silent; None where there are too few
    articles to tell."""
    moments = sorted(set(times))[-_LATELY:]
    if len(moments) < _FEW:
        return None
    gaps = sorted(after - before for before, after in pairwise(moments))
    usual = gaps[len(gaps) // 2]
    return next((limit for limit in _LIMITS if limit * HOUR >= _PATIENT * usual), _LIMITS[-1])


def is_archive(times: Sequence[int], now: int, zone: tzinfo, limit: int) -> bool:
    """Whether a site with such a limit has ended: silent, and for good, since it is so for weeks or has no rhythm that
    it could have fallen out of."""
    if not is_silent(times, now, zone, limit):
        return False
    return learn(times, zone) is None or now - max(times) > max(_GONE, _GONE_LIMITS * limit * HOUR)


def is_silent(times: Sequence[int], now: int, zone: tzinfo, limit: int) -> bool:
    """Whether a site with such a limit has been silent for longer, and for no night or week-end."""
    newest = max(times)
    if now - newest <= limit * HOUR:
        return False
    rhythm = learn(times, zone)
    return rhythm is None or not rhythm.is_usual(newest, now)
