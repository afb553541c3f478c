"""JSON: an array of items, or a single item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newscheck.extraction import items
from newscheck.model import Document, Fault
from newscheck.text import json_scan
from newscheck.text.patterns import lazy

SUFFIXES = (".json",)
_ARRAY = lazy(r"\[\s*[\[{\]]")


def sniff(head: str) -> bool:
    """Whether a text begins with an array of objects, or with an object over several lines."""
    return bool(_ARRAY.match(head)) or head.startswith("{\n")


def read(path: str, text: str, line: int, mapping: Mapping[str, Any]) -> Iterator[Document]:
    """A document for each item; what follows a syntax error can't be read and is one fault."""
    at = json_scan.skip(text, 0)
    row, start_of_row, seen = line, 0, 0
    try:
        if text[at : at + 1] == "{":
            members, end = json_scan.scan(text, at, surrogates=json_scan.has_surrogates(text))
            yield items.document(path, text[at:end], "json", json_scan.moved(members, at), mapping, (row, at + 1))
            return
        for start, members, end in json_scan.members(text, at):
            row += text.count("\n", seen, start)
            start_of_row = text.rfind("\n", 0, start) + 1
            seen = start
            origin = (row, start - start_of_row + 1)
            yield items.document(path, text[start:end], "json", json_scan.moved(members, start), mapping, origin)
    except (ValueError, RecursionError) as error:
        place = min(getattr(error, "pos", seen), len(text))
        row += text.count("\n", seen, place)
        origin = (row, place - (text.rfind("\n", 0, place) + 1) + 1)
        fault = Fault("json", json_scan.reason(error), 0, 1)
        yield Document(path, text[place : place + 200], "json", faults=(fault,), origin=origin, blank=True)
