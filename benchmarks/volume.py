"""Counts false alarms of `volume-anomaly`, and how soon it finds what is wrong.

    python benchmarks/volume.py [--seeds 20]

Feeds of 10 to 400 articles a day, of each kind: days of equal rates, week-ends with a third of the articles, days whose
rate varies, growth, decline, a scraper that runs twice a day, ten holidays a year; and the built-in newsrooms. Then a
part of the articles is lost from some hour of the day on, or many more come in a day. A fault is found where a finding
is dated within two days of it; the dump ends as many days after it as the table says.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import product
from math import exp
from random import Random
from typing import NamedTuple

from newscheck.dump.volume import Limits, volume_changes
from newscheck.rules import volume_anomaly
from newscheck.synthetic import editors, schedule
from newscheck.synthetic.newsrooms import NEWSROOMS
from newscheck.text.timestamps import DAY, HOUR

LIMITS = Limits(*(float(volume_anomaly.OPTIONS[name]) for name in ("fall", "burst", "score")))
MONDAY = 1_696_204_800_000  # 2 October 2023
RATES = (10, 20, 40, 100, 400)
#: How many articles usually come in each hour of the day.
HOURS = (2, 1, 1, 1, 1, 2, 4, 8, 12, 15, 15, 15, 15, 15, 15, 15, 15, 15, 12, 12, 8, 8, 8, 4)
#: Days before a fault, and after it when the dump ends; days without a fault.
BEFORE, AFTER, CLEAN = (10, 14, 28, 60), (1, 2, 3, 5), 365
FALLS = (0.1, 0.2, 0.5)
BURSTS = (20, 8)


class Kind(NamedTuple):
    """A kind of feed: the share of articles on week-end days, the standard deviation of a day's rate, growth in a year.

    `holidays` come in a year, for one to three days with a third of the articles; the scraper runs every `step` hours.
    """

    weekend: float = 1.0
    spread: float = 0.0
    growth: float = 1.0
    holidays: int = 0
    step: int = 1


KINDS = {
    "equal days": Kind(),
    "week-ends": Kind(weekend=0.3),
    "varying by 22 %": Kind(spread=0.22),
    "varying by 40 %": Kind(spread=0.4),
    "growth": Kind(growth=3.3),
    "decline": Kind(growth=0.3),
    "two runs a day": Kind(step=12),
    "holidays": Kind(weekend=0.5, holidays=10),
}


def feed(kind: Kind, rate: float, days: int, draw: Random) -> Iterator[int]:
    """The times (ms UTC) of a feed from a Monday on."""
    holiday = 0
    for day in range(days):
        mean = rate * kind.growth ** (day / 365) * (kind.weekend if day % 7 >= 5 else 1.0)
        if not holiday and draw.random() * 365 < kind.holidays:
            holiday = draw.randint(1, 3)
        if holiday:
            holiday, mean = holiday - 1, 0.3 * mean
        if kind.spread:
            mean *= draw.gammavariate(kind.spread**-2, kind.spread**2)
        runs = sorted(
            min(draw.choices(range(24), HOURS)[0] // kind.step * kind.step + kind.step - 1, 23)
            for _ in range(poisson(draw, mean))
        )
        yield from sorted(MONDAY + day * DAY + run * HOUR + draw.randrange(HOUR) for run in runs)


def poisson(draw: Random, mean: float) -> int:
    """A count of independent events; of many, by parts."""
    count = 0
    while mean > 0:
        part = min(mean, 50.0)
        left = draw.random()
        while left > exp(-part):
            left *= draw.random()
            count += 1
        mean -= part
    return count


def newsroom(site: str, seed: int, days: int) -> list[int]:
    """The times of a newsroom."""
    room = NEWSROOMS[site]
    staff = editors.Staff(Random(f"{site} {seed}"), room.kinds, room.begins)
    times: list[int] = []
    for run in schedule.runs(staff, room.publisher.zone):
        if run.day.day >= room.begins + timedelta(days=days):
            break
        times += [epoch for size, epoch in run.batches for _ in range(size)]
    return times


def delay(times: list[int], zone: tzinfo, start: int, fault: Callable[[list[int]], list[int]]) -> int:
    """After how many days a fault at a time is found; 99 if never."""
    split = bisect_left(times, start)
    before, after = times[:split], fault(times[split:])
    day = datetime.fromtimestamp(start / 1000, zone).date()
    for days in AFTER:
        seen = [*before, *after[: bisect_left(after, start + days * DAY)]]
        if any(abs((change.first - day).days) <= 2 for change in volume_changes(seen, zone, LIMITS)):
            return days
    return 99


def fall(share: float, draw: Random) -> Callable[[list[int]], list[int]]:
    """A fault that loses all but a share of the articles."""
    return lambda times: [time for time in times if draw.random() < share]


def burst(factor: int, rate: float, start: int, draw: Random) -> Callable[[list[int]], list[int]]:
    """A fault that adds articles for a day."""
    return lambda times: sorted([*times, *(start + int(DAY * draw.random()) for _ in range(int((factor - 1) * rate)))])


def found(delays: list[int]) -> str:
    """The share of the delays up to one, two, three and five days."""
    return " / ".join(f"{sum(delay <= days for delay in delays) / len(delays):4.0%}" for days in AFTER)


def measure_feeds(seeds: int) -> None:
    """Print a table of the invented feeds: false alarms, and the share of the falls that is found in some days."""
    print("| feed | a day | false alarms per 1,000 days |" + "".join(f" to {share} |" for share in FALLS))
    for (name, kind), rate in product(KINDS.items(), RATES):
        count = max(2, seeds * 10 // rate)
        draw = Random(f"{name} {rate}")
        clean = [len(list(volume_changes([*feed(kind, rate, CLEAN, draw)], UTC, LIMITS))) for _ in range(count)]
        cells = []
        for share in FALLS:
            delays = []
            for seed in range(seeds):
                days = BEFORE[seed % len(BEFORE)] + draw.randrange(7)
                start = MONDAY + days * DAY + draw.choice((0, draw.randrange(DAY)))
                delays.append(delay([*feed(kind, rate, days + 8, draw)], UTC, start, fall(share, draw)))
            cells.append(found(delays))
        print(f"| {name} | {rate} | {sum(clean) / count / CLEAN * 1e3:.2f} | {' | '.join(cells)} |")


def measure_newsrooms(seeds: int) -> None:
    """Print the same of the newsrooms, and of bursts there."""
    rooms = [
        (newsroom(site, seed, 120), NEWSROOMS[site].publisher.zone, seed)
        for site, seed in product(NEWSROOMS, range(max(4, seeds // 5)))
    ]
    alarms = [change for times, zone, _ in rooms for change in volume_changes(times, zone, LIMITS)]
    print(f"\nnewsrooms: {len(alarms)} false alarms in {120 * len(rooms):,} site-days")
    for change in alarms:
        print(f"  {change}")
    for share in FALLS:
        delays = []
        for times, zone, seed in rooms:
            draw = Random(seed)
            start = times[0] // DAY * DAY + 80 * DAY + draw.choice((0, draw.randrange(DAY)))
            delays.append(delay(times, zone, start, fall(share, draw)))
        print(f"  falls to {share}: {found(delays)}")
    for factor in BURSTS:
        delays = []
        for times, zone, seed in rooms:
            draw, start = Random(seed), times[0] // DAY * DAY + 80 * DAY
            delays.append(delay(times, zone, start, burst(factor, len(times) / 120, start, draw)))
        print(f"  bursts of {factor} times: {found(delays)}")


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    print(f"found after {', '.join(map(str, AFTER))} days")
    measure_feeds(seeds)
    measure_newsrooms(seeds)


if __name__ == "__main__":
    main()
