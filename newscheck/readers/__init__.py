"""Input formats, one file each: `SUFFIXES`, `sniff(head)`, `read(raw, text, mapping)` -> Documents.

The first line of the docstring is a row of README's table: `NAME: content.` The module's name is the `format` of its
documents. Where it reads items, `span(text, path)` locates a value in the source of an item, and
`source_offset(text, start, end, offset)` a character of a value that is written with escapes. A reader whose documents
have a `header` gets it as one more argument of `span`, and gives the members of an item by `item(text, header)`. It
says `MAY_HAVE_BYTE_ORDER_MARK` where its files may begin with one.

`SUFFIXES`, each a dot and a name without dots, is a literal on one line, so that it is known before the module is
imported: a run imports only the readers that its files need.

A reader may have `read_utf8(raw, mapping)`, which reads UTF-8 without decoding it as a whole. It raises ValueError or
RecursionError before the first document that may have a fault: from there on `read` is asked.

Reading never raises on bad input and reports nothing: what can't be read becomes a Document with faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from msgspec.structs import replace

from newscheck import registry
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, LocatedValue, RawInput
from newscheck.text import file_kinds, report_beginnings
from newscheck.text.encoding import decode, not_text
from newscheck.text.file_kinds import FileKind

#: Characters of the beginning of a text that `sniff` gets, and in which words of another kind of file are looked for.
_HEAD, _FIRST_WORDS = 200, 1_000
_DEFAULT = ItemMapping()
#: A longer suffix is none of a reader's.
_LONGEST_SUFFIX = 20
#: The byte-order marks of UTF-8 and UTF-16.
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _suffixes() -> dict[str, tuple[str, ...]]:
    """The suffixes of each reader. A run imports those that it needs only."""
    return registry.constants("readers", "SUFFIXES")


@cache
def suffixes(*, pages: bool = False) -> frozenset[str]:
    """The file suffixes of all readers, with their dots; with `pages`, those of pages, too, which need an extractor."""
    known = frozenset(suffix for own in _suffixes().values() for suffix in own)
    return known if pages else known - set(file_kinds.PAGE_SUFFIXES)


def read(raw: RawInput, mapping: ItemMapping = _DEFAULT) -> Iterator[Document]:
    """The documents in one input; one blank document with a fault where there is none.

    `mapping` says how the fields of items become those of the record.
    """
    if raw.fault:
        yield empty_document(raw.path, InputFault(raw.fault, raw.detail), line=raw.line)
        return
    if not raw.form and _is_own_report(raw.data):
        yield empty_document(raw.path, InputFault("own-report", ""), line=raw.line)
        return
    done = 0
    try:
        for document in _from_bytes(raw, mapping):
            yield document
            done += 1
        if done:
            return
    except (ValueError, RecursionError):
        pass  # The text has the rest, or all.
    text, faults = _decoded(raw)
    if not text or text.isspace():
        empty = InputFault("empty", "nothing but blanks" if raw.data else "0 bytes")
        yield empty_document(raw.path, *(faults or (empty,)), line=raw.line)
        return
    reader = _module(raw.form) if raw.form else _reader(raw.path, text)
    if isinstance(reader, FileKind):
        yield other_document(raw, text, reader)
        return
    if faults and reader is _module("page"):
        # A page without the suffix of one: it may declare its encoding.
        text, faults = _page_text(raw)
    elif faults and raw.data.startswith(_MARKS) and getattr(reader, "MAY_HAVE_BYTE_ORDER_MARK", False):
        faults = ()
    for document in islice(reader.read(raw, text, mapping), done, None):
        yield replace(document, faults=(*faults, *document.faults)) if faults else document
        faults = ()
    if faults and done:
        yield empty_document(raw.path, *faults, line=raw.line)


def _is_own_report(data: bytes) -> bool:
    """Whether a file is a report that newscheck wrote."""
    if not (report_beginnings.begins_json(data) or report_beginnings.begins_findings(data)):
        return False
    from newscheck.text import own_reports  # not for runs without one

    return own_reports.is_one(data)


def _from_bytes(raw: RawInput, mapping: ItemMapping) -> Iterable[Document]:
    """The documents of UTF-8 whose reader takes bytes; none for another.

    Raises ValueError or RecursionError before the first that may have a fault.
    """
    reader: Any = None
    if raw.form:
        reader = _module(raw.form)
    elif raw.data[:_HEAD].lstrip().startswith((b"{", b"[")) and not raw.path.endswith(file_kinds.PAGE_SUFFIXES):
        head = raw.data[: _FIRST_WORDS * 4]
        reader = None if b"\0" in head else _reader(raw.path, str(head, "utf-8", "ignore"))
    documents: Iterable[Document] = reader.read_utf8(raw, mapping) if hasattr(reader, "read_utf8") else ()
    return documents


def _decoded(raw: RawInput) -> tuple[str, tuple[InputFault, ...]]:
    """The text of an input and the faults of its bytes, which the suffix names where the bytes don't."""
    if raw.form == "page" or raw.path.endswith(file_kinds.PAGE_SUFFIXES):
        return _page_text(raw)
    text, faults = decode(raw.data)
    if not text and faults and not raw.path.endswith(tuple(suffixes())) and (kind := file_kinds.by_suffix(raw.path)):
        return text, (not_text(kind),)
    return text, faults


