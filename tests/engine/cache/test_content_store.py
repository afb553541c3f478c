"""The cache: a second run reports the same and reads nothing; changed files are read; a broken store does no harm."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from git_repository import git

from newscheck.checker import examples
from newscheck.cli import group
from newscheck.engine.cache.content_store import Cache, clear, size, store_path
from newscheck.engine.cache.sqlite_store import SqliteStore
from newscheck.engine.files import directory_walk, inputs
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.cache_folder import FOLDER
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.model import RawInput, Report
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
LONG_AGO = 1_600_000_000


@pytest.fixture
def dump(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """300 articles in the working folder, one with a finding; they count as settled at once."""
    folder = write_dump([{"title": ""} if seed == 150 else {} for seed in range(300)])
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []
    read = inputs.read

    def watched(entry: directory_walk.FileEntry, *more: Any) -> Iterator[RawInput]:
        names.append(entry.path)
        return read(entry, *more)

    monkeypatch.setattr("newscheck.engine.files.inputs.read", watched)
    return names


def check(jobs: int = 1, **settings: Any) -> Report:
    project = Project(**{"now": examples.NOW, **settings})
    cache = Cache(".", Session(project).cache_identity)
    report = run(Session(project), ["rfi"], jobs=jobs, cache=cache)
    cache.save()
    return report


def check_counted(paths: tuple[str, ...] = ("rfi",)) -> tuple[int, int]:
    """The number of files that a run checks, and of those with a cached result."""
    project = Project(now=examples.NOW)
    cache = Cache(".", Session(project).cache_identity)
    run(Session(project), paths, jobs=1, cache=cache)
    cache.save()
    return cache.misses, cache.hits


def test_a_second_run_reads_nothing_and_reports_the_same(dump: Path, opened: list[str]) -> None:
    first = check()
    assert len(opened) == 300
    opened.clear()
    assert check() == first
    assert opened == []
    assert [finding.rule for finding in first.findings] == ["title-empty"]


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_what_depends_on_the_clock_is_not_cached(dump: Path) -> None:
    # At this time half of the articles are still in the future.
    early = 1_692_215_820_000 + 150 * 7_200_000
    rules = {finding.rule for finding in check(now=early).findings}
    assert "epoch-future" in rules
    assert {finding.rule for finding in check().findings} == {"title-empty"}
    assert {finding.rule for finding in check(now=early).findings} == rules


@pytest.mark.parametrize("modified", [pytest.param(None, id="written"), pytest.param(LONG_AGO, id="and set back")])
def test_the_stat_of_a_file_changed_a_moment_ago_is_not_trusted(
    dump: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, modified: float | None
) -> None:
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 3_600_000_000_000)
    os.utime(dump / "rfi" / "1048568.md", modified and (modified, modified))
    check()
    opened.clear()
    check()
    assert "rfi/1048568.md" in opened


class _Coarse(NamedTuple):
    """The `stat` of a file by a clock that ticks once an hour."""

    st_size: int
    st_mtime_ns: int
    st_ctime_ns: int
    st_ino: int
    st_mode: int


@pytest.mark.slow
def test_a_file_changed_within_a_tick_of_the_clock_is_read_again(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size, its times and its inode are the same as before."""
    hour, stat = 3_600_000_000_000, os.stat

    def coarse(path: Any, **how: Any) -> Any:
        status = stat(path, **how)
        if not str(path).endswith(".md"):
            return status
        modified, changed = (time // hour * hour for time in (status.st_mtime_ns, status.st_ctime_ns))
        return _Coarse(status.st_size, modified, changed, status.st_ino, status.st_mode)

    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", hour)
    monkeypatch.setattr("newscheck.engine.cache.stat_signature.os.stat", coarse)
    before = check()
    path = dump / "rfi" / "1048568.md"
    path.write_bytes(path.read_bytes().replace(b"http", b"ftps"))
    after = check()
    assert after != before
    assert after == run(Session(Project(now=examples.NOW)), ["rfi"], jobs=1)


@pytest.mark.slow
@pytest.mark.parametrize("steps", [1, 2, 10, 100])
def test_a_dump_that_grows_is_reported_as_without_a_cache(
    write_dump: WriteDump, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Rules of the dump count so many articles with numpy only at the end; some of the new ones are duplicates."""
    later = examples.NOW + 365 * 86_400_000
    patches: list[Mapping[str, Any]] = [
        {"title": f"第{seed // 40}号渔船返回港口"} if seed % 40 > 37 else {} for seed in range(1_050)
    ]
    folder = write_dump(patches)
    monkeypatch.chdir(folder)
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    new = sorted((folder / "rfi").glob("*.md"))[:100]
    for path in new:
        path.rename(tmp_path / path.name)
    check(now=later)
    for step in range(steps):
        for path in new[step::steps]:
            (tmp_path / path.name).rename(path)
        grown = check(now=later)
    without_cache = run(Session(Project(now=later)), ["rfi"], jobs=1)
    assert grown == without_cache
    assert "title-duplicate" in {finding.rule for finding in grown.findings}


def _older_form() -> bytes:
    with closing(sqlite3.connect(":memory:")) as store:
        store.execute("create table results (key text primary key, value blob, used real) without rowid")
        return store.serialize()


@pytest.mark.slow
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
    Path(store_path(".")).write_bytes(content)
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


@pytest.fixture
def few(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five articles in the working folder, which are cached, too."""
    folder = write_dump([{}] * 5)
    monkeypatch.setattr("newscheck.engine.run._FEW", 0)
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    monkeypatch.chdir(folder)
    return folder


def _track(name: str) -> None:
    git(".", "add", "--force", name)


def _link_away(name: str) -> None:
    os.rename(name, "elsewhere")
    Path(name).symlink_to(Path("elsewhere").resolve())


def _open_to_all(name: str) -> None:
    os.chmod(name, os.stat(name).st_mode | 0o002)


STORE = f"{FOLDER}/store.sqlite3"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(
    ("doubtful", "reason"),
    [
        pytest.param(lambda: _track(FOLDER), "git tracks it", id="it came with the repository"),
        pytest.param(lambda: _link_away(FOLDER), f"{FOLDER} is a link", id="behind a link"),
        pytest.param(lambda: _link_away(STORE), f"{STORE} is a link", id="a link"),
        pytest.param(
            lambda: Path(f"{STORE}-journal").symlink_to("nowhere"),
            f"{STORE}-journal is a link",
            id="its journal a link",
        ),
        pytest.param(lambda: _open_to_all(STORE), f"everyone may write to {STORE}", id="anyone's"),
        pytest.param(lambda: _open_to_all(FOLDER), f"everyone may write to {FOLDER}", id="in a folder of anyone's"),
    ],
)
def test_a_store_that_others_may_have_written_is_not_trusted(
    few: Path, opened: list[str], doubtful: Callable[[], None], reason: str
) -> None:
    git(".", "init", "-q")
    first = check()
    doubtful()
    before = Path(STORE).read_bytes()
    opened.clear()
    cache = Cache(".", Session(Project(now=examples.NOW)).cache_identity)
    assert run(Session(Project(now=examples.NOW)), ["rfi"], jobs=1, cache=cache) == first
    cache.save()
    assert len(opened) == 5
    assert Path(STORE).read_bytes() == before
    assert cache.remarks == [f"the cache in {FOLDER} is not used: {cache.remarks[0].partition(': ')[2]}"]
    assert reason in cache.remarks[0]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_repository_of_another_user_is_no_reason(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*words: Any) -> None:
        raise UsageError("detected dubious ownership in repository")

    git(".", "init", "-q")
    git(".", "add", "rfi")
    check()
    monkeypatch.setattr("newscheck.engine.git.command.Git.ask", refuse)
    assert check_counted() == (0, 5)
    _track(STORE)
    assert check_counted() == (5, 0)
    git(".", "rm", "-q", "--cached", STORE)
    assert check_counted() == (0, 5)
    git(".", "update-index", "--index-version", "4")
    assert check_counted() == (5, 0), "an index in which the name would not be found"


def test_a_store_that_is_not_trusted_is_reported(few: Path) -> None:
    check()
    _open_to_all(STORE)
    remark = f"newscheck: the cache in {FOLDER} is not used: everyone may write to {STORE}\n"
    for words, expected in (([], remark), (["--no-cache"], ""), (["-q"], "")):
        done = CliRunner().invoke(group, ["validate", "rfi", "--now", "2023-09-15", "-j1", *words])
        assert (done.exit_code, done.stderr) == (0, expected)
    done = CliRunner().invoke(group, ["cache"])
    assert "it is not used: everyone may write" in done.stderr


def test_a_cache_behind_a_link_is_not_cleared(few: Path) -> None:
    check()
    _link_away(FOLDER)
    with pytest.raises(UsageError, match="is a link"):
        clear(".")
    assert size(".") > 0


@pytest.mark.parametrize("name", [".gitignore", "CACHEDIR.TAG"])
def test_the_tags_of_the_folder_are_written_into_it_and_nowhere_else(few: Path, name: str) -> None:
    (few / FOLDER).mkdir()
    (few / FOLDER / name).symlink_to("../elsewhere")
    check()
    assert not (few / "elsewhere").exists()
    (few / FOLDER / name).unlink()
    (few / FOLDER / name).touch()
    check(select=("title-empty",))
    assert (few / FOLDER / name).stat().st_size, "what a killed run had not written yet"


def test_a_store_is_not_everyone_s_where_new_files_are(few: Path) -> None:
    before = os.umask(0)
    try:
        check()
    finally:
        os.umask(before)
    assert not any(path.stat().st_mode & 0o022 for path in (few / FOLDER, Path(STORE)))
    assert check_counted() == (0, 5)


def test_a_question_to_the_store_has_a_time_limit(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    monkeypatch.setattr("newscheck.engine.cache.database._QUERY_TIMEOUT", -1)
    monkeypatch.setattr("newscheck.engine.cache.database._STEPS", 1)
    assert check_counted() == (5, 0)
    monkeypatch.setattr("newscheck.engine.cache.database._QUERY_TIMEOUT", 10)
    assert check_counted() == (5, 0), "it is begun again"
    assert check_counted() == (0, 5)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("create view more as select * from shards", id="a view"),
        pytest.param("create trigger t after insert on shards begin delete from shards; end", id="a trigger"),
        pytest.param("create table more (id integer)", id="another table"),
        pytest.param("create index more on shards (identity)", id="another index"),
        pytest.param("alter table shards add more integer", id="another column"),
    ],
)
def test_a_store_that_is_not_as_ours_are_is_begun_again(few: Path, statement: str) -> None:
    expected = check()
    with closing(sqlite3.connect(store_path("."))) as store, store:
        store.execute(statement)
    assert check() == expected
    with closing(sqlite3.connect(store_path("."))) as store:
        names = {name for (name,) in store.execute("select name from sqlite_master")}
    assert "more" not in names and "t" not in names
    assert check_counted() == (0, 5)


def test_a_store_is_opened_as_sqlite_s_authors_advise(few: Path) -> None:
    store = SqliteStore(store_path("."))._store
    assert store is not None
    values = [store.execute(f"pragma {name}").fetchone()[0] for name in ("trusted_schema", "cell_size_check")]
    assert values == [0, 1]


def test_what_belongs_to_a_store_goes_with_it(few: Path) -> None:
    check()
    Path(f"{STORE}-journal").write_bytes(b"")
    clear(".")
    assert {path.name for path in (few / FOLDER).iterdir()} == {".gitignore", "CACHEDIR.TAG"}
