"""The source of an XML text: its tags, elements and values with their offsets, as far as it can be read.

No XML parser of a library gives the offsets of values, or reads a text with a character that XML may not hold, which
exporters write. There is no DTD here: entities that a text declares are left as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

from newscheck.text.regex import lazy_regex

NAME = r"[^\s<>/!?\"'=&;,()]++"
ATTRIBUTES = r"(?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+"
_TAG = lazy_regex(rf"<(/?)({NAME})((?:\s{ATTRIBUTES})?)(/?)>")
#: The longest source of attributes that is remembered.
_MOST_REMEMBERED = 200
_ATTRIBUTE = lazy_regex(rf"\s({NAME})\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
#: An element with nothing inside but text, or one CDATA section: what most elements of an item are.
LEAF = (
    rf"<({NAME})(|\s{ATTRIBUTES})"
    r"(?:/>|>(?:([^<]*+)|\s*+<!\[CDATA\[((?:[^\]]++|\](?!\]>))*+)\]\]>\s*+)</\1\s*+>)"
)
CDATA = r"<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+\]\]>"
LEAF_AT = lazy_regex(rf"\s*+{LEAF}")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
#: Parts of a text that are not tags: their beginning, and their end.
_OTHERS = ((_CDATA, _CDATA_END), ("<!--", "-->"), ("<?", "?>"))
#: A document type declaration stands before the root element: it is looked for in so many characters.
_PROLOG = 1 << 14
_DOCTYPE = lazy_regex(r"<!DOCTYPE(?:[^<>\[\"']++|\"[^\"]*+\"|'[^']*+')*+(?:\[.*?\]\s*)?>", re.DOTALL)
#: The most elements without an end tag of which the rest of an item is read.
_MAX_UNCLOSED = 20
#: The tag of most escaped markup, and the characters in which it is looked for.
_PARAGRAPH, _SAMPLE = "&lt;p&gt;", 512
_REFERENCE = lazy_regex(r"(&(?:lt|gt|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][\w.:-]*+);)")
#: A piece of an element's content that is no plain text.
_PIECE = lazy_regex(
    r"<!\[CDATA\[(?P<cdata>(?:[^\]]++|\](?!\]>))*+)\]\]>|<!--.*?-->|<\?.*?\?>"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][\w.:-]*+);)",
    re.DOTALL,
)
#: Bytes that stay in the processor's cache while control characters are looked for in them, one after the other.
_PIECE_LENGTH = 1 << 18
#: What XML 1.0 may not hold, the part of it that is ASCII, and the rest.
FORBIDDEN = lazy_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROLS, _NO_CHARACTERS = [bytes((code,)) for code in range(32) if code not in b"\t\n\r"], ("\ufffe", "\uffff")
PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class XmlTag(NamedTuple):
    """A tag, `text[start:end]`: its name as it is written, and the source of its attributes."""

    name: str
    attributes: str
    start: int
    end: int
    is_end: bool = False
    is_empty: bool = False


class XmlElement(NamedTuple):
    """An element whose tag begins at `tag_start`, and the span of its content.

    Its `value` is its text, where there is no other element in it, else None. Not `is_closed` without an end tag.
    """

    name: str
    attributes: str
    tag_start: int
    start: int
    end: int
    value: str | None
    is_closed: bool = True


def tags(text: str, at: int = 0, end: int | None = None) -> Iterator[XmlTag]:
    """The tags in a part of a text. What is no tag is skipped: text, CDATA sections, comments, instructions, a DTD."""
    end = len(text) if end is None else end
    while 0 <= (at := text.find("<", at, end)) < end:
        if tag := _TAG.match(text, at, end):
            yield _tag(tag)
            at = tag.end()
        else:
            at = _skip(text, at, end)


def _tag(match: re.Match[str]) -> XmlTag:
    return XmlTag(match[2], match[3], match.start(), match.end(), bool(match[1]), bool(match[4]))


def _skip(text: str, at: int, end: int) -> int:
    """The offset behind a CDATA section, comment, instruction or DTD; of the next character where none begins here."""
    for opening, closing in _OTHERS:
        if text.startswith(opening, at):
            found = text.find(closing, at + len(opening), end)
            return found + len(closing) if found >= 0 else end
    doctype = _DOCTYPE.match(text, at, min(end, _PROLOG)) if at < _PROLOG else None
    return doctype.end() if doctype else at + 1


def closing_tag(text: str, tag: XmlTag, end: int | None = None) -> XmlTag | None:
    """The end tag of the element that begins with a tag; None where there is none."""
    end = len(text) if end is None else end
    closing = f"</{tag.name}>"
    at = text.find(closing, tag.end, end)
    if at >= 0 and _is_plain(text, tag, at):
        return XmlTag(tag.name, "", at, at + len(closing), True)
    depth, at = 1, tag.end
    mark = _mark(tag.name)
    while found := mark.search(text, at, end):
        if found[0][1] in "!?":
            at = _skip(text, found.start(), end)
            continue
        other = _TAG.match(text, found.start(), end)
        at = other.end() if other else found.end()
        if other and not other[4]:
            depth += -1 if other[1] else 1
            if not depth:
                return _tag(other)
    return None


def _is_plain(text: str, tag: XmlTag, end: int) -> bool:
    """Whether between a tag and an offset no other tag of its name, no comment or instruction, and no CDATA section
    begins that goes on behind it."""
    if any(text.find(mark, tag.end, end) >= 0 for mark in (f"<{tag.name}", f"</{tag.name}", "<!--", "<?")):
        return False
    cdata = text.rfind(_CDATA, tag.end, end)
    return cdata < 0 or text.find(_CDATA_END, cdata, end) >= 0


@lru_cache(1_000)
def _mark(name: str) -> re.Pattern[str]:
    """A tag with a name, or the beginning of what may hold one that does not count."""
    return re.compile(rf"<(?:!\[CDATA\[|!--|\?|/?{re.escape(name)}(?=[\s/>]))")


def elements(text: str, start: int, end: int) -> Iterator[XmlElement]:
    """The elements directly in a part of a text."""
    at, unclosed = start, 0
    while unclosed < _MAX_UNCLOSED:
        if leaf := LEAF_AT.match(text, at, end):
            at = leaf.end()
            group = 4 if leaf[4] is not None else 3
            first, last = leaf.span(group) if leaf[group] is not None else (at, at)
            value = leaf[group] or ""
            if group == 3 and "&" in value:
                value = unescape(value)
            yield XmlElement(leaf[1], leaf[2], leaf.start(1) - 1, first, last, value)
            continue
        at = text.find("<", at, end)
        if at < 0:
            return
        match = _TAG.match(text, at, end)
        if not match or match[1]:
            at = match.end() if match else _skip(text, at, end)
            continue
        found = _element(text, _tag(match), end)
        yield found
        unclosed += not found.is_closed
        has_end_tag = found.is_closed and not match[4]
        at = text.find(">", found.end, end) + 1 if has_end_tag else max(found.end, match.end())


def _element(text: str, tag: XmlTag, end: int) -> XmlElement:
    if tag.is_empty:
        return XmlElement(tag.name, tag.attributes, tag.start, tag.end, tag.end, "")
    closing = closing_tag(text, tag, end)
    last = closing.start if closing else min((at for at in (text.find("<", tag.end, end), end) if at >= 0), default=end)
    return element(text, tag, last, is_closed=closing is not None)


def element(text: str, tag: XmlTag, end: int, *, is_closed: bool = True) -> XmlElement:
    """The element whose content stands between a tag and an offset."""
    has_elements = next(tags(text, tag.end, end), None) is not None
    value = None if has_elements else text_of(text, tag.end, end)
    return XmlElement(tag.name, tag.attributes, tag.start, tag.end, end, value, is_closed)


def attributes(source: str) -> dict[str, str]:
    """The attributes of a tag."""
    if "=" not in source:
        return {}
    # Most are the same in each item: a type, a purpose.
    return dict(_pairs(source) if len(source) > _MOST_REMEMBERED else _remembered_pairs(source))


def _pairs(source: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, unescape(double or single)) for name, double, single in _ATTRIBUTE.findall(source))


_remembered_pairs = lru_cache(200)(_pairs)


def attribute_span(text: str, at: int, name: str) -> tuple[int, int] | None:
    """The span of an attribute's value in the tag that begins at `text[at]`."""
    tag = _TAG.match(text, at)
    for found in _ATTRIBUTE.finditer(text, tag.start(3), tag.end(3)) if tag else ():
        if found[1] == name:
            return found.span(2 if found[2] is not None else 3)
    return None


