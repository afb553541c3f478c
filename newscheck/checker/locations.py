"""Locates a hit: from a pointer and offsets to line, column, evidence and excerpt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape, unescape
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from newscheck import readers
from newscheck.article.document_fields import given
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.model import Article, Document, Excerpt, Hit, LocatedValue
from newscheck.text.json_path import json_path

#: Code points of the line that an excerpt shows before and after a location.
_BEFORE, _AFTER = 24, 56
_EVIDENCE = 80
#: Names in pointers to what is extracted from the HTML.
_EXTRACTED = frozenset(ITEM_FIELDS)
#: No list has an index of as many digits.
_DIGITS = 10


def offset_of(hit: Hit, document: Document, article: Article | None) -> tuple[int, int]:
    """Start and end of a hit in `document.text`."""
    name, _, rest = hit.pointer.lstrip("/").partition("/")
    if name == "paragraphs" and (in_body := _in_body(hit, document, rest)):
        name, hit = "body", in_body
    if article and name in ("image", "images"):
        name, rest = _stated_image(name, rest, document, article)
    field = _field(document, name, rest)
    if field is not None:
        if field.path[:1] != _own_path(document, name):
            field, hit = _part(field, hit, rest)
        start, end = readers.span(document, field)
        if hit.start < 0:
            # Null is no evidence.
            return start, start if field.value is None else end
        if not isinstance(field.value, str) or end - start == len(field.value):
            return start + hit.start, start + max(hit.end, hit.start)
        offset = partial(readers.source_offset, document, start, end)
        return offset(hit.start), offset(max(hit.end, hit.start))
    if not name or (name == "epoch_ms" and hit.start >= 0):  # the place of a line that is missing
        return (hit.start, max(hit.end, hit.start)) if hit.start >= 0 else (0, 0)
    if name not in _EXTRACTED and (
        document.item is not None or document.front_matter
    ):  # an own field that the item lacks
        return 0, 0
    return _search(hit, document, article, name, rest)


def item_path(hit: Hit, document: Document) -> str:
    """The JSON path in the file of the value that a hit is about, or of its item; empty in a file without items."""
    name, _, rest = hit.pointer.lstrip("/").partition("/")
    field = _field(document, name, rest) or (document.html if name else None)
    return json_path(field.path if field else (), document.place)


def _field(document: Document, name: str, rest: str) -> LocatedValue | None:
    """The field of the file that a pointer names; None for a record field that was extracted from the HTML."""
    if name == "front" and document.front_matter:
        return document.front_matter.get(rest)
    return given(document, name) or document.missing.get(name) or _own_field(document, name, rest)


def _own_field(document: Document, name: str, rest: str) -> LocatedValue | None:
    """The value in a field of the item's own to which a JSON pointer leads, or the last one on its way."""
    if not (own := _own_path(document, name)):
        return None
    if document.item is None:
        return document.front_matter[own[0]]
    value: Any = document.item[own[0]]
    path: list[str | int] = [*own]
    for step in map(_unescaped, rest.split("/")) if rest else ():
        place: str | int = _index(step) if isinstance(value, list) else step
        if not (place in value if isinstance(value, Mapping) else isinstance(place, int) and 0 <= place < len(value)):
            break
        value = value[place]
        path.append(place)
    return LocatedValue(value, path=tuple(path))


def _own_path(document: Document, name: str) -> tuple[str, ...]:
    """The path of the field that a pointer begins with, by its name in the item; empty for one of the record."""
    fields = document.front_matter if document.item is None else document.item
    return (name,) if (name := _unescaped(name)) in fields and name not in _EXTRACTED else ()


