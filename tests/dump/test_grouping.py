"""Repeated keys, near-duplicates, and summaries by position."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump import grouping
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary


def summary(path: str = "a.md", sentences: list[int] | None = None) -> ArticleSummary:
    packed = array("I", sentences or []).tobytes()
    return ArticleSummary(path, 1, "x", None, None, None, 0, 0, 0, 0, "", "", 0, 0, packed, b"")


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(2, 4))
def test_positions_of_repeats(values: list[int], least: int) -> None:
    expected = {
        value: [at for at, other in enumerate(values) if other == value]
        for value in dict.fromkeys(values)
        if value and values.count(value) >= least
    }
    repeats = grouping.positions_of_repeats(array("Q", values), least)
    assert {value: list(positions) for value, positions in repeats.items()} == expected
    assert list(repeats) == list(expected)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param([1, 2, 3], [3, 2, 1, 4, 5], True, id="all of the shorter one"),
        pytest.param([1, 2, 3, 4, 5], [1, 2, 3, 6, 7], True, id="three of five"),
        pytest.param([1, 2, 3, 4, 5], [1, 2, 6, 7, 8], False, id="two of five"),
        pytest.param([1, 2], [1, 2], False, id="too few sentences"),
    ],
)
def test_near_duplicates(first: list[int], second: list[int], expected: bool) -> None:
    assert grouping.is_near_duplicate(summary(sentences=first), summary(sentences=second)) is expected


def test_summaries_at_positions_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_BATCH", 2)
    dump = InMemoryDump([summary(f"{at}.md") for at in range(6)])
    groups = [[5, 0], [1], [2, 3], [4]]
    paths = [[own.path for own in group] for group in grouping.summaries_at(dump, groups)]
    assert paths == [[f"{at}.md" for at in group] for group in groups]
