"""Counts false alarms of the scan on streams in which no layout changes, by the score that an alarm needs.

    python benchmarks/false_alarms.py [--articles 2500] [--seeds 20] [--jobs 2]

The streams are those of the built-in newsroom: editors in shifts, week-ends, print issues, holidays, running stories.
It prints the table behind `--false-alarms-per-10k` (`newscheck/layout/thresholds.py`), and the detected changes.
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
from newscheck.model import ArticleFeatures, ArticleSummary
from newscheck.synthetic import simulator

THRESHOLDS = (10, 15, 20, 25, 30, 40, 50, 60, 80)
NOW = 2_500_000_000_000
ChangesByThreshold = dict[int, list[str]]


def changes_by_threshold(site: str, seed: int, articles: int) -> ChangesByThreshold:
    """The changes of one stream by threshold, in words."""
    checker = Session(Project(now=NOW, collects_features=True)).checker
    dump: tuple[list[ArticleSummary], list[ArticleFeatures], dict[int, str]] = [], [], {}
    files = simulator.stream(site, articles, seed)
    while raws := list(islice(files, 50)):
        result = checker.check(*raws)
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
    arguments = parser.parse_args()
    streams = list(product(simulator.SITE_NAMES, range(arguments.seeds)))
    with ProcessPoolExecutor(arguments.jobs) as pool:
        results = list(pool.map(changes_by_threshold, *zip(*streams, strict=True), [arguments.articles] * len(streams)))
    for line in sorted({line for changes in results for line in changes[THRESHOLDS[0]]}):
        most = max(threshold for threshold in THRESHOLDS for changes in results if line in changes[threshold])
        print(f"  up to {most}: {line}")
    total = arguments.articles * len(streams)
    print(f"\n{total:,} articles of {len(streams)} streams without a change\n")
    print("threshold  alarms  per 10,000")
    for threshold in THRESHOLDS:
        alarms = sum(len(changes[threshold]) for changes in results)
        print(f"{threshold:>9}  {alarms:>6}  {alarms / total * 10_000:>10.2f}")


if __name__ == "__main__":
    main()
