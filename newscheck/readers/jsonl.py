"""JSON Lines: an item on each line, such as Scrapy's feed export, or an array or wrapper of items on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newscheck.article import item_lists, items
from newscheck.article.date_order import Siblings
from newscheck.article.item_lists import ItemFinder, JsonItem, NoItem
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, RawInput
from newscheck.text import json_scanner
from newscheck.text.json_scanner import source_offset as source_offset
from newscheck.text.json_scanner import span as span

SUFFIXES = (".jsonl", ".jl", ".ndjson")
#: Characters before and after an error that are quoted from a line with several.
_QUOTED = 100


class _Found(NamedTuple):
    """What is in a line: the text of the line, its number, and whether an error before has quoted all of it."""

    row: str
    line: int
    item: JsonItem | NoItem
    is_quoted: bool = False


def sniff(head: str) -> bool:
    """Whether a text begins with an object on a line."""
    return head.startswith("{") and not head[1:].lstrip(" \t\r").startswith("\n")


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each line that isn't blank, or for each item in a line that has several."""
    finder = item_lists.finder_for(mapping)

    def siblings() -> Iterator[Mapping[str, Any]]:
        items = (found.item for found in _found(text, raw.line, finder))
        return (item.members for item in items if isinstance(item, JsonItem))

    for found in item_lists.without_runs(_found(text, raw.line, finder), lambda found: found.item):
        yield _document(raw.path, found, mapping, siblings)


def _found(text: str, line: int, finder: ItemFinder) -> Iterator[_Found]:
    """What is in the lines of a text; where a path of the settings leads nowhere in all of them, the first says so."""
    nothing: _Found | None = None
    has_items = False
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = text[start:end]
        if json_scanner.skip_whitespace(row, 0) < len(row):
            for found in _in_row(row, line, finder):
                if isinstance(found.item, NoItem) and found.item.kind == "items":
                    nothing = nothing or found
                else:
                    has_items = True
                    yield found
        start, line = end + 1, line + 1
    if nothing and not has_items:
        yield nothing


def _in_row(row: str, line: int, finder: ItemFinder) -> Iterator[_Found]:
    if (item := finder.only_item(row)) is not None:
        yield _Found(row, line, item)
        return
    is_quoted = False
    for part in item_lists.read(row, finder):
        yield _Found(row, line, part, is_quoted)
        is_quoted = is_quoted or isinstance(part, NoItem)


def _document(path: str, found: _Found, mapping: ItemMapping, siblings: Siblings) -> Document:
    row, line, item, is_quoted = found
    if isinstance(item, JsonItem):
        text, origin = row[item.start : item.end], (line, item.start + 1)
        return items.to_document(
            path, text, "jsonl", item.members, mapping, origin, place=item.place, siblings=siblings
        )
    # Only the first error gets the whole line: a long line may have many.
    start = max(0, item.start - _QUOTED) if is_quoted else 0
    text = row[start : item.start + _QUOTED] if is_quoted else row
    fault = InputFault(item.kind, item.detail, item.start - start, item.start - start + 1)
    return Document(path, text, "jsonl", faults=(fault,), origin=(line, start + 1), is_blank=True)
