"""The table says from what each field is taken, how often, and with an example."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from newscheck import readers
from newscheck.article.item_mapping import MAIN_CONTENT, ItemMapping
from newscheck.init import field_sources
from newscheck.model import Document, RawInput
from newscheck.text.width import cell_width

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
    assert list(field_sources.lines([*rows.values()], 100))[:4] == [
        "field     from        coverage  example",
        "epoch_ms  nothing",
        "title     headline    100%      题",
        "url       link, href  100%      https://eel.example/2",
    ]


def test_a_text_that_no_item_has_is_told() -> None:
    rows = field_sources.find(documents([{"headline": "题"}, {"headline": "题", "text": ""}]))
    assert [(row.field, row.share) for row in rows][-1] == ("body", 0.0)


def test_articles_that_are_files_have_no_sources() -> None:
    assert field_sources.find([Document("a.md", "", "dump")]) == []
    assert list(field_sources.lines([], 100)) == []


def test_paths_and_times_are_written_as_in_settings_and_for_the_eyes() -> None:
    item = {"epoch_ms": 1_692_190_800_000, "title": "题", "html": "<p>文<b>字</b></p>", "images": [{"u": "/a"}]}
    mapping = ItemMapping({"images": "images[*].u"})
    rows = field_sources.find([*readers.read(RawInput("a.jsonl", json.dumps(item).encode()), mapping)])
    shown = {row.field: (row.paths, row.example) for row in rows}
    assert shown["epoch_ms"] == (("epoch_ms",), "2023-08-16 13:00 UTC")
    assert shown["images"] == (("images[*].u",), "/a")
    assert shown["html"][1] == "文 字"


def test_the_fields_of_a_page_are_from_the_page() -> None:
    page = "<html><head><title>题</title></head><body><article><h1>题</h1><p>" + "配额在九月初就会用完。" * 9
    (document,) = readers.read(RawInput("a.html", page.encode()), ItemMapping(extractor=MAIN_CONTENT))
    assert {row.field: row.paths for row in field_sources.find([document])}["title"] == ("the page",)


def test_the_table_fits_into_the_terminal() -> None:
    rows = field_sources.find(documents([{"headline": "题" * 40, "text": "文" * 90, "link": "https://eel.example/1"}]))
    assert {cell_width(line) for line in field_sources.lines(rows, 50)} <= {*range(51)}
