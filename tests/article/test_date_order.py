"""The order of day and month of a feed, by its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from newscheck.article import date_order, items
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import SiteIndex
from newscheck.model import Document, Site


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


def test_the_items_of_a_file_are_read_once_and_only_for_a_date_that_may_be_either() -> None:
    calls = []

    def siblings() -> Iterator[Mapping[str, Any]]:
        calls.append(1)
        return iter([{"posted": "5/16/2023"}, {"posted": "5/17/2023"}, {}])

    def document(item: Mapping[str, Any], mapping: ItemMapping) -> Document:
        return items.to_document("a.json", "{}", "json", item, mapping, (1, 1), siblings=siblings)

    for stated in ("2023-05-06", "5/16/2023", "16 May 2023", None, "", 5):
        document({"title": "a", "dateline": stated}, ItemMapping())
    assert calls == []
    mapping = ItemMapping({"dateline": "posted", "epoch_ms": "seen"})
    for day in range(1, 10):
        item = {"title": "a", "posted": f"5/{day}/2023", "seen": f"5/{day}/2023 10:00"}
        read = document(item, mapping)
        assert to_article(read, SiteIndex([Site("generic")])).dateline == f"2023-05-{day:02}"
        assert read.epoch and read.epoch.value == 1683108000000 + (day - 3) * 86_400_000
    assert calls == [1]
