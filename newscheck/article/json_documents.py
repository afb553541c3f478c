"""The documents of JSON in UTF-8: a list of items, a wrapper of them, or one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newscheck.article import item_lists, items
from newscheck.article.item_finder import JsonItem
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import CountedText, Document, RawInput


def read_utf8(raw: RawInput, form: str, mapping: ItemMapping) -> Iterator[Document]:
    """The documents that are read as by the reader `form`.

    Raises ValueError or RecursionError before one that may have a fault.
    """
    finder = item_lists.finder_for(mapping)

    def found() -> Iterator[JsonItem]:
        return item_lists.read_utf8(raw.data, finder, raw.steps or None)

    def siblings() -> Iterator[Mapping[str, Any]]:
        return (item.members for item in found())

    path, view = raw.path, memoryview(raw.data)
    origin, counted = (raw.line, raw.column), CountedText(raw.data, raw.line, raw.column)
    for start, end, members, place in found():
        if not members:
            raise ValueError("an item without members, or a file without items")
        yield items.to_document(
            *(path, view[start:end], form, members, mapping, origin),
            place=place,
            siblings=siblings,
            before=(counted, start),
        )
