"""The cache in CI: a fresh checkout has other times and inodes and an old store, so only content counts."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck import registry
from newscheck.engine.cache.content_store import Cache, size, store_path
from newscheck.engine.cache.sqlite_store import SqliteStore, StoredResult
from newscheck.engine.files import directory_walk
from newscheck.engine.lazy_run import LazyRun
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.cache_folder import FOLDER
from newscheck.engine.settings.config import Project, load
from newscheck.model import FileSelection, Report
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
COUNT = 150
#: Later than all of the articles.
NOW = 2_000_000_000_000
PROJECT = Project(now=NOW)
SITE = """hosts = ["mypaper.example"]
timezone = "Asia/Taipei"
"""


@pytest.fixture
def dump(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles, some of them with findings, and the store of a run."""
    folder = write_dump([{"title": ""} if seed % 50 == 7 else {} for seed in range(COUNT)])
    monkeypatch.chdir(folder)
    counted()
    return folder


def counted(project: Project = PROJECT, paths: tuple[str, ...] = ("rfi",)) -> tuple[int, int]:
    """The number of files that a run checks, and of those with a cached result; the report is that without a cache."""
    cache = Cache(".", Session(project).cache_identity)
    assert run(Session(project), paths, jobs=1, cache=cache) == run(Session(project), paths, jobs=1)
    cache.save()
    return cache.misses, cache.hits


def checkout(dump: Path) -> Path:
    """The same bytes elsewhere, and the store."""
    fresh = dump.with_name(f"{dump.name}-fresh")
    shutil.copytree(dump, fresh, copy_function=shutil.copyfile)
    return fresh


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"](http", b"](ftp:", 1))


CHANGES: list[tuple[str, Callable[[Path], Any], tuple[int, int]]] = [
    ("nothing", lambda _: None, (0, COUNT)),
    ("one file", edit, (1, COUNT - 1)),
    ("one more", lambda path: path.with_name("0.md").write_bytes(path.read_bytes()), (1, COUNT)),
    ("one less", lambda path: path.unlink(), (0, COUNT - 1)),
    ("renamed", lambda path: path.rename(path.with_name("1.md")), (1, COUNT - 1)),
    ("all touched", lambda path: [os.utime(file) for file in path.parent.iterdir()], (0, COUNT)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("change", "expected"), [pytest.param(*rest, id=name) for name, *rest in CHANGES])
def test_in_a_fresh_checkout_only_what_changed_is_checked(
    dump: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], Any], expected: tuple[int, int]
) -> None:
    fresh = checkout(dump)
    monkeypatch.chdir(fresh)
    change(fresh / "rfi" / "1048500.md")
    assert counted() == expected
    # So it stays, whatever shards were merged.
    assert counted() == (0, sum(expected))
    edit(fresh / "rfi" / "1048560.md")
    assert counted() == (1, sum(expected) - 1)


