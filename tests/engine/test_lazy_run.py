"""The findings of each file and of the dump, one by one, are those of a whole run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NamedTuple, TypeVar

import pytest
from msgspec.structs import replace

from newscheck import rules
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import CheckerSettings
from newscheck.engine import dump_store as dump_store_module
from newscheck.engine import lazy_run as lookup_module
from newscheck.engine import shared_folder
from newscheck.engine.cache import shard as shards_module
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.shard import Shard, batches
from newscheck.engine.files import directory_walk, path_names
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.lazy_run import LazyRun
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import executors
from newscheck.engine.workers.limits import Limits
from newscheck.errors import UsageError
from newscheck.model import Article, Context, Dump, FileResult, Finding, Hit, Report
from newscheck.synthetic import specimen

T = TypeVar("T")
PROJECT = Project(now=examples.NOW + 10_000 * 86_400_000)
#: Enough files to start a process for, in several shards.
COUNT, FEW = 1_020, 330


def _patch(number: int) -> dict[str, Any]:
    """Every 97th article has no title, two have one address, and later on the container has another class."""
    patch: dict[str, Any] = {"title": ""} if number % 97 == 5 else {}
    if number in (40, 50):
        patch |= {"url": "https://www.rfi.fr/cn/a/20230816-x", "share": False}
    return patch | ({"before": '<div class="story">', "after": "</div>"} if number >= FEW // 2 else {})


class DumpAndReports(NamedTuple):
    entries: list[FileEntry]
    report: Report
    few: list[FileEntry]
    report_of_few: Report


def _in_shards(root: Path) -> Path:
    """A folder whose first FEW files are of several shards: the borders depend on the names of the files."""
    for name in count():
        folder = root / str(name)
        entries = [
            FileEntry(path_names.display_path(str(folder / f"{10_000 + number}.md")), "") for number in range(FEW)
        ]
        if len(list(batches(iter(entries)))) > 1:
            return folder
    raise AssertionError


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> DumpAndReports:
    """A dump and the report of a run, of all its files and of a few of them."""
    folder = _in_shards(tmp_path_factory.mktemp("dump"))
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{10_000 + number}.md").write_bytes(specimen.render(_patch(number), number))
    entries = list(directory_walk.walk([str(folder)]))
    few = entries[:FEW]
    report = run(Session(PROJECT), [str(folder)], jobs=1)
    return DumpAndReports(entries, report, few, run(Session(PROJECT), [entry.real for entry in few], jobs=1))


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(PROJECT)


def with_checker(checker: Checker | None) -> Session:
    """A session that has made its checker already."""
    session = Session(PROJECT)
    session.checker = checker  # type: ignore[assignment]
    return session


def order(finding: Finding) -> tuple[Any, ...]:
    return (finding.path, finding.line, finding.column, finding.rule, finding.pointer, finding.message)


def all_of(lookup: LazyRun, entries: Sequence[FileEntry]) -> list[Finding]:
    """The findings of files and dump, in the order of a report."""
    findings = [finding for entry in entries for finding in lookup.findings_of(entry.path).findings]
    return sorted([*findings, *lookup.dump_result().findings], key=order)


def within(seconds: float, call: Callable[[], T]) -> T:
    """The result of a call, within a time limit."""
    given: list[T] = []
    raised: list[BaseException] = []

    def work() -> None:
        try:
            given.append(call())
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    assert given, "it never ended"
    return given[0]


@pytest.mark.slow
def test_the_dump_has_findings_of_all_kinds(dump: DumpAndReports) -> None:
    for report in (dump.report, dump.report_of_few):
        assert {"title-empty", "url-duplicate", "layout-change"} <= set(report.rules)
    assert len(list(batches(iter(dump.few)))) > 1


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_findings_are_those_of_a_run(dump: DumpAndReports, session: Session, jobs: int) -> None:
    lookup = LazyRun(session, dump.entries, jobs=jobs)
    assert all_of(lookup, dump.entries) == dump.report.findings
    lookup.close()


@pytest.mark.parametrize("way", ["backwards", "dump first", "each third", "twice"])
def test_the_order_of_questions_does_not_matter(dump: DumpAndReports, session: Session, way: str) -> None:
    lookup = LazyRun(session, dump.few)
    entries = {"backwards": dump.few[::-1], "each third": dump.few[::3], "twice": dump.few * 2}.get(way, dump.few)
    if way == "dump first":
        lookup.dump_result()
    by_path = {entry.path: list(lookup.findings_of(entry.path).findings) for entry in entries}
    dump_result = lookup.dump_result()
    assert dump_result is lookup.dump_result()
    inside = [finding for finding in dump.report_of_few.findings if finding not in dump_result.findings]
    assert sorted((f for findings in by_path.values() for f in findings), key=order) == [
        f for f in inside if f.path in by_path
    ]
    lookup.close()


def test_a_selection_of_files_is_a_dump_of_its_own(dump: DumpAndReports, session: Session) -> None:
    lookup = LazyRun(session, dump.few[:45])
    findings = all_of(lookup, dump.few[:45])
    assert findings == run(Session(PROJECT), [entry.real for entry in dump.few[:45]], jobs=1).findings
    assert "url-duplicate" not in {finding.rule for finding in findings}
    with pytest.raises(KeyError):
        lookup.findings_of(dump.few[45].path)


def test_no_files(session: Session) -> None:
    assert LazyRun(session, []).dump_result() == FileResult()


def test_files_that_are_none(tmp_path: Path, session: Session) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty.md").write_bytes(b"")
    entries = list(directory_walk.walk([str(tmp_path)]))
    lookup = LazyRun(session, entries)
    assert [[f.rule for f in lookup.findings_of(entry.path).findings] for entry in entries] == [
        ["file-empty"],
        ["file-unreadable"],
    ]


def test_results_are_cached(dump: DumpAndReports, session: Session, tmp_path: Path) -> None:
    for _ in range(2):
        cache = Cache(str(tmp_path), Session(PROJECT).cache_identity)
        lookup = LazyRun(session, dump.few, cache=cache)
        assert all_of(lookup, dump.few) == dump.report_of_few.findings
        lookup.close()
        cache.save()


def _ask(shared: str, entries: Sequence[FileEntry], queue: Any) -> None:
    """In a process of its own: ask for everything, and send the findings."""
    lookup = LazyRun(Session(PROJECT), entries, shared=shared)
    by_file = [list(lookup.findings_of(entry.path).findings) for entry in entries]
    queue.put(
        (os.getpid(), sorted([f for findings in by_file for f in findings] + lookup.dump_result().findings, key=order))
    )


@pytest.fixture
def shared(tmp_path: Path) -> str:
    (tmp_path / "shared").mkdir()
    return str(tmp_path / "shared")


def test_two_processes_divide_the_work(dump: DumpAndReports, shared: str) -> None:
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    queue = context.Queue()
    processes = [context.Process(target=_ask, args=(shared, list(entries), queue)) for entries in (dump.few, dump.few)]
    for process in processes:
        process.start()
    results = dict(queue.get(timeout=60) for _ in processes)
    for process in processes:
        process.join(30)
    assert list(results.values()) == [dump.report_of_few.findings] * 2
    claims = {path.name: int(path.read_text()) for path in Path(shared).glob("*.claim")}
    pieces = len(list(batches(iter(dump.few))))
    assert set(claims) == {"dump.claim", *(f"{number}.claim" for number in range(pieces))}
    assert set(claims.values()) <= set(results)
    assert {path.suffix for path in Path(shared).iterdir()} == {"", ".claim"}


def test_what_others_have_found_out_is_not_done_again(dump: DumpAndReports, session: Session, shared: str) -> None:
    assert all_of(LazyRun(session, dump.few, shared=shared), dump.few) == dump.report_of_few.findings
    # This session has no checker, so any check would fail.
    idle = LazyRun(with_checker(None), dump.few, shared=shared)
    assert all_of(idle, dump.few) == dump.report_of_few.findings


def test_the_work_of_a_process_that_died_is_done_by_another(
    dump: DumpAndReports, session: Session, shared: str
) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for name in ("0", "1", "dump"):
        (Path(shared) / f"{name}.claim").write_text(str(dead.pid))
    lookup = LazyRun(session, dump.few, shared=shared)
    assert within(60, lambda: all_of(lookup, dump.few)) == dump.report_of_few.findings


def test_one_waits_for_a_process_that_lives(dump: DumpAndReports, session: Session, shared: str) -> None:
    claim = Path(shared) / "0.claim"
    claim.write_text(str(os.getpid()))
    lookup = LazyRun(session, dump.few[:5], shared=shared)
    with pytest.raises(AssertionError, match="never ended"):
        within(0.3, lambda: lookup.findings_of(dump.few[0].path))
    claim.unlink()
    assert not within(30, lambda: lookup.findings_of(dump.few[0].path)).findings


@pytest.fixture(scope="module")
def project_with_reference(dump: DumpAndReports, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose reference has none of the sites of the dump."""
    reference = tmp_path_factory.mktemp("reference") / "reference.json"
    command = [sys.executable, "-m", "newscheck", "profile", *(entry.real for entry in dump.few[:160])]
    subprocess.run([*command, "--site", "generic", "-o", str(reference)], check=True, capture_output=True)
    return replace(PROJECT, reference=str(reference))


