"""JSON Lines: one item on each line, as Scrapy's feed export writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json.decoder import JSONDecodeError
from typing import Any

from newscheck.extraction import items
from newscheck.model import Document, Fault
from newscheck.text import json_scan

SUFFIXES = (".jsonl", ".jl", ".ndjson")


def sniff(head: str) -> bool:
    """Whether a text begins with an object."""
    return head.startswith("{")


def read(path: str, text: str, line: int, mapping: Mapping[str, Any]) -> Iterator[Document]:
    """A document for each line that isn't blank."""
    for number, row in enumerate(text.split("\n"), line):
        if row.strip():
            yield _item(path, row, number, mapping)


def _item(path: str, row: str, number: int, mapping: Mapping[str, Any]) -> Document:
    at = json_scan.skip(row, 0)
    try:
        members, end = json_scan.scan(row, at, surrogates=json_scan.has_surrogates(row))
        if row[end:].strip():
            raise JSONDecodeError("Extra data", row, end)
    except (ValueError, RecursionError) as error:
        place = getattr(error, "pos", 0)
        fault = Fault("json", json_scan.reason(error), place, place + 1)
        return Document(path, row, "jsonl", faults=(fault,), origin=(number, 1), blank=True)
    return items.document(path, row, "jsonl", members, mapping, (number, 1))
