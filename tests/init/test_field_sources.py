"""The table says from what each field is taken, how often, and with an example."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.init import field_sources
from newscheck.model import Document, RawInput

FIELDS = {"title": "headline", "body": "text", "url": ["link", "href"]}


def documents(items: Iterable[dict[str, Any]]) -> list[Document]:
    text = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    return [*readers.read(RawInput("a.jsonl", text.encode()), ItemMapping(FIELDS))]


def test_each_field_has_its_sources_and_its_coverage() -> None:
    items = [
        {"headline": "题", "text": "文" * 90, "link" if at else "href": f"https://eel.example/{at}"} for at in range(4)
    ]
    rows = {row.field: row for row in field_sources.find(documents(items))}
    assert {field: (row.paths, row.share) for field, row in rows.items()} == {
        "epoch_ms": ((), 0.0),
        "title": (("headline",), 1.0),
        "url": (("link", "href"), 1.0),
        "dateline": ((), 0.0),
        "body": (("text",), 1.0),
    }
    assert rows["body"].example == "文" * 23 + "…"
    assert list(field_sources.lines(list(rows.values())))[:4] == [
        "field     from        coverage  example",
        "epoch_ms  nothing",
        "title     headline    100%      题",
        "url       link, href  100%      https://eel.example/0",
    ]


def test_a_text_that_no_item_has_is_told() -> None:
    rows = field_sources.find(documents([{"headline": "题"}, {"headline": "题", "text": ""}]))
    assert [(row.field, row.share) for row in rows][-1] == ("body", 0.0)


def test_articles_that_are_files_have_no_sources() -> None:
    assert field_sources.find([Document("a.md", "", "dump")]) == []
    assert list(field_sources.lines([])) == []
