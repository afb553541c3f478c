"""Files of the dump: they contain the record that was read, keep their format, and never overwrite others."""

import os
import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from newscheck.testing import Checks
from newscheck.testing.strategies import Broken, Dump, articles, broken, dumps
from syrupy.assertion import SnapshotAssertion

from rfi_scraper.article import Article
from rfi_scraper.dump import known, main, render
from rfi_scraper.extract import parse

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))


@given(articles())
def test_whatever_was_read_is_in_the_file(newscheck: Checks, record: dict[str, Any]) -> None:
    text = render(_article(record), record["epoch_ms"])
    read = newscheck.record(text)
    assert read == {name: record[name] for name in read}
    newscheck.assert_valid(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_file_of_a_saved_page(page: Path, article_snapshot: SnapshotAssertion) -> None:
    """The record that readers of the dump get, field by field."""
    assert render(parse(page.read_bytes()), _fetched(page)) == article_snapshot


def test_form_of_the_files(layout_snapshot: SnapshotAssertion) -> None:
    """The markup that readers of the dump rely on: changing it changes the format."""
    page = PAGES[1]
    assert render(parse(page.read_bytes()), _fetched(page)) == layout_snapshot


def test_signs_of_html_in_a_text_are_text(newscheck: Checks) -> None:
    article = replace(parse(PAGES[0].read_bytes()), lead="节目<全球见证>", paragraphs=["节目<全球见证>", "A&amp;B"])
    assert newscheck.record(render(article, _fetched(PAGES[0])))["paragraphs"] == article.paragraphs


def test_nothing_stands_where_something_is_missing(newscheck: Checks) -> None:
    article = replace(parse(PAGES[0].read_bytes()), dateline=None, image=None, images=[], lead=None)
    found = newscheck.check(render(article, _fetched(PAGES[0])))
    assert {finding.rule for finding in found} == {"dateline-missing", "image-missing", "lead-missing"}


@given(dumps())
def test_addresses_in_a_dump_are_known(newscheck: Checks, dump: Dump) -> None:
    with TemporaryDirectory() as folder:
        assert known(dump.write(Path(folder))) == {newscheck.record(text)["url"] for text in dump.files.values()}


@given(broken())
def test_no_fault_in_a_dump_stops_the_scraper(fault: Broken) -> None:
    with TemporaryDirectory() as folder:
        for number, data in enumerate(fault.files.values()):
            Path(folder, f"{number}.md").write_bytes(data)
        assert len(known(Path(folder))) <= len(fault.files)


def test_saved_pages_become_files(tmp_path: Path, capsys: pytest.CaptureFixture[str], newscheck: Checks) -> None:
    pages = [_saved(page, tmp_path) for page in PAGES]
    assert main([*map(str, pages), "--into", str(tmp_path / "articles")]) == 0
    written = capsys.readouterr().out.splitlines()
    assert len(written) == len(PAGES)
    newscheck.assert_valid(tmp_path / "articles")


def test_article_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = str(_saved(PAGES[0], tmp_path))
    assert main([page, page, "--into", str(tmp_path)]) == 0
    assert main([page, "--into", str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_file_of_another_article_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = _saved(PAGES[0], tmp_path)
    main([str(page), "--into", str(tmp_path)])
    (path,) = tmp_path.glob("*.md")
    path.write_text("another article")
    assert main([str(page), "--into", str(tmp_path)]) == 1
    assert path.read_text() == "another article"
    assert "File exists" in capsys.readouterr().err


def test_page_that_is_no_article_is_told_and_the_others_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "odd.html"
    odd.write_text("<title>稍候</title><p>正在检查您的浏览器")
    assert main([str(odd), str(_saved(PAGES[0], tmp_path)), "--into", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert said.err == f"{odd}: no article in the page: '稍候'\n"


def _article(record: dict[str, Any]) -> Article:
    return Article(**{name: record[name] for name in Article.__dataclass_fields__})


def _fetched(page: Path) -> int:
    """When a saved page was fetched, in milliseconds since 1970."""
    moment: datetime = tomllib.loads(page.with_name("meta.toml").read_text("utf-8"))["fetched"]
    return int(moment.timestamp() * 1000)


def _saved(page: Path, folder: Path) -> Path:
    """A page as a browser saves it: the file's time is that of the visit."""
    copy = folder / f"{page.parent.name}.html"
    copy.write_bytes(page.read_bytes())
    os.utime(copy, (_fetched(page) / 1000,) * 2)
    return copy
