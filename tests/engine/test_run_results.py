"""The sums of a run: which findings the report is about, and which of the others share their fingerprints."""

from __future__ import annotations

from newscheck.engine.cache.shard import Shard
from newscheck.engine.run_results import RunResults
from newscheck.model import FileResult, FileSelection, Finding


def _finding(path: str, fingerprint: str) -> Finding:
    return Finding("title-empty", "error", path, 1, 1, "/title", "no title", "", fingerprint)


SHARD = Shard.of(FileResult([_finding("a.md", "1"), _finding("b.md", "1"), _finding("b.md", "2")], latest_epoch=7))


def test_without_a_focus_all_findings_are_of_the_report() -> None:
    results = RunResults()
    results.add(SHARD)
    assert [finding.path for finding in results.findings] == ["a.md", "b.md", "b.md"]
    assert results.collisions() == []
    assert results.latest_epoch == 7


def test_findings_of_other_files_use_up_entries_of_the_baseline() -> None:
    results = RunResults(FileSelection(frozenset(("a.md",)), "changed files"))
    results.add(SHARD)
    assert [finding.path for finding in results.findings] == ["a.md"]
    assert [(finding.path, finding.fingerprint) for finding in results.collisions()] == [("b.md", "1")]


def test_a_focus_on_an_archive_covers_its_members() -> None:
    results = RunResults(FileSelection(frozenset(("a.zip",)), "changed files"))
    assert results.covers("a.zip!/1.md")
    assert not results.covers("b.zip!/1.md")
