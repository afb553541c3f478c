"""Measures `newscheck.Checker.check` per item, and the memory of a process that checks very many.

    python benchmarks/run_time.py [--items 500] [--rounds 7] [--long 100000]

Microseconds per item, and the ratio to what the same program spends at least: the item to JSON and back, and its HTML
parsed with lxml. Then the growth of memory over a long feed, in bytes per item. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from lxml import etree

import newscheck
from newscheck.article.extraction import to_article
from newscheck.engine.session import default_checker
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen

NOW = 4_000_000_000_000
#: Microseconds that an item may take after start-up.
TARGET = 1_000
_WORDS = ("harbour", "council", "ferry", "winter", "school", "library", "bridge", "mayor", "valley", "museum", "summer")


def chinese(seed: int) -> dict[str, Any]:
    """An item with the HTML of an article of some 1,000 characters."""
    (document,) = read(RawInput("rfi/1.md", specimen.render({}, seed)))
    article = to_article(document, default_checker(NOW).sites)
    return {"epoch_ms": article.epoch_ms, "title": article.title, "url": article.url, "html": article.html}


def english(seed: int) -> dict[str, Any]:
    """An item with a text of some 3,000 letters, and fields of its own."""
    sentences = [
        " ".join(_WORDS[(seed * 7 + line * 3 + at * at) % len(_WORDS)] for at in range(14)).capitalize() + f" {seed}."
        for line in range(30)
    ]
    return {
        "url": f"https://gazette.example/news/ferry-{seed}.html",
        "title": f"Council of the harbour votes on ferry number {seed}",
        "published": f"2023-08-{1 + seed % 28:02d}T08:15:00Z",
        "text": "\n".join(" ".join(sentences[at : at + 5]) for at in range(0, 30, 5)),
        "author": "A. Ferryman",
        "tags": ["ferry", "harbour"],
    }


def floor(items: Iterable[dict[str, Any]]) -> None:
    """What any check of items does at least."""
    for item in items:
        copy = json.loads(json.dumps(item, ensure_ascii=False))
        etree.fromstring(f"<p>{copy.get('html') or copy['text']}".encode(), etree.HTMLParser(encoding="utf-8"))


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_feed(checker: newscheck.Checker, items: list[dict[str, Any]]) -> None:
    """Check items as those of a feed."""
    with checker.feed() as feed:
        for item in items:
            feed.check(item)


def per_item(name: str, items: list[dict[str, Any]], checker: newscheck.Checker, rounds: int) -> None:
    """A row: microseconds for an item, alone and in a feed, and the ratio to the floor."""
    for item in items:
        checker.check(item)
    checks, feeds, floors = [], [], []
    for _ in range(rounds):
        floors.append(seconds(lambda: floor(items)))
        checks.append(seconds(lambda: [checker.check(item) for item in items]))
        feeds.append(seconds(partial(in_feed, checker, items)))
    each = [statistics.median(figures) / len(items) * 1e6 for figures in (checks, feeds, floors)]
    ratio = statistics.median(check / base for check, base in zip(checks, floors, strict=True))
    print(f"{name:<34} {each[0]:6.0f} µs   in a feed {each[1]:6.0f} µs   {ratio:5.1f}x   target <= {TARGET:,} µs")


def memory(count: int) -> None:
    """The growth of the process from the first tenth of a long feed to its end."""
    with newscheck.Checker(preset="scrapy").feed() as feed:
        sizes = []
        for seed in range(count):
            feed.check(
                english(seed) if seed % 5 else {"title": "", "url": f"https://gazette.example/{seed}", "x": seed}
            )
            if seed in (count // 10, count - 1):
                sizes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    grown = sizes[1] - sizes[0]
    name = f"memory over {count:,} items of a feed"
    print(f"{name:<34} {sizes[1] / 1e6:6.0f} MB   {grown / count / 0.9:6.0f} bytes an item")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--long", type=int, default=100_000)
    arguments = parser.parse_args()
    start = time.perf_counter()
    checker = newscheck.Checker(preset="scrapy")
    checker.check({})
    print(f"{'a checker and its first item':<34} {(time.perf_counter() - start) * 1000:6.0f} ms")
    numbers = range(arguments.items)
    per_item("Chinese, HTML", [chinese(seed) for seed in numbers], checker, arguments.rounds)
    per_item("English, text", [english(seed) for seed in numbers], checker, arguments.rounds)
    per_item(
        "no title, no text",
        [{"url": f"https://a.example/{seed}", "text": ""} for seed in numbers],
        checker,
        arguments.rounds,
    )
    memory(arguments.long)


if __name__ == "__main__":
    main()
