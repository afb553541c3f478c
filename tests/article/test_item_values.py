"""The values of fields from the forms in which tools write them, and where they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import SiteIndex
from newscheck.checker import locations
from newscheck.engine.settings import package_data
from newscheck.model import Article, Document, Hit, RawInput

SITES = SiteIndex(package_data.sites())


def read(item: dict[str, Any], **mapping: Any) -> Document:
    text = json.dumps({"epoch_ms": 1692213306000, **item}, ensure_ascii=False)
    (document,) = readers.read(RawInput("a.jsonl", text.encode()), ItemMapping(mapping))
    return document


def article_of(item: dict[str, Any], **mapping: Any) -> Article:
    return to_article(read(item, **mapping), SITES)


@pytest.mark.parametrize(
    ("item", "mapping", "field", "value"),
    [
        pytest.param({"body": ["一", "二"]}, {}, "body", "一\n二", id="a list of paragraphs is a body"),
        pytest.param({"body": ["一", "二"]}, {}, "paragraphs", ["一", "二"], id="of these paragraphs"),
        pytest.param({"body": ["一", " ", None, "二"]}, {}, "body", "一\n二", id="without blank ones"),
        pytest.param({"html": ["<p>一</p>", "<p>二</p>"]}, {}, "paragraphs", ["一", "二"], id="a list of HTML"),
        pytest.param({"title": ["灯塔", "渡轮"]}, {}, "title", "灯塔 渡轮", id="a list of a title's parts"),
        pytest.param({"title": {"rendered": "A &#8211; B"}}, {}, "title", "A – B", id="a title in HTML"),
        pytest.param({"title": "A &#8211; B"}, {}, "title", "A &#8211; B", id="a title that is no HTML"),
        pytest.param({"title": {"#text": "灯塔"}}, {}, "title", "灯塔", id="a title in an object"),
        pytest.param({"url": ["https://x.org/a"]}, {}, "url", "https://x.org/a", id="an address in a list"),
        pytest.param({"url": {"@id": "https://x.org/a"}}, {}, "url", "https://x.org/a", id="an address in an object"),
        pytest.param({"dateline": ["2023-08-16T21:04"]}, {}, "dateline", "2023-08-16T21:04", id="a time in a list"),
        pytest.param({"at": [1692213306000]}, {"epoch_ms": "at"}, "epoch_ms", 1692213306000, id="a number in a list"),
        pytest.param({"image": ["/1.jpg", "/2.jpg"]}, {}, "image", "/1.jpg", id="the first image"),
        pytest.param({"image": ["/1.jpg", "/2.jpg"]}, {}, "images", ["/1.jpg", "/2.jpg"], id="all images"),
        pytest.param({"image": {"url": "/1.jpg", "width": 9}}, {}, "image", "/1.jpg", id="an image object"),
        pytest.param({"image": [{"contentUrl": "/1.jpg"}]}, {}, "image", "/1.jpg", id="a list of image objects"),
        pytest.param({"images": [{"src": "/1.jpg"}, "/2.jpg"]}, {}, "images", ["/1.jpg", "/2.jpg"], id="some of each"),
        pytest.param({"images": {"url": "/1.jpg"}}, {}, "images", ["/1.jpg"], id="one image object"),
        pytest.param({"p": [{"t": "一"}, {"t": "二"}]}, {"paragraphs": "p[*].t"}, "paragraphs", ["一", "二"], id="[*]"),
        pytest.param({"a": "", "b": "二"}, {"title": ["a", "b"]}, "title", "二", id="an empty text counts for nothing"),
        pytest.param({"a": "None", "b": "二"}, {"title": ["a", "b"]}, "title", "二", id="nor does a program's None"),
        pytest.param({"a": [], "title": "二"}, {"title": "a"}, "title", "二", id="nor does an empty list"),
        pytest.param({"a": "None"}, {"title": "a"}, "title", "None", id="but where there is no other, it is told"),
        pytest.param(
            {"url": True, "@id": "https://x.org/a"}, {"url": ["url", "@id"]}, "url", "https://x.org/a", id="no address"
        ),
    ],
)
def test_the_forms_of_a_field(item: dict[str, Any], mapping: dict[str, Any], field: str, value: Any) -> None:
    assert getattr(article_of(item, **mapping), field) == value


@pytest.mark.parametrize(
    ("item", "field"),
    [
        pytest.param({"body": [{"type": "text"}]}, "body", id="objects without a text"),
        pytest.param({"images": [1, 2]}, "images", id="numbers"),
        pytest.param({"image": {"width": 9}}, "image", id="an object without an address"),
        pytest.param({"paragraphs": "一"}, "paragraphs", id="a text for a list"),
        pytest.param({"title": 7}, "title", id="a number for a title"),
        pytest.param({"body": ["一"] * 10_001}, "body", id="more paragraphs than an article has"),
    ],
)
def test_other_values_stay_for_the_schema_to_reject(item: dict[str, Any], field: str) -> None:
    assert article_of(item).mistyped[field] == item[field]


NESTED = {
    "title": "灯塔",
    "body": {"summary": ["潮水“退去”"], "sections": [{"headline": ["码头"], "paragraphs": ["第一段", "第\t二段"]}]},
    "images": [{"url": "/1.jpg"}, {"url": "/2.jpg"}],
}
JOINED = {"body": "body.(summary, sections[*].(headline, paragraphs))", "images": "images[*].url"}


@pytest.mark.parametrize(
    ("item", "mapping", "hit", "text"),
    [
        pytest.param(NESTED, JOINED, Hit("", "/body"), "潮水“退去”", id="a joined body: its first text"),
        pytest.param(NESTED, JOINED, Hit("", "/body", 7, 9), "码头", id="an offset in a joined body"),
        pytest.param(NESTED, JOINED, Hit("", "/body", 16, 18), "二段", id="behind an escape"),
        pytest.param(NESTED, JOINED, Hit("", "/body", 10, 99), "第一段", id="not beyond the text in which it begins"),
        pytest.param(NESTED, JOINED, Hit("", "/paragraphs/2"), "第一段", id="a paragraph of it"),
        pytest.param(NESTED, JOINED, Hit("", "/paragraphs/3", 2, 3), "二", id="an offset in a paragraph of it"),
        pytest.param(NESTED, JOINED, Hit("", "/images/1"), "/2.jpg", id="an image of several"),
        pytest.param({"images": ["/1.jpg", "/2.jpg"]}, {}, Hit("", "/images/1"), "/2.jpg", id="an entry of a list"),
        pytest.param(
            {"paragraphs": ["一", "二三"]}, {}, Hit("", "/paragraphs/1", 1, 2), "三", id="an offset in an entry"
        ),
        pytest.param({"body": "一\n\n  二三 \n四"}, {}, Hit("", "/paragraphs/1"), "二三", id="a line of the body"),
        pytest.param({"body": "一\n二三"}, {}, Hit("", "/paragraphs/1", 1, 2), "三", id="an offset in a line"),
        pytest.param({"body": ["一", "二三"]}, {}, Hit("", "/paragraphs/1", 1, 2), "三", id="in a list of lines"),
        pytest.param({"image": {"url": "/1.jpg"}}, {}, Hit("", "/image"), "/1.jpg", id="an address in an object"),
        pytest.param({"url": ["https://x.org/a"]}, {}, Hit("", "/url", 8, 13), "x.org", id="an address in a list"),
    ],
)
def test_a_hit_is_at_the_value_in_the_item(item: dict[str, Any], mapping: dict[str, Any], hit: Hit, text: str) -> None:
    document = read(item, **mapping)
    start, end = locations.offset_of(hit, document, to_article(document, SITES))
    assert json.loads(f'"{document.text[start:end]}"') == text


@pytest.mark.parametrize("pointer", ["/paragraphs/9", "/paragraphs/x", "/images/99999999999", "/images/²"])
def test_a_pointer_that_leads_nowhere_is_at_the_field(pointer: str) -> None:
    document = read({"body": "一\n二", "images": ["/1.jpg"]})
    start, end = locations.offset_of(Hit("", pointer), document, to_article(document, SITES))
    assert document.text[start:end] in ('["/1.jpg"]', "")
