"""The identity of a URL, and the sentences by which texts are compared."""

from __future__ import annotations

import json
from array import array

import pytest

from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.dump.article_summary import summarise, url_key
from newscheck.engine.session import Session
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import Project
from newscheck.model import HAS_CLOCK, HAS_OFFSET, IS_DEFAULT, IS_EPOCH, IS_RELATIVE, IS_URL_MONTH, RawInput
from newscheck.readers import read

_HARBOUR = "The harbour of Brenmouth reopened on Tuesday morning"
_STORM = "A storm had torn away two of the four berths in October"
_SEA, _LAW = "海事法庭周五公布了救援协定的全部条文", "渔民合作社表示欢迎并要求增加近海的船只"


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        pytest.param("https://x.example/a", "http://x.example/a", True, id="scheme"),
        pytest.param("https://x.example/a", "https://x.example/a/", True, id="final slash"),
        pytest.param("https://x.example/a", "https://x.example/a//", True, id="two final slashes"),
        pytest.param("https://x.example/", "https://x.example", True, id="only a host"),
        pytest.param("https://x.example/a/b", "https://x.example//a//b", True, id="doubled slashes"),
        pytest.param("https://x.example/a", "https://x.example/a#top", True, id="fragment"),
        pytest.param("https://x.example/a/", "https://x.example/a/#top", True, id="fragment behind a slash"),
        pytest.param("https://x.example/a", "https://x.example/a/#entry-1", False, id="an entry of the page"),
        pytest.param("https://x.example/a#entry-1", "http://x.example/a/#entry-1", True, id="the same entry"),
        pytest.param("/a", "/a/", True, id="no host"),
        pytest.param("https://x.example/a", "https://x.example/a?p=2", False, id="query"),
        pytest.param("https://x.example/a", "https://y.example/a", False, id="host"),
        pytest.param("https://x.example/a", "https://x.example/A", False, id="capitals"),
        pytest.param("https://x.example/a", "https://x.example/a/b", False, id="path"),
    ],
)
def test_what_does_not_matter_to_the_identity_of_an_address(first: str, second: str, is_same: bool) -> None:
    assert (url_key(first) == url_key(second)) is is_same


def _hashes(body: str) -> list[int]:
    item = {"title": "x", "url": "https://x.example/1", "epoch_ms": 1_678_602_600_000, "body": body}
    (document,) = read(RawInput("x.json", json.dumps(item).encode()))
    return list(array("I", summarise(to_article(document, SiteIndex(package_data.sites()))).sentences))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"{_SEA}。{_LAW}。", f"{_SEA}\n{_LAW}", id="Han: full stops and lines"),
        pytest.param(f"{_SEA}。短句。{_LAW}。{_SEA}。", f"{_SEA}\n{_LAW}", id="Han: short and repeated ones"),
        pytest.param(f"{_HARBOUR}. {_STORM}.", f"{_HARBOUR}\n{_STORM}", id="Latin: full stops and lines"),
        pytest.param(f"{_HARBOUR}! “{_STORM}.” He said.", f"{_HARBOUR}.\n“{_STORM}", id="Latin: other marks"),
        pytest.param(f"{_HARBOUR}. He said so. {_HARBOUR}.", _HARBOUR, id="Latin: short and repeated ones"),
    ],
)
def test_the_same_sentences_have_the_same_hashes(body: str, expected: str) -> None:
    assert _hashes(body) == _hashes(expected)
    assert len(_hashes(expected)) == expected.count("\n") + 1


def test_hashes_of_chinese_are_those_of_all_versions() -> None:
    """They are in saved summaries and decide which articles are compared first."""
    assert _hashes(f"{_SEA}！{_LAW}。\n{_SEA}。") == [3_733_934_056, 4_169_246_191]


def test_half_a_character_is_no_obstacle() -> None:
    assert len(_hashes(f"{_HARBOUR} \ud83d. {_STORM}")) == 2


def test_the_place_line_of_a_day_is_no_sentence_to_compare() -> None:
    assert _hashes(f"BRENMOUTH, February 7. /HARBOUR/. {_HARBOUR}. {_STORM}.") == _hashes(f"{_HARBOUR}. {_STORM}.")


@pytest.mark.parametrize(
    ("line", "form", "wall"),
    [
        pytest.param("2023-08-16 21:04", HAS_CLOCK, 28_203_664, id="clock"),
        pytest.param("2023-08-16T21:04+02:00", HAS_CLOCK | HAS_OFFSET, 28_203_664, id="offset"),
        pytest.param("2023-08-16", 0, 28_202_400, id="day"),
        pytest.param("3 hours ago", IS_RELATIVE, None, id="relative"),
        pytest.param("1970-01-01 08:00", IS_DEFAULT, None, id="1970"),
        pytest.param("soon", 0, None, id="no date"),
        pytest.param(None, 0, None, id="none"),
    ],
)
@pytest.mark.parametrize(("path", "day"), [("2023/08/16/a", 19_585), ("2023/08/a", 19_570), ("a", 0)])
def test_what_is_written_of_a_date_line(line: str | None, form: int, wall: int | None, path: str, day: int) -> None:
    item = {
        "title": "x",
        "url": f"https://x.example/{path}",
        "epoch_ms": 1_692_215_820_000,
        "dateline": line,
        "body": "x",
    }
    (document,) = read(RawInput("x.json", json.dumps({**item, "dateline": line}).encode()))
    summary = summarise(to_article(document, SiteIndex(package_data.sites())))
    assert (summary.wall, summary.url_day) == (wall, day)
    assert summary.dateline_form == form | (IS_URL_MONTH if day == 19_570 else 0)


def test_one_field_for_date_line_and_epoch_is_no_crawl() -> None:
    mapping = Session(Project(now=1_692_302_220_000, fields={"epoch_ms": "date", "dateline": "date"})).checker.mapping
    item = {"title": "x", "url": "https://x.example/a", "date": "2023-08-16T19:04:00Z", "body": "x"}
    (document,) = read(RawInput("x.json", json.dumps(item).encode()), mapping)
    summary = summarise(to_article(document, SiteIndex(package_data.sites())))
    assert summary.dateline_form == HAS_CLOCK | HAS_OFFSET | IS_EPOCH
