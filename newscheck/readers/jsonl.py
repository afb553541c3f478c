"""JSON Lines: one item on each line, as Scrapy's feed export writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from newscheck.article import json_items
from newscheck.model import Document, InputFault
from newscheck.text import json_objects, json_scanner
from newscheck.text.json_objects import JsonFault, JsonObject

SUFFIXES = (".jsonl", ".jl", ".ndjson")
#: Characters on either side of an error that are kept of a line with several.
_SHOWN = 100


def sniff(head: str) -> bool:
    """Whether a text begins with an object."""
    return head.startswith("{")


def read(path: str, text: str, line: int, mapping: Mapping[str, Any]) -> Iterator[Document]:
    """A document for each line that isn't blank; of a line that holds more than one object, one for each of them."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = text[start:end]
        if json_scanner.skip_whitespace(row, 0) < len(row):
            yield from _row(path, row, line, mapping)
        start, line = end + 1, line + 1


def _row(path: str, row: str, number: int, mapping: Mapping[str, Any]) -> Iterator[Document]:
    at = json_scanner.skip_whitespace(row, 0)
    try:
        members, end = json_scanner.scan_object(row, at, surrogates=json_scanner.has_surrogates(row))
    except (ValueError, RecursionError):
        end = -1
    if end == len(row):
        yield json_items.to_document(path, row, "jsonl", members, mapping, (number, 1))
    else:
        yield from _pieces(path, row, number, mapping)


def _pieces(path: str, row: str, number: int, mapping: Mapping[str, Any]) -> Iterator[Document]:
    """What can be read of a line that is not one object, and each place at which it is none."""
    at = json_scanner.skip_whitespace(row, 0)
    found: Iterable[JsonObject | JsonFault] = json_objects.read(row)
    if row.startswith("[", at):
        found = chain((JsonFault(at, "Expecting an object"),), found)
    is_first = True
    for each in found:
        if isinstance(each, JsonObject):
            members = json_scanner.shifted(each.members, each.start)
            text, origin = row[each.start : each.end], (number, each.start + 1)
            yield json_items.to_document(path, text, "jsonl", members, mapping, origin)
        else:
            # The first error has the whole line to show; of a long line with many of them, that would be too much.
            start = 0 if is_first else max(0, each.start - _SHOWN)
            text = row if is_first else row[start : each.start + _SHOWN]
            fault = InputFault("json", each.reason, each.start - start, each.start - start + 1)
            yield Document(path, text, "jsonl", faults=(fault,), origin=(number, start + 1), is_blank=True)
            is_first = False
