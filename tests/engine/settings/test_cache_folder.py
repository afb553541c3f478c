"""The folder of the cache: named by the command line or the environment, by no file, and never one of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscheck.engine.session import Session
from newscheck.engine.settings import cache_folder
from newscheck.engine.settings.cache_folder import STORE, TAG, VARIABLE
from newscheck.errors import UsageError


def test_the_command_line_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cache_folder.named() is None
    monkeypatch.setenv(VARIABLE, "")
    assert cache_folder.named() is None, "as if it were not set"
    monkeypatch.setenv(VARIABLE, "there/x/..")
    assert cache_folder.named() == "there"
    assert cache_folder.named("here") == "here"
    assert Session.load({}).project.cache_dir == "there"
    assert list(tmp_path.iterdir()) == [], "it is created with the first result"


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        pytest.param([], "", id="empty"),
        pytest.param([TAG, "more"], "", id="marked as a cache"),
        pytest.param([STORE], "", id="of a run that was killed at its beginning"),
        pytest.param(["1.md"], "it holds other files: name a folder of its own", id="of something else"),
    ],
)
def test_only_a_folder_of_its_own_is_taken(tmp_path: Path, names: list[str], problem: str) -> None:
    for name in names:
        (tmp_path / name).touch()
    if not problem:
        assert cache_folder.named(str(tmp_path)) == str(tmp_path)
        return
    with pytest.raises(UsageError) as raised:
        cache_folder.named(str(tmp_path))
    assert str(raised.value) == f"the cache can't be in {tmp_path}: {problem}"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param("file", "not a directory", id="a file"),
        pytest.param("a\0b", "no name of a folder", id="no name"),
        pytest.param("s3://bucket/cache", "s3://bucket/cache is a URL, and the cache takes files of this", id="a URL"),
    ],
)
def test_what_is_no_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, problem: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    with pytest.raises(UsageError, match=problem):
        cache_folder.named(name)


def test_no_file_of_settings_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newscheck.toml").write_text('cache-dir = "poisoned"\n')
    with pytest.raises(UsageError, match="unknown setting 'cache-dir'"):
        Session.load({})