def _page_text(raw: RawInput) -> tuple[str, tuple[InputFault, ...]]:
    from newscheck.text.page_encoding import decode_page  # not for runs without pages

    return decode_page(raw.data, raw.context.get("charset", ""))


def _reader(path: str, text: str) -> Any:
    """The reader that recognises the text, preferably one of the file's suffix; else the last of that suffix.

    A FileKind where the text, or else the suffix, is of a known other kind of file.
    """
    head, first_words = text[:_HEAD].lstrip(), text[:_FIRST_WORDS].lstrip()
    path = path.lower() if path[-1:].isupper() else path
    # The suffix of a compressed file's content is before its own.
    own = _of_suffix(path) or _of_suffix(path.rpartition(".")[0])
    # A page in the place of a dump file is an article without its header.
    if "dump" not in own and _module("page").sniff(first_words):
        return _module("page")
    if reader := _first(own, head):
        return reader
    if kind := file_kinds.by_words(first_words):
        return kind
    if reader := _first([name for name in _suffixes() if name != "page"], head):
        return reader
    return _module(own[-1]) if own else (file_kinds.by_suffix(path) or _module("dump"))


def _of_suffix(path: str) -> Sequence[str]:
    """The names of the readers for the suffix of a path: what is behind its last dot."""
    return _with_suffix(path[path.rfind(".") :][:_LONGEST_SUFFIX])


@lru_cache(maxsize=100)
def _with_suffix(suffix: str) -> Sequence[str]:
    return tuple([name for name, own in _suffixes().items() if suffix in own])


def _first(names: Iterable[str], head: str) -> Any:
    """The first of some readers that recognises a text; None where none does."""
    for name in names:
        if (reader := _module(name)).sniff(head):
            return reader
    return None


def _module(name: str) -> Any:
    return registry.module("readers", name)


def other_document(raw: RawInput, text: str, kind: FileKind) -> Document:
    """The document of a file of a known other kind."""
    fault = InputFault("other-kind", file_kinds.in_words(kind))
    return empty_document(raw.path, fault, text=text[:_HEAD], line=raw.line)


def span(document: Document, field: LocatedValue) -> tuple[int, int]:
    """The span of a value in the text of its document; (0, 0) where it can't be located."""
    if field.start >= 0:
        return field.start, field.end
    header = () if document.header is None else (document.header,)
    try:
        start, end = _module(document.format).span(document.text, field.path, *header)
    except (ValueError, RecursionError):
        return 0, 0
    return start, end


def source_offset(document: Document, start: int, end: int, offset: int) -> int:
    """The offset in the text of a document of character `offset` of the value that is written at `text[start:end]`."""
    reader = _module(document.format)
    place: int = reader.source_offset(document.text, start, end, offset)
    return place


def empty_document(path: str, *faults: InputFault, text: str = "", line: int = 1) -> Document:
    """A document without an article."""
    return Document(path, text, "", faults=faults, origin=(line, 1), is_blank=True)
