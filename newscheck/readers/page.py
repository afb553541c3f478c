"""Saved pages: HTML, read through the scraper's own `extractor` or the built-in one (`newscheck:main-content`).

<!doctype html><html><head><title>TITLE</title>
<meta property="article:published_time" content="2023-08-16T21:04:00+08:00"></head>
<body><h1>TITLE</h1><p>…</p></body></html>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from html import unescape
from typing import Any
from urllib.parse import urljoin

from msgspec.structs import replace

from newscheck.article import items
from newscheck.article.extraction import limit_tags
from newscheck.article.item_mapping import ItemMapping, PageExtractor
from newscheck.html import main_content, markup, page_metadata
from newscheck.html.main_content import MainContent
from newscheck.html.markup import Tag
from newscheck.html.page_metadata import PageMetadata
from newscheck.model import Document, InputFault, LocatedValue, RawInput
from newscheck.text import file_kinds
from newscheck.text.json_scanner import ESCAPE
from newscheck.text.regex import lazy_regex

SUFFIXES = file_kinds.PAGE_SUFFIXES
_BEGINNING = lazy_regex(
    r"(?>\s+|<\?xml[^>]*+>|<!--(?!\s*-?[0-9]+\s*-->).*?(?:-->|\Z))*+"
    r"(?:<(?:!doctype\s+html|html|head|body|title|meta)\b|(?<=.)\Z)",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = lazy_regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
#: Characters of the text of a page that does not say of itself that it is an article; a flash may be one sentence.
_MIN_TEXT, _MIN_FLASH = 60, 20
#: Pictures of an article that are read, and characters of a value by which it is looked for in its page.
_MAX_IMAGES, _SOUGHT = 200, 60


def sniff(head: str) -> bool:
    """Whether a text begins like a page; comments of the program that saved it may come first."""
    return bool(_BEGINNING.match(head))


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """The one document of a page."""
    is_page = raw.form == "page" or raw.path.endswith(SUFFIXES) or "." not in raw.path.rpartition("/")[2]
    if mapping.extractor is None or not is_page:
        kind = file_kinds.PAGE if is_page else file_kinds.PAGE_INSTEAD
        yield _blank(raw, text, InputFault("other-kind", file_kinds.in_words(kind)))
    elif callable(mapping.extractor):
        yield _extracted(raw, text, mapping, mapping.extractor)
    else:
        yield _main_content(raw, text, mapping)


def _blank(raw: RawInput, text: str, fault: InputFault) -> Document:
    return Document(raw.path, text, "page", faults=(fault,), origin=(raw.line, 1), is_blank=True)


def _main_content(raw: RawInput, text: str, mapping: ItemMapping) -> Document:
    """The document of the article that is found in a page."""
    pieces = [*markup.pieces(limit_tags(text))]
    content = main_content.read(text, pieces)
    stated = page_metadata.read(text, pieces, raw.context, content.headline if content else (0, 0))
    if not _is_article(content, stated):
        return _blank(raw, text, InputFault("no-article", "no article found in the page", 0, 0))
    fields = _fields(text, pieces, content, stated, raw.context)
    item = {name: field.value for name, field in fields.items()}
    document = items.to_document(raw.path, text, "page", item, mapping, (raw.line, 1))
    return _located(document, fields)


def _is_article(content: MainContent | None, stated: PageMetadata) -> bool:
    if stated.names_article:
        return True
    is_front = stated.url is not None and page_metadata.is_front_page(stated.url.value)
    wanted = _MIN_FLASH if content and content.headline[1] else _MIN_TEXT
    return content is not None and content.weight >= wanted and not is_front


def _fields(
    text: str, pieces: Sequence[Tag], content: MainContent | None, stated: PageMetadata, context: Mapping[str, str]
) -> dict[str, LocatedValue]:
    """The fields of the record that a page has, each located in it."""
    html = content.html if content else ""
    published = moment = stated.published
    # Some pages state the day, and show the time.
    if (published is None or ":" not in published.value) and (shown := _shown_date(content)):
        published, moment = shown
    fetched = LocatedValue(context["fetched"], 0, 0) if context.get("fetched") else None
    found_fields = {
        "title": stated.title,
        "url": stated.url,
        "epoch_ms": fetched or stated.saved or moment,
        "dateline": published,
        "html": LocatedValue(html, content.start, content.end) if content else LocatedValue("", 0, 0),
    }
    fields = {name: field for name, field in found_fields.items() if field is not None}
    pictures = _pictures(text, pieces, content, stated)
    if pictures:
        fields["image"] = pictures[0]
        addresses = [*dict.fromkeys(picture.value for picture in pictures)]
        fields["images"] = LocatedValue(addresses, pictures[0].start, pictures[0].end)
    return fields


def _shown_date(content: MainContent | None) -> tuple[LocatedValue, LocatedValue] | None:
    """The date line that an article shows, and the time that it names; None where it shows none, or a day only."""
    found = markup.find_dateline(content.html) if content else None
    if not content or not found or not found[2].iso or "T" not in found[2].iso:
        return None
    start, end, line = found
    zone = timezone(timedelta(minutes=line.offset)) if line.offset is not None else None
    moment = datetime.fromisoformat(str(line.iso)).replace(tzinfo=zone).isoformat()
    place = (content.start + start, content.start + end)
    return LocatedValue(line.text, *place), LocatedValue(moment, *place)


def _pictures(
    text: str, pieces: Sequence[Tag], content: MainContent | None, stated: PageMetadata
) -> list[LocatedValue]:
    """The addresses of the pictures: the stated one, then those in the article, joined with the address of the page."""
    found = [stated.image] if stated.image else []
    base = stated.url.value if stated.url else ""
    start, end = (content.start, content.end) if content else (0, 0)
    for tag in pieces:
        if tag.name == "img" and start <= tag.start < end and len(found) < _MAX_IMAGES:
            is_shown = content is None or content.html.startswith("<", tag.start - start)
            if is_shown and (source := _source(text, tag)):
                found.append(LocatedValue(_absolute(base, source.value), source.start, source.end))
    return found


def _source(text: str, tag: Tag) -> LocatedValue | None:
    """The address of an `<img>`, that of a lazy one included; None where it is in the page itself (`data:`)."""
    given = {attribute.name: attribute.value for attribute in markup.attributes(text, tag)}
    for name in ("data-src", "data-original", "src"):
        if name in given and (value := unescape(text[slice(*given[name])]).strip()) and not value.startswith("data:"):
            return LocatedValue(value, *given[name])
    return None


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


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
        # A page states its date in any form.
        mapped_fields=document.mapped_fields | ({"dateline"} & located.keys()),
    )


def _extracted(raw: RawInput, text: str, mapping: ItemMapping, extractor: PageExtractor) -> Document:
    """The document of the record that a scraper's own extractor makes of a page."""
    pieces = markup.pieces(limit_tags(text))
    stated = page_metadata.read(text, pieces, raw.context)
    url = raw.context.get("url") or (stated.url.value if stated.url else "")
    result = extractor(raw.data, url)
    if result.record is None:
        return _blank(raw, text, InputFault("extractor", result.failure or "the extractor made no record"))
    known = {"url": url, "epoch_ms": raw.context.get("fetched")}
    item: dict[str, Any] = {**{name: value for name, value in known.items() if value}, **result.record}
    document = items.to_document(raw.path, text, "page", item, mapping, (raw.line, 1))
    return _located(document, {name: _sought(text, value) for name, value in item.items()})


def _sought(text: str, value: Any) -> LocatedValue:
    """A value, located where a text of it first stands in the page."""
    first = value[0] if isinstance(value, list) and value else value
    words = first.strip().partition("\n")[0][:_SOUGHT] if isinstance(first, str) else ""
    at = text.find(words) if words else -1
    return LocatedValue(value, max(at, 0), max(at, 0) + len(words) if at >= 0 else 0)


def span(text: str, path: Sequence[str | int]) -> tuple[int, int]:
    """The start of the page: what an extractor made of it is not located further."""
    return 0, 0


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
