"""Counts false alarms of the scan on streams in which no layout changes, by the score that an alarm needs.

    python benchmarks/false_alarms.py [--articles 2500] [--seeds 20] [--jobs 2]

The streams are those of the built-in newsroom: editors on a rota, week-ends, print issues, holidays, running stories.
What is printed is the table behind `--false-alarms-per-10k` (`newscheck/alarms.py`), and the changes that were told.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, product

from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout import change_points
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.streams import site_streams
from newscheck.layout.thresholds import Thresholds
from newscheck.synthetic import simulator

THRESHOLDS = (10, 15, 20, 25, 30, 40, 50, 60, 80)
NOW = 2_500_000_000_000
Told = dict[int, list[str]]


def told(site: str, seed: int, articles: int) -> Told:
    """The changes of one stream by threshold, in words."""
    judge = Session(Project(now=NOW, collects_features=True)).checker
    dump: tuple[list, list, dict] = [], [], {}
    files = simulator.stream(site, articles, seed)
    while raws := list(islice(files, 50)):
        result = judge.check(*raws)
        dump[0].extend(result.summaries)
        dump[1].extend(result.features)
        dump[2].update(result.feature_names)
    (stream,) = site_streams(InMemoryDump(*dump), 1)
    return {
        threshold: [
            f"{site} {seed}, article {change.first:,}: "
            + ", ".join(f"{shift.feature} {shift.before:.0%} -> {shift.after:.0%}" for shift in change.shifts[:3])
            for change in change_points.detect(stream, Thresholds(threshold))
        ]
        for threshold in THRESHOLDS
    }


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2_500)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    rooms = list(product(simulator.SITE_NAMES, range(given.seeds)))
    with ProcessPoolExecutor(given.jobs) as pool:
        found = list(pool.map(told, *zip(*rooms, strict=True), [given.articles] * len(rooms)))
    for line in sorted({line for one in found for line in one[THRESHOLDS[0]]}):
        most = max(threshold for threshold in THRESHOLDS for one in found if line in one[threshold])
        print(f"  up to {most}: {line}")
    total = given.articles * len(rooms)
    print(f"\n{total:,} articles of {len(rooms)} streams without a change\n")
    print("threshold  alarms  per 10,000")
    for threshold in THRESHOLDS:
        alarms = sum(len(one[threshold]) for one in found)
        print(f"{threshold:>9}  {alarms:>6}  {alarms / total * 10_000:>10.2f}")


if __name__ == "__main__":
    main()
