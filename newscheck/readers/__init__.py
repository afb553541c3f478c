"""Input formats, one file each: `SUFFIXES`, `sniff(head)`, `read(path, text, line, mapping)` -> Documents.

The first line of the docstring is a row of README's table: `NAME: content.`

Reading never raises on bad input and reports nothing: what can't be read becomes a Document with faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace

from newscheck import registry
from newscheck.model import Document, InputFault, RawInput
from newscheck.text.encoding import decode

#: Characters of the beginning of a text that `sniff` gets.
_HEAD = 200


@cache
def _readers() -> tuple[Any, ...]:
    return tuple(registry.modules("readers").values())


@cache
def suffixes() -> frozenset[str]:
    """The file suffixes of all readers, with their dots."""
    return frozenset(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def read(raw: RawInput, mapping: Mapping[str, Any] = {}) -> Iterator[Document]:
    """The documents in one input; one blank document with a fault where there is none.

    `mapping` maps the fields of JSON items to record fields.
    """
    if raw.fault:
        yield empty_document(raw.path, InputFault(raw.fault, raw.detail), line=raw.line)
        return
    text, faults = decode(raw.data)
    if not text.strip():
        empty = InputFault("empty", "nothing but blanks" if raw.data else "0 bytes")
        yield empty_document(raw.path, *(faults or (empty,)), line=raw.line)
        return
    for document in _reader(raw.path, text).read(raw.path, text, raw.line, mapping):
        yield replace(document, faults=(*faults, *document.faults)) if faults else document
        faults = ()


def _reader(path: str, text: str) -> Any:
    """The reader that recognises the text, preferably one of the file's suffix; else the first of that suffix."""
    head = text[:_HEAD].lstrip()
    own = [reader for reader in _readers() if path.endswith(reader.SUFFIXES)]
    for reader in (*own, *_readers()):
        if reader.sniff(head):
            return reader
    return (own or [registry.module("readers", "dump")])[0]


def empty_document(path: str, *faults: InputFault, text: str = "", line: int = 1) -> Document:
    """A document without an article."""
    return Document(path, text, "", faults=faults, origin=(line, 1), is_blank=True)
