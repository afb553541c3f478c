"""`newscheck cache` and `--cache-dir`: where the cache is, what is in it, and that it is emptied."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from git_repository import git

from newscheck.cli import group
from newscheck.engine.cache import database
from newscheck.engine.cache.content_store import store_path
from newscheck.engine.settings.cache_folder import FOLDER

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
COUNT = 120
NAMED = ("--cache-dir", "place/of its own")


@pytest.fixture
def dump(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles."""
    folder = write_dump([{}] * COUNT)
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(group, [*words])


def validate(*words: str) -> Result:
    done = run("validate", "rfi", "--now", "2023-09-15", "-j1", "-v", *words)
    assert done.exit_code == 0, done.output
    return done


def info(*words: str) -> dict[str, Any]:
    done = run("cache", "info", "--format", "json", *words)
    assert done.exit_code == 0
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_results_are_kept_in_the_folder_that_is_named(dump: Path) -> None:
    checked, known = (
        f"cache: {numbers} known" for numbers in (f"{COUNT} files checked, 0", f"0 files checked, {COUNT}")
    )
    assert checked in validate(*NAMED).stderr
    assert known in validate(*NAMED).stderr
    assert not (dump / FOLDER).exists()
    assert {path.name for path in Path(NAMED[1]).iterdir()} == {".gitignore", "CACHEDIR.TAG", "store.sqlite3"}


@pytest.mark.parametrize("command", ["layouts", "profile", "sites learn", "init"])
def test_each_command_with_a_cache_takes_the_option(dump: Path, command: str) -> None:
    given = {"profile": ["-o", "reference.json"], "init": ["--dry-run", "--ci", "none"]}
    run(*command.split(), "rfi", *given.get(command, []), *NAMED)
    assert info(*NAMED)["files"] >= COUNT
    assert not (dump / FOLDER).exists()


def test_a_cache_among_the_articles_is_none_of_them(dump: Path) -> None:
    named = ("--cache-dir", "rfi/cache")
    validate(*named)
    Path("rfi/cache/told-1.json").write_text("{}")
    assert f"{COUNT} files, no findings" in validate(*named).stdout


def test_info_tells_what_is_in_it(dump: Path) -> None:
    assert info() == {
        "path": f"{FOLDER}/store.sqlite3",
        "bytes": 0,
        "files": 0,
        "settings": 0,
        "reports": 0,
        "findings": 0,
        "oldest_use": None,
        "latest_use": None,
        "problem": None,
    }
    assert not (dump / FOLDER).exists()
    validate()
    validate("--ignore", "title-empty")
    found = info()
    assert (found["files"], found["settings"], found["reports"]) == (2 * COUNT, 2, 2)
    assert found["bytes"] == Path(FOLDER, "store.sqlite3").stat().st_size
    with closing(sqlite3.connect(store_path("."))) as store, store:
        store.execute("update shards set used = used - 3 * 86400 where id = 1")
    *lines, age = run("cache", "info").stdout.splitlines()
    assert lines[0] == f"path         {FOLDER}/store.sqlite3"
    assert lines[2:] == [f"results      {2 * COUNT} files, of 2 settings", "reports      2, with 0 findings"]
    assert age.endswith("s ago, the oldest result 3 days ago")


@pytest.mark.parametrize("words", [["cache", "clean"], ["cache", "--clear"]], ids=" ".join)
def test_it_is_emptied(dump: Path, words: list[str]) -> None:
    validate()
    validate(*NAMED)
    done = run(*words, *NAMED)
    assert (done.exit_code, done.stdout[:8]) == (0, "cleared ")
    assert (info(*NAMED)["files"], info()["files"]) == (0, COUNT)
    assert run("cache").stdout.startswith(f"{FOLDER}/store.sqlite3: ")


def test_a_damaged_cache_is_told_and_removed(dump: Path) -> None:
    (dump / FOLDER).mkdir()
    Path(store_path(".")).write_bytes(b"no database" * 100)
    assert info()["problem"] == "it can't be read: the next run replaces it"
    assert Path(store_path(".")).read_bytes() == b"no database" * 100
    assert run("cache", "clean").stdout == "cleared 0.0 MB\n"
    assert not Path(store_path(".")).exists()


def test_a_cache_that_another_run_writes_to_is_not_removed(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_TIMEOUT", 0.01)
    validate()
    with closing(sqlite3.connect(store_path("."), isolation_level=None)) as other:
        other.execute("begin immediate")
        done = run("cache", "clean")
    assert str(done.exception) == ("can't clear the cache: another run is writing to it; try again when that has ended")
    assert info()["files"] == COUNT


def test_a_run_whose_cache_is_removed_keeps_nothing_more(dump: Path) -> None:
    validate()
    with closing(sqlite3.connect(store_path("."))) as other:
        other.execute("select * from shards").fetchall()
        run("cache", "clean")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            other.execute("delete from shards")


def test_a_folder_of_something_else_is_refused(dump: Path) -> None:
    for words in (["validate", "rfi"], ["cache", "clean"], ["cache", "info"], ["layouts", "rfi"]):
        done = run(*words, "--cache-dir", "rfi")
        assert str(done.exception) == "the cache can't be in rfi: it holds other files: name a folder of its own"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("target", ["", "rfi"], ids=["out of the tree", "into it"])
@pytest.mark.parametrize("is_repository", [True, False], ids=["a repository", "only a folder"])
def test_a_link_in_the_tree_leads_to_no_cache(
    dump: Path, tmp_path_factory: pytest.TempPathFactory, target: str, is_repository: bool
) -> None:
    if is_repository:
        git(".", "init", "-q")
    Path("build").symlink_to(target or tmp_path_factory.mktemp("elsewhere"))
    done = validate("--cache-dir", "build/cache")
    assert f"the cache in build/cache is not used: {dump / 'build'} is a link" in done.stderr
    assert not Path("build/cache").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_named_cache_that_came_with_the_repository_is_not_trusted(dump: Path) -> None:
    git(".", "init", "-q")
    validate("--cache-dir", "Build/Cache")
    git(".", "add", "-f", "Build")
    assert "Build/Cache is not used: git tracks it" in validate("--cache-dir", "Build/Cache").stderr
    assert "it is not used: git tracks it" in info("--cache-dir", "Build/Cache")["problem"]
