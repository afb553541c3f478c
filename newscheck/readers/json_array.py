"""JSON: an array of items, or a single item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newscheck.article import json_items
from newscheck.model import Document, InputFault
from newscheck.text import json_objects, json_scanner
from newscheck.text.json_objects import JsonFault
from newscheck.text.regex import lazy_regex

SUFFIXES = (".json",)
_BEGINNING = lazy_regex(r"\[\s*[\[{\]]|\{\n|\{\s*\}\s*\Z")
_VACANT = lazy_regex(r"\s*(?:\[\s*\]|\{\s*\})\s*\Z")
_SHOWN = 200


def sniff(head: str) -> bool:
    """Whether a text begins with an array of objects, or with an object over several lines, or holds nothing."""
    return bool(_BEGINNING.match(head))


def read(path: str, text: str, line: int, mapping: Mapping[str, Any]) -> Iterator[Document]:
    """A document for each item, and one for each place at which the text is no JSON, or no single value."""
    if _VACANT.match(text):
        what = "an array without items" if "[" in text else "an object without members"
        yield Document(path, text, "json", faults=(InputFault("empty", what),), origin=(line, 1), is_blank=True)
        return
    row, beginning, seen = line, 0, 0
    for found in json_objects.read(text):
        if breaks := text.count("\n", seen, found.start):
            row += breaks
            beginning = text.rfind("\n", seen, found.start) + 1
        seen = found.start
        origin = (row, seen - beginning + 1)
        if isinstance(found, JsonFault):
            fault = InputFault("json", found.reason, 0, 1)
            yield Document(path, text[seen : seen + _SHOWN], "json", faults=(fault,), origin=origin, is_blank=True)
        else:
            members = json_scanner.shifted(found.members, seen)
            yield json_items.to_document(path, text[seen : found.end], "json", members, mapping, origin)