def _unescaped(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~")


def _stated_image(name: str, rest: str, document: Document, article: Article) -> tuple[str, str]:
    """The entry of the list that an item states its images in, where it has one list for all of them."""
    stated = document.record_fields
    if name == "image" and name not in stated and "images" in stated:
        # The lead image is the first of them that is no drawing.
        return "images", str(article.images.index(article.image)) if article.image in article.images else ""
    if name == "images" and name not in stated and "image" in stated and isinstance(stated["image"].value, list):
        return "image", rest
    return name, rest


def _in_body(hit: Hit, document: Document, rest: str) -> Hit | None:
    """A hit in a paragraph as one in the body, where the paragraphs are the lines of an item's body."""
    body = document.record_fields.get("body")
    if "paragraphs" in document.record_fields or body is None or not isinstance(body.value, str):
        return None
    left, at = _index(rest), 0
    for line in body.value.split("\n"):
        if text := line.strip():
            if left == 0:
                start = at + len(line) - len(line.lstrip())
                first, last = (hit.start, max(hit.end, hit.start)) if hit.start >= 0 else (0, len(text))
                return replace(hit, pointer="/body", start=start + first, end=start + last)
            left -= 1
        at += len(line) + 1
    return None


def _part(field: LocatedValue, hit: Hit, rest: str) -> tuple[LocatedValue, Hit]:
    """The entry of a list that a pointer names, or the part of a joined text where a hit begins, and the hit in it."""
    if isinstance(field.value, list):
        index = _index(rest)
        if field.start >= 0 or not 0 <= index < len(field.value):
            return field, hit
        path = field.parts[index][1] if field.parts else (*field.path, index)
        return LocatedValue(field.value[index], path=path), hit
    if not field.parts:
        return field, hit
    start = max(hit.start, 0)
    number = bisect_right(field.parts, start, key=itemgetter(0)) - 1
    offset, path = field.parts[number]
    behind = field.parts[number + 1][0] - 1 if number + 1 < len(field.parts) else len(field.value)
    part = LocatedValue(field.value[offset:behind], path=path)
    return part, hit if hit.start < 0 else replace(hit, start=start - offset, end=min(hit.end, behind) - offset)


def _index(rest: str) -> int:
    return int(rest) if rest.isascii() and rest.isdigit() and len(rest) < _DIGITS else -1


def _search(hit: Hit, document: Document, article: Article | None, name: str, rest: str) -> tuple[int, int]:
    """Search the HTML for an extracted value, or for the beginning of it that has no markup."""
    html = document.html
    if html is None or article is None:
        return 0, 0
    value = _value(article, name, rest)
    first, last = readers.span(document, html)
    start = _find(document.text, value, first, last)
    for _ in range(_equal_before(article, name, rest)):
        start = max(start, document.text.find(value, start + 1, last))
    evidence = hit.evidence or (value[hit.start : hit.end] if hit.start >= 0 else "")
    for written in _spellings(evidence):
        at = document.text.find(written, max(start, first), last)
        if at < 0:
            at = document.text.find(written, first, last)
        if at >= 0:
            return at, at + len(written)
    if start < 0:
        return first, first
    return start, start + (len(value) if document.text.startswith(value, start) else 0)


def _spellings(value: str) -> Iterator[str]:
    """How HTML may spell a value: as it is, or with character references."""
    if value:
        yield value
        if "&" in value:
            yield value.replace("&", "&amp;")
        if "&" in value or "<" in value or ">" in value or '"' in value:
            yield escape(value)


def _value(article: Article, name: str, rest: str) -> str:
    if name == "dateline":
        return article.content.dateline.text if article.content.dateline else ""
    value = getattr(article, name, None)
    if isinstance(value, list):
        index = int(rest) if rest.isdigit() else 0
        value = value[index] if index < len(value) else ""
    return value if isinstance(value, str) else ""


def _equal_before(article: Article, name: str, rest: str) -> int:
    """The number of equal values before this one in its list: a placeholder, an icon."""
    values = getattr(article, name, None)
    if not isinstance(values, list) or not rest.isdigit() or int(rest) >= len(values):
        return 0
    return values[: int(rest)].count(values[int(rest)])


def _find(text: str, value: str, start: int, end: int) -> int:
    if not value:
        return -1
    for length in (len(value), 12, 6):
        at = text.find(value[:length], start, end)
        if at >= 0:
            return at
    return text.find(value.replace("&", "&amp;"), start, end)


def line_and_column(document: Document, offset: int) -> tuple[int, int]:
    """1-based line and column (in code points) of an offset in `document.text`, in the file."""
    line, column = document.start
    breaks = document.text.count("\n", 0, offset)
    if breaks:
        return line + breaks, offset - document.text.rfind("\n", 0, offset)
    return line, column + offset


def excerpt(document: Document, start: int, end: int) -> Excerpt | None:
    """A part of the line at `start`, with the location marked; None for a document without text."""
    text = document.text
    if not text:
        return None
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    left = max(line_start, start - _BEFORE)
    right = min(line_end, max(start + _AFTER, min(end, start + _AFTER)))
    before = "…" if left > line_start else ""
    shift = len(before) - left
    window = before + text[left:right] + ("…" if right < line_end else "")
    return Excerpt(window, start + shift, max(start + 1, min(end, right)) + shift)


def evidence(hit: Hit, document: Document, start: int, end: int) -> str:
    """The text that shows the defect, as the file spells it, shortened."""
    text = hit.evidence or document.text[start : min(end, start + _EVIDENCE + 1)]
    if hit.evidence and "&" in text and unescape(written := document.text[start : max(end, start)]) == text:
        text = written
    return text if len(text) <= _EVIDENCE else text[: _EVIDENCE - 1] + "…"
