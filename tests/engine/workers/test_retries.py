"""Files at which a process was lost are checked again: in halves, or one by one where each attempt takes long."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscheck.checker.execution import Checker
from newscheck.engine.cache.shard import Shard
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.workers.executors import SerialExecutor
from newscheck.engine.workers.failures import NoWorker, WorkerLost
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.retries import RetryingChecker
from newscheck.engine.workers.timed_check import check_files
from newscheck.rules import TIMEOUT

LIMITS = Limits(1_000_000, 30)
SILENT = WorkerLost("gave no sign of life for 7 s, and was ended,", is_unresponsive=True)
DEAD = WorkerLost("crashed (SIGSEGV)")
RAISED = WorkerLost("Traceback\nValueError: bad", is_raised=True)


class Workers:
    """Processes of which each is lost at the file `bad.md`."""

    def __init__(self, checker: Checker, failure: Exception) -> None:
        self.checker, self.failure = checker, failure
        self.tasks: list[list[str]] = []

    def submit(self, batch: list[FileEntry], *, first: bool = False) -> SimpleNamespace:
        self.tasks.append([entry.path for entry in batch])
        return SimpleNamespace(result=lambda: self.result(batch))

    def result(self, batch: list[FileEntry]) -> Shard:
        if any(entry.path == "bad.md" for entry in batch):
            raise self.failure
        return check_files(self.checker, batch, LIMITS)


@pytest.fixture
def entries(tmp_path: Any) -> list[FileEntry]:
    names = ["a.md", "bad.md", "c.md", "d.md"]
    for name in names:
        (tmp_path / name).write_text("<!--1-->")
    return [FileEntry(name, str(tmp_path / name)) for name in names]


@pytest.mark.parametrize(
    ("failure", "tasks", "rule", "crashed", "notes"),
    [
        pytest.param(SILENT, [4, 1, 1, 1, 1], TIMEOUT, [], 1, id="one by one after silence"),
        pytest.param(DEAD, [4, 2, 1, 1, 2], "check-crashed", ["check-crashed"], 1, id="halves after a death"),
        pytest.param(RAISED, [4, 2, 1, 1, 2], "check-crashed", [""], 0, id="halves after a fault, which is no news"),
    ],
)
def test_the_file_is_found(
    checker: Checker,
    entries: list[FileEntry],
    failure: Exception,
    tasks: list[int],
    rule: str,
    crashed: list[str],
    notes: int,
) -> None:
    workers: Any = Workers(checker, failure)
    lines: list[str] = []
    shard = RetryingChecker(checker, LIMITS, workers, lines.append).start(entries)()
    assert [len(task) for task in workers.tasks] == tasks
    assert [finding.rule for finding in shard.findings if finding.path == "bad.md"] == [rule]
    assert {finding.path for finding in shard.findings} == {entry.path for entry in entries}
    assert [crash.rule for crash in shard.crashes] == crashed
    assert (shard.files, shard.is_complete, shard.is_fully_read) == (4, False, False)
    assert len(lines) == notes


def test_a_file_that_no_process_can_be_started_for_is_not_checked_here(
    checker: Checker, entries: list[FileEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ended another process would end this one, too."""
    workers: Any = Workers(checker, DEAD)
    retrying = RetryingChecker(checker, LIMITS, workers)
    check = retrying.start(entries)
    result, calls = workers.result, []

    def once(batch: list[FileEntry]) -> Shard:
        calls.append(batch)
        if len(calls) > 1:
            raise NoWorker
        return cast("Shard", result(batch))

    monkeypatch.setattr(workers, "result", once)
    monkeypatch.setattr(SerialExecutor, "submit", lambda *given: pytest.fail("checked in this process"))
    shard = check()
    assert {finding.rule for finding in shard.findings} == {"check-crashed"}
    assert len(shard.crashes) == 4
