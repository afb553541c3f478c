"""The location of a hit: line and column, the text there, and the excerpt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.checker import locations
from newscheck.checker.execution import Checker
from newscheck.model import Document, Hit, RawInput

#: Two pictures with one address, text before, between and behind them, and an ampersand that HTML escapes.
HTML = (
    '<div>16/08/2023 - 21:04</div><p><img src="/pixel.gif"><img src="/a.jpg?x=1&amp;y=2"></p><p>潮水退去以后，渔民回到'
    '了芦苇港的码头。</p><p>码头</p><img src="/pixel.gif"><p>码头<b>上</b>的灯亮了一夜，没有人再提起那场风暴。</p>'
    "<p>渡轮公司公布了<b>新</b>的时刻表，从下周一起执行。</p><p>A&amp;B 公司的船停在港里。</p>"
)


def location_of(checker: Checker, data: bytes, hit: Hit, name: str = "rfi/1048575.md") -> tuple[int, int, str]:
    """Line and column of a hit in the one article of a file, and the text there."""
    (document,) = readers.read(RawInput(name, data))
    start, end = locations.offset_of(hit, document, to_article(document, checker.sites))
    return (*locations.line_and_column(document, start), document.text[start:end])


@pytest.mark.parametrize(
    ("hit", "line", "text"),
    [
        pytest.param(Hit("", "/epoch_ms"), 1, "1692213306000", id="the epoch"),
        pytest.param(Hit("", "/title"), 2, "灯塔 & 渡轮", id="the title"),
        pytest.param(Hit("", "/title", 3, 4), 2, "&", id="a place in it"),
        pytest.param(Hit("", "/url"), 2, "https://www.rfi.fr/cn/a", id="the address"),
        pytest.param(Hit("", "/url", 8, 18), 2, "www.rfi.fr", id="the host"),
        pytest.param(Hit("", "/html", 5, 21), 5, "16/08/2023 - 21:04"[:16], id="a place in the HTML"),
        pytest.param(Hit("", "/dateline"), 5, "16/08/2023 - 21:04", id="what was made of the HTML"),
        pytest.param(Hit("", "/images/0"), 5, "/pixel.gif", id="an image"),
        pytest.param(Hit("", "/paragraphs/1"), 5, "码头", id="a paragraph"),
        pytest.param(Hit("", "/paragraphs/0", 7, 9), 5, "渔民", id="a place in a paragraph, by its text"),
        pytest.param(Hit("", "/body", evidence="风暴"), 5, "风暴", id="what shows it"),
        pytest.param(Hit("", "/body", evidence="没有的话"), 5, "", id="what shows it is not there"),
        pytest.param(Hit("", "", 2, 5), 1, "--1", id="a place in the file"),
        pytest.param(Hit("", "/none"), 5, "", id="a field that there isn't"),
    ],
)
def test_a_hit_is_where_its_pointer_leads(checker: Checker, hit: Hit, line: int, text: str) -> None:
    data = f"<!--1692213306000-->\n[灯塔 & 渡轮](https://www.rfi.fr/cn/a)\n------\n\n{HTML}\n".encode()
    location = location_of(checker, data, hit)
    assert (location[0], location[2]) == (line, text)
    row = data.decode().split("\n")[line - 1]
    assert row[location[1] - 1 :].startswith(text)


@pytest.mark.parametrize(
    ("hit", "column"),
    [
        pytest.param(Hit("", "/images/0"), HTML.index("/pixel.gif"), id="the first of two that are equal"),
        pytest.param(Hit("", "/images/2"), HTML.rindex("/pixel.gif"), id="the second of two that are equal"),
        pytest.param(Hit("", "/images/1"), HTML.index("/a.jpg"), id="one with an escaped ampersand"),
        pytest.param(Hit("", "/paragraphs/1"), HTML.index("码头"), id="the first place with the same text"),
        pytest.param(Hit("", "/paragraphs/2"), 0, id="the HTML, where markup divides the text"),
        pytest.param(Hit("", "/paragraphs/0", evidence="码头"), HTML.index("码头"), id="what shows it, from there on"),
        pytest.param(Hit("", "/paragraphs/2", evidence="上"), HTML.index("上"), id="what shows it, before or behind"),
        pytest.param(Hit("", "/paragraphs/3"), HTML.index("渡轮公司"), id="its first characters, where markup follows"),
        pytest.param(
            Hit("", "/paragraphs/3", evidence="的"), HTML.index("的时刻表"), id="what shows it, not before it"
        ),
        pytest.param(Hit("", "/paragraphs/3", evidence="风暴"), HTML.index("风暴"), id="what shows it, only before it"),
        pytest.param(Hit("", "/paragraphs/4"), HTML.index("A&amp;B"), id="a text that HTML escapes"),
    ],
)
def test_the_location_of_a_repeated_value(checker: Checker, hit: Hit, column: int) -> None:
    data = f"<!--1692213306000-->\n[题](https://www.rfi.fr/cn/a)\n------\n\n{HTML}\n".encode()
    assert location_of(checker, data, hit)[1] == column + 1


def item(fields: Mapping[str, Any]) -> bytes:
    """A JSON Lines file whose second line is an item in which everything beyond ASCII is escaped."""
    return b'{"title": "1"}\n\n' + json.dumps(fields).encode() + b"\n"


@pytest.mark.parametrize(
    ("hit", "text"),
    [
        pytest.param(Hit("", "/title"), r"\u6f6e\u6c34 \"a\" \ud83d\ude00b", id="the whole value"),
        pytest.param(Hit("", "/title", 0, 1), r"\u6f6e", id="the first character"),
        pytest.param(Hit("", "/title", 3, 6), r"\"a\"", id="quotes"),
        pytest.param(Hit("", "/title", 7, 8), r"\ud83d\ude00", id="a pair"),
        pytest.param(Hit("", "/title", 8, 9), "b", id="what is behind a pair"),
        pytest.param(Hit("", "/body", 1, 2), r"\n", id="a line end"),
    ],
)
def test_a_place_in_a_value_with_escapes(checker: Checker, hit: Hit, text: str) -> None:
    data = item({"title": '潮水 "a" 😀b', "url": "https://www.rfi.fr/cn/a", "body": "一\n二"})
    (_, document) = readers.read(RawInput("a.jsonl", data))
    start, end = locations.offset_of(hit, document, to_article(document, checker.sites))
    assert document.text[start:end] == text
    line, column = locations.line_and_column(document, start)
    assert data.decode().split("\n")[line - 1][column - 1 :].startswith(text)
    assert line == 3


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("dateline", "3 hours ago", id="a date line that is none"),
        pytest.param("dateline", "Mon, 1 Jan 0001 00:00:00 +0000", id="a default"),
        pytest.param("dateline", "", id="an empty date line"),
        pytest.param("epoch_ms", "31/02/2023", id="an epoch that is none"),
        pytest.param("epoch_ms", None, id="null"),
        pytest.param("title", " ", id="blanks"),
        pytest.param("url", None, id="no address"),
        pytest.param("image", "", id="no image"),
    ],
)
def test_what_is_no_value_has_the_place_of_its_value(checker: Checker, name: str, written: Any) -> None:
    data = item({"title": "潮水", "url": "https://www.rfi.fr/cn/a", "body": "一", name: written})
    (_, document) = readers.read(RawInput("a.jsonl", data))
    start, end = locations.offset_of(Hit("", f"/{name}"), document, to_article(document, checker.sites))
    assert document.text[start:end] == (written or "")
    assert document.text.startswith("null" if written is None else written, start)
    assert locations.line_and_column(document, start)[0] == 3


@pytest.mark.parametrize(
    ("offset", "place"),
    [
        pytest.param(0, (7, 3), id="the first character"),
        pytest.param(2, (7, 5), id="the end of the first line"),
        pytest.param(3, (8, 1), id="the beginning of the second"),
        pytest.param(5, (8, 3), id="within the second"),
        pytest.param(7, (9, 1), id="the third"),
    ],
)
def test_lines_and_columns_are_those_of_the_file(offset: int, place: tuple[int, int]) -> None:
    assert locations.line_and_column(Document("a", "ab\ncde\nf", "json", origin=(7, 3)), offset) == place


@pytest.mark.parametrize(
    ("text", "start", "end", "window", "marked"),
    [
        pytest.param("0123456789", 4, 6, "0123456789", "45", id="a short line is shown whole"),
        pytest.param("a\nbcd\ne", 3, 4, "bcd", "c", id="one line only"),
        pytest.param("a\nbcd\ne", 3, 9, "bcd", "cd", id="a mark ends with its line"),
        pytest.param(
            "a" * 30 + "X" + "b" * 60, 30, 31, "…" + "a" * 24 + "X" + "b" * 55 + "…", "X", id="both sides are cut"
        ),
        pytest.param("a" * 24 + "X" + "b" * 55, 24, 25, "a" * 24 + "X" + "b" * 55, "X", id="just not cut"),
        pytest.param("X" * 90, 0, 90, "X" * 56 + "…", "X" * 56, id="a long mark is cut"),
        pytest.param("abc", 3, 3, "abc", "", id="behind the end"),
    ],
)
def test_the_window_shows_the_place(text: str, start: int, end: int, window: str, marked: str) -> None:
    shown = locations.excerpt(Document("a", text, "dump"), start, end)
    assert shown is not None
    assert shown.text == window
    assert shown.text[shown.start : shown.end] == marked
    assert shown.start < shown.end


def test_no_text_has_no_window() -> None:
    assert locations.excerpt(Document("a", "", "dump"), 0, 0) is None


@pytest.mark.parametrize(
    ("hit", "start", "end", "evidence"),
    [
        pytest.param(Hit("", evidence="its own"), 0, 3, "its own", id="the hit's own"),
        pytest.param(Hit(""), 1, 4, "123", id="the place"),
        pytest.param(Hit(""), 0, 80, "0123456789" * 8, id="80 characters"),
        pytest.param(Hit(""), 0, 81, ("0123456789" * 8)[:79] + "…", id="81 are shortened"),
        pytest.param(Hit("", evidence="x" * 81), 0, 1, "x" * 79 + "…", id="the hit's own is shortened, too"),
    ],
)
def test_evidence_is_short(hit: Hit, start: int, end: int, evidence: str) -> None:
    assert locations.evidence(hit, Document("a", "0123456789" * 9, "dump"), start, end) == evidence


def test_front_matter_has_places_of_its_own(checker: Checker) -> None:
    data = b"---\ntitle: A\nfrom: B\n---\n<!--1692213306000-->\n[A](https://www.rfi.fr/cn/a)\n------\n\n<p>x</p>\n"
    assert location_of(checker, data, Hit("", "/front/title")) == (2, 8, "A")
    assert location_of(checker, data, Hit("", "/front/from")) == (3, 7, "B")


@pytest.mark.parametrize(
    ("path", "text", "hit", "item_path"),
    [
        pytest.param("a.json", '[{"title": "a"}]', Hit("", "/title"), "[0].title", id="a value in an array"),
        pytest.param("a.json", '{"articles": [{"title": "a"}]}', Hit("", "/url"), "articles[0]", id="what is missing"),
        pytest.param("a.json", '{"articles": [{"title": "a"}]}', Hit(""), "articles[0]", id="the item"),
        pytest.param(
            "a.json", '{"articles": [{"html": "<p>a"}]}', Hit("", "/body"), "articles[0].html", id="extracted"
        ),
        pytest.param("a.jsonl", '{"title": "a"}', Hit("", "/title"), "title", id="a value in a line"),
        pytest.param("a.md", "<!--1-->\n[a](b)\n------\n\n<p>c", Hit("", "/title"), "", id="no item"),
    ],
)
def test_the_path_of_a_value_in_a_file_of_items(path: str, text: str, hit: Hit, item_path: str) -> None:
    (document,) = readers.read(RawInput(path, text.encode()))
    assert locations.item_path(hit, document) == item_path


@pytest.mark.parametrize(
    ("field", "pointer", "text"),
    [
        pytest.param("images", "/image", "/b.jpg", id="the lead image is one of the images"),
        pytest.param("image", "/images/1", "/b.jpg", id="the images are a list of lead images"),
    ],
)
def test_one_list_of_images_has_the_places_of_both_fields(
    checker: Checker, field: str, pointer: str, text: str
) -> None:
    data = json.dumps({"title": "T", "url": "https://h.example/1", "body": "b", field: ["/logo.svg", "/b.jpg"]})
    line, column, found = location_of(checker, data.encode(), Hit("", pointer), "a.jsonl")
    assert (line, found) == (1, text)
    assert data[column - 1 :].startswith(found)


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        pytest.param("/author", "Ann", id="a text, without its quotes"),
        pytest.param("/a~1b ~0", "1.5", id="a name with the signs of a pointer"),
        pytest.param("/tags/1", "y", id="an entry of a list"),
        pytest.param("/source/name", "N", id="a member of an object"),
        pytest.param("/source/none/deeper", '{"id": 7, "name": "N"}', id="the last value on its way"),
        pytest.param("/nested/0/1", "2", id="a list in a list"),
        pytest.param("/none", "", id="a field that the item lacks"),
        pytest.param("/site", "", id="a name of the program's own"),
    ],
)
def test_a_hit_in_an_own_field_of_an_item(checker: Checker, pointer: str, text: str) -> None:
    own = {"author": "Ann", "a/b ~": 1.5, "tags": ["x", "y"], "source": {"id": 7, "name": "N"}, "nested": [[1, 2]]}
    data = json.dumps({"title": "T", "url": "https://h.example/1", "body": "b", **own})
    line, column, found = location_of(checker, data.encode(), Hit("", pointer), "a.jsonl")
    assert (line, found) == (1, text)
    assert data[column - 1 :].startswith(text)