@pytest.mark.slow
@pytest.mark.parametrize("is_shared", [False, True], ids=["alone", "shared"])
def test_a_reference_with_none_of_the_sites(
    dump: DumpAndReports, shared: str, project_with_reference: Project, is_shared: bool
) -> None:
    """Each rule of the dump asks again, in each process: all get the error, and none waits for the failed one."""
    with pytest.raises(UsageError) as whole:
        run(Session(project_with_reference), [entry.real for entry in dump.few], jobs=1)
    for _ in range(2):
        lookup = LazyRun(Session(project_with_reference), dump.few, shared=shared if is_shared else None)
        assert within(30, lambda lookup=lookup: lookup.findings_of(dump.few[5].path).findings)
        for _ in range(2):
            with pytest.raises(UsageError) as caught:
                within(30, lookup.dump_result)
            assert str(caught.value) == str(whole.value)


def test_a_reference_that_cant_be_read(dump: DumpAndReports, session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"reference .*nowhere.json: no such file"):
        LazyRun(session.replace(reference=str(tmp_path / "nowhere.json")), dump.few)


def _crashing(scope: str) -> Checker:
    """A checker with one more rule, which crashes on the article without a title, or on the dump."""
    module = ModuleType("newscheck.rules.title_crash")
    module.__doc__ = "Crashes."
    module.SEVERITY, module.BAD, module.GOOD = "error", (), ()  # type: ignore[attr-defined]

    def on_article(article: Article, ctx: Context) -> Iterator[Hit]:
        if not article.title:
            raise RuntimeError("crashed on purpose")
        yield from ()

    def on_dump(dump: Dump, ctx: Context) -> Iterator[Hit]:
        raise RuntimeError("crashed on purpose")

    module.check = on_article if scope == "article" else on_dump  # type: ignore[attr-defined]
    known = {**rules.load(), "title-crash": rules.build("title_crash", module)}
    settings = CheckerSettings(now=PROJECT.now, selected=frozenset(known))
    return Checker(known, SiteIndex(package_data.sites()), package_data.record_schemas(), settings)


