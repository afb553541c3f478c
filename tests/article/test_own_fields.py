"""The fields of an item's own: which have a value, of what kind they are, what stands for an object."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article import own_fields
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.checker.execution import Checker
from newscheck.model import RawInput
from newscheck.text.json_path import json_pointer

PLAIN = ItemMapping()
NUMBERS = st.integers() | st.floats()
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def fields_of(checker: Checker, data: str, name: str, mapping: ItemMapping = PLAIN) -> dict[str, Any]:
    """The own fields of the one article in a file."""
    (document,) = readers.read(RawInput(name, data.encode()), mapping)
    return dict(to_article(document, checker.sites).fields)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, False, id="null"),
        pytest.param("", False, id="an empty text"),
        pytest.param(" \u3000", False, id="blanks"),
        pytest.param("None", False, id="what Python writes for nothing"),
        pytest.param("nan", False, id="what pandas writes for nothing"),
        pytest.param(float("nan"), False, id="not a number"),
        pytest.param([], False, id="an empty list"),
        pytest.param({}, False, id="an empty object"),
        pytest.param([None, "", []], False, id="a list of nothings"),
        pytest.param({"id": None, "name": ""}, False, id="an object of nothings"),
        pytest.param(0, True, id="zero"),
        pytest.param(False, True, id="false"),
        pytest.param("0", True, id="zero as text"),
        pytest.param([None, "a"], True, id="a list with one value"),
        pytest.param({"a": {"b": [1]}}, True, id="an object with a value deep inside"),
    ],
)
def test_has_value(value: Any, expected: bool) -> None:
    assert own_fields.has_value(value) is expected


def test_a_value_that_is_nested_without_end_has_one() -> None:
    value: Any = []
    for _ in range(5_000):
        value = [value]
    assert own_fields.has_value(value)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        pytest.param({"@type": "Person", "name": "Ann Lee"}, "Ann Lee", id="an author in JSON-LD"),
        pytest.param({"term": "sea", "scheme": None}, "sea", id="a tag of feedparser"),
        pytest.param({"id": None, "name": "Harbour News"}, "Harbour News", id="a source of NewsAPI"),
        pytest.param({"id": 7, "name": ""}, 7, id="an id where the name is empty"),
        pytest.param({"name": ["Ann"]}, {"name": ["Ann"]}, id="no scalar"),
        pytest.param("Ann", "Ann", id="a text"),
    ],
)
def test_label(value: Any, label: Any) -> None:
    assert own_fields.label_of(value) == label


@pytest.mark.parametrize(
    ("value", "kind", "form", "expected"),
    [
        pytest.param("12", "number", "jsonl", False, id="a text in JSON is no number"),
        pytest.param("12", "number", "csv", True, id="a cell of CSV may spell one"),
        pytest.param("-1.5e3", "number", "xml", True, id="with an exponent"),
        pytest.param("twelve", "number", "csv", False, id="a word"),
        pytest.param("١٢", "number", "csv", False, id="other digits"),
        pytest.param(True, "number", "jsonl", False, id="true is no number"),
        pytest.param("yes", "boolean", "markdown", True, id="YAML spells a truth value"),
        pytest.param("yes", "boolean", "jsonl", False, id="JSON has one"),
        pytest.param(1, "boolean", "jsonl", False, id="one is none"),
        pytest.param("https://h.example/a", "url", "jsonl", True, id="an address"),
        pytest.param("/a", "url", "jsonl", False, id="a relative one"),
        pytest.param("Wed, 16 Aug 2023 19:04:00 GMT", "date", "jsonl", True, id="a date"),
        pytest.param(1692212640, "date", "jsonl", True, id="a date as seconds since 1970"),
        pytest.param("yesterday", "date", "jsonl", False, id="a relative one"),
        pytest.param(False, "date", "jsonl", False, id="false is none"),
    ],
)
def test_is_of_kind(value: Any, kind: str, form: str, expected: bool) -> None:
    assert own_fields.is_of_kind(value, kind, form) is expected


@given(VALUES)
def test_each_value_of_json_has_one_kind(value: Any) -> None:
    kinds = [kind for kind in ("text", "number", "boolean", "list", "object") if own_fields.KINDS[kind](value)]
    assert kinds == ([own_fields.kind_of(value)] if value is not None else [])
    assert all(isinstance(own_fields.is_of_kind(value, kind, "csv"), bool) for kind in own_fields.KINDS)
    assert isinstance(own_fields.has_value(value), bool)


BODY = "The maritime court published the full text of the agreement."


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        pytest.param(
            "a.jsonl",
            f'{{"title": "T", "url": "https://h.example/1", "body": "{BODY}", "author": null, "n": {{"a": [1]}}}}',
            {"author": None, "n": {"a": [1]}},
            id="JSON, as it is written",
        ),
        pytest.param(
            "a.csv",
            f'title,url,body,author,tags,more\nT,https://h.example/1,{BODY},Ann,"[\'a\', \'b\']","[""c""]"\n',
            {"author": "Ann", "tags": ["a", "b"], "more": ["c"]},
            id="lists in cells, by Python and by JSON",
        ),
        pytest.param(
            "a.xml",
            "<?xml version='1.0'?><items><item><title>T</title><url>https://h.example/1</url>"
            f"<body>{BODY}</body><author>Ann</author><tags><value>a</value><value>b</value></tags></item></items>",
            {"author": "Ann", "tags": ["a", "b"]},
            id="XML as Scrapy writes it",
        ),
        pytest.param(
            "a.xml",
            "<rss version='2.0'><channel><item><title>T</title><link>https://h.example/1</link>"
            f"<description>{BODY}</description><author>a@h.example</author><category>sea</category>"
            "<guid isPermaLink='false'>7</guid></item></channel></rss>",
            {"author": "a@h.example", "category": ["sea"], "guid": "7"},
            id="a feed",
        ),
        pytest.param(
            "a.md",
            "---\ntitle: T\nlink: https://h.example/1\nauthor: Ann\ntags: [a, b]\nsource: Harbour News\nslug: t\n"
            f"series:\n  name: S\n---\n\n{BODY}\n",
            {"author": "Ann", "tags": ["a", "b"], "series": {"name": "S"}, "source": "Harbour News", "slug": "t"},
            id="front matter, with a source that is no address",
        ),
        pytest.param(
            "a.md",
            "---\nlayout: post\ntitle: T\ntags: [a, b c]\nmore: ['x, y']\ncategories:\n  - sea\n"
            "author: Ann\nfrom: https://h.example/1\n---\n<!--1692213306000-->\n[T](https://h.example/1)\n------\n\n<p>x</p>",
            {"tags": ["a", "b c"], "more": ["x, y"], "categories": ["sea"], "author": "Ann"},
            id="front matter before a dump file",
        ),
        pytest.param(
            "a.jsonl",
            '{"title": "T", "publishedAt": "2023-08-16T21:04:00Z", "urlToImage": "https://h.example/1.jpg",'
            f' "url": "https://h.example/1", "content": "{BODY}", "source": {{"id": null, "name": "News"}}}}',
            {"source": {"id": None, "name": "News"}},
            id="a preset",
        ),
    ],
)
def test_what_is_carried(checker: Checker, name: str, data: str, expected: dict[str, Any]) -> None:
    assert fields_of(checker, data, name) == expected


def test_a_field_that_is_mapped_is_no_own_field(checker: Checker) -> None:
    data = f'{{"title": "T", "url": "https://h.example/1", "body": "{BODY}", "standfirst": "S", "by": "Ann"}}'
    assert fields_of(checker, data, "a.jsonl", ItemMapping({"lead": "standfirst"})) == {"by": "Ann"}


PAGE = (
    '<!doctype html><html><head><title>T</title><link rel="canonical" href="https://h.example/1">'
    '<meta name="author" content="Ann &amp; Bo"><meta property="article:section" content="World">'
    '<meta property="article:tag" content="sea"><meta property="article:tag" content="law">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "T", "author": [{"name": "Ann Lee"}],'
    '"articleSection": 7, "dateModified": "2023-08-17"}</script></head>'
    f"<body><article><h1>T</h1><p>{BODY * 3}</p></article></body></html>"
)


def test_what_a_saved_page_says_of_itself(checker: Checker) -> None:
    found = fields_of(checker, PAGE, "a.html", ItemMapping(extractor="newscheck:main-content"))
    assert found == {"author": "Ann Lee", "section": "World", "modified": "2023-08-17", "tags": ["sea", "law"]}


@pytest.mark.parametrize(
    ("names", "steps", "is_there"),
    [
        pytest.param("source.name", ("source", "name"), True, id="a member of an object"),
        pytest.param("a.b", ("a.b",), True, id="a name with a point"),
        pytest.param("source.url", ("source", "url"), False, id="one that it hasn't"),
        pytest.param("author", ("author",), False, id="none"),
        pytest.param("__class__", ("__class__",), False, id="none of the program's own"),
        pytest.param("title", ("title",), True, id="a field of the record"),
    ],
)
def test_find(checker: Checker, names: str, steps: tuple[str, ...], is_there: bool) -> None:
    item = f'{{"title": "T", "url": "https://h.example/1", "body": "{BODY}", "source": {{"name": "N"}}, "a.b": 1}}'
    (document,) = readers.read(RawInput("a.jsonl", item.encode()))
    found = own_fields.find(to_article(document, checker.sites), names)
    assert (found[1], found[2]) == (steps, is_there)
    assert json_pointer(("a/b~c", 0)) == "/a~1b~0c/0"


AUTHORS = '[{"name": "Ann", "tags": [{"term": "sea"}, {}]}, {"name": null, "tags": []}, "Bo"]'


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param("source.name", [("N", "source.name", True)], id="no list"),
        pytest.param(
            "authors[*].name",
            [("Ann", "authors.0.name", True), (None, "authors.1.name", True), (None, "authors.2.name", False)],
            id="each entry",
        ),
        pytest.param(
            "authors[*].tags[*].term",
            [
                ("sea", "authors.0.tags.0.term", True),
                (None, "authors.0.tags.1.term", False),
                ([], "authors.1.tags", True),
                (None, "authors.2.tags", False),
            ],
            id="lists in a list",
        ),
        pytest.param("empty[*].name", [([], "empty", True)], id="an empty list"),
        pytest.param("source[*].name", [("N", "source.name", True)], id="an object for a list"),
        pytest.param("text[*].name", [(None, "text.name", False)], id="a text for a list"),
        pytest.param("none[*].name", [(None, "none", False)], id="nothing"),
        pytest.param("a[*].b", [(1, "a[*].b", True)], id="a field of this name"),
    ],
)
def test_find_each(checker: Checker, names: str, expected: list[tuple[object, str, bool]]) -> None:
    item = (
        f'{{"title": "T", "url": "https://h.example/1", "body": "{BODY}", "source": {{"name": "N"}}, "empty": [],'
        f' "text": "x", "a[*].b": 1, "a": [], "authors": {AUTHORS}}}'
    )
    (document,) = readers.read(RawInput("a.jsonl", item.encode()))
    found = own_fields.find_each(to_article(document, checker.sites), names)
    assert [(value, ".".join(map(str, steps)), is_there) for value, steps, is_there in found] == expected