def test_the_folder_may_be_elsewhere_and_named_otherwise(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (dump / "sites").mkdir()
    (dump / "sites" / "mypaper.toml").write_text(SITE)
    (dump / "newscheck.toml").write_text('sites = ["sites/mypaper.toml"]\npaths = ["rfi"]\n')
    assert counted(load({"now": NOW})) == (COUNT, 0)
    fresh = checkout(dump)
    monkeypatch.chdir(fresh)
    given = {"now": NOW, "exclude": ("drafts/*",), "jobs": 2}
    assert counted(load(given), (str(fresh / "rfi"),)) == (0, COUNT)
    (fresh / "sites" / "mypaper.toml").write_text(SITE.replace("Taipei", "Tokyo"))
    assert counted(load({"now": NOW})) == (COUNT, 0)


def test_the_items_of_the_plugin_are_known_too(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout(dump))
    edit(Path("rfi/1048500.md"))
    entries = list(directory_walk.walk(["rfi"]))
    cache = Cache(".", Session(PROJECT).cache_identity)
    lookup = LazyRun(Session(PROJECT), entries, cache=cache)
    cached = [finding for entry in entries for finding in lookup.findings_of(entry.path).findings]
    lookup.close()
    alone = LazyRun(Session(PROJECT), entries)
    assert cached == [finding for entry in entries for finding in alone.findings_of(entry.path).findings]
    alone.close()
    assert (cache.misses, cache.hits) == (1, COUNT - 1)


def test_what_could_not_be_read_is_not_known_by_its_stat(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    limited = Project(now=NOW, max_file_size=100_000)
    Path("rfi/1048500.md").write_bytes(b"x" * 100_001)
    assert counted(limited) == (COUNT, 0)
    assert counted(limited) == (0, COUNT)
    os.truncate("rfi/1048500.md", 0)
    assert counted(limited) == (1, COUNT - 1)


@pytest.mark.slow
def test_a_cache_doesnt_grow_with_the_runs(dump: Path) -> None:
    known = COUNT
    for hour in range(12):
        for number in range(3):
            Path(f"rfi/{3_000 * number + hour}.md").write_bytes(specimen.render({}, 1_000 + 3 * hour + number))
        for path in Path("rfi").iterdir():
            os.utime(path)
        assert counted() == (3, known)
        known += 3
    grown = size(".")
    shutil.rmtree(FOLDER)
    counted()
    assert grown < 2 * size(".")


def newscheck(package: Path, *words: str) -> str:
    """stderr of a process of the newscheck in some folder."""
    environment = os.environ | {"PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "newscheck", *words]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    return done.stderr


@pytest.mark.slow
def test_a_newscheck_installed_anew_is_the_same_and_another_one_is_not(dump: Path, tmp_path: Path) -> None:
    own = Path(registry.PACKAGE)
    words = ("validate", "rfi", "-v", "--now", "2023-09-15")
    for name in ("one", "two"):
        leave_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(own, tmp_path / name / "newscheck", copy_function=shutil.copyfile, ignore=leave_out)
        shutil.copytree(own.parent / "schemas", tmp_path / name / "schemas", copy_function=shutil.copyfile)
    assert "cache: 0 files checked, 150 known" in newscheck(tmp_path / "one", *words)
    assert "cache: 0 files checked, 150 known" in newscheck(tmp_path / "two", *words)
    with (tmp_path / "two" / "newscheck" / "rules" / "title_empty.py").open("a") as file:
        file.write("# Another version.\n")
    assert "cache: 150 files checked, 0 known" in newscheck(tmp_path / "two", *words)
    assert "cache: 0 files checked, 150 known" in newscheck(tmp_path / "one", *words)


@pytest.mark.slow
def test_two_runs_at_the_same_time_report_the_same(dump: Path) -> None:
    shutil.rmtree(FOLDER)
    command = [sys.executable, "-m", "newscheck", "validate", "rfi", "--now", "2023-09-15", "--format", "json"]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    outputs = [process.communicate(timeout=120) for process in processes]
    alone = subprocess.run([*command, "--no-cache"], capture_output=True, timeout=120, check=False)
    assert outputs == [(alone.stdout, b"")] * 2


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_store_that_was_cut_off_is_no_matter(dump: Path, share: float) -> None:
    os.truncate(store_path("."), int(size(".") * share))
    counted()
    assert counted() == (0, COUNT)


@pytest.mark.slow
@given(spots=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=20))
@settings(max_examples=20, deadline=None)
def test_flipped_bits_are_no_matter(spots: list[tuple[float, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        _small(patch, folder)
        for number in range(12):
            Path(f"d/{number}.md").write_bytes(VARIANTS[number % len(VARIANTS)])
        expected = report_of_run()
        data = bytearray(Path(store_path(".")).read_bytes())
        for share, mask in spots:
            data[int(share * len(data))] ^= mask
        Path(store_path(".")).write_bytes(data)
        assert report_of_run() == report_of_run() == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "statement",
    [
        "update results set value = (select value from results order by id desc limit 1)",
        "update results set value = zeroblob(100)",
        "update results set value = 'text'",
        "update results set value = 5",
        "update reports set value = (select value from results limit 1)",
        "update reports set value = null",
        "update signatures set contents = 1",
        "update files set shard = 'none'",
        "drop table signatures",
        "drop table files",
        "delete from results",
    ],
)
def test_rows_that_were_tampered_with_are_no_matter(dump: Path, statement: str) -> None:
    with closing(sqlite3.connect(store_path("."))) as store, store:
        store.execute(statement)
    counted()
    edit(Path("rfi/1048500.md"))
    counted()


class _Payload:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, (str(self.target),))


def test_nothing_in_the_store_is_run(dump: Path) -> None:
    payload = pickle.dumps(_Payload(dump / "run"))
    with closing(sqlite3.connect(store_path("."))) as store:
        rows = store.execute("select identity, contents, key from shards").fetchall()
        reports = store.execute("select run, key from reports").fetchall()
    writable = SqliteStore(store_path("."))
    writable.put([StoredResult(*row, (), payload) for row in rows])
    for kind, key in reports:
        writable.put_report(kind, key, lambda _: payload)
    assert counted() == (COUNT, 0)
    assert not (dump / "run").exists()


#: Articles with and without findings, of two lengths.
VARIANTS = [
    specimen.render({}, 1),
    specimen.render({}, 1).replace(b"](http", b"](ftps", 1),
    specimen.render({"title": ""}, 2),
    specimen.render({}, 3),
    b"",
]
NAMES = [f"d/{name}" for name in ("1.md", "2.md", "3.md", "40.md", "5.md", "6.jsonl", "e/7.md", "e/8.md")]
EVENTS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(VARIANTS)),
    st.tuples(st.just("write quietly"), st.sampled_from(NAMES), st.sampled_from(VARIANTS)),
    st.tuples(st.just("touch"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("copy"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("check out anew"), st.none(), st.none()),
    st.tuples(st.just("keep the store"), st.none(), st.none()),
    st.tuples(st.just("restore the store"), st.none(), st.none()),
    st.tuples(st.just("wait"), st.none(), st.none()),
)


@pytest.mark.slow
@given(st.lists(EVENTS, max_size=8))
@settings(max_examples=20, deadline=None)
def test_whatever_happens_between_runs_the_report_is_that_without_a_cache(events: list[tuple[str, Any, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        _small(patch, folder)
        for name, data in zip(NAMES, VARIANTS * 2, strict=False):
            Path(name).write_bytes(data)
        report_of_run()
        for event, first, second in events:
            _do(event, first, second)
            assert report_of_run() == report_of_run(cached=False)
            focus = FileSelection(frozenset(NAMES[::3]), "of the test")
            assert report_of_run(focus=focus) == report_of_run(focus=focus, cached=False)


def _small(patch: pytest.MonkeyPatch, folder: str) -> None:
    """A working folder in which even a few files are cached, in shards of very few, and soon settled."""
    patch.chdir(folder)
    patch.setattr("newscheck.engine.run._FEW", 0)
    patch.setattr("newscheck.engine.cache.shard._AVERAGE", 3)
    patch.setattr("newscheck.engine.cache.shard._LARGEST", 4)
    patch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 20_000_000)
    Path("d/e").mkdir(parents=True)
    Path("d/0.md").write_bytes(VARIANTS[0])


def _do(event: str, first: Any, second: Any) -> None:
    store, aside = Path(store_path(".")), Path("aside")
    match event:
        case "write":
            Path(first).write_bytes(second)
        case "write quietly" if Path(first).exists():
            times = os.stat(first)
            Path(first).write_bytes(second)
            os.utime(first, ns=(times.st_atime_ns, times.st_mtime_ns))
        case "touch" | "delete" | "rename" | "copy" if Path(first).exists():
            {"touch": os.utime, "delete": os.unlink}.get(event, lambda _: None)(first)
            if event == "rename":
                os.rename(first, second)
            elif event == "copy" and first != second:
                shutil.copy2(first, second)
        case "check out anew":
            shutil.copytree("d", "new", copy_function=shutil.copyfile)
            shutil.rmtree("d")
            os.rename("new", "d")
        case "keep the store":
            shutil.copyfile(store, aside)
        case "restore the store" if aside.exists():
            shutil.copyfile(aside, store)
        case "wait":
            time.sleep(0.025)


def report_of_run(focus: FileSelection | None = None, *, cached: bool = True) -> Report:
    cache = Cache(".", Session(PROJECT).cache_identity) if cached else None
    report = run(Session(PROJECT), ["d"], jobs=1, cache=cache, focus=focus)
    if cache:
        cache.save()
    return report
