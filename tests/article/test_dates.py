"""The date that an item states, with what the settings, its site, its feed and its crawl say about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from newscheck.article import date_order, dates, items
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import SiteIndex
from newscheck.model import Document, Site
from newscheck.text.written_date import MOMENT, RELATIVE, UNKNOWN

OPEN, DAY, MONTH = "5/6/2023", "2023-06-05", "2023-05-06"
CRAWL = 1692215820000


def document(
    dateline: Any, *, siblings: date_order.Siblings | None = None, setting: str = "", **fields: Any
) -> Document:
    item = {"title": "Harbour opens", "dateline": dateline, **fields}
    mapping = ItemMapping(date_order=setting)
    return items.to_document("a.json", json.dumps(item), "json", item, mapping, (1, 1), siblings=siblings)


def dateline(document: Document, *, day_first: bool | None = None) -> str | None:
    return to_article(document, SiteIndex([Site("generic", day_first=day_first)])).dateline


@pytest.mark.parametrize(
    ("setting", "day_first", "others", "wanted"),
    [
        pytest.param("", None, [], DAY, id="nothing tells"),
        pytest.param("", None, ["5/16/2023"], MONTH, id="the feed"),
        pytest.param("", None, ["16/5/2023"], DAY, id="the feed, too"),
        pytest.param("", True, ["5/16/2023"], DAY, id="the site before the feed"),
        pytest.param("", False, ["16/5/2023"], MONTH, id="the site"),
        pytest.param("month-first", True, ["16/5/2023"], MONTH, id="the settings before the site"),
        pytest.param("day-first", False, ["5/16/2023"], DAY, id="the settings"),
    ],
)
def test_settings_go_before_the_site_and_the_site_before_the_feed(
    setting: str, day_first: bool | None, others: list[str], wanted: str
) -> None:
    def siblings() -> Iterator[Mapping[str, Any]]:
        return ({"dateline": other} for other in others)

    assert dateline(document(OPEN, siblings=siblings, setting=setting), day_first=day_first) == wanted


@pytest.mark.parametrize(
    ("setting", "day_first", "wanted"),
    [
        pytest.param("", None, "2023-05-16", id="by itself"),
        pytest.param("", True, None, id="not as the site says"),
        pytest.param("day-first", None, None, id="not as the settings say"),
        pytest.param("month-first", True, "2023-05-16", id="as the settings say"),
    ],
)
def test_a_date_of_one_order_is_none_in_a_feed_of_the_other(
    setting: str, day_first: bool | None, wanted: str | None
) -> None:
    assert dateline(document("5/16/2023", setting=setting), day_first=day_first) == wanted


@pytest.mark.parametrize(
    ("stated", "day_first", "setting", "shown"),
    [
        pytest.param(OPEN, None, "", "either", id="either"),
        pytest.param("5/16/2023", None, "", "month-first", id="one"),
        pytest.param("2023-05-16", None, "", "", id="another form"),
        pytest.param(OPEN, True, "", "", id="known by the site"),
        pytest.param(OPEN, None, "month-first", "", id="known by the settings"),
    ],
)
def test_the_order_that_a_date_shows_where_nothing_else_does(
    stated: str, day_first: bool | None, setting: str, shown: str
) -> None:
    assert dates.shown_order(document(stated, setting=setting), Site("generic", day_first=day_first)) == shown


@pytest.mark.parametrize(
    ("stated", "title", "timezone", "offset"),
    [
        pytest.param("2023-08-16 21:04 CST", "港口", None, 480, id="a Chinese title"),
        pytest.param("2023-08-16 21:04 CST", "港口の船", None, None, id="a Japanese one"),
        pytest.param("2023-08-16 21:04 CST", "Harbour opens", None, None, id="an English one"),
        pytest.param("2023-08-16 21:04 CST", "Harbour opens", "Asia/Taipei", 480, id="a Chinese site"),
        pytest.param("2023-08-16 21:04 CST", "港口", "America/Chicago", None, id="a Chinese site in Chicago"),
        pytest.param("2023-08-16 21:04 IST", "港口", "Asia/Shanghai", None, id="another zone"),
        pytest.param("2023-08-16 21:04 +0100", "港口", "Asia/Shanghai", 60, id="an offset that is written"),
    ],
)
def test_the_zone_that_has_several_meanings(stated: str, title: str, timezone: str | None, offset: int | None) -> None:
    date = dates.stated(document(stated, title=title), Site("generic", timezone=timezone), None)
    assert date is not None and (date.kind, date.offset) == (MOMENT, offset)


@pytest.mark.parametrize(
    ("stated", "epoch_ms", "iso"),
    [
        pytest.param("8月15日", CRAWL, "2023-08-15", id="the year of the crawl"),
        pytest.param("12月31日", CRAWL, "2022-12-31", id="the year before"),
        pytest.param("8月15日", None, None, id="no crawl"),
        pytest.param("8月15日", 5, None, id="a time at which nobody crawled"),
        pytest.param("8月15日", 10**18, None, id="a time that nobody can write"),
        pytest.param("2020-08-15", CRAWL, "2020-08-15", id="a year that is written"),
    ],
)
def test_a_missing_year(stated: str, epoch_ms: int | None, iso: str | None) -> None:
    date = dates.stated(document(stated), Site("generic"), epoch_ms)
    assert date is not None and date.iso == iso


@pytest.mark.parametrize(
    ("stated", "kind"),
    [("2023-08-16", MOMENT), ("3小时前", RELATIVE), ("soon", UNKNOWN), ({"a": 1}, UNKNOWN)],
)
def test_the_kind_of_a_date(stated: Any, kind: str) -> None:
    date = dates.stated(document(stated), Site("generic"), CRAWL)
    assert date is not None and date.kind == kind


def test_a_document_without_the_field_states_none() -> None:
    assert dates.stated(Document("a.md", "", "dump"), Site("generic"), CRAWL) is None
    assert dates.shown_order(Document("a.md", "", "dump"), Site("generic")) == ""


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        pytest.param(" 3小时前 ", "3小时前", id="a text"),
        pytest.param({"于": 1}, '{"于": 1}', id="another value"),
        pytest.param("x" * 40, "x" * 40, id="as long as it may be"),
        pytest.param("x" * 41, "x" * 40 + "…", id="too long"),
    ],
)
def test_a_value_in_a_message(value: Any, quoted: str) -> None:
    assert dates.quoted(value) == quoted


@pytest.mark.parametrize(
    ("line", "is_relative"),
    [
        pytest.param("3小时前", True, id="hours ago"),
        pytest.param("昨天", True, id="a word"),
        pytest.param("Šodien, 17:40", True, id="today, with a time"),
        pytest.param("Leo", False, id="a name that is a word for today elsewhere"),
        pytest.param("9:25 p.m.", False, id="the heading of a ticker"),
        pytest.param("15h14", False, id="a time of day"),
        pytest.param("Version 3.6.0 is now here!", False, id="a title"),
    ],
)
def test_relative_date_lines_of_a_text(line: str, is_relative: bool) -> None:
    assert bool(dates.relative([line, "Der Hafen ist wieder offen."])) is is_relative
