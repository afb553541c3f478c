"""Input formats, one file each: `SUFFIXES`, `sniff(head)`, `read(path, text, line, mapping)` -> Documents.

Reading never raises on bad input and never judges: what can't be read becomes a Document with faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from newscheck import registry
from newscheck.model import Document, InputFault, RawInput
from newscheck.text.encoding import decode

_HEAD = 200


@cache
def _readers() -> tuple[Any, ...]:
    return tuple(registry.modules("readers").values())


@cache
def suffixes() -> frozenset[str]:
    """All file suffixes that some reader knows, with their dots."""
    return frozenset(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def read(raw: RawInput, mapping: Mapping[str, Any] = {}) -> Iterator[Document]:
    """The documents in one piece of input; at least one, blank and with a fault where there is none.

    `mapping` says which field of a JSON item is which field of the record.
    """
    if raw.fault:
        yield empty_document(raw.path, InputFault(raw.fault, raw.detail), line=raw.line)
        return
    text, faults = decode(raw.data)
    if not text.strip():
        fault = faults or (InputFault("empty", "nothing but blanks" if raw.data else "0 bytes"),)
        yield empty_document(raw.path, *fault, line=raw.line)
        return
    documents = _reader(raw.path, text).read(raw.path, text, raw.line, mapping)
    for document in documents:
        if faults:
            document = _with(document, faults)
            faults = ()
        yield document


def _reader(path: str, text: str) -> Any:
    """The reader whose sniff knows the text, one of the file's own suffix first; else the first of that suffix."""
    head = text[:_HEAD].lstrip()
    own = [reader for reader in _readers() if path.endswith(reader.SUFFIXES)]
    for reader in (*own, *_readers()):
        if reader.sniff(head):
            return reader
    return (own or [registry.module("readers", "dump")])[0]


def empty_document(path: str, *faults: InputFault, text: str = "", line: int = 1) -> Document:
    """A document in which nothing was found."""
    return Document(path, text, "", faults=faults, origin=(line, 1), is_blank=True)


def _with(document: Document, faults: tuple[InputFault, ...]) -> Document:
    from msgspec.structs import replace

    return replace(document, faults=(*faults, *document.faults))
