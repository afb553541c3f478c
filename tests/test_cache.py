"""The cache: a second run says the same and reads nothing; what changed is read; a broken store does no harm."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newscheck import files
from newscheck.judgement import examples, specimen
from newscheck.model import Raw, Report
from newscheck.run import run
from newscheck.settings.config import Project, identity
from newscheck.store.cache import FOLDER, Cache, clear, place, size

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
LONG_AGO = 1_600_000_000


@pytest.fixture
def dump(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """300 articles in the working folder, one with a finding; they pass for settled at once."""
    folder = write_dump([{"title": ""} if seed == 150 else {} for seed in range(300)])
    monkeypatch.setattr("newscheck.store.cache._SETTLED_NS", 0)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []
    read = files.read

    def watched(entry: files.Entry, limit: int) -> Iterator[Raw]:
        names.append(entry.path)
        return read(entry, limit)

    monkeypatch.setattr("newscheck.files.read", watched)
    return names


def check(jobs: int = 1, **settings: Any) -> Report:
    project = Project(**{"now": examples.NOW, **settings})
    cache = Cache(".", identity(project))
    report = run(project, ["rfi"], jobs=jobs, cache=cache)
    cache.save()
    return report


def check_counted(paths: tuple[str, ...] = ("rfi",)) -> tuple[int, int]:
    """How many files a run checks, and of how many it knows a result."""
    project = Project(now=examples.NOW)
    cache = Cache(".", identity(project))
    run(project, paths, jobs=1, cache=cache)
    cache.save()
    return cache.checked, cache.known


def test_a_second_run_reads_nothing_and_says_the_same(dump: Path, opened: list[str]) -> None:
    first = check()
    assert len(opened) == 300
    opened.clear()
    assert check() == first
    assert opened == []
    assert [finding.rule for finding in first.findings] == ["title-empty"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda path: path.write_bytes(specimen.render({"url": "ftp://x"}, 7)), id="other bytes"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes().replace(b"http", b"ftps")), id="as many bytes"),
        pytest.param(lambda path: path.unlink(), id="removed"),
        pytest.param(lambda path: path.rename(path.with_name("1.md")), id="renamed"),
        pytest.param(lambda path: path.with_name("0.md").write_bytes(path.read_bytes()), id="one more"),
    ],
)
def test_what_changed_is_read_again(dump: Path, opened: list[str], change: Callable[[Path], Any]) -> None:
    for path in dump.rglob("*.md"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    check()
    opened.clear()
    change(dump / "rfi" / "1048568.md")
    for path in dump.rglob("*.md"):
        if path.stat().st_mtime != LONG_AGO:
            os.utime(path, (LONG_AGO, LONG_AGO))
    after = check()
    assert opened
    clear(".")
    assert check() == after


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"select": ("title-empty",)}, id="rules"),
        pytest.param({"rules": {"title-empty": "note"}}, id="severity"),
        pytest.param({"site": "generic"}, id="site"),
    ],
)
def test_other_settings_are_another_result(dump: Path, settings: dict[str, Any]) -> None:
    check()
    with_cache = check(**settings)
    clear(".")
    assert check(**settings) == with_cache


def test_what_depends_on_the_clock_is_not_remembered(dump: Path) -> None:
    # At this time half of the articles are still in the future.
    early = 1_692_215_820_000 + 150 * 7_200_000
    rules = {finding.rule for finding in check(now=early).findings}
    assert "epoch-future" in rules
    assert {finding.rule for finding in check().findings} == {"title-empty"}
    assert {finding.rule for finding in check(now=early).findings} == rules


@pytest.mark.parametrize("modified", [pytest.param(None, id="written"), pytest.param(LONG_AGO, id="and set back")])
def test_the_look_of_a_file_changed_a_moment_ago_is_not_trusted(
    dump: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, modified: float | None
) -> None:
    monkeypatch.setattr("newscheck.store.cache._SETTLED_NS", 3_600_000_000_000)
    os.utime(dump / "rfi" / "1048568.md", modified and (modified, modified))
    check()
    opened.clear()
    check()
    assert "rfi/1048568.md" in opened


def _older_form() -> bytes:
    with closing(sqlite3.connect(":memory:")) as store:
        store.execute("create table results (key text primary key, value blob, used real) without rowid")
        return store.serialize()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not a database at all" * 100, id="no database"),
        pytest.param(b"SQLite format 3\0" + b"\xff" * 5000, id="only the beginning of one"),
        pytest.param(_older_form(), id="of an older newscheck"),
    ],
)
def test_a_broken_store_is_begun_again(dump: Path, content: bytes) -> None:
    expected = check()
    Path(place(".")).write_bytes(content)
    assert check() == expected
    assert check() == expected
    assert check_counted() == (0, 300)


def test_a_store_that_cannot_be_made_is_done_without(dump: Path) -> None:
    (dump / FOLDER).write_text("in the way")
    assert check().summary.files == 300


def test_processes_and_cache_do_not_change_the_report(dump: Path) -> None:
    assert check(jobs=2) == check(jobs=1)


def test_a_few_files_leave_no_cache(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_dump([{}] * 3))
    check()
    assert not Path(FOLDER).exists()


def test_size_and_clear(dump: Path) -> None:
    assert size(".") == 0
    check()
    assert size(".") > 0
    assert clear(".") > 0
    assert size(".") == 0
    assert (dump / FOLDER / ".gitignore").read_text() == "*\n"
