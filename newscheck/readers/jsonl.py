"""JSON Lines: an item on each line, such as Scrapy's feed export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from newscheck.article import items
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, RawInput
from newscheck.text import json_objects, json_scanner
from newscheck.text.json_objects import JsonFault, JsonObject
from newscheck.text.json_scanner import source_offset as source_offset
from newscheck.text.json_scanner import span as span

SUFFIXES = (".jsonl", ".jl", ".ndjson")
#: Characters before and after an error that are quoted from a line with several.
_QUOTED = 100


def sniff(head: str) -> bool:
    """Whether a text begins with an object."""
    return head.startswith("{")


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each line that isn't blank, or for each object in a line that has several."""
    line, start = raw.line, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = text[start:end]
        if json_scanner.skip_whitespace(row, 0) < len(row):
            yield from _row(raw.path, row, line, mapping)
        start, line = end + 1, line + 1


def _row(path: str, row: str, number: int, mapping: ItemMapping) -> Iterator[Document]:
    at = json_scanner.skip_whitespace(row, 0)
    try:
        item, end = json_scanner.read_object(row, at, surrogates=json_scanner.has_surrogates(row))
    except (ValueError, RecursionError):
        end = -1
    if end == len(row):
        yield items.to_document(path, row, "jsonl", item, mapping, (number, 1))
    else:
        yield from _pieces(path, row, number, mapping)


def _pieces(path: str, row: str, number: int, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each object in a line that is not one object, and for each location where it is not JSON."""
    at = json_scanner.skip_whitespace(row, 0)
    parts: Iterable[JsonObject | JsonFault] = json_objects.read(row)
    if row.startswith("[", at):
        parts = chain((JsonFault(at, "Expecting an object"),), parts)
    is_first = True
    for part in parts:
        if isinstance(part, JsonObject):
            text, origin = row[part.start : part.end], (number, part.start + 1)
            yield items.to_document(path, text, "jsonl", part.members, mapping, origin)
        else:
            # Only the first error gets the whole line: a long line may have many.
            start = 0 if is_first else max(0, part.start - _QUOTED)
            text = row if is_first else row[start : part.start + _QUOTED]
            fault = InputFault("json", part.reason, part.start - start, part.start - start + 1)
            yield Document(path, text, "jsonl", faults=(fault,), origin=(number, start + 1), is_blank=True)
            is_first = False
