"""Saved pages: HTML, read through the scraper's own `extractor` or the built-in one (`newscheck:main-content`).

<!doctype html><html><head><title>TITLE</title>
<meta property="article:published_time" content="2023-08-16T21:04:00+08:00"></head>
<body><h1>TITLE</h1><p>…</p></body></html>
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from msgspec.structs import replace

from newscheck.article import items
from newscheck.article.item_mapping import ItemMapping, PageExtractor
from newscheck.model import Document, InputFault, LocatedValue, RawInput
from newscheck.text import file_kinds, report_beginnings
from newscheck.text.json_scanner import ESCAPE
from newscheck.text.regex import lazy_regex

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
#: Suffixes of files in which a page stands instead of data; wget saves pages as `index.php`, too.
_DATA = (".json", ".jsonl", ".jl", ".ndjson", ".csv", ".tsv", ".xml", ".rss", ".atom")
_BEGINNING = lazy_regex(
    r"(?>\s+|<\?xml[^>]*+>|<!--(?!\s*-?[0-9]+\s*-->).*?-->)*+<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = lazy_regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")


def sniff(head: str) -> bool:
    """Whether a text begins like a page; comments of the program that saved it may come first."""
    return bool(_BEGINNING.match(head))


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """The one document of a page."""
    is_page = raw.form == "page" or not raw.path.endswith(_DATA)
    is_own = text.startswith(report_beginnings.PAGE)
    if mapping.extractor is None or not is_page or is_own:
        kind = file_kinds.REPORT if is_own else file_kinds.PAGE if is_page else file_kinds.PAGE_INSTEAD
        yield _blank(raw, text, InputFault("other-kind", file_kinds.in_words(kind)))
    elif callable(mapping.extractor):
        yield _extracted(raw, text, mapping, mapping.extractor)
    else:
        yield _main_content(raw, text, mapping)


def _blank(raw: RawInput, text: str, fault: InputFault) -> Document:
    return Document(raw.path, text, "page", faults=(fault,), origin=(raw.line, 1), is_blank=True)


def _main_content(raw: RawInput, text: str, mapping: ItemMapping) -> Document:
    """The document of the article that is found in a page."""
    from newscheck.article import page_item  # not for runs without pages

    fields = page_item.fields_of(text, raw.context)
    if fields is None:
        return _blank(
            raw,
            text,
            InputFault(
                "no-article",
                "no article found in the page: leave it out, or set `extractor` to the scraper's own function",
            ),
        )
    item = {name: field.value for name, field in fields.items()}
    return _located(items.to_document(raw.path, text, "page", item, mapping, (raw.line, 1), header=fields), fields)


def _located(document: Document, fields: Mapping[str, LocatedValue]) -> Document:
    """A document with the places of its fields: each is the member of that name, unless the settings say otherwise."""

    def at_place(field: LocatedValue | None) -> LocatedValue | None:
        place = fields.get(str(field.path[0])) if field is not None and len(field.path) == 1 else None
        return LocatedValue(field.value, place.start, place.end, field.path) if field is not None and place else field

    located = {name: at_place(field) for name, field in document.record_fields.items()}
    return replace(
        document,
        epoch=at_place(document.epoch),
        title=at_place(document.title),
        url=at_place(document.url),
        html=at_place(document.html),
        record_fields={name: field for name, field in located.items() if field is not None},
    )


def _extracted(raw: RawInput, text: str, mapping: ItemMapping, extractor: PageExtractor) -> Document:
    """The document of the record that a scraper's own extractor makes of a page."""
    from newscheck.article import page_item  # as above

    url = page_item.address(text, raw.context)
    result = extractor(_declared(raw, text), url)
    if result.record is None:
        return _blank(raw, text, InputFault("extractor", result.failure or "the extractor made no record"))
    known = {"url": url, "epoch_ms": raw.context.get("fetched")}
    item: dict[str, Any] = {**{name: value for name, value in known.items() if value}, **result.record}
    places = {name: page_item.sought(text, value) for name, value in item.items()}
    document = items.to_document(raw.path, text, "page", item, mapping, (raw.line, 1), header=places)
    return _located(document, places)


def _declared(raw: RawInput, text: str) -> bytes:
    """The bytes of a page; UTF-8 with a byte-order mark where only its HTTP header says in which encoding it is."""
    if not raw.context.get("charset"):
        return raw.data
    from newscheck.text.page_encoding import text_of  # only for pages of web archives

    if text_of(raw.data) == text:
        return raw.data
    return codecs.BOM_UTF8 + text.encode()


def span(text: str, path: Sequence[str | int], places: Mapping[str, LocatedValue] = {}) -> tuple[int, int]:
    """The span of the member that a path begins with; the start of the page where it isn't found there."""
    place = places.get(str(path[0]))
    return (place.start, place.end) if place else (0, 0)


def source_offset(text: str, start: int, end: int, offset: int) -> int:
    """The offset in a page of a character of the value of an attribute, a text, or a string of JSON-LD."""
    at, left = start, offset
    while at < end and left > 0:
        reference = _REFERENCE.match(text, at, end) if text[at] == "&" else None
        escape = ESCAPE.match(text, at, end) if text[at] == "\\" else None
        token = reference or escape
        at = token.end() if token else at + 1
        left -= len(unescape(reference[0])) if reference else 1
    return min(at, end)
