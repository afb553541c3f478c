"""Counts false alarms of the scan on streams in which no layout changes, by the score that an alarm needs.

    python benchmarks/false_alarms.py [--articles 2500] [--seeds 20] [--jobs 2] [--own-fields 0]

The streams are those of the built-in newsroom: editors in shifts, week-ends, print issues, holidays, running stories.
With `--own-fields N`, each article has up to N fields of its own, present in all, in some at random, in those of some
sections, of some hours, or on some days of the week.
It prints the table behind `--false-alarms-per-10k` (`newscheck/layout/thresholds.py`), and the detected changes.
"""

from __future__ import annotations

import argparse
import random
from array import array
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, product

from msgspec.structs import replace

from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout import change_points, features
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.site_streams import site_streams
from newscheck.layout.thresholds import Thresholds
from newscheck.model import ArticleFeatures, ArticleSummary
from newscheck.synthetic import simulator
from newscheck.text.timestamps import DAY, HOUR

THRESHOLDS = (10, 15, 20, 25, 30, 40, 50, 60, 80)
NOW = 2_500_000_000_000
ChangesByThreshold = dict[int, list[str]]


def with_own_fields(articles: list[ArticleFeatures], count: int, seed: int) -> tuple[list[ArticleFeatures], list[str]]:
    """The articles with features of fields of their own, and the names of these."""
    draw = random.Random(seed)
    names = [f"{features.OWN_PREFIX}field {number}" for number in range(count)]
    hashes = {name: hashed for hashed, name in features.names_by_hash(names).items()}
    extended = []
    for article in articles:
        has_field: list[Callable[[ArticleFeatures], bool]] = [
            lambda article: True,
            lambda article: draw.random() < 0.33,
            lambda article: draw.random() < 0.95,
            lambda article: article.kind % 3 == 0,
            lambda article: (article.epoch or 0) // HOUR % 24 < 9,
            lambda article: (article.epoch or 0) // DAY % 7 < 2,
        ]
        own = [hashes[name] for number, name in enumerate(names) if has_field[number % len(has_field)](article)]
        extended.append(replace(article, features=article.features + array("I", own).tobytes()))
    return extended, names


def changes_by_threshold(site: str, seed: int, articles: int, own_fields: int) -> ChangesByThreshold:
    """The changes of one stream by threshold, in words."""
    checker = Session(Project(now=NOW, collects_features=True)).checker
    dump: tuple[list[ArticleSummary], list[ArticleFeatures], dict[int, str]] = [], [], {}
    files = simulator.stream(site, articles, seed)
    while raws := list(islice(files, 50)):
        result = checker.check(*raws)
        dump[0].extend(result.summaries)
        dump[1].extend(result.features)
        dump[2].update(result.feature_names)
    if own_fields:
        dump[1][:], names = with_own_fields(dump[1], own_fields, seed)
        dump[2].update(features.names_by_hash(names))
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
    parser.add_argument("--own-fields", type=int, default=0)
    arguments = parser.parse_args()
    streams = list(product(simulator.SITE_NAMES, range(arguments.seeds)))
    with ProcessPoolExecutor(arguments.jobs) as pool:
        sites, seeds = zip(*streams, strict=True)
        sizes, own = ([number] * len(streams) for number in (arguments.articles, arguments.own_fields))
        results = list(pool.map(changes_by_threshold, sites, seeds, sizes, own))
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
