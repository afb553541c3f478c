"""JSON: an array of items, one, or items in any wrapper (`{"articles": […]}`, an index by key)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newscheck.article import item_lists, items, json_documents
from newscheck.article.date_order import Siblings
from newscheck.article.item_finder import JsonItem
from newscheck.article.item_lists import NoItem
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, RawInput
from newscheck.text.json_objects import DOCUMENTS, EXTRA
from newscheck.text.json_scanner import source_offset as source_offset
from newscheck.text.json_scanner import span as span
from newscheck.text.regex import lazy_regex

SUFFIXES = (".json",)
_BEGINNING = lazy_regex(r"\[\s*[\[{\]]|\{[ \t\r]*\n|\{[^\n]*[,:{\[][ \t\r]*\n|\{\s*\}\s*\Z")
_VACANT = lazy_regex(r"\s*(?:\[\s*\]|\{\s*\})\s*\Z")
_LINES = (".jsonl", ".jl", ".ndjson")
#: Characters of the text that a document with a fault quotes.
_QUOTED = 200


def sniff(head: str) -> bool:
    """Whether a text begins with an array of objects or an object over several lines, or is an empty one."""
    return bool(_BEGINNING.match(head))


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each item, and one for each location where the text is not JSON, or not a single value."""
    if _VACANT.match(text):
        detail = "an array without items" if "[" in text else "an object without members"
        yield Document(
            raw.path, text, "json", faults=(InputFault("empty", detail),), origin=(raw.line, 1), is_blank=True
        )
        return
    finder = item_lists.finder_for(mapping)

    def siblings() -> Iterator[Mapping[str, Any]]:
        parts = item_lists.read(text, finder, raw.steps or None)
        return (part.members for part in parts if isinstance(part, JsonItem))

    row, beginning, seen = raw.line, 1 - raw.column, 0
    is_told = False
    for item in item_lists.read(text, finder, raw.steps or None):
        start = item.start
        if isinstance(item, NoItem) and item.kind == DOCUMENTS:
            if is_told:
                continue
            is_told = True
        is_extra = isinstance(item, NoItem) and item.detail == EXTRA
        if is_extra and (_is_next_line(raw.path, text, start) or _is_behind_other(text, start)):
            continue
        # Items of an index may come in another order than they stand in.
        if start < seen:
            row, beginning, seen = raw.line, 1 - raw.column, 0
        if breaks := text.count("\n", seen, start):
            row += breaks
            beginning = text.rfind("\n", seen, start) + 1
        seen = start
        yield _document(raw, text, item, mapping, (row, start - beginning + 1), siblings)


def read_utf8(raw: RawInput, mapping: ItemMapping) -> Iterator[Document]:
    """As `read`, faster, from UTF-8. Raises ValueError or RecursionError before a document that may have a fault."""
    return json_documents.read_utf8(raw, "json", mapping)


def _is_next_line(path: str, text: str, start: int) -> bool:
    """Whether a further value is the next line of JSON Lines: those that begin with an array are read here."""
    return path.endswith(_LINES) and text.endswith("\n", 0, start) and text[start] in "[{"


def _is_behind_other(text: str, start: int) -> bool:
    """Whether an object or array is behind something that is none, which has its fault."""
    return text[start] in "[{" and not text[max(0, start - _QUOTED) : start].rstrip().endswith(("}", "]"))


def _document(
    raw: RawInput,
    text: str,
    item: JsonItem | NoItem,
    mapping: ItemMapping,
    origin: tuple[int, int],
    siblings: Siblings,
) -> Document:
    if isinstance(item, NoItem):
        fault = InputFault(item.kind, item.detail, 0, 1)
        quoted = text[item.start : item.start + _QUOTED]
        return Document(raw.path, quoted, "json", faults=(fault,), origin=origin, is_blank=True)
    source = text[item.start : item.end]
    return items.to_document(
        raw.path, source, "json", item.members, mapping, origin, place=item.place, siblings=siblings
    )
