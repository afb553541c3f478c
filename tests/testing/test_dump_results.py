"""What is asked for again after an interruption is counted once, and a dump without files is never green."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscheck.checker import examples
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.model import Finding
from newscheck.testing.dump_results import DumpResults

WriteDump = Callable[[list[Mapping[str, Any]]], Path]


def results_of(path: Path, session: Session) -> DumpResults:
    checks: Any = SimpleNamespace(session=session)
    nothing: Any = None
    return DumpResults(path, checks, nothing, None)


@pytest.mark.parametrize("again", [1, 2])
def test_known_findings_that_are_asked_for_again_are_counted_once(write_dump: WriteDump, again: int) -> None:
    folder = write_dump([{"title": ""}, {"title": ""}])
    by_path: dict[str, list[Finding]] = {}
    for finding in run(Session(Project(now=examples.NOW)), [str(folder)]).findings:
        by_path.setdefault(finding.path, []).append(finding)
    assert by_path
    known = [finding for findings in by_path.values() for finding in findings]
    ReportFilter(Session(Project(now=examples.NOW))).write_baseline(str(folder / "known.txt"), known)
    results = results_of(folder, Session(Project(now=examples.NOW, baseline=str(folder / "known.txt"))))
    for path, findings in by_path.items():
        for _ in range(1 + again):
            assert results._reported(path, findings) == []
    unknown = [*known, *known]
    assert len(results._reported("another.md", unknown)) == len(unknown), "all that is known is used up"


def test_a_dump_without_files_is_an_error(tmp_path: Path) -> None:
    results = results_of(tmp_path, Session(Project(now=examples.NOW)))
    results.select([])
    with pytest.raises(UsageError, match="no article files in"):
        results.dump_result()
