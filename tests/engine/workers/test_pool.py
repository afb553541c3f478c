"""No file, rule or process costs the report: a timeout, crash or death is reported, and the rest is complete."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import msgspec
import pytest

from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.checker.finding_builder import FindingBuilder
from newscheck.engine import reference_builder
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.shard import decode
from newscheck.engine.files import directory_walk, inputs
from newscheck.engine.gathering import gathered_dump
from newscheck.engine.lazy_run import LazyRun
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.run import run, run_on_input
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import executors, pool, scheduler
from newscheck.engine.workers.failures import LastResult, WorkerLost
from newscheck.engine.workers.pool import WorkerPool, _exit_reason
from newscheck.engine.workers.task_loop import TaskHandler
from newscheck.errors import UsageError
from newscheck.model import FileResult, RawInput, Report
from newscheck.synthetic import specimen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, with what a test has changed")

COUNT, GUILTY = 24, "1048563.md"
#: Seconds that no check takes on a busy machine either: tests say when they are over (`slow`, `silent`).
LIMIT = 30
PROJECT = Project(now=examples.NOW, file_timeout=LIMIT)
#: What a test does instead of a check.
Act = Callable[[], object]


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dump in shards of a few files, for which processes are started."""
    monkeypatch.chdir(tmp_path)
    for number in range(COUNT):
        name = specimen.path({}, number).replace("rfi/", "")
        patch = {"title": ""} if number % 5 == 0 else {"image": "Array"} if name == GUILTY else {}
        Path(name).write_bytes(specimen.render(patch, number))
    monkeypatch.setattr(scheduler, "_WORTHWHILE", 2)
    # A plugin of pytest may have started a thread.
    monkeypatch.setattr(executors, "_starter", lambda: None)
    monkeypatch.setattr("newscheck.engine.cache.shard._AVERAGE", 6)
    monkeypatch.setattr("newscheck.engine.cache.shard._LARGEST", 8)
    return tmp_path


def trap(monkeypatch: pytest.MonkeyPatch, act: Act, path: str = GUILTY) -> None:
    """Call something whenever a file is checked."""
    check = Checker.check

    def trapped(self: Checker, *raws: RawInput) -> FileResult:
        if any(raw.path.endswith(path) and not raw.fault for raw in raws):
            act()
        return check(self, *raws)

    monkeypatch.setattr(Checker, "check", trapped)


def in_worker() -> None:
    """What ends a worker must not end the process of the tests."""
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
    """A check for which the time limit is over."""
    assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= LIMIT, "no time limit"
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.2)
    time.sleep(60)


def silent(monkeypatch: pytest.MonkeyPatch, folder: Path, act: Act) -> Act:
    """An act, after which all the patience with its process is over, and with no other one."""
    end_unresponsive = WorkerPool._end_unresponsive

    def by_events(pool: WorkerPool, waited: float) -> None:
        for worker in pool._workers:
            if (folder / str(worker.process.pid)).exists():
                worker.silent_seconds = pool._patience + 1
        end_unresponsive(pool, 0.0)

    def acted() -> None:
        (folder / str(os.getpid())).touch()
        act()

    monkeypatch.setattr(WorkerPool, "_end_unresponsive", by_events)
    return acted


def deaf() -> None:
    """A stand-in for code that never handles signals."""
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


def rules_and_paths(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path) for finding in report.findings]


@pytest.fixture
def clean(dump: Path) -> Report:
    return run(Session(PROJECT), ["."], jobs=1)


LINE = f"a process {{}} while it checked these files: {{}}{re.escape(GUILTY)}{{}}; they are checked again"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "rule", "why", "is_crash"),
    [
        pytest.param(killed, "check-crashed", "was ended from outside, perhaps for memory", True, id="killed"),
        pytest.param(terminated, "check-crashed", "ended by itself, with exit code 1", True, id="a library ends it"),
        pytest.param(stopped, "check-timeout", "gave no sign of life for 65 s, and was ended", False, id="stopped"),
        pytest.param(deaf, "check-timeout", "gave no sign of life for 65 s, and was ended", False, id="deaf"),
    ],
)
def test_the_file_at_which_a_process_is_lost_is_found_and_all_others_are_checked(
    dump: Path,
    clean: Report,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    act: Act,
    rule: str,
    why: str,
    is_crash: bool,
) -> None:
    trap(monkeypatch, silent(monkeypatch, tmp_path_factory.mktemp("silent"), act) if act in (stopped, deaf) else act)
    report = run(Session(PROJECT), ["."], jobs=2)
    (own,) = (finding for finding in report.findings if finding.path == GUILTY)
    assert (own.rule, own.severity) == (rule, "error")
    assert own.message.endswith(f"its process {why}")
    assert [pair for pair in rules_and_paths(report) if pair[1] != GUILTY] == [
        pair for pair in rules_and_paths(clean) if pair[1] != GUILTY
    ]
    assert (report.summary.files, report.summary.articles) == (COUNT, COUNT - 1)
    assert [crash.path for crash in report.crashes] == ([GUILTY] if is_crash else [])
    (remark,) = report.remarks
    assert re.fullmatch(LINE.format(f"{why},", ".*", ".*"), remark), remark


