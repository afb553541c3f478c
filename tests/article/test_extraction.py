"""What an item states overrides what its HTML says, unless it has a wrong type; numbers and times have limits."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article import extraction
from newscheck.article.extraction import MAX_TAGS, dateline_to_ms, decode_url, limit_tags
from newscheck.checker.execution import Checker
from newscheck.model import Article, RawInput, Site

HTML = "<p>16/08/2023 - 21:04</p><p>甲乙丙丁</p><img src='https://x.org/1.jpg'>"


def article(checker: Checker, **fields: Any) -> Article:
    item = {"title": "题", "url": "https://x.org/1", "html": HTML, **fields}
    (document,) = readers.read(RawInput("a.jsonl", json.dumps(item).encode()))
    return extraction.to_article(document, checker.sites)


@pytest.mark.parametrize(
    ("fields", "name", "value", "is_mistyped"),
    [
        pytest.param({"lead": "导语"}, "lead", "导语", False, id="a lead"),
        pytest.param({"lead": 5}, "lead", None, True, id="a lead that is a number"),
        pytest.param({"lead": None}, "lead", None, False, id="no lead"),
        pytest.param({"paragraphs": ["甲"]}, "paragraphs", ["甲"], False, id="paragraphs"),
        pytest.param({"paragraphs": ["甲", 5]}, "paragraphs", ["甲乙丙丁"], True, id="one that is no text"),
        pytest.param({"paragraphs": "甲"}, "paragraphs", ["甲乙丙丁"], True, id="no list"),
        pytest.param({"body": "甲\n\n 乙 "}, "paragraphs", ["甲", "乙"], False, id="the paragraphs of a body"),
        pytest.param({"body": "甲", "paragraphs": ["乙"]}, "paragraphs", ["乙"], False, id="body and paragraphs"),
        pytest.param({"image": ["/1", "/2"]}, "images", ["/1", "/2"], False, id="several images"),
        pytest.param({"image": ["/1", "/2"]}, "image", "/1", False, id="the first of several"),
        pytest.param({"image": []}, "image", None, False, id="an empty list of images"),
        pytest.param({"image": "/1", "images": ["/2"]}, "images", ["/2"], False, id="image and images"),
        pytest.param({"image": ["/1.svg", "/2"]}, "image", "/2", False, id="no drawing as the lead image"),
        pytest.param(
            {"images": ["/2", "/3"]}, "image", "https://x.org/1.jpg", False, id="images beside the HTML's own"
        ),
        pytest.param({"html": "<p>甲</p>", "images": ["/2", "/3"]}, "image", "/2", False, id="images only"),
        pytest.param({"html": "<p>甲</p>", "images": ["/2.svg", "/3"]}, "image", "/3", False, id="a drawing first"),
        pytest.param({"html": "<p>甲</p>", "images": ["/2.svg"]}, "image", None, False, id="only a drawing"),
        pytest.param({"html": "<p>甲</p>", "images": []}, "image", None, False, id="no images"),
        pytest.param({"html": "<p>甲</p>", "images": ["/2"], "image": None}, "image", "/2", False, id="null is none"),
        pytest.param({"images": [5]}, "images", ["https://x.org/1.jpg"], True, id="an image that is no text"),
    ],
)
def test_what_an_item_states(
    checker: Checker, fields: dict[str, Any], name: str, value: object, is_mistyped: bool
) -> None:
    made = article(checker, **fields)
    assert getattr(made, name) == value
    assert dict(made.mistyped) == (fields if is_mistyped else {})
    # The schema of the record sees what the item says.
    assert made.record[name] == (fields[name] if is_mistyped else value)


@pytest.mark.parametrize(
    ("html", "image"),
    [
        pytest.param("<img src='/a.svg'><img src='/b.jpg'><p>甲</p>", "/b.jpg", id="the next before the text"),
        pytest.param("<img src='/a.SVG?v=2'><p>甲</p><img src='/b.jpg'>", "/b.jpg", id="one further down"),
        pytest.param("<p>甲</p><img src='/a.svg#i'><img src='/b.jpg'>", "/b.jpg", id="the second further down"),
        pytest.param("<img src='/a.svg'><p>甲</p>", None, id="no other"),
        pytest.param("<img src='/320px-a.svg.png'><p>甲</p>", "/320px-a.svg.png", id="a picture of a drawing"),
    ],
)
def test_a_drawing_is_no_lead_image(checker: Checker, html: str, image: str | None) -> None:
    made = article(checker, html=html)
    assert made.image == image
    assert len(made.images) == html.count("<img")


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        pytest.param(1692213306000, 1692213306000, id="a number"),
        pytest.param(True, None, id="a truth value"),
        pytest.param("1692213306000", 1692213306000, id="digits"),
        pytest.param("9" * 25, None, id="more digits than a time has"),
        pytest.param("١٦٩", None, id="other digits"),
        pytest.param([], None, id="a list"),
    ],
)
def test_the_epoch_is_a_whole_number(checker: Checker, epoch: object, expected: int | None) -> None:
    assert article(checker, epoch_ms=epoch).epoch_ms == expected


@pytest.mark.parametrize(("tags", "kept"), [(MAX_TAGS, MAX_TAGS), (MAX_TAGS + 1, MAX_TAGS), (MAX_TAGS + 2, MAX_TAGS)])
def test_so_many_tags_are_parsed(tags: int, kept: int) -> None:
    assert limit_tags("a" + "<b" * tags) == "a" + "<b" * kept


@pytest.mark.parametrize(
    ("iso", "offset", "zone", "expected"),
    [
        pytest.param("1970-01-01T08:00", None, "Asia/Shanghai", 0, id="the zone of the site"),
        pytest.param("1970-01-01T08:00", 60, "Asia/Shanghai", 25_200_000, id="its own"),
        pytest.param("1970-01-01T08:00+08:00", 60, None, 0, id="the one that it names"),
        pytest.param("1970-01-01T08:00", None, None, None, id="no zone"),
        pytest.param("1970-01-01", 0, None, None, id="a day"),
        pytest.param("1970-01-41T08:00", 0, None, None, id="no day"),
        pytest.param(5, 0, None, None, id="no text"),
    ],
)
def test_a_date_line_in_utc(iso: object, offset: int | None, zone: str | None, expected: int | None) -> None:
    assert dateline_to_ms(iso, Site("x", timezone=zone), offset) == expected


ESCAPES = st.one_of(
    st.integers(0, 255).map("%{:02X}".format),
    st.sampled_from(["%e4%b8%ad", "%E4%B8", "%", "%4", "%zz", "%u4e2d", "\\", "\\x41", "a", "/", "中", "\n"]),
    st.text(max_size=3),
)


@given(st.lists(ESCAPES).map("".join))
def test_percent_escapes_are_decoded_run_by_run(url: str) -> None:
    expected = re.sub(
        "(?:%[0-9a-fA-F]{2})+", lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace"), url
    )
    assert decode_url(url) == expected
