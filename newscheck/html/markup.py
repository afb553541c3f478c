"""The tags of an HTML text as they stand in it: for those who rewrite markup and leave the rest alone.

No tree and no repair: what a parser mends is what should be kept. One pass, linear in the length of the text, whatever
is unbalanced, cut off or never closed in it. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from re import Match
from typing import NamedTuple

from newscheck.html import dateline, tags
from newscheck.model import Dateline
from newscheck.text.regex import lazy_regex

#: What begins a tag, a comment, or (`<!doctype`, `<?php`, `</ p>`) what is read as a comment up to its first `>`.
_TOKEN = lazy_regex(r"<(?:!--|(/?)([A-Za-z][^\s/>]*)|[!?/])")
#: From the name of a tag to its `>`; what is in quotes may hold one. No step back: a tag without end costs one pass.
_REST = lazy_regex(r"[^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+[^>=]*+)*+>")
_ATTRIBUTE = lazy_regex(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
#: What ends a comment that began two characters before: `<!-->` and `<!--->` are whole ones.
_COMMENT, _BOGUS = lazy_regex(r"(?<!<!)--!>|-->"), lazy_regex(">")
#: What ends the content of an element that is no markup.
_RAW_END = {name: lazy_regex(rf"(?i:</{name})(?=[\s/>])") for name in tags.RAW_TEXT}
#: What among the pieces never has both tags.
_NO_ELEMENT = tags.VOID | {"!", ""}
_BLANK = lazy_regex(r"(?:\s|&nbsp;|&#160;)*+")


class Tag(NamedTuple):
    """A start or end tag (`name` is in lower case), a comment (`!`) or, among `pieces`, a text (empty)."""

    name: str
    start: int
    end: int
    is_end: bool = False


class Attribute(NamedTuple):
    """An attribute, where it stands, and where its value does (without quotes; empty where it has none)."""

    name: str
    start: int
    end: int
    value: tuple[int, int]


class Element(NamedTuple):
    """An element that has both its tags; `inner` is what is between them."""

    name: str
    start: int
    end: int
    inner: tuple[int, int]


def splice(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """A text with spans (start, end, in order) replaced; one that begins inside of another is passed over."""
    pieces: list[str] = []
    at = 0
    for start, end, new in edits:
        if start >= at:
            pieces += (text[at:start], new)
            at = end
    return "".join((*pieces, text[at:]))


def tokens(html: str) -> Iterator[Tag]:
    """All tags and comments in order, up to one that is never closed."""
    at = 0
    while token := _TOKEN.search(html, at):
        if token[2] is None:
            end = (_COMMENT if token[0] == "<!--" else _BOGUS).search(html, token.start() + 2)
            if end is None:
                return
            at = end.end()
            yield Tag("!", token.start(), at)
            continue
        rest = _REST.match(html, token.end())
        if rest is None:
            return
        name, at = token[2].lower(), rest.end()
        yield Tag(name, token.start(), at, bool(token[1]))
        if name in _RAW_END and not token[1]:
            close = _RAW_END[name].search(html, at)
            if close is None:
                return
            at = close.start()


def pieces(html: str) -> Iterator[Tag]:
    """All tags, comments and, between them, the texts that are not blank and no script."""
    at = 0
    is_raw = False
    for tag in chain(tokens(html), [Tag("", len(html), len(html))]):
        if at < tag.start and not is_raw and not _BLANK.fullmatch(html, at, tag.start):
            yield Tag("", at, tag.start)
        if tag.name:
            yield tag
        at, is_raw = tag.end, tag.name in _RAW_END and not tag.is_end


def text_spans(html: str) -> Iterator[tuple[int, int]]:
    """The spans of the texts among the pieces."""
    return ((piece.start, piece.end) for piece in pieces(html) if not piece.name)


def attributes(html: str, tag: Tag) -> list[Attribute]:
    """The attributes of a start tag."""
    found = _ATTRIBUTE.finditer(html, tag.start + 1 + len(tag.name), tag.end - 1)
    return [Attribute(one[1].lower(), *one.span(), _value(one)) for one in found]


def first_image(html: str) -> Tag | None:
    """The first `<img>`."""
    return next((tag for tag in tokens(html) if tag.name == "img" and not tag.is_end), None)


def elements(html: str) -> list[Element]:
    """The elements that are closed, in the order of their start tags. An end tag closes what is open inside."""
    return match_tags(tokens(html))


def match_tags(found: Iterable[Tag]) -> list[Element]:
    """The elements of some tags or pieces."""
    matched: list[Element] = []
    stack: list[Tag] = []
    depth: dict[str, int] = {}
    for tag in found:
        if tag.name in _NO_ELEMENT:
            continue
        if not tag.is_end:
            stack.append(tag)
            depth[tag.name] = depth.get(tag.name, 0) + 1
        elif depth.get(tag.name):
            while (opened := stack.pop()).name != tag.name:
                depth[opened.name] -= 1
            depth[tag.name] -= 1
            matched.append(Element(tag.name, opened.start, tag.end, (opened.end, tag.start)))
    return sorted(matched, key=lambda element: element.start)


def outermost(found: Iterable[Element]) -> Iterator[Element]:
    """Those of some elements, in order, that are in none of the others."""
    end = 0
    for element in found:
        if element.start >= end:
            end = element.end
            yield element


def paragraphs(html: str) -> list[Element]:
    """The `<p>` that hold text."""
    found = outermost(element for element in elements(html) if element.name == "p")
    return [element for element in found if next(text_spans(html[slice(*element.inner)]), None)]


def plain_paragraphs(html: str) -> list[Element]:
    """The paragraphs that are not bold as a whole: neither leads nor headings."""
    return [element for element in paragraphs(html) if not is_bold(html, element)]


def is_bold(html: str, element: Element) -> bool:
    """Whether all text of an element is in `<strong>` or `<b>`."""
    inner = html[slice(*element.inner)]
    bold = outermost(found for found in elements(inner) if tags.KINDS.get(found.name) == tags.BOLD)
    return next(text_spans(splice(inner, ((*found[1:3], "") for found in bold))), None) is None


def lead(html: str) -> Element | None:
    """The first paragraph that is not the date line."""
    date = find_dateline(html)
    found = (one for one in paragraphs(html) if date is None or not one.start < date[0] < one.end)
    return next(found, None)


def container(html: str, *, innermost: bool = False) -> Element | None:
    """The element that holds at least half of the paragraphs, and two of them: the outermost such, or the innermost."""
    starts = [element.start for element in paragraphs(html)]
    most: Element | None = None
    for element in elements(html):
        count = bisect_left(starts, element.end) - bisect_left(starts, element.start)
        if element.name in tags.CONTAINERS and count * 2 >= len(starts) and count > 1:
            most = element
            if not innermost:
                break
    return most


def find_dateline(html: str) -> tuple[int, int, Dateline] | None:
    """The date line of an article, and where it stands."""
    for block in islice(_blocks(html), dateline.FIRST_BLOCKS):
        line = dateline.parse_block("\n".join(html[text.start : text.end] for text in block))
        if line and line.iso and (at := html.find(line.text, block[0].start, block[-1].end)) >= 0:
            return at, at + len(line.text), line
    return None


def _blocks(html: str) -> Iterator[list[Tag]]:
    """The texts of each block."""
    block: list[Tag] = []
    for piece in chain(pieces(html), [Tag("div", len(html), len(html))]):
        if not piece.name:
            block.append(piece)
        elif block and tags.KINDS.get(piece.name) in tags.BLOCK_KINDS:
            yield block
            block = []


def _value(found: Match[str]) -> tuple[int, int]:
    group = found.lastindex or 1
    return found.span(group) if group > 1 else (found.end(), found.end())
