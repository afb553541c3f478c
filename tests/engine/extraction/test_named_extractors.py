"""Extractors are found by their names, and what can't be imported is told in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newscheck.engine.extraction.named_extractors import importable_from, load
from newscheck.errors import UsageError

URL = "https://www.rfi.fr/cn/a"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Write the module `scraper_of_mine`, which can then be imported."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)

    def write(source: str) -> None:
        (tmp_path / "scraper_of_mine.py").write_text(source)

    yield write
    sys.modules.pop("scraper_of_mine", None)


SOURCE = """
TITLE = "题"

def parse(page):
    return {"title": TITLE}

class Rfi:
    @staticmethod
    def still(page):
        return {"title": TITLE}

    @classmethod
    def classy(cls, page, url):
        return {"title": TITLE, "url": url}

    def method(self, page):
        return {"title": TITLE}

rfi = Rfi()
"""


@pytest.mark.parametrize(
    ("path", "record"),
    [
        pytest.param("parse", {"title": "题"}, id="function"),
        pytest.param("Rfi.still", {"title": "题"}, id="static method"),
        pytest.param("Rfi.classy", {"title": "题", "url": URL}, id="class method"),
        pytest.param("rfi.method", {"title": "题"}, id="method of an object"),
    ],
)
def test_load(module: Callable[[str], None], path: str, record: dict[str, Any]) -> None:
    module(SOURCE)
    extractor = load(f"scraper_of_mine:{path}")
    assert extractor.name == f"scraper_of_mine:{path}"
    assert extractor.run(b"", URL).record == record


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("", "wanted MODULE:FUNCTION", id="nothing"),
        pytest.param("parse", "wanted MODULE:FUNCTION", id="no module"),
        pytest.param("scraper_of_mine:", "wanted MODULE:FUNCTION", id="no function"),
        pytest.param(":parse", "wanted MODULE:FUNCTION", id="only a function"),
        pytest.param("scraper_of_yours:parse", "No module named 'scraper_of_yours' (looked in {here}", id="module"),
        pytest.param(
            "scraper_of_yours.rfi:parse", "No module named 'scraper_of_yours' (looked in {here}", id="package"
        ),
        pytest.param("scraper_of_mine.rfi:parse", "is not a package", id="a module for a package"),
        pytest.param("scraper_of_mine.py:parse", "is not a package", id="the name of its file"),
        pytest.param(".rfi:parse", "importing .rfi raised TypeError", id="relative"),
        pytest.param("scraper_of_mine:pasre", "no 'pasre' in it; did you mean 'parse'?", id="a slip"),
        pytest.param("scraper_of_mine:Rfi.stil", "no 'stil' in it; did you mean 'still'?", id="a slip in a class"),
        pytest.param("scraper_of_mine:TITLE.titel", "no 'titel' in it; did you mean 'title'?", id="a slip in a text"),
        pytest.param("scraper_of_mine:TITLE", "TITLE is no function but str", id="text"),
        pytest.param("scraper_of_mine:rfi", "rfi is no function but Rfi", id="object"),
        pytest.param("scraper_of_mine:Rfi.method", "Rfi.method is a method that needs an object of Rfi", id="method"),
    ],
)
def test_what_cant_be_loaded_is_reported_in_words(
    module: Callable[[str], None], tmp_path: Path, name: str, words: str
) -> None:
    module(SOURCE)
    with pytest.raises(UsageError) as caught:
        load(name)
    assert str(caught.value).startswith("extractor ")
    assert words.format(here=tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("import not_there_at_all", "No module named 'not_there_at_all'", id="what it imports is missing"),
        pytest.param("def parse(page)\n  pass", "raised SyntaxError: expected ':'", id="no Python"),
        pytest.param("raise ValueError('a\\nb')", "raised ValueError: a", id="raises"),
        pytest.param("import sys; sys.exit('bye')", "raised SystemExit: bye", id="ends the program"),
        pytest.param("1 / 0", "raised ZeroDivisionError: division by zero", id="divides"),
    ],
)
def test_a_module_that_cant_be_imported(module: Callable[[str], None], source: str, words: str) -> None:
    module(source)
    with pytest.raises(UsageError) as caught:
        load("scraper_of_mine:parse")
    assert words in str(caught.value)
    assert "looked in" not in str(caught.value)


def test_ctrl_c_while_importing(module: Callable[[str], None]) -> None:
    module("raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        load("scraper_of_mine:parse")


def test_a_folder_is_looked_at_after_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "json.py").write_text("raise ValueError")
    for _ in range(2):
        importable_from(str(tmp_path))
    assert sys.path.count(str(tmp_path)) == 1
    assert sys.path[-1] == str(tmp_path)