@pytest.mark.slow
@pytest.mark.parametrize("act", [pytest.param(killed, id="killed"), pytest.param(stopped, id="stopped")])
def test_a_process_that_is_lost_once_costs_nothing(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, act: Act
) -> None:
    act = silent(monkeypatch, tmp_path_factory.mktemp("silent"), act) if act is stopped else act
    trap(monkeypatch, once(tmp_path_factory.mktemp("once") / "was", act))
    report = run(Session(PROJECT), ["."], jobs=2)
    assert (report.findings, report.summary, report.crashes) == (clean.findings, clean.summary, [])
    assert len(report.remarks) == 1


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("act", "rule", "crash"),
    [
        pytest.param(slow, "check-timeout", "", id="slow"),
        pytest.param(without_memory, "check-crashed", "MemoryError: on purpose", id="MemoryError"),
        pytest.param(leaving, "check-crashed", "SystemExit: 0", id="SystemExit"),
    ],
)
def test_a_file_that_cannot_be_checked_is_reported_whatever_the_number_of_processes(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch, jobs: int, act: Act, rule: str, crash: str
) -> None:
    trap(monkeypatch, act)
    report = run(Session(PROJECT), ["."], jobs=jobs)
    assert [pair for pair in rules_and_paths(report) if pair[1] == GUILTY] == [(rule, GUILTY)]
    assert [pair for pair in rules_and_paths(report) if pair[1] != GUILTY] == [
        pair for pair in rules_and_paths(clean) if pair[1] != GUILTY
    ]
    assert [pair.traceback.strip().rpartition("\n")[2] for pair in report.crashes] == ([crash] if crash else [])
    assert report.remarks == []


