"""Input formats, one file each: `SUFFIXES`, `sniff(head)`, `read(raw, text, mapping)` -> Documents.

The first line of the docstring is a row of README's table: `NAME: content.` The module's name is the `format` of its
documents. Where it reads items, `span(text, path)` locates a value in the source of an item, and
`source_offset(text, start, end, offset)` a character of a value that is written with escapes.

Reading never raises on bad input and reports nothing: what can't be read becomes a Document with faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec.structs import replace

from newscheck import registry
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, LocatedValue, RawInput
from newscheck.text.encoding import decode

#: Characters of the beginning of a text that `sniff` gets.
_HEAD = 200
_DEFAULT = ItemMapping()


@cache
def _readers() -> tuple[Any, ...]:
    return tuple(registry.modules("readers").values())


@cache
def suffixes() -> frozenset[str]:
    """The file suffixes of all readers, with their dots."""
    return frozenset(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def read(raw: RawInput, mapping: ItemMapping = _DEFAULT) -> Iterator[Document]:
    """The documents in one input; one blank document with a fault where there is none.

    `mapping` says how the fields of items become those of the record.
    """
    if raw.fault:
        yield empty_document(raw.path, InputFault(raw.fault, raw.detail), line=raw.line)
        return
    text, faults = decode(raw.data)
    if not text.strip():
        empty = InputFault("empty", "nothing but blanks" if raw.data else "0 bytes")
        yield empty_document(raw.path, *(faults or (empty,)), line=raw.line)
        return
    reader = registry.module("readers", raw.form) if raw.form else _reader(raw.path, text)
    for document in reader.read(raw, text, mapping):
        yield replace(document, faults=(*faults, *document.faults)) if faults else document
        faults = ()


def _reader(path: str, text: str) -> Any:
    """The reader that recognises the text, preferably one of the file's suffix; else the last of that suffix."""
    head = text[:_HEAD].lstrip()
    own = [reader for reader in _readers() if path.endswith(reader.SUFFIXES)]
    for reader in (*own, *_readers()):
        if reader.sniff(head):
            return reader
    return (own or [registry.module("readers", "dump")])[-1]


def span(document: Document, field: LocatedValue) -> tuple[int, int]:
    """The span of a value in the text of its document; (0, 0) where it can't be located."""
    if field.start >= 0:
        return field.start, field.end
    try:
        start, end = registry.module("readers", document.format).span(document.text, field.path)
    except (ValueError, RecursionError):
        return 0, 0
    return start, end


def source_offset(document: Document, start: int, end: int, offset: int) -> int:
    """The offset in the text of a document of character `offset` of the value that is written at `text[start:end]`."""
    reader = registry.module("readers", document.format)
    place: int = reader.source_offset(document.text, start, end, offset)
    return place


def empty_document(path: str, *faults: InputFault, text: str = "", line: int = 1) -> Document:
    """A document without an article."""
    return Document(path, text, "", faults=faults, origin=(line, 1), is_blank=True)
