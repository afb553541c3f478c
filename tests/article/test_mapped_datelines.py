"""The date line of an item: in any form where it is mapped."""

from __future__ import annotations

import json

import pytest

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import SiteIndex
from newscheck.engine.settings import package_data
from newscheck.model import Document, RawInput


def read(text: str, **mapping: str | list[str]) -> list[Document]:
    return list(readers.read(RawInput("a.jsonl", text.encode()), ItemMapping(mapping)))


@pytest.mark.parametrize(
    ("stated", "wanted", "published"),
    [
        pytest.param("2023-08-16T21:04:00+08:00", "2023-08-16T21:04", 1692191040000, id="ISO 8601 with an offset"),
        pytest.param("2023-08-16 21:04:05.123456", "2023-08-16T21:04", None, id="what Python prints"),
        pytest.param("Wed, 16 Aug 2023 21:04:00 GMT", "2023-08-16T21:04", 1692219840000, id="RSS"),
        pytest.param("2023年8月16日 21:04", "2023-08-16T21:04", None, id="Chinese"),
        pytest.param("2023-08-16", "2023-08-16", None, id="a bare date"),
        pytest.param("yesterday", "yesterday", None, id="no date stays for the schema to refuse"),
        pytest.param("2023-02-31 21:04", "2023-02-31 21:04", None, id="nor does a day that is none"),
        pytest.param("发布时间：2023-08-16 21:04", "2023-08-16T21:04", None, id="what it is the date of"),
        pytest.param("（2023年8月16日 星期三）", "2023-08-16", None, id="the day of the week"),
        pytest.param("2023年8月16日 21时04分05秒", "2023-08-16T21:04", None, id="hours, minutes, seconds"),
        *(
            pytest.param(text, text, None, id=f"not read, for not all of it is understood: {text}")
            for text in (
                *("11/5/2026 7:30 PM", "16/08/2023 - 9:04 p.m.", "7:30 a.m. 16/08/2023", "2023年8月16日 下午3:20"),
                *("2023-08-16 晚上9:04", "2023-08-16 21:04 CST", "Wed, 16 Aug 2023 21:04:00 GMT+8"),
                *("2023-08-16 21:04:00+08", "2023-08-16 21:04 +99:99", "2023-08-16 21:04 - 22:30"),
                *("2023-08-16 21:04, updated 2023-08-17", "2023-08-16 21:04 新华社"),
            )
        ),
    ],
)
def test_a_mapped_date_line_may_have_any_form(stated: str, wanted: str, published: int | None) -> None:
    (document,) = read(json.dumps({"title": "题", "posted": stated}), dateline="posted")
    article = to_article(document, SiteIndex(package_data.sites()))
    assert (article.dateline, article.published_ms) == (wanted, published)


def test_a_date_line_that_is_the_records_own_has_its_form() -> None:
    (document,) = read(json.dumps({"title": "题", "dateline": "2023-08-16 21:04"}))
    assert to_article(document, SiteIndex(package_data.sites())).dateline == "2023-08-16 21:04"
