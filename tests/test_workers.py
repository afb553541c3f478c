"""No file, rule or process costs the report: what takes too long, crashes or dies is told, and the rest is complete."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newscheck.judgement import examples, specimen
from newscheck.judgement.checking import Checker
from newscheck.layout import profiling
from newscheck.lookup import Lookup
from newscheck.model import FileResult, Raw, Report
from newscheck.run import gather, run, run_on
from newscheck.settings.config import Project, checker, identity
from newscheck.store import shards
from newscheck.store.cache import Cache
from newscheck.store.limits import TimeUp, within
from newscheck.store.lost import Lost, NoProcess
from newscheck.store.workers import Workers
from newscheck import files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, with what a test has changed")

COUNT, GUILTY = 24, "1048563.md"
PROJECT = Project(now=examples.NOW, file_timeout=0.2)
#: What a test does in place of a check that fails.
Act = Callable[[], object]


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dump in shards of a few files, for which processes are started."""
    monkeypatch.chdir(tmp_path)
    for number in range(COUNT):
        patch = {"title": ""} if number % 5 == 0 else {}
        (tmp_path / specimen.path({}, number).replace("rfi/", "")).write_bytes(specimen.render(patch, number))
    assert Path(GUILTY).exists()
    monkeypatch.setattr(shards, "_WORTHWHILE", 2)
    monkeypatch.setattr(shards, "_SHARD", 6)
    monkeypatch.setattr(shards, "_LARGEST", 8)
    monkeypatch.setattr(shards, "_PATIENCE", 0.2)
    return tmp_path


def trap(monkeypatch: pytest.MonkeyPatch, act: Act, path: str = GUILTY) -> None:
    """Let something happen whenever a file is checked."""
    check = Checker.check

    def trapped(self: Checker, *raws: Raw) -> FileResult:
        if any(raw.path.endswith(path) and not raw.fault for raw in raws):
            act()
        return check(self, *raws)

    monkeypatch.setattr(Checker, "check", trapped)


def in_worker() -> None:
    """What ends the process must not end that of the tests."""
    assert multiprocessing.parent_process(), "done in the process of the tests"


def killed() -> None:
    in_worker()
    os.kill(os.getpid(), signal.SIGKILL)


def stopped() -> None:
    in_worker()
    os.kill(os.getpid(), signal.SIGSTOP)


def terminated() -> None:
    in_worker()
    os._exit(1)


def slow() -> None:
    time.sleep(60)


def deaf() -> None:
    """A stand-in for code that never looks for signals."""
    in_worker()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(60)


def without_memory() -> None:
    raise MemoryError("on purpose")


def leaving() -> None:
    raise SystemExit(0)


def once(path: Path, act: Act) -> Act:
    """Only the first time, in whatever process."""

    def acted() -> None:
        if not path.exists():
            path.touch()
            act()

    return acted


def told(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path) for finding in report.findings]


@pytest.fixture
def clean(dump: Path) -> Report:
    return run(PROJECT, ["."], jobs=1)


LINE = f"a process {{}} while it checked these files: {{}}{re.escape(GUILTY)}{{}}; they are checked again"


@pytest.mark.parametrize(
    ("act", "rule", "why", "is_crash"),
    [
        pytest.param(killed, "check-crashed", "was ended from outside, perhaps for memory", True, id="killed"),
        pytest.param(terminated, "check-crashed", "ended by itself, with exit code 1", True, id="a library ends it"),
        pytest.param(stopped, "check-timeout", "gave no sign of life for 0.6 s, and was ended", False, id="stopped"),
        pytest.param(deaf, "check-timeout", "gave no sign of life for 0.6 s, and was ended", False, id="deaf"),
    ],
)
def test_the_file_at_which_a_process_is_lost_is_found_and_all_others_are_checked(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch, act: Act, rule: str, why: str, is_crash: bool
) -> None:
    trap(monkeypatch, act)
    report = run(PROJECT, ["."], jobs=2)
    (own,) = (finding for finding in report.findings if finding.path == GUILTY)
    assert (own.rule, own.severity) == (rule, "error")
    assert own.message.endswith(f"its process {why}")
    assert [each for each in told(report) if each[1] != GUILTY] == [each for each in told(clean) if each[1] != GUILTY]
    assert (report.summary.files, report.summary.articles) == (COUNT, COUNT - 1)
    assert [crash.path for crash in report.crashes] == ([GUILTY] if is_crash else [])
    (remark,) = report.remarks
    assert re.fullmatch(LINE.format(f"{why},", ".*", ".*"), remark), remark


@pytest.mark.parametrize("act", [pytest.param(killed, id="killed"), pytest.param(stopped, id="stopped")])
def test_a_process_that_is_lost_once_costs_nothing(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, act: Act
) -> None:
    trap(monkeypatch, once(tmp_path_factory.mktemp("once") / "was", act))
    report = run(PROJECT, ["."], jobs=2)
    assert (report.findings, report.summary, report.crashes) == (clean.findings, clean.summary, [])
    assert len(report.remarks) == 1


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("act", "rule", "crash"),
    [
        pytest.param(slow, "check-timeout", "", id="slow"),
        pytest.param(without_memory, "check-crashed", "MemoryError: on purpose", id="MemoryError"),
        pytest.param(leaving, "check-crashed", "SystemExit: 0", id="SystemExit"),
    ],
)
def test_a_file_that_cannot_be_checked_is_told_whatever_the_number_of_processes(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch, jobs: int, act: Act, rule: str, crash: str
) -> None:
    trap(monkeypatch, act)
    report = run(PROJECT, ["."], jobs=jobs)
    assert [each for each in told(report) if each[1] == GUILTY] == [(rule, GUILTY)]
    assert [each for each in told(report) if each[1] != GUILTY] == [each for each in told(clean) if each[1] != GUILTY]
    assert [each.trace.strip().rpartition("\n")[2] for each in report.crashes] == ([crash] if crash else [])
    assert report.remarks == []
