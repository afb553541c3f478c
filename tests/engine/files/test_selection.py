"""Files of a dump are selected by any path that leads to them, and a walk selects the same ones."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from newscheck.engine.files import selection
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.files.selection import WalkFilter, display_paths_of, resolved
from newscheck.errors import UsageError

NAMES = (
    "1.md",
    "渔业 8月.md",
    "feed.jsonl",
    "README.md",
    "notes.txt",
    "no-suffix",
    ".hidden.md",
    "package.json",
    "record.schema.json",
    "2020/old/1.md",
    "2020/new/1.md",
    "2020/new/draft-1.md",
    ".git/1.md",
    "node_modules/a/1.json",
    "b/2020/old/1.md",
)


@pytest.mark.parametrize("paths", [["."], ["2020"], ["b", "2020/new"], ["1.md", "README.md", "notes.txt"], ["{}"]])
@pytest.mark.parametrize("exclude", [[], ["draft-*"], ["2020/old"], ["/2020/*"], ["new", "1.md"]])
def test_what_is_left_of_all_files_is_what_a_walk_finds(tmp_path: Path, paths: list[str], exclude: list[str]) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    paths = [path.format(tmp_path) for path in paths]
    with contextlib.chdir(tmp_path):
        wanted = {entry.path for entry in walk(paths, exclude)}
        assert {*selection.walked_files(NAMES, paths, exclude)} == wanted
        absolute = selection.walked_files((str(tmp_path / name) for name in NAMES), paths, exclude)
        assert {Path(path).relative_to(tmp_path).as_posix() for path in absolute} == wanted


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles, and links to a folder and to a file."""
    monkeypatch.chdir(tmp_path)
    for name in ("rfi/2020/1.md", "rfi/2.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    Path("link").symlink_to("rfi/2020")
    Path("file.md").symlink_to("rfi/2.md")
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("rfi/2.md", {"rfi/2.md"}, id="a file"),
        pytest.param("./rfi/../rfi/2.md", {"rfi/2.md"}, id="written otherwise"),
        pytest.param("{here}/rfi/2.md", {"rfi/2.md"}, id="absolute"),
        pytest.param("link/1.md", {"rfi/2020/1.md"}, id="through a link"),
        pytest.param("link", {"rfi/2020/1.md"}, id="a link to a folder"),
        pytest.param("rfi", {"rfi/2.md", "rfi/2020/1.md"}, id="a folder"),
        pytest.param("file.md", set(), id="a link to a file is another file"),
    ],
)
def test_a_file_has_one_name_in_reports_whatever_leads_to_it(here: Path, name: str, shown: set[str]) -> None:
    assert display_paths_of([name.format(here=here)], ["rfi"]) == shown


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_links_to_folders_are_resolved_and_links_to_files_stay(here: Path) -> None:
    assert resolved("link") == str(here.resolve() / "rfi/2020")
    assert resolved("file.md") == str(here.resolve() / "file.md")
    with pytest.raises(UsageError, match="no such file or folder: nowhere"):
        resolved("nowhere")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("dump/2020/1.md", "rfi/2020/1.md", id="below a place"),
        pytest.param("dump/2020/notes.txt", "", id="no suffix of a reader"),
        pytest.param("dump/old/1.md", "", id="an excluded folder"),
        pytest.param("dump/.cache/1.md", "", id="a hidden folder"),
        pytest.param("notes.txt", "notes.txt", id="a place that is a file"),
        pytest.param("elsewhere/1.md", "", id="no place"),
        pytest.param("dumped/1.md", "", id="a longer name"),
    ],
)
def test_names_are_filtered_without_access_to_the_disk(name: str, shown: str) -> None:
    walk_filter = WalkFilter([("dump", "rfi"), ("notes.txt", "notes.txt")], ["old"])
    assert walk_filter.display_path(name) == shown
