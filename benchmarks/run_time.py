"""Measures `newscheck.Checker.check` per item, and the memory of a process that checks very many.

    python benchmarks/run_time.py [--items 500] [--rounds 7] [--long 100000]

Microseconds per item, and the ratio to what the same program spends at least: the item to JSON and back, and its HTML
parsed with lxml; by language, length of the text and number of own fields. Then the growth of memory over a long feed,
in bytes per item. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import count, islice
from pathlib import Path
from typing import Any

from lxml import etree

import newscheck
from newscheck.article.extraction import to_article
from newscheck.engine.session import default_checker
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import numbered_sentences, specimen

NOW = 4_000_000_000_000
_SAMPLES = Path(__file__).parent.parent / "tests" / "samples" / "languages"
LANGUAGES = ("zh", "ja", "ko", "ar", "hi", "ne", "th", "ru", "fr", "de", "es", "pt", "vi")
#: Characters of a text, and own fields.
SIZES = ((500, 5), (3_000, 5), (3_000, 50), (20_000, 5))
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


def in_language(language: str, seed: int, length: int, fields: int) -> dict[str, Any]:
    """An item with a text of so many characters in a language, and so many own fields of some kinds."""
    title, lines = _samples(language)
    paragraphs = (f"{seed}.{at} {lines[(seed + at) % len(lines)]}" for at in count(1))
    text = "\n".join(islice(paragraphs, 1 + 2 * length // min(map(len, lines))))
    values = (f"value {seed % 7}", seed, [f"tag {seed % 5}", "harbour"], seed % 2 == 0, f"text of item {seed} " * 9)
    return {
        "url": f"https://gazette.example/news/{language}-{seed}.html",
        "title": title,
        "published": f"2023-08-{1 + seed % 28:02d}T08:15:00Z",
        "text": text[:length],
        **{f"field_{number}": values[number % len(values)] for number in range(fields)},
    }


@cache
def _samples(language: str) -> tuple[str, list[str]]:
    """A title, and the paragraphs of the well-formed articles in a language."""
    if language == "zh":
        return numbered_sentences.headline(0), ["".join(map(numbered_sentences.sentence, (7, 500, 9_000)))] * 3
    items = [json.loads(line) for line in (_SAMPLES / f"{language}.jsonl").read_text("utf-8").splitlines()]
    return items[0]["title"], [line for item in items for line in item["body"].split("\n")]


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


def memory(items: int) -> None:
    """The growth of the process from the first tenth of a long feed to its end."""
    with newscheck.Checker(preset="scrapy").feed() as feed:
        sizes = []
        for seed in range(items):
            feed.check(
                english(seed) if seed % 5 else {"title": "", "url": f"https://gazette.example/{seed}", "x": seed}
            )
            if seed in (items // 10, items - 1):
                sizes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    grown = sizes[1] - sizes[0]
    name = f"memory over {items:,} items of a feed"
    print(f"{name:<34} {sizes[1] / 1e6:6.0f} MB   {grown / items / 0.9:6.0f} bytes an item")


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
    for length, fields in SIZES:
        for language in LANGUAGES:
            items = [in_language(language, seed, length, fields) for seed in numbers[: 100_000 // length]]
            per_item(f"{language}, {length:,} characters, {fields} fields", items, checker, arguments.rounds)
    memory(arguments.long)


if __name__ == "__main__":
    main()
