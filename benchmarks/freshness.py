"""Replays feeds as an hourly job sees them, and counts the alarms of `feed-silent` and of the plain limit.

    python benchmarks/freshness.py [DUMP...] [--articles 8000] [--seeds 4] [--stops 100]

The feeds are the built-in newsroom's (nights, week-ends, print issues, holidays) and the dumps that are named. False
alarms are hours with an alarm in which nothing was wrong; days on which a newsroom was out are left out. The delay is
that of the alarm after the feed stops at a random time. The first three weeks of a feed are what is learned from.
"""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscheck.dump.rhythm import Rhythm, learn
from newscheck.dump.timeline import time_of
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.session import default_checker
from newscheck.model import RawInput
from newscheck.synthetic import simulator
from newscheck.synthetic.newsrooms import NEWSROOMS
from newscheck.text.timestamps import DAY, HOUR

LIMITS = (1, 3, 6, 12, 24)
WARM_UP = 21 * DAY
NOW = 2_500_000_000_000


class Feed(NamedTuple):
    name: str
    times: list[int]
    zone: tzinfo
    outages: frozenset[int]


class Silence(NamedTuple):
    """From an article to the next one, or to the end of time; and the rhythm by what had come until then."""

    start: int
    rhythm: Rhythm | None

    def is_reported(self, now: int, limit: float, *, is_plain: bool) -> bool:
        if now - self.start <= limit * HOUR:
            return False
        return is_plain or self.rhythm is None or not self.rhythm.is_usual(self.start, now)


def built_in(site: str, seed: int, articles: int) -> Feed:
    zone = NEWSROOMS[site].publisher.zone
    times = [int(raw.data[4:17]) for raw in simulator.stream(site, articles, seed)]
    days = {datetime.fromtimestamp(time / 1000, zone).date() for time in times}
    outages = set()
    for start, end in pairwise(times):
        first, last = (datetime.fromtimestamp(time / 1000, zone).date() for time in (start, end))
        between = (first + timedelta(days=day) for day in range(1, (last - first).days))
        if any(day.weekday() < 5 and day not in days for day in between):
            outages.add(start)
    return Feed(f"{site} {seed}", times, zone, frozenset(outages))


def saved(folder: str) -> Iterator[Feed]:
    """The sites of a dump that have enough articles."""
    checker = default_checker(NOW)
    sites: dict[str, list[int]] = {}
    for entry in walk([folder], ()):
        for summary in checker.check(RawInput(str(entry.path), Path(entry.path).read_bytes())).summaries:
            if (time := time_of(summary, NOW)) is not None:
                sites.setdefault(summary.site, []).append(time)
    for site, times in sites.items():
        site_settings = checker.sites.by_name.get(site)
        if max(times) - min(times) > WARM_UP:
            yield Feed(site, sorted(times), ZoneInfo((site_settings and site_settings.timezone) or "UTC"), frozenset())


def silence(feed: Feed, end: int) -> Silence:
    """That after the first `end` articles."""
    return Silence(feed.times[end - 1], learn(feed.times[:end], feed.zone))


def hours_after(start: int) -> int:
    return -(-start // HOUR) * HOUR


def replay(feed: Feed) -> tuple[int, dict[tuple[int, bool], tuple[int, int]]]:
    """The number of hours; and by limit and plainness, the hours with an alarm and the number of alarms."""
    begin, hours_checked = feed.times[0] + WARM_UP, 0
    counts = {(limit, plain): (0, 0) for limit in LIMITS for plain in (True, False)}
    for end, (start, after) in enumerate(pairwise(feed.times), 1):
        hours = range(hours_after(max(start, begin)), after, HOUR)
        if start in feed.outages or not hours:
            continue
        hours_checked += len(hours)
        if hours[-1] - start <= min(LIMITS) * HOUR:
            continue
        period = silence(feed, end)
        for (limit, plain), (alarm_hours, alarms) in counts.items():
            firing = sum(period.is_reported(now, limit, is_plain=plain) for now in hours)
            counts[limit, plain] = (alarm_hours + firing, alarms + bool(firing))
    return hours_checked, counts


def delays(feed: Feed, stops: int) -> dict[tuple[float, bool], list[float]]:
    """Hours from a stop to the alarm, by limit and plainness."""
    draw = Random(feed.name)
    hours: dict[tuple[float, bool], list[float]] = {(limit, plain): [] for limit in LIMITS for plain in (True, False)}
    for _ in range(stops):
        stop = draw.randrange(feed.times[0] + WARM_UP, feed.times[-1])
        last = silence(feed, bisect_right(feed.times, stop))
        for (limit, plain), waits in hours.items():
            now = hours_after(stop)
            while not last.is_reported(now, limit, is_plain=plain):
                now += HOUR
            waits.append((now - stop) / HOUR)
    return hours


def report(title: str, feeds: Sequence[Feed], stops: int) -> None:
    replays = [replay(feed) for feed in feeds]
    waits = [delays(feed, stops) for feed in feeds]
    hours_checked = sum(hours for hours, _ in replays)
    print(f"\n{title}: {len(feeds)} feeds, {hours_checked:,} hours, {stops * len(feeds):,} stops")
    print("max-age         hours with a false alarm per 1,000 (alarms)      hours until the alarm: median, 9 of 10")
    for limit in LIMITS:
        cells = []
        for plain in (True, False):
            hours, alarms = (sum(counts[limit, plain][part] for _, counts in replays) for part in (0, 1))
            cells.append(f"{hours / hours_checked * 1000:7.2f} ({alarms:>5,})")
        for plain in (True, False):
            all_waits = [wait for by_limit in waits for wait in by_limit[limit, plain]]
            cells.append(f"{median(all_waits):5.1f} {quantiles(all_waits, n=10)[-1]:5.1f}")
        print(f"{limit:>4} h  plain {cells[0]}  rhythm {cells[1]}  |  plain {cells[2]}  rhythm {cells[3]}")


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dumps", nargs="*")
    parser.add_argument("--articles", type=int, default=8_000)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--stops", type=int, default=100)
    arguments = parser.parse_args()
    make = partial(built_in, articles=arguments.articles)
    by_site = {site: [make(site, seed) for seed in range(arguments.seeds)] for site in simulator.SITE_NAMES}
    if any(feed.times[-1] - feed.times[0] <= WARM_UP for feeds in by_site.values() for feed in feeds):
        parser.error(f"--articles {arguments.articles}: fewer than the {WARM_UP // DAY} days before the first alarm")
    for site, feeds in by_site.items():
        report(site, feeds, arguments.stops)
    report("all of them", [feed for feeds in by_site.values() for feed in feeds], arguments.stops)
    for folder in arguments.dumps:
        for feed in saved(folder):
            report(f"{folder} {feed.name}", [feed], arguments.stops)


if __name__ == "__main__":
    main()
