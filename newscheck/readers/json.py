"""JSON: an array of items, or one."""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.article import items
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, RawInput
from newscheck.text import json_objects
from newscheck.text.json_objects import JsonFault
from newscheck.text.json_scanner import source_offset as source_offset
from newscheck.text.json_scanner import span as span
from newscheck.text.regex import lazy_regex

SUFFIXES = (".json",)
_BEGINNING = lazy_regex(r"\[\s*[\[{\]]|\{\n|\{\s*\}\s*\Z")
_VACANT = lazy_regex(r"\s*(?:\[\s*\]|\{\s*\})\s*\Z")
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
    row, beginning, seen = raw.line, 0, 0
    for part in json_objects.read(text):
        if breaks := text.count("\n", seen, part.start):
            row += breaks
            beginning = text.rfind("\n", seen, part.start) + 1
        seen = part.start
        origin = (row, seen - beginning + 1)
        if isinstance(part, JsonFault):
            fault = InputFault("json", part.reason, 0, 1)
            yield Document(raw.path, text[seen : seen + _QUOTED], "json", faults=(fault,), origin=origin, is_blank=True)
        else:
            yield items.to_document(raw.path, text[seen : part.end], "json", part.members, mapping, origin)
