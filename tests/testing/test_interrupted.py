"""A check that comes to no end (a time limit, a process ended from outside) never passes, and costs no other."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from newscheck import rules
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.cache.shard import Shard
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import executors
from newscheck.engine.workers.limits import Limits
from newscheck.synthetic import specimen

#: The rules of the dump that run without a setting: each is a test.
DUMP_RULES = sum(rule.scope == "dump" and not rule.required_options for rule in rules.load().values())
#: The number of files; one in so many has no lead.
FILES, EACH = 12, 3
FAULTY = FILES // EACH
GOOD = FILES - FAULTY
#: Only the files; all rules of the dump are one piece of work.
ONLY_FILES = ("-k", "newscheck and md")
#: Plugins that hook into each test.
QUIET = ("-p", "no:timeout", "-p", "no:rerunfailures", "-p", "no:testmon", "-p", "no:xdist")
pytest.importorskip("pytest_timeout", reason="pytest-timeout, which ends tests, is not installed")
pytest.importorskip("pytest_rerunfailures", reason="pytest-rerunfailures is not installed")

Slow = Callable[[Callable[[int], None]], None]


@pytest.fixture
def dump(pytester: pytest.Pytester) -> Path:
    folder = pytester.path / "articles"
    for raw in specimen.series([{"lead": None} if number % EACH == 0 else {} for number in range(FILES)]):
        path = folder / raw.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw.data)
    pytester.makeini("[pytest]\nnewscheck_dumps = articles\n")
    return folder


@pytest.fixture
def in_between(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Call something before each check of a shard of several files, with the number of the shard."""
    check_files = executors.check_files

    def let(come: Callable[[int], None]) -> None:
        begun = 0

        def examined(checker: Checker, entries: Sequence[FileEntry], limits: Limits) -> Shard:
            nonlocal begun
            if len(entries) > 1:
                begun += 1
                come(begun)
            return check_files(checker, entries, limits)

        monkeypatch.setattr(executors, "check_files", examined)

    return let


def sleep(_: int) -> None:
    time.sleep(30)


def sleep_at_first(begun: int) -> None:
    time.sleep(30 if begun == 1 else 0)


def fail(_: int) -> None:
    pytest.fail("over the time limit")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("come", "args", "outcomes"),
    [
        pytest.param(
            sleep, ["--timeout=1.5", *ONLY_FILES], {"failed": FAULTY + 1, "passed": GOOD - 1}, id="one time limit"
        ),
        pytest.param(
            sleep,
            ["--timeout=1.5", "--reruns=1", *ONLY_FILES],
            {"failed": FAULTY, "passed": GOOD, "rerun": 1 + FAULTY},
            id="the second try is complete",
        ),
        pytest.param(
            sleep,
            ["--timeout=1.5", "--reruns=1", "-k", "url-duplicate or md"],
            {"failed": FAULTY, "passed": GOOD + 1, "rerun": 1 + FAULTY},
            id="and so does the dump",
        ),
        pytest.param(
            sleep, ["--timeout=1.5", "articles::url-duplicate", "articles::text-shared"], {"failed": 2}, id="no dump"
        ),
        pytest.param(
            sleep_at_first,
            ["--timeout=1.5", "--reruns=1", "articles::url-duplicate"],
            {"passed": 1, "rerun": 1},
            id="the dump alone",
        ),
        pytest.param(fail, [*QUIET, *ONLY_FILES], {"failed": FAULTY, "passed": GOOD}, id="where nobody listens"),
        pytest.param(fail, [*QUIET, "-k", "url-duplicate"], {"failed": 1}, id="no dump where nobody listens"),
    ],
)
def test_what_is_interrupted_never_passes(
    pytester: pytest.Pytester,
    dump: Path,
    in_between: Slow,
    come: Callable[[int], None],
    args: list[str],
    outcomes: dict[str, int],
) -> None:
    in_between(come)
    result = pytester.runpytest_inprocess("-p", "no:xdist", *args)
    outcomes = result.parseoutcomes()
    outcomes.pop("deselected", None)
    # On a busy machine, more files than the one that sleeps may need a second try.
    assert outcomes.pop("rerun", 0) >= outcomes.get("rerun", 0)
    assert outcomes == {name: number for name, number in outcomes.items() if name != "rerun"}
    assert "INTERNALERROR" not in result.stdout.str()