def unescape(text: str) -> str:
    """A text with its references replaced: those of characters, of XML and of HTML."""
    if "&" not in text:
        return text
    if text.find(_PARAGRAPH, 0, _SAMPLE) >= 0:
        text = text.replace(_PARAGRAPH, "<p>").replace("&lt;/p&gt;", "</p>")
        if "&" not in text:
            return text
    pieces = _REFERENCE.split(text)
    pieces[1::2] = map(_character, pieces[1::2])
    return "".join(pieces)


@lru_cache(1_000)
def _character(reference: str) -> str:
    """What a reference stands for; the reference itself where it is unknown."""
    name = reference[1:-1]
    if name[0] != "#":
        return PREDEFINED.get(name) or html5.get(f"{name};", reference)
    code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def may_have_forbidden(text: str, data: bytes) -> bool:
    """Whether a text may hold what XML may not: a control character is the same byte in all encodings."""
    pieces = (data[at : at + _PIECE_LENGTH] for at in range(0, len(data), _PIECE_LENGTH))
    return any(control in piece for piece in pieces for control in _CONTROLS) or any(
        code in text for code in _NO_CHARACTERS
    )


def text_of(text: str, start: int, end: int) -> str:
    """The text in a part of a source: references replaced, CDATA sections as they are, no comments."""
    return "".join(value for value, _ in _pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The values in a part of a source, each with the offset at which it begins."""
    at = start
    for piece in _PIECE.finditer(text, start, end):
        yield text[at : piece.start()], at
        if piece["cdata"] is not None:
            yield piece["cdata"], piece.start("cdata")
        elif piece["reference"]:
            yield unescape(piece["reference"]), piece.start()
        at = piece.end()
    yield text[at:end], at


def source_offset(text: str, start: int, end: int, offset: int) -> int:
    """The offset in the source of character `offset` of the value of the content `text[start:end]`."""
    place = start
    for value, at in _pieces(text, start, end):
        place = at
        if offset < len(value):
            return at + offset if text.startswith(value, at) else at
        offset -= len(value)
    return min(place + len(text[place:end]), end)
