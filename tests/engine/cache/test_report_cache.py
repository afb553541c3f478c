"""The report of an earlier run: found however many findings it has, made again where a piece is lost."""

from __future__ import annotations

import os
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newscheck.checker import examples
from newscheck.engine import reference_builder
from newscheck.engine.cache.content_store import Cache, store_path
from newscheck.engine.cache.packed_findings import PackedFindings
from newscheck.engine.cache.report_cache import ReportCache
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import FileSelection, Finding, Report, Totals
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
COUNT = 300
SESSION = Session(Project(now=examples.NOW))
#: The time of the last article's crawl is before this.
FEATURES = SESSION.of_features(finds_templates=True)


@pytest.fixture
def dump(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles in two folders, of which each third has a finding; their stat signatures count at once."""
    folder = write_dump([{"title": ""} if seed % 3 == 0 else {} for seed in range(COUNT)])
    (folder / "rfi" / "2").mkdir()
    for path in sorted((folder / "rfi").glob("*.md"))[COUNT // 2 :]:
        path.rename(folder / "rfi" / "2" / path.name)
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    monkeypatch.setattr("newscheck.engine.cache.shard._AVERAGE", 20)
    monkeypatch.setattr("newscheck.engine.findings_store._RUN", 7)
    monkeypatch.chdir(folder)
    return folder


def check(session: Session = SESSION, focus: FileSelection | None = None, *, wider: Session | None = None) -> Report:
    """The report of a run with a cache, which is that of one without."""
    cache = Cache.of(session, wider)
    report = run(session, ["rfi"], jobs=1, cache=cache, focus=focus)
    cache.save()
    assert report == run(session, ["rfi"], jobs=1, focus=focus)
    check.counts = (cache.misses, cache.hits)  # type: ignore[attr-defined]
    return report


def counts() -> tuple[int, int]:
    """The files that the last run checked, and those with a result."""
    numbers: tuple[int, int] = check.counts  # type: ignore[attr-defined]
    return numbers


def test_a_report_in_many_pieces_is_found(dump: Path) -> None:
    report = check()
    assert len(report.findings) >= COUNT // 3
    again = check()
    assert isinstance(again.findings, PackedFindings)
    assert [*again.findings] == [*again.findings] == [*report.findings]
    assert [*report.findings][5] in again.findings
    assert counts() == (0, COUNT)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("delete from report_pieces where number = 3", id="a lost piece"),
        pytest.param("update report_pieces set value = x'00' where number = 3", id="a damaged piece"),
        pytest.param("update report_pieces set number = -number", id="pieces in another order"),
        pytest.param(
            "update report_pieces set value = (select value from report_pieces where number = 1)", id="copies"
        ),
        pytest.param("update reports set value = x'00'", id="a damaged report"),
        pytest.param("delete from reports", id="no report"),
    ],
)
def test_a_report_that_is_not_whole_is_made_again(dump: Path, statement: str) -> None:
    report = check()
    with closing(sqlite3.connect(store_path("."))) as store, store:
        store.execute(statement)
    assert check() == report
    assert isinstance(check().findings, PackedFindings)


def test_a_later_report_of_another_run_is_not_mixed_in(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process replaces the report between two reads."""
    before = check()
    pieces = Cache.report_pieces

    def replaced_meanwhile(self: Cache, run: str, key: bytes, number: int) -> Iterator[bytes | None]:
        found = pieces(self, run, key, number)
        yield next(found)
        monkeypatch.setattr(Cache, "report_pieces", pieces)
        path = dump / "rfi" / "0.md"
        path.write_bytes(specimen.render({"title": ""}, 7))
        check()
        path.unlink()
        yield from found

    monkeypatch.setattr(Cache, "report_pieces", replaced_meanwhile)
    assert check() == before


def test_the_files_are_walked_and_stated_once(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    (dump / "rfi" / "2" / "0.md").write_bytes(specimen.render({}, 7))
    walks: list[int] = []
    walk = Session.walk

    def counted(self: Session, *words: Any) -> Iterator[FileEntry]:
        walks.append(0)
        for entry in walk(self, *words):
            walks[-1] += 1
            yield entry

    stats: list[str] = []
    stat = os.stat
    monkeypatch.setattr(Session, "walk", counted)
    monkeypatch.setattr(
        os, "stat", lambda path, *words, **more: (stats.append(str(path)), stat(path, *words, **more))[1]
    )
    cache = Cache.of(SESSION)
    run(SESSION, ["rfi"], jobs=1, cache=cache)
    assert walks == [COUNT + 1]
    assert (cache.misses, cache.hits) == (1, COUNT)
    articles = [path for path in stats if path.endswith(".md")]
    assert len(articles) - len(set(articles)) <= 80, "only the files of the changed shard"


def test_a_result_that_is_gone_when_it_is_needed_is_made_again(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run may evict results at any time."""
    check()
    (dump / "rfi" / "2" / "0.md").write_bytes(specimen.render({}, 7))
    get = Cache.get
    asked: list[bytes] = []

    def lost(self: Cache, contents: bytes) -> bytes | None:
        asked.append(contents)
        return None if len(asked) == 4 else get(self, contents)

    monkeypatch.setattr(Cache, "get", lost)
    check()
    assert len(asked) > 4


@pytest.mark.parametrize("is_complete", [True, False], ids=["all known", "one file is new"])
def test_the_layouts_share_the_results_of_a_check(dump: Path, is_complete: bool) -> None:
    check()
    if not is_complete:
        (dump / "rfi" / "2" / "0.md").write_bytes(specimen.render({}, 7))
    check(FEATURES, wider=SESSION)
    assert counts() == ((0, COUNT) if is_complete else (1, COUNT))
    report = check(FEATURES, wider=SESSION)
    assert isinstance(report.findings, PackedFindings)


def test_results_without_features_are_not_shared(dump: Path) -> None:
    bare = Session(Project(now=examples.NOW, select=("title-empty",)))
    check(bare)
    check(bare.of_features(), wider=bare)
    assert counts() == (COUNT, 0)
    check(SESSION)
    assert counts() == (COUNT, 0), "nor has a check what only the layouts need"


def test_a_reference_shares_the_results_of_a_check(dump: Path) -> None:
    check()
    session = SESSION.of_features()
    cache = Cache.of(session, SESSION)
    built = reference_builder.build(session, ["rfi"], jobs=1, cache=cache)
    assert built == reference_builder.build(session, ["rfi"], jobs=1)
    assert (cache.misses, cache.hits) == (0, COUNT)


def test_a_part_of_a_dump_shares_the_layouts_of_the_whole(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    focus = FileSelection(frozenset({"rfi/1048276.md"}), "changed since x")
    expected = run(SESSION, ["rfi"], jobs=1, focus=focus)
    check()

    def refuse(*words: Any) -> Any:
        raise AssertionError("the layouts are known")

    monkeypatch.setattr("newscheck.engine.dump_store.layout_history", refuse)
    cache = Cache.of(SESSION)
    assert run(SESSION, ["rfi"], jobs=1, cache=cache, focus=focus) == expected
    assert (cache.misses, cache.hits) == (0, COUNT)


def test_what_is_later_than_the_check_is_not_kept(dump: Path) -> None:
    early = Session(Project(now=examples.NOW - 400 * 86_400_000))
    for _ in range(2):
        check(early)
        assert not isinstance(check(early).findings, PackedFindings)
    check()
    check(early)
    assert counts() == (COUNT, 0)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = Report("1", Totals(), [], {})
    peaks = []
    for number in (20_000, 60_000):
        store = FindingsStore.of(_many(number))
        reports = ReportCache(SESSION, ["."], Cache.of(SESSION), None, lambda: iter(()))
        tracemalloc.start()
        reports.keep(replace(report, findings=store), store.pieces(), 0)
        found = ReportCache(SESSION, ["."], Cache.of(SESSION), None, lambda: iter(())).report()
        assert found and sum(1 for _ in found.findings) == len(found.findings) == number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0], peaks


def _many(number: int) -> Iterator[Finding]:
    for at in range(number):
        yield Finding("lead-missing", "error", f"{at:09}.md", 1, 1, "/lead", "no lead " * 20, "", "0" * 16)
