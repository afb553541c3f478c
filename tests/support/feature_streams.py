"""Streams of articles by the names of their features, and features of a few templates."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from newscheck.layout.streams import Stream
from newscheck.text.timestamps import HOUR

PLAIN = ("path div", "path div/p")
OLD = ("class div.story", "attribute div[class]", "path div/h2")
NEW = ("id div#article", "attribute div[id]", "path div/h3")
VIDEO = ("path div/iframe", "attribute iframe[src]", "value iframe[width=0]", "class iframe.player")
FOOTER = ("path hr", "path div/a", "top div hr")


def stream_of(articles: Sequence[Sequence[str]], kinds: Sequence[str] = (), step: int = HOUR) -> Stream:
    """A stream with an article every hour."""
    names = sorted({name for article in articles for name in article})
    place = {name: number for number, name in enumerate(names)}
    features, offsets = array("H"), array("I", [0])
    for article in articles:
        features.extend(sorted(place[name] for name in {*article}))
        offsets.append(len(features))
    labels = sorted({*kinds})
    times, rows = array("q", (at * step for at in range(len(articles)))), array("I", range(len(articles)))
    numbers = array("I", (labels.index(kind) for kind in kinds)) if kinds else array("I", [0] * len(articles))
    return Stream("x", names, times, rows, offsets, features, labels or ["kind /"], numbers, numbers)


def mixed(*parts: tuple[Sequence[str], int]) -> list[Sequence[str]]:
    return [[*PLAIN, *features] for features, number in parts for _ in range(number)]
