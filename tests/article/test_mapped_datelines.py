"""The date line of an item: in any form, under its own name and mapped alike."""

from __future__ import annotations

import json
from datetime import UTC, datetime

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
        pytest.param("发布时间：2023-08-16 21:04", "2023-08-16T21:04", None, id="what it is the date of"),
        pytest.param(1692213306, "2023-08-16T19:15", 1692213300000, id="a number of seconds"),
        pytest.param("2023-08-16 21:04 CST", "2023-08-16T21:04", 1692191040000, id="CST under a Chinese title"),
        pytest.param("8月16日 21:04", "2023-08-16T21:04", None, id="the year of the crawl"),
        pytest.param("12月31日", "2022-12-31", None, id="the year before the crawl"),
        *(
            pytest.param(text, None, None, id=f"no date: {text}")
            for text in (
                *("yesterday", "3小时前", "2023-02-31 21:04", "1970-01-01 08:00", "None", {"on": 16}, True, 5),
                *("2023-08-16 21:04 +99:99", "2023-08-16 21:04 - 22:30", "2023-08-16 21:04 新华社"),
                "2023-08-16 21:04, updated 2023-08-17",
            )
        ),
    ],
)
@pytest.mark.parametrize("name", ["dateline", "posted"])
def test_a_date_line_may_have_any_form(stated: object, wanted: str | None, published: int | None, name: str) -> None:
    item = {"title": "渔民", "epoch_ms": 1692215820000, name: stated}
    (document,) = read(json.dumps(item), dateline=name)
    article = to_article(document, SiteIndex(package_data.sites()))
    assert (article.dateline, article.published_ms) == (wanted, published)


@pytest.mark.parametrize(
    ("members", "wanted"),
    [
        pytest.param({}, None, id="unknown"),
        pytest.param({"language": "pl"}, "2023-11-16", id="Polish"),
        pytest.param({"lang": "hr-HR"}, "2023-10-16", id="Croatian, with its country"),
        pytest.param({"language": "Polish"}, None, id="no code"),
        pytest.param({"url": "https://vijesti.example.hr/1"}, "2023-10-16", id="by the country in the address"),
        pytest.param({"url": "https://pl.example.org/1.hr"}, None, id="no country in the address"),
        pytest.param({"language": "pl", "url": "https://example.hr/1"}, "2023-11-16", id="what is stated counts first"),
    ],
)
def test_a_month_of_several_languages_is_that_of_the_item(members: dict[str, str], wanted: str | None) -> None:
    item = {"title": "渔民", "dateline": "16 listopada 2023", "epoch_ms": "16 listopada 2023", **members}
    (document,) = read(json.dumps(item))
    article = to_article(document, SiteIndex(package_data.sites()))
    day = datetime.fromtimestamp(article.epoch_ms / 1000, UTC).date().isoformat() if article.epoch_ms else None
    assert (article.dateline, day) == (wanted, wanted)
