"""Near-duplicates, and summaries by position."""

from __future__ import annotations

from array import array

import pytest

from newscheck.dump import grouping
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary


def summary(path: str = "a.md", sentences: list[int] | None = None) -> ArticleSummary:
    packed = array("I", sentences or []).tobytes()
    return ArticleSummary(path, 1, "x", None, None, None, 0, 0, 0, 0, "", "", 0, 0, packed, b"")


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
