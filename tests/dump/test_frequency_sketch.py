"""Frequent keys are found whether numpy counts them or not, and with their articles."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump import frequency_sketch
from newscheck.dump.frequency_sketch import FrequencySketch, frequent_hashes, positions_of_repeats
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary

KEYS = st.lists(st.integers(0, 40) | st.integers(0, (1 << 64) - 1), max_size=60)


@pytest.fixture(params=[1, 1_000], ids=["numpy", "python"], autouse=True, scope="module")
def many(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frequency_sketch, "_MANY", request.param)
        patch.setattr(frequency_sketch, "_AT_ONCE", 7)
        yield


@given(KEYS, st.integers(2, 4))
def test_positions_of_repeats(values: list[int], least: int) -> None:
    expected = {
        value: [at for at, other in enumerate(values) if other == value]
        for value in dict.fromkeys(values)
        if value and values.count(value) >= least
    }
    repeats = positions_of_repeats(values, least)
    assert {value: list(positions) for value, positions in repeats.items()} == expected
    assert list(repeats) == list(expected)


@given(st.lists(KEYS, max_size=4), st.integers(1, 300), st.sampled_from([1, 8, 1 << 12]))
def test_counts_are_never_too_low(parts: list[list[int]], least: int, slots: int) -> None:
    sketch = FrequencySketch(slots, least)
    for part in parts:
        sketch.add(array("Q", part))
    keys = array("Q", [key for part in parts for key in part])
    counts = Counter(keys)
    assert {*sketch.frequent(keys)} >= {key for key in keys if counts[key] >= least}
    assert [keys[place] for place in sketch.places(keys)] == sketch.frequent(keys)


def test_a_count_does_not_overflow() -> None:
    sketch = FrequencySketch(1 << 10, 3)
    sketch.add(array("I", [5] * 70_000))
    sketch.add(array("I", [6] * 2))
    assert sketch.frequent(array("I", [5, 6, 7])) == [5]


@given(st.lists(st.lists(st.integers(0, 9), max_size=5, unique=True), max_size=12))
def test_hashes_come_with_their_articles(texts: list[list[int]]) -> None:
    def article(hashes: list[int]) -> ArticleSummary:
        packed = array("I", hashes).tobytes()
        return ArticleSummary("a.md", 1, "x", None, None, None, 0, 0, 0, 0, "", "", 0, 0, packed, b"")

    counts = Counter(key for text in texts for key in text)
    expected = [(at, key) for at, text in enumerate(texts) for key in text if counts[key] >= 2]
    assert [*frequent_hashes(InMemoryDump(map(article, texts)), "sentences", 1 << 10, 2)] == expected