@pytest.mark.parametrize("is_shared", [False, True], ids=["alone", "shared"])
def test_a_crash_is_reported_and_costs_no_other_finding(dump: DumpAndReports, shared: str, is_shared: bool) -> None:
    few = dump.few[:60]
    expected = run(Session(PROJECT), [entry.real for entry in few], jobs=1).findings
    lookup = LazyRun(with_checker(_crashing("article")), few, shared=shared if is_shared else None)
    crashes = {entry.path: [crash.rule for crash in lookup.findings_of(entry.path).crashes] for entry in few}
    assert {path: rules for path, rules in crashes.items() if rules} == {few[5].path: ["title-crash"]}
    assert "crashed on purpose" in lookup.findings_of(few[5].path).crashes[0].traceback
    assert all_of(lookup, few) == expected
    assert not lookup.dump_result().crashes


@pytest.mark.parametrize("is_shared", [False, True], ids=["alone", "shared"])
def test_a_crash_of_a_rule_of_the_dump_is_reported(dump: DumpAndReports, shared: str, is_shared: bool) -> None:
    few = dump.few[:60]
    lookup = LazyRun(with_checker(_crashing("dump")), few, shared=shared if is_shared else None)
    (crash,) = lookup.dump_result().crashes
    assert (crash.rule, crash.path) == ("title-crash", "")
    assert "crashed on purpose" in crash.traceback
    assert all_of(lookup, few) == run(Session(PROJECT), [entry.real for entry in few], jobs=1).findings


class _Interruption(BaseException):
    """An exception at any point: a time limit, Ctrl-C."""


def _interrupted_at(number: int, call: Callable[[], object]) -> bool:
    """Whether a call, which is ended there, came to the line event of that number: of LazyRun's lines and its dump
    store's, each the first few times."""
    left = number
    visits: dict[tuple[str, int], int] = {}

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        line = (frame.f_code.co_filename, frame.f_lineno)
        if line[0] not in (lookup_module.__file__, shared_folder.__file__, dump_store_module.__file__):
            return None
        visits[line] = visits.get(line, 0) + (event == "line")
        left -= event == "line" and visits[line] <= 2
        if left == 0:
            raise _Interruption
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    except _Interruption:
        return True
    finally:
        sys.settrace(before)
    return False


@pytest.fixture
def small(dump: DumpAndReports, session: Session, monkeypatch: pytest.MonkeyPatch) -> list[FileEntry]:
    """Some files in several shards that are checked beforehand, so that a lookup takes no time."""
    monkeypatch.setattr(shards_module, "_LARGEST", 20)
    examine = executors.check_files
    some = dump.few[:60]
    known = {batch[0].path: examine(session.checker, batch, Limits.of(session)) for batch in batches(iter(some))}
    assert len(known) >= 3

    def examined(checker: Checker, entries: Sequence[FileEntry], limits: Limits) -> Shard:
        return known[entries[0].path] if len(entries) > 1 else examine(checker, entries, limits)

    monkeypatch.setattr(executors, "check_files", examined)
    return some


