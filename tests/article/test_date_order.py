"""The order of day and month of a feed, and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from newscheck.article import date_order, items
from newscheck.article.dates import shown_order
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import SiteIndex
from newscheck.model import Document, Site

OPEN, DAY, MONTH = "5/6/2023", "2023-06-05", "2023-05-06"


@pytest.mark.parametrize(
    ("values", "order"),
    [
        pytest.param([], "", id="no date"),
        pytest.param(["5/6/2023", "06.06.2023", "2023-05-16", None, 16], "", id="none that tells"),
        pytest.param(["5/6/2023", "16/5/2023 10:00"], "day-first", id="one with the day first"),
        pytest.param(["Published: 5/16/2023 7:30 PM"], "month-first", id="one with the month first"),
        pytest.param(["16/5/2023", "5/16/2023"], "", id="one of each"),
        pytest.param(["16/5/2023", *["5/16/2023"] * 21], "month-first", id="a slip among many"),
        pytest.param(["5/16/2023", *["16/5/2023"] * 21], "day-first", id="and the other way round"),
        pytest.param(["16/17/2023", "2023/5/16", "1/2/3/2023"], "", id="no dates with the year last"),
    ],
)
def test_dates_tell_the_order_of_a_feed(values: list[Any], order: str) -> None:
    assert date_order.of(values) == order


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


def test_the_items_of_a_file_are_read_once_and_only_for_a_date_that_may_be_either() -> None:
    calls = []

    def siblings() -> Iterator[Mapping[str, Any]]:
        calls.append(1)
        return iter([{"posted": "5/16/2023"}, {"posted": "5/17/2023"}, {}])

    for stated in ("2023-05-06", "5/16/2023", "16 May 2023", None, "", 5):
        document(stated, siblings=siblings)
    assert calls == []
    mapping = ItemMapping({"dateline": "posted", "epoch_ms": "seen"})
    for day in range(1, 10):
        item = {"title": "a", "posted": f"5/{day}/2023", "seen": f"5/{day}/2023 10:00"}
        read = items.to_document("a.json", "{}", "json", item, mapping, (1, 1), siblings=siblings)
        assert dateline(read) == f"2023-05-{day:02}"
        assert read.epoch and read.epoch.value == 1683108000000 + (day - 3) * 86_400_000
    assert calls == [1]


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
    assert shown_order(document(stated, setting=setting), Site("generic", day_first=day_first)) == shown
