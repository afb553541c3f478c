"""The stream of a site has its articles in the order of time, whether they fit into memory or not."""

from __future__ import annotations

from array import array
from itertools import pairwise
from random import Random

import pytest

from newscheck.dump import blocks, long_columns, vectors
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.site_streams import site_streams
from newscheck.model import ArticleFeatures


@pytest.mark.parametrize("block", [64, 1 << 15], ids=["long", "short"])
def test_articles_are_in_the_order_of_time(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    for module in (blocks, long_columns, vectors):
        if hasattr(module, "BLOCK"):
            monkeypatch.setattr(module, "BLOCK", block)
    draw = Random(1)
    articles = [
        ArticleFeatures(f"{at % 3}.example", draw.randrange(300), array("I", [1, 2, 3 + at % 2]).tobytes(), 9)
        for at in range(3_000)
    ]
    names = {hashed: f"class c{hashed}" for hashed in range(1, 10)}
    streams = [*site_streams(InMemoryDump([], articles, names), 1)]
    assert [stream.site for stream in streams] == ["0.example", "1.example", "2.example"]
    for number, stream in enumerate(streams):
        rows = sorted(range(number, 3_000, 3), key=lambda row: articles[row].epoch or 0)
        assert [*stream.rows] == rows
        assert [*stream.epochs] == [articles[row].epoch for row in rows]
        ends = [*stream.offsets]
        features = [[*stream.features[low:high]] for low, high in pairwise(ends)]
        assert [[stream.names[at] for at in own] for own in features] == [
            ["class c2", f"class c{3 + row % 2}"] for row in rows
        ]