@pytest.mark.slow
def test_workers_that_are_interrupted(pytester: pytest.Pytester, dump: Path) -> None:
    """No worker waits for another, or takes over its unfinished work."""
    pytester.makeconftest("""
        import time
        import pytest
        from newscheck.engine.workers import executors

        check_files = executors.check_files
        begun = []

        def examined(checker, entries, limits):
            if len(entries) > 1:
                if begun:
                    pytest.fail("the same that took too long")
                begun.append(1)
                time.sleep(30)
            return check_files(checker, entries, limits)

        executors.check_files = examined
    """)
    args = ("-n", "2", "--timeout=1", "--reruns=1", *ONLY_FILES)
    result = pytester.runpytest_subprocess("-p", "xdist", *args)
    outcomes = result.parseoutcomes()
    assert (outcomes["failed"], outcomes["passed"]) == (FAULTY, GOOD)
    assert "INTERNALERROR" not in result.stdout.str()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_processes_that_are_ended_from_outside(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.path.joinpath("newscheck.toml").write_text("jobs = 2\n")
    pytester.makeconftest("""
        import multiprocessing
        from newscheck.engine.cache import shard
        from newscheck.engine.workers import executors, scheduler

        scheduler._WORTHWHILE, shard._LARGEST, executors._AHEAD = 4, 2, 1
        ended = 0

        def pytest_runtest_logfinish():
            global ended
            for process in multiprocessing.active_children() if not ended else ():
                process.kill()
                ended += 1

        def pytest_terminal_summary(terminalreporter):
            terminalreporter.line(f"{ended} processes ended")
    """)
    result = pytester.runpytest_subprocess(*QUIET, *ONLY_FILES)
    result.stdout.fnmatch_lines(["2 processes ended"])
    assert {**result.parseoutcomes(), "deselected": 0} == {"failed": FAULTY, "passed": GOOD, "deselected": 0}


@pytest.mark.parametrize("option", ["--setup-plan", "--setup-only", "--collect-only"])
@pytest.mark.parametrize("plugins", [QUIET, ()], ids=["where nobody listens", "where others do"])
def test_what_is_only_planned_is_not_checked_and_does_not_pass(
    pytester: pytest.Pytester, dump: Path, in_between: Slow, option: str, plugins: tuple[str, ...]
) -> None:
    begun: list[int] = []
    in_between(begun.append)
    outcomes = pytester.runpytest_inprocess(*plugins, option).parseoutcomes()
    assert not begun
    assert outcomes.keys().isdisjoint(("passed", "failed"))


@pytest.mark.slow
def test_a_time_limit_is_for_the_test_and_not_for_what_pytest_does_around_it(
    pytester: pytest.Pytester, dump: Path
) -> None:
    """There it would end the run: pytest-timeout raises at any point of the code."""
    pytester.makeconftest("""
        import time

        def pytest_runtest_logreport(report):
            time.sleep(1.6 if "10485" in report.nodeid and report.when == "setup" else 0)
    """)
    result = pytester.runpytest_inprocess("--timeout=1.5", "-k", "1048574")
    result.assert_outcomes(passed=1, deselected=FILES + DUMP_RULES - 1)


@pytest.mark.slow
def test_silent_files_pass_without_ceremonies(pytester: pytest.Pytester, dump: Path) -> None:
    """Only unmarked items, where no plugin hooks into them."""
    reports = pytester.inline_run(*QUIET, *ONLY_FILES).getreports("pytest_runtest_logreport")
    passed = [report for report in reports if report.when == "call" and report.passed]
    assert [report.duration for report in passed] == [0] * GOOD
    pytester.makeconftest("""
        import pytest

        def pytest_collection_modifyitems(items):
            for item in items:
                item.add_marker(pytest.mark.skip)
    """)
    outcomes = pytester.runpytest_inprocess(*QUIET, *ONLY_FILES).parseoutcomes()
    assert outcomes == {"skipped": FILES, "deselected": DUMP_RULES}


def test_a_custom_test_loop_gets_all_items(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.makeconftest("""
        items = []

        def pytest_runtest_protocol(item):
            items.append(item)

        def pytest_terminal_summary(terminalreporter):
            terminalreporter.line(f"{len(items)} received")
    """)
    result = pytester.runpytest_inprocess(*QUIET, *ONLY_FILES)
    result.stdout.fnmatch_lines([f"{FILES} received"])


@pytest.mark.parametrize("raised", [TypeError("no line"), pytest.fail.Exception("late")], ids=["error", "time limit"])
def test_a_failure_that_pytest_cannot_show_is_a_failure(
    pytester: pytest.Pytester, dump: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException
) -> None:
    """An exception from a signal may have no source line, which pytest needs."""

    def unable(*_: Any) -> None:
        raise raised

    monkeypatch.setattr(pytest.Item, "repr_failure", unable)
    result = pytester.runpytest_inprocess("-k", "md")
    result.assert_outcomes(failed=FAULTY, passed=GOOD, deselected=DUMP_RULES)
    result.stdout.fnmatch_lines(["1 error in articles/rfi/*.md"])


def test_a_known_finding_is_counted_once_however_often_it_is_asked_for(
    pytester: pytest.Pytester, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = run(Session(Project(now=examples.NOW)), [str(dump)]).findings
    ReportFilter(Session(Project(now=examples.NOW))).write_baseline(str(pytester.path / "known.txt"), findings)
    pytester.path.joinpath("newscheck.toml").write_text('baseline = "known.txt"\n')
    admit = ReportFilter.filter_findings
    interrupted: list[bool] = []

    def admitted(self: ReportFilter, findings: Any) -> Any:
        result = admit(self, findings)
        if findings and not interrupted:
            interrupted.append(True)
            pytest.fail("over the time limit")
        return result

    monkeypatch.setattr(ReportFilter, "filter_findings", admitted)
    result = pytester.runpytest_inprocess("-p", "no:xdist", "--reruns=1", *ONLY_FILES)
    assert interrupted
    result.assert_outcomes(passed=FILES, deselected=DUMP_RULES)
