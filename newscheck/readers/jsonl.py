"""JSON Lines: an item on each line, such as Scrapy's feed export, or an array or wrapper of items on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from newscheck.article import item_lists, items, json_documents
from newscheck.article.item_finder import ItemFinder, JsonItem
from newscheck.article.item_lists import NoItem
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import CountedText, Document, InputFault, RawInput
from newscheck.text import json_scanner
from newscheck.text.json_objects import DOCUMENTS, has_one_document
from newscheck.text.json_scanner import source_offset as source_offset
from newscheck.text.json_scanner import span as span

SUFFIXES = (".jsonl", ".jl", ".ndjson")
#: Characters before and after an error that are quoted from a line with several.
_QUOTED = 100
_Source = TypeVar("_Source", str, bytes)


class _Found(NamedTuple):
    """What is in a line: the line, its number, and whether an error before has quoted all of it."""

    row: str | bytes
    line: int
    item: JsonItem | NoItem
    is_quoted: bool = False
    counted: CountedText | None = None


def sniff(head: str) -> bool:
    """Whether a text begins with an object on a line."""
    return head.startswith("{") and not head[1:].lstrip(" \t\r").startswith("\n")


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each line that isn't blank, or for each item in a line that has several."""
    finder = item_lists.finder_for(mapping)

    def found() -> Iterator[_Found]:
        return _found(_rows(text, "\n"), raw.line, partial(_in_row, finder))

    yield from _documents(raw.path, found, mapping)


def read_utf8(raw: RawInput, mapping: ItemMapping) -> Iterator[Document]:
    """As `read`, faster, from UTF-8. Raises UnicodeDecodeError before the first line that is none."""
    from newscheck.text import json_values  # not for runs without JSON

    if raw.data.find(b"\n", 0, len(raw.data) - 1) < 0:
        return json_documents.read_utf8(raw, "jsonl", mapping)
    in_row = partial(_in_row_of_bytes, item_lists.finder_for(mapping), json_values.load_exactly)

    def found() -> Iterator[_Found]:
        return _found(_rows(raw.data, b"\n"), raw.line, in_row)

    return _documents(raw.path, found, mapping)


def _documents(path: str, read: Callable[[], Iterator[_Found]], mapping: ItemMapping) -> Iterator[Document]:
    def siblings() -> Iterator[Mapping[str, Any]]:
        return (found.item.members for found in read() if isinstance(found.item, JsonItem))

    for found in read():
        item = found.item
        if isinstance(item, NoItem):
            yield _fault(path, found, item)
            continue
        row, line, _, _, counted = found
        start, end, members, place = item
        yield items.to_document(
            *(path, (row if isinstance(row, str) else memoryview(row))[start:end], "jsonl", members, mapping),
            (line, start + 1) if counted is None else (line, 1),
            place=place,
            siblings=siblings,
            before=None if counted is None else (counted, start),
        )


def _rows(source: _Source, line_end: _Source) -> Iterator[_Source]:
    start = 0
    while start < len(source):
        end = source.find(line_end, start)
        end = len(source) if end < 0 else end
        yield source[start:end]
        start = end + 1


def _found(rows: Iterable[_Source], line: int, in_row: Callable[[_Source, int], Iterable[_Found]]) -> Iterator[_Found]:
    """What is in the lines of a text, without further items that have no members behind the first.

    Where a path of the settings leads nowhere in all of them, the first says so.
    """
    nothing: _Found | None = None
    has_items = was_empty = False
    for number, row in enumerate(rows, line):
        for found in in_row(row, number):
            item = found.item
            if isinstance(item, NoItem) and item.kind == "items":
                nothing = nothing or found
                continue
            is_empty = isinstance(item, JsonItem) and not item.members
            has_items = True
            if not (is_empty and was_empty):
                yield found
            was_empty = is_empty
    if nothing and not has_items:
        yield nothing


def _in_row_of_bytes(finder: ItemFinder, load: Callable[[bytes], Any], row: bytes, line: int) -> Iterable[_Found]:
    """What is in a line of bytes: mostly an item. Raises UnicodeDecodeError where it is no UTF-8."""
    try:
        if row.startswith(b"{") and (item := item_lists.only_item_of(row, finder, load)) is not None:
            return (_Found(row, line, item),)
    except (ValueError, RecursionError):
        return _in_row(finder, str(row, "utf-8"), line)
    return _items_in_row(finder, row, line)


def _items_in_row(finder: ItemFinder, row: bytes, line: int) -> Iterator[_Found]:
    done = 0
    counted = CountedText(row, line)
    try:
        for item in item_lists.read_utf8(row, finder):
            if not item.members:
                break
            yield _Found(row, line, item, counted=counted)
            done += 1
        else:
            if done:
                return
    except (ValueError, RecursionError):
        pass  # The text has the rest, or all.
    yield from islice(_in_row(finder, str(row, "utf-8"), line), done, None)


def _in_row(finder: ItemFinder, row: str, line: int) -> Iterator[_Found]:
    if json_scanner.skip_whitespace(row, 0) == len(row):
        return
    if (item := item_lists.only_item(row, finder)) is not None:
        yield _Found(row, line, item)
        return
    is_quoted = is_told = False
    for part in item_lists.read(row, finder):
        if isinstance(part, NoItem) and part.kind == DOCUMENTS:
            if is_told:
                continue
            is_told = True
        yield _Found(row, line, part, is_quoted)
        is_quoted = is_quoted or isinstance(part, NoItem)


def _fault(path: str, found: _Found, item: NoItem) -> Document:
    row, line, _, is_quoted, _ = found
    row = row if isinstance(row, str) else str(row, "utf-8")
    # Only the first error gets the whole line: a long line may have many.
    start = max(0, item.start - _QUOTED) if is_quoted else 0
    text = row[start : item.start + _QUOTED] if is_quoted else row
    kind = "json" if item.kind == DOCUMENTS and not has_one_document(path) else item.kind
    fault = InputFault(kind, item.detail, item.start - start, item.start - start + 1)
    return Document(path, text, "jsonl", faults=(fault,), origin=(line, start + 1), is_blank=True)
