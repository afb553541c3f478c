"""Names of files: as reports show them and back, and patterns that exclude them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.engine.files.path_names import (
    Exclusion,
    actual_path,
    display_name,
    display_path,
    exact_pattern,
    path_from_display,
)
from newscheck.model import Finding
from newscheck.triage import suppressions

pytestmark = pytest.mark.skipif(os.name != "posix", reason="names of POSIX")
#: A name that is not UTF-8, and one that is spelt like its display.
BYTES, SPELT = os.fsdecode(b"\xb1\xea.md"), r"\xb1\xea.md"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


PIECES = [b"\\", b"x", b"b1", b"\xb1", b"a", "海".encode()]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(b"".join) | st.binary(max_size=12))
def test_the_shown_name_leads_back_to_the_file(name: bytes) -> None:
    shown = display_name(os.fsdecode(name))
    assert os.fsencode(path_from_display(shown.encode().decode())) == name


@pytest.mark.parametrize("name", [BYTES, SPELT, "a\\b.md", "a\\\\b.md", "\\", "海 上.md"])
def test_what_is_shown_leads_back_to_the_file(here: Path, name: str) -> None:
    Path("rfi").mkdir()
    Path("rfi", name).touch()
    assert os.path.samefile(actual_path(display_path(f"rfi/{name}")), f"rfi/{name}")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param(r"rfi/a\b.md", True, id="as the file is called"),
        pytest.param(r"rfi/a\\b.md", True, id="as it is shown"),
        pytest.param(r"rfi/ab.md", False, id="another name"),
    ],
)
def test_patterns_may_have_a_backslash_as_the_name_has_it_or_as_it_is_shown(pattern: str, expected: bool) -> None:
    path = r"rfi/a\\b.md"
    assert Exclusion([pattern]).covers(path, r"a\b.md") is expected
    entry = suppressions.build({"reason": "x", "path": pattern}, frozenset({"title-empty"}))
    assert entry.covers(Finding("title-empty", "error", path, 1, 1, "", "", "", "")) is expected


def test_the_pattern_of_one_file_is_that_of_no_other(here: Path) -> None:
    own = Exclusion([exact_pattern("x\\y.json")])
    assert own.covers(display_path("x\\y.json"), "x\\y.json")
    assert not own.covers(display_path("x\\\\y.json"), "x\\\\y.json")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param("rfi/1.md", "rfi/1.md", id="relative"),
        pytest.param("./rfi//1.md", "rfi/1.md", id="written otherwise"),
        pytest.param("{here}/rfi/1.md", "rfi/1.md", id="absolute, below the working folder"),
        pytest.param("{here}", ".", id="the working folder"),
        pytest.param("../1.md", "../1.md", id="above it"),
        pytest.param("/nowhere/1.md", "/nowhere/1.md", id="elsewhere"),
        pytest.param("link/../1.md", "{above}/1.md", id="above the target of a link"),
    ],
)
def test_a_path_is_shown_relative_to_the_working_folder(here: Path, path: str, shown: str) -> None:
    (here.parent / "deep").mkdir()
    Path("link").symlink_to(here.parent / "deep")
    assert display_path(path.format(here=here)) == shown.format(above=here.parent)


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        pytest.param("draft-*", {"draft-1.md", "2020/draft-1.md"}, id="a name, anywhere"),
        pytest.param("2020/*", {"2020/1.md", "2020/draft-1.md", "old/2020/1.md"}, id="a path, below any folder"),
        pytest.param("./2020/*", {"2020/1.md", "2020/draft-1.md"}, id="a path from the working folder on"),
        pytest.param("2020", {"2020"}, id="a folder by its name"),
        pytest.param("2020/", {"2020"}, id="a folder with a slash behind it"),
    ],
)
def test_patterns_are_of_names_or_of_paths(pattern: str, covered: set[str]) -> None:
    paths = ["1.md", "draft-1.md", "2020", "2020/1.md", "2020/draft-1.md", "old/2020/1.md"]
    excluded = Exclusion([pattern])
    assert {path for path in paths if excluded.covers(path, path.rpartition("/")[2])} == covered


def test_no_pattern_covers_nothing() -> None:
    assert not Exclusion([]).covers("a/1.md", "1.md")


def test_the_name_of_a_page_in_an_archive_is_shown_as_it_is(here: Path) -> None:
    Path("c.warc").touch()
    url = "https://paper.example//a/../%5C.html"
    assert display_path(f".//c.warc!/{url}") == display_path(f"{here}/c.warc!/{url}") == f"c.warc!/{url}"
    assert display_path("d.warc!//1.md") == "d.warc!/1.md", "no archive"
    Path("x!").mkdir()
    Path("x!/c.warc").touch()
    assert display_path(f"x!//c.warc!/{url}") == f"x!/c.warc!/{url}"
