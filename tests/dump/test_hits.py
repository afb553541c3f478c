"""Hits of the dump that are narrowed to selected files."""

from __future__ import annotations

import pytest

from newscheck.dump.hits import DumpSelection, and_more, hit_at
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, DumpHit, RelatedLocation


def summary(path: str) -> ArticleSummary:
    return ArticleSummary(path, 1, "x", None, None, None, 0, 0, 0, 0, "", f"title of {path}", 0, 0, b"", b"")


SELECTION = DumpSelection(InMemoryDump(map(summary, ["a.md", "b.md", "c.md"])), {"b.md"})
OTHER = (RelatedLocation("c.md"),)


@pytest.mark.parametrize(
    ("hit", "related"),
    [
        pytest.param(DumpHit("", path="b.md"), (), id="at the file"),
        pytest.param(
            DumpHit("", path="a.md", related=(RelatedLocation("b.md"),)), (RelatedLocation("b.md"),), id="named"
        ),
        pytest.param(
            DumpHit("", path="a.md", related=OTHER, positions=(0, 1, 2)),
            (RelatedLocation("b.md", "title of b.md"), *OTHER),
            id="only among the positions",
        ),
        pytest.param(DumpHit("", path="a.md", related=OTHER, positions=(0, 2)), None, id="not involved"),
    ],
)
def test_narrow(hit: DumpHit, related: tuple[RelatedLocation, ...] | None) -> None:
    narrowed = SELECTION.narrow(hit)
    assert (narrowed and narrowed.related) == related


@pytest.mark.parametrize(("count", "words"), [(5, ""), (6, " (and 1 more)"), (1_006, " (and 1,001 more)")])
def test_and_more(count: int, words: str) -> None:
    assert and_more(count) == words


def test_evidence_is_cut() -> None:
    assert [len(hit_at(summary("a.md"), "", "x" * length).evidence) for length in (80, 81)] == [80, 80]