@pytest.mark.slow
@pytest.mark.parametrize("is_shared", [False, True], ids=["alone", "shared"])
def test_an_exception_at_any_moment_loses_nothing(
    small: list[FileEntry], session: Session, tmp_path: Path, is_shared: bool
) -> None:
    """Wherever it comes, another call gets all findings, and the dump has each file once."""
    expected = run(Session(PROJECT), [entry.real for entry in small], jobs=1).findings
    assert "url-duplicate" in {finding.rule for finding in expected}

    def ask(lookup: LazyRun) -> None:
        for entry in (small[0], small[-1], small[5]):
            lookup.findings_of(entry.path)
        lookup.dump_result()

    for number in count(1):
        shared = tmp_path / str(number)
        shared.mkdir()
        lookup = LazyRun(session, small, shared=str(shared) if is_shared else None)
        was_interrupted = _interrupted_at(number, lambda lookup=lookup: ask(lookup))  # type: ignore[misc]
        assert all_of(lookup, small) == expected, number
        lookup.close()
        if not was_interrupted:
            break
    assert number > 50


def test_a_stream_that_has_died_is_no_silence(
    dump: DumpAndReports, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception in the middle of a shard ends it; the next file would have had no finding."""
    examine = executors.check_files

    def interrupted(checker: Checker, entries: Sequence[FileEntry], limits: Limits) -> Shard:
        if len(entries) > 1:
            raise _Interruption
        return examine(checker, entries, limits)

    monkeypatch.setattr(executors, "check_files", interrupted)
    lookup = LazyRun(session, dump.few)
    # Where shards begin depends on the names of folders, too.
    (shard,) = (batch for batch in batches(iter(dump.few)) if dump.few[5] in batch)
    with pytest.raises(_Interruption):
        lookup.findings_of(next(entry.path for entry in shard if entry != dump.few[5]))
    # A file by itself takes less time than its shard.
    assert [finding.rule for finding in lookup.findings_of(dump.few[5].path).findings] == ["title-empty"]
    with pytest.raises(_Interruption):
        lookup.dump_result()
    monkeypatch.undo()
    assert all_of(lookup, dump.few) == dump.report_of_few.findings


def _children() -> set[int]:
    """The processes that this one has started: beside other threads, those of a run are none of `multiprocessing`."""
    if sys.platform != "linux":
        return {process.pid for process in multiprocessing.active_children() if process.pid}
    lists = (task / "children" for task in Path("/proc/self/task").iterdir())
    return {int(number) for path in lists for number in path.read_text().split()}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_processes_that_are_ended_from_outside(dump: DumpAndReports, session: Session) -> None:
    before = _children()
    lookup = LazyRun(session, dump.entries, jobs=2)
    lookup.findings_of(dump.entries[0].path)
    workers = _children() - before
    assert workers
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    # A file that the first hands on to the second before that has ended, too, would be lost twice: a finding.
    for worker in workers:
        os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
    assert within(120, lambda: all_of(lookup, dump.entries)) == dump.report.findings
    lookup.close()


@pytest.mark.parametrize("claim", [str(os.getpid()), ""], ids=["stopped", "ended before it could say who it is"])
def test_nobody_waits_for_ever(
    dump: DumpAndReports, session: Session, shared: str, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that another process has claimed and never finishes is done here, and shared."""
    monkeypatch.setattr(shared_folder, "_PATIENCE", 0.01)
    monkeypatch.setattr(shared_folder, "_FILES_PER_SECOND", 1_000_000)
    for name in ("0", "1", "dump"):
        (Path(shared) / f"{name}.claim").write_text(claim)
    lookup = LazyRun(session, dump.few, shared=shared)
    assert within(60, lambda: all_of(lookup, dump.few)) == dump.report_of_few.findings
    assert {path.name for path in Path(shared).iterdir() if not path.suffix} >= {"0", "dump"}


def test_another_process_may_have_seen_other_files(dump: DumpAndReports, session: Session, shared: str) -> None:
    """A file that was added during collection moves the others to other shards: findings go by names."""
    first = LazyRun(session, dump.few[6:], shared=shared)
    first.findings_of(dump.few[6].path)
    second = LazyRun(session, dump.few[:60], shared=shared)
    assert [finding.rule for finding in second.findings_of(dump.few[5].path).findings] == ["title-empty"]


def test_a_folder_that_is_gone(dump: DumpAndReports, session: Session, tmp_path: Path) -> None:
    few = dump.few[:60]
    lookup = LazyRun(session, few, shared=str(tmp_path / "nowhere"))
    assert {entry.path for entry in few if lookup.findings_of(entry.path).findings} >= {few[5].path}