@pytest.mark.slow
def test_what_took_too_long_is_reported_whatever_rules_are_asked_for(
    dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap(monkeypatch, slow)
    report = run(Session(Project(now=examples.NOW, file_timeout=LIMIT, select=("body-empty",))), ["."], jobs=1)
    assert rules_and_paths(report) == [("check-timeout", GUILTY)]


@pytest.mark.slow
def test_nothing_of_a_check_that_was_cut_short_is_cached(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscheck.engine.run._FEW", 0)
    with monkeypatch.context() as patch:
        trap(patch, slow)
        first = Cache(".", Session(PROJECT).cache_identity)
        late = run(Session(PROJECT), ["."], jobs=1, cache=first)
        first.save()
    assert ("check-timeout", GUILTY) in rules_and_paths(late)
    cache = Cache(".", Session(PROJECT).cache_identity)
    assert run(Session(PROJECT), ["."], jobs=1, cache=cache) == clean
    assert 1 <= cache.misses < COUNT
    cache.save()
    again = Cache(".", Session(msgspec.structs.replace(PROJECT, file_timeout=9.0)).cache_identity)
    assert run(Session(PROJECT), ["."], jobs=1, cache=again) == clean
    assert (again.misses, again.hits) == (0, COUNT)


@pytest.mark.slow
def test_each_piece_of_a_long_file_has_its_own_time(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding names the line at which the piece begins."""
    lines = [f'{{"title": "题{i}", "url": "https://x.example/{i}", "body": "文"}}' for i in range(9)]
    Path("feed.jsonl").write_text("\n".join(lines) + "\n")
    monkeypatch.setattr(inputs, "_FIRST", 100)
    monkeypatch.setattr(inputs, "_PIECE", 200)
    check = Checker.check
    monkeypatch.setattr(
        Checker,
        "check",
        lambda self, *raws: (any("题5".encode() in raw.data for raw in raws) and slow(), check(self, *raws))[1],
    )
    report = run(Session(Project(now=examples.NOW, file_timeout=LIMIT, max_file_size=300)), ["feed.jsonl"], jobs=1)
    (late,) = (finding for finding in report.findings if finding.rule == "check-timeout")
    assert 1 < late.line <= 6
    assert report.summary.articles > 4


@pytest.mark.slow
def test_a_document_on_stdin_has_the_time_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    trap(monkeypatch, slow, "<stdin>")
    report = run_on_input(Session(PROJECT), [RawInput("<stdin>", specimen.render({}))])
    assert rules_and_paths(report) == [("check-timeout", "<stdin>")]


@pytest.mark.slow
@pytest.mark.parametrize("is_shared", [False, True], ids=["alone", "shared"])
def test_an_item_of_pytest_reports_it_too(
    dump: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, is_shared: bool
) -> None:
    trap(monkeypatch, slow)
    shared = str(tmp_path_factory.mktemp("shared")) if is_shared else None
    entries = list(directory_walk.walk(["."]))
    lookup = LazyRun(Session(PROJECT), entries, shared=shared)
    rules = {entry.path: {finding.rule for finding in lookup.findings_of(entry.path).findings} for entry in entries}
    lookup.close()
    assert rules[GUILTY] == {"check-timeout"}
    assert {path for path, rules in rules.items() if "check-timeout" in rules} == {GUILTY}


def test_where_the_system_gives_no_process_all_is_done_here(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: object) -> None:
        raise BlockingIOError("no process for you")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refused)
    report = run(Session(PROJECT), ["."], jobs=2)
    assert (report.findings, report.remarks) == (clean.findings, [])


@pytest.mark.slow
def test_commands_without_findings_report_what_they_left_out(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        trap(patch, slow)
        remarks: list[str] = []
        with gathered_dump(Session(PROJECT), ["."], jobs=1, notify=remarks.append) as dump_store:
            assert len(dump_store) == COUNT - 1
        assert remarks == [f"{GUILTY}: not checked to its end: not done after 30 s; it is left out"]
        with pytest.raises(UsageError, match=f"{GUILTY}: not checked to its end: not done after 30 s"):
            reference_builder.named_features(Session(PROJECT), GUILTY)
    trap(monkeypatch, without_memory)
    with (
        pytest.raises(UsageError, match=f"crashed on {GUILTY}: newscheck validate shows the traceback"),
        gathered_dump(Session(PROJECT), ["."]),
    ):
        pass


class _Panic(BaseException):
    """As pyo3 raises it where a library written in Rust panics."""


_Panic.__name__ = "PanicException"


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, RecursionError, SystemExit, _Panic])
@pytest.mark.parametrize(
    "place",
    [
        "newscheck.checker.finding_builder.FindingBuilder.build",
        "newscheck.dump.article_summary.summarise",
        "newscheck.layout.features.feature_set",
        "newscheck.checker.execution.to_article",
        "newscheck.readers.read",
    ],
)
def test_a_crash_costs_nothing_of_the_other_files(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch, place: str, error: type[BaseException]
) -> None:
    whole = sys.modules[place.rpartition(".")[0]] if "FindingBuilder" not in place else FindingBuilder
    name = place.rpartition(".")[2]
    call = getattr(whole, name)

    def crashing(*args: Any, **named: Any) -> Any:
        if GUILTY in repr([arg.path if isinstance(arg, FindingBuilder) else arg for arg in args]):
            raise error("on purpose")
        return call(*args, **named)

    monkeypatch.setattr(whole, name, crashing)
    report = run(Session(PROJECT), ["."], jobs=1)
    assert {crash.path for crash in report.crashes} == {GUILTY}
    assert all("on purpose" in crash.traceback for crash in report.crashes)
    others = [pair for pair in rules_and_paths(clean) if pair[1] != GUILTY]
    assert [pair for pair in rules_and_paths(report) if pair[1] != GUILTY] == others


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("newscheck.engine.conclusion.layout_history", id="the layouts"),
        pytest.param("newscheck.checker.execution.Checker.check_dump", id="the dump"),
        pytest.param("newscheck.engine.report_filter.BaselineFilter.usage", id="what is known"),
    ],
)
def test_a_crash_at_the_whole_costs_no_finding_of_a_file(
    dump: Path, clean: Report, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("on purpose")

    Path("known.txt").write_text("# newscheck baseline 1\n# end\n")
    monkeypatch.setattr(place, crash)
    project = msgspec.structs.replace(PROJECT, baseline="known.txt")
    report = ReportFilter(Session(project)).filter_report(run(Session(project), ["."], jobs=1))
    of_files = [pair for pair in rules_and_paths(clean) if Session(PROJECT).checker.rules[pair[0]].scope != "dump"]
    assert [pair for pair in rules_and_paths(report) if pair in of_files] == of_files
    assert ["on purpose" in crash.traceback for crash in report.crashes] == [True]


def test_a_timer_that_somebody_else_has_set_is_left_alone() -> None:
    def theirs(number: int, frame: object) -> None:
        raise AssertionError("not in this test")

    before = signal.signal(signal.SIGALRM, theirs)
    signal.setitimer(signal.ITIMER_REAL, 300)
    try:
        assert call_within(0.01, lambda: time.sleep(0.05)) is None
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 200
        assert signal.getsignal(signal.SIGALRM) is theirs
        signal.setitimer(signal.ITIMER_REAL, 0)
        with pytest.raises(TimeLimitExceeded):
            call_within(0.01, lambda: time.sleep(60))
        assert signal.getsignal(signal.SIGALRM) is theirs
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("error", [None, SystemError], ids=["swallowed", "taken for something else"])
def test_an_exception_after_the_time_limit_is_ignored(error: type[Exception] | None) -> None:
    def library() -> str:
        try:
            time.sleep(60)
        except BaseException:
            if error:
                raise error from None
        return "all is well"

    with pytest.raises(TimeLimitExceeded):
        call_within(0.01, library)


def test_a_time_that_is_over_at_once_leaves_no_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    before, set_timer = signal.getsignal(signal.SIGALRM), signal.setitimer

    def slow(which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        previous = set_timer(which, seconds, interval)
        if seconds:
            time.sleep(0.05)
        return previous

    monkeypatch.setattr(signal, "setitimer", slow)
    try:
        with pytest.raises(TimeLimitExceeded):
            call_within(0.001, lambda: None)
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
        assert signal.getsignal(signal.SIGALRM) is before
    finally:
        set_timer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_time_limit_that_ends_where_nothing_can_be_raised_is_raised_again_quietly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reported: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: reported.append(args.exc_type))

    class Slow:
        def __del__(self) -> None:
            time.sleep(60)

    class Broken:
        def __del__(self) -> None:
            raise ValueError("as ever")

    def call() -> None:
        Broken()
        Slow()
        time.sleep(60)

    with pytest.raises(TimeLimitExceeded):
        call_within(0.01, call)
    assert reported == [ValueError]


def test_a_swallowed_time_limit_is_raised_again() -> None:
    swallowed: list[TimeLimitExceeded] = []

    def stubborn() -> None:
        while True:
            try:
                time.sleep(60)
            except TimeLimitExceeded as end:
                if swallowed:
                    raise
                swallowed.append(end)

    with pytest.raises(TimeLimitExceeded):
        call_within(0.01, stubborn)
    assert len(swallowed) == 1


def test_outside_of_the_main_thread_there_is_no_timer() -> None:
    results: list[int] = []
    thread = threading.Thread(target=lambda: results.append(call_within(0.01, lambda: 5)))
    thread.start()
    thread.join()
    assert results == [5]


class Order(NamedTuple):
    """An order for a process."""

    act: str
    size: int = 0


def _prepare(argument: int) -> TaskHandler:
    """Does what the order names."""

    def work(order: Order, beat: Callable[[], None]) -> bytes:
        beat()
        if order.act == "raise":
            raise ValueError("on purpose")
        if order.act == "beat":
            for _ in range(8):
                beat()
        if order.act == "hang":
            time.sleep(60)
        if order.act == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if order.act == "spend":
            raise LastResult(str(os.getpid()).encode())
        if order.act == "tell":
            return str(os.getpid()).encode()
        if order.act == "be cancelled":
            os.kill(os.getpid(), signal.SIGTERM)
        return b"x" * (order.size + argument)

    return work


@pytest.fixture
def workers() -> Iterator[WorkerPool]:
    pool = WorkerPool(2, _prepare, 1, patience=LIMIT)
    yield pool
    pool.close()
    assert not multiprocessing.active_children()


def test_results_come_from_whatever_process_and_are_of_any_size(workers: WorkerPool) -> None:
    futures = [workers.submit(Order("x" * 300_000, size)) for size in (0, 5_000_000, 7)]
    assert [len(workers.result(future)) for future in futures] == [1, 5_000_001, 8]


def test_a_failure_is_that_of_its_task_alone(workers: WorkerPool) -> None:
    good, bad, dead, last = (workers.submit(Order(act)) for act in ("", "raise", "die", ""))
    assert workers.result(last) == workers.result(good) == b"x"
    with pytest.raises(WorkerLost, match="ValueError: on purpose") as raised:
        workers.result(bad)
    assert raised.value.is_raised
    with pytest.raises(WorkerLost, match="was ended from outside, perhaps for memory,") as lost:
        workers.result(dead)
    assert not lost.value.is_raised


def test_a_process_that_is_cancelled_leaves_alone_what_is_its_parent_s(workers: WorkerPool) -> None:
    """It would remove temporary files, and end with an exit code."""

    def handler(number: int, frame: object) -> None:
        os._exit(143)

    before = signal.signal(signal.SIGTERM, handler)
    try:
        with pytest.raises(WorkerLost, match=r"was ended from outside \(SIGTERM\)"):
            workers.result(workers.submit(Order("be cancelled")))
    finally:
        signal.signal(signal.SIGTERM, before)


def test_who_had_to_break_off_gives_that_result_and_no_other() -> None:
    workers = WorkerPool(1, _prepare, 1, patience=30)
    futures = [workers.submit(Order(act)) for act in ("tell", "spend", "tell", "spend", "spend", "tell")]
    first, second, third, fourth, fifth, sixth = map(workers.result, futures)
    assert (first, third) == (second, fourth)
    assert len({second, fourth, fifth, sixth}) == 4
    workers.close()


@pytest.mark.slow
def test_a_file_that_took_too_long_is_the_last_of_its_process(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that was interrupted may have left a library in an undefined state."""
    work, check = executors.prepare(Session(PROJECT)), Checker.check
    batch = [directory_walk.FileEntry(GUILTY, str(dump / GUILTY))]
    assert decode(work(batch, lambda: None)).is_complete

    def trapped(checker: Checker, *raws: RawInput) -> FileResult:
        if any(raw.data for raw in raws):
            slow()
        return check(checker, *raws)

    monkeypatch.setattr(Checker, "check", trapped)
    with pytest.raises(LastResult) as spent:
        work(batch, lambda: None)
    assert [finding.rule for finding in decode(spent.value.result).findings] == ["check-timeout"]


def test_who_gives_signs_of_life_has_all_the_time(workers: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sign comes when the patience is nearly over."""
    answer = pool._Worker._answer
    silences: list[float] = []

    def after_a_while(worker: Any, message: bytes) -> None:
        pool.WorkerPool._end_unresponsive(workers, 0.9 * LIMIT - worker.silent_seconds)
        silences.append(worker.silent_seconds)
        answer(worker, message)

    monkeypatch.setattr(pool._Worker, "_answer", after_a_while)
    assert workers.result(workers.submit(Order("beat"))) == b"x"
    assert len(silences) == 10
    assert sum(silences) > 8 * LIMIT


def test_who_gives_none_is_ended_when_the_patience_is_over(workers: WorkerPool) -> None:
    future = workers.submit(Order("hang"))
    for seconds in (pool._STARTUP, LIMIT / 2, LIMIT / 2):
        workers._end_unresponsive(seconds)
        assert future.outcome is None
    workers._end_unresponsive(0.1)
    with pytest.raises(WorkerLost, match=f"gave no sign of life for {LIMIT} s, and was ended,"):
        workers.result(future)


def test_no_process_is_ended_because_nobody_listened(workers: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was stopped itself (Ctrl-Z), or had other things to do, has received no heartbeat meanwhile."""
    monotonic, later = time.monotonic, [0]
    monkeypatch.setattr(pool, "time", SimpleNamespace(monotonic=lambda: monotonic() + later[0]))
    futures = [workers.submit(Order("", 1_000_000)) for _ in range(4)]
    later[0] = 100 * LIMIT
    assert all(len(workers.result(future)) == 1_000_001 for future in futures)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param(-9, "was ended from outside, perhaps for memory,", id="SIGKILL"),
        pytest.param(-15, "was ended from outside (SIGTERM)", id="SIGTERM"),
        pytest.param(-11, "crashed (SIGSEGV)", id="SIGSEGV"),
        pytest.param(-34, "was ended from outside (SIGRTMIN)", id="a signal with a name of its own"),
        pytest.param(-40, "was ended from outside (signal 40)", id="a signal without a name"),
        pytest.param(1, "ended by itself, with exit code 1,", id="exit"),
    ],
)
def test_what_became_of_a_process(code: int, words: str) -> None:
    assert _exit_reason(code) == words


def prepare_echo(_: Any) -> TaskHandler:
    return lambda task, heartbeat: b"x"


@pytest.mark.slow
def test_a_process_imports_nothing_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it isn't forked (macOS, Windows), it imports modules before it gets this one's `sys.path`."""
    for name in ("multiprocessing", "pickle", "socket"):
        (tmp_path / f"{name}.py").write_text("open('owned', 'w').close()\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_context", lambda wanted: spawn)
    pool = WorkerPool(1, prepare_echo, None, patience=60)
    try:
        assert pool.result(pool.submit(None)) == b"x"
    finally:
        pool.close()
    assert not (tmp_path / "owned").exists() and "PYTHONSAFEPATH" not in os.environ
