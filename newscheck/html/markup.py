"""Tags, texts and elements of an HTML source with their offsets, for code that edits markup in place.

Nothing is repaired: edits keep the faults that a parser would mend. Each function takes time linear in the length of
the text, also where tags are unbalanced or never closed. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from re import Match
from typing import NamedTuple

from newscheck.html import dateline, tags
from newscheck.model import Dateline
from newscheck.text.regex import lazy_regex

#: From the name of a tag to its `>`, which quotes may hold. Possessive: a tag without end costs one pass.
_REST = r"[^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+[^>=]*+)*+>"
#: A tag, the start of one that never ends, of a comment, or of a bogus comment (`<!doctype`, `<?php`, `</ p>`), which
#: ends at the first `>`.
_TOKEN = lazy_regex(rf"<(?:(/?)([A-Za-z][^\s/>]*+){_REST}|!--|/?[A-Za-z]|[!?/])")
_ATTRIBUTE = lazy_regex(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
#: The end of a comment, searched from two characters behind its start: `<!-->` and `<!--->` are complete.
_COMMENT, _BOGUS = lazy_regex(r"(?<!<!)--!>|-->"), lazy_regex(">")
#: The end of an element whose content is no markup.
_RAW_END = {name: lazy_regex(rf"(?i:</{name})(?=[\s/>])") for name in tags.RAW_TEXT}
#: The tags of an element that is skipped.
_SAME_NAME = {name: lazy_regex(rf"(?i:<(/?){name})(?=[\s/>])[^>]*+>") for name in tags.SKIPPED}
#: Pieces that never have both tags.
_NO_ELEMENT = tags.VOID | {"!", ""}
_BLANK = lazy_regex(r"(?:\s|&nbsp;|&#160;)*+")


class Tag(NamedTuple):
    """A start or end tag (`name` in lower case), a comment (name `!`) or, among `pieces`, a text (empty name)."""

    name: str
    start: int
    end: int
    is_end: bool = False


class Attribute(NamedTuple):
    """An attribute, its span and the span of its value (without quotes; empty where there is none)."""

    name: str
    start: int
    end: int
    value: tuple[int, int]


class Element(NamedTuple):
    """An element with both tags; `inner` is the span between them."""

    name: str
    start: int
    end: int
    inner: tuple[int, int]

    @property
    def start_tag(self) -> Tag:
        """The first of its tags."""
        return Tag(self.name, self.start, self.inner[0])


def splice(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Replace spans (start, end, new text; in order) of a text; skip a span that begins inside of another."""
    pieces: list[str] = []
    at = 0
    for start, end, new in edits:
        if start >= at:
            pieces += (text[at:start], new)
            at = end
    return "".join((*pieces, text[at:]))


def tokens(html: str, skipped: Collection[str] = ()) -> Iterator[Tag]:
    """All tags and comments in order, up to the first that is never closed.

    Of elements whose names are `skipped` (some of FURNITURE), only the outermost start and end tags.
    """
    at = 0
    wanted = set(skipped)
    while token := _TOKEN.search(html, at):
        start, name = token.start(), token[2]
        if name is None:
            if token[0][-1].isalpha():
                return
            end = (_COMMENT if token[0] == "<!--" else _BOGUS).search(html, start + 2)
            if end is None:
                return
            at = end.end()
            yield Tag("!", start, at)
            continue
        name, at = name.lower(), token.end()
        yield Tag(name, start, at, bool(token[1]))
        if name in _RAW_END and not token[1]:
            close = _RAW_END[name].search(html, at)
            if close is None:
                return
            at = close.start()
        elif name in wanted and not token[1]:
            if last := _end_tag(html, name, at):
                at = last.end
                yield last
            else:
                # Not once more: many of them would take quadratic time.
                wanted.remove(name)


def _end_tag(html: str, name: str, at: int) -> Tag | None:
    """The end tag of an element whose content begins at an offset, past those of the same name inside of it."""
    depth = 1
    for tag in _SAME_NAME[name].finditer(html, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return Tag(name, tag.start(), tag.end(), True)
    return None


def pieces(html: str, skipped: Collection[str] = ()) -> Iterator[Tag]:
    """All tags and comments in order, and the texts between them that are neither blank nor a script; `skipped` as in
    `tokens`."""
    at = 0
    is_raw, before = False, Tag("", 0, 0)
    for tag in chain(tokens(html, skipped), [Tag("", len(html), len(html))]):
        is_inside = before.name in skipped and tag.is_end and tag.name == before.name
        if at < tag.start and not is_raw and not is_inside and not _BLANK.fullmatch(html, at, tag.start):
            yield Tag("", at, tag.start)
        if tag.name:
            yield tag
        at, is_raw, before = tag.end, tag.name in _RAW_END and not tag.is_end, tag


def text_spans(html: str) -> Iterator[tuple[int, int]]:
    """The spans of the texts that are neither blank nor a script."""
    return ((piece.start, piece.end) for piece in pieces(html) if not piece.name)


def words(html: str) -> str:
    """The text of a piece of HTML without its tags, with one blank between words."""
    from html import unescape  # its table of references takes a hundredth of a run on one file

    texts = [html[start:end] for start, end in text_spans(html)] if "<" in html else [html]
    return " ".join(unescape("".join(texts)).split())


def attributes(html: str, tag: Tag) -> list[Attribute]:
    """The attributes of a start tag."""
    matches = _ATTRIBUTE.finditer(html, tag.start + 1 + len(tag.name), tag.end - 1)
    return [Attribute(match[1].lower(), *match.span(), _value(match)) for match in matches]


def first_image(html: str) -> Tag | None:
    """The first `<img>`."""
    return next((tag for tag in tokens(html) if tag.name == "img" and not tag.is_end), None)


def elements(html: str) -> list[Element]:
    """The elements that have an end tag, by their start; an end tag also closes the elements inside."""
    return match_tags(tokens(html))


def match_tags(pieces: Iterable[Tag]) -> list[Element]:
    """The elements of tags or pieces in order, as `elements` finds them."""
    matched: list[Element] = []
    stack: list[Tag] = []
    depth: dict[str, int] = {}
    for tag in pieces:
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


def outermost(candidates: Iterable[Element]) -> Iterator[Element]:
    """The elements, of some in order, that are in none of the others."""
    end = 0
    for element in candidates:
        if element.start >= end:
            end = element.end
            yield element


def paragraphs(html: str) -> list[Element]:
    """The `<p>` that hold text."""
    candidates = outermost(element for element in elements(html) if element.name == "p")
    return [element for element in candidates if next(text_spans(html[slice(*element.inner)]), None)]


def plain_paragraphs(html: str) -> list[Element]:
    """The paragraphs with text that is not bold: neither leads nor headings."""
    return [element for element in paragraphs(html) if not is_bold(html, element)]


def is_bold(html: str, element: Element) -> bool:
    """Whether all text of an element is in `<strong>` or `<b>`."""
    inner = html[slice(*element.inner)]
    bold = outermost(part for part in elements(inner) if tags.KINDS.get(part.name) == tags.BOLD)
    return next(text_spans(splice(inner, ((part.start, part.end, "") for part in bold))), None) is None


def lead(html: str) -> Element | None:
    """The first paragraph that is not the date line."""
    date = find_dateline(html)
    return next((text for text in paragraphs(html) if date is None or not text.start < date[0] < text.end), None)


def container(html: str, *, innermost: bool = False) -> Element | None:
    """The outermost (or innermost) container that holds at least half of the paragraphs, and at least two."""
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
    """The start, end and value of an article's date line; a date that does not exist is skipped."""
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


def _value(match: Match[str]) -> tuple[int, int]:
    group = match.lastindex or 1
    return match.span(group) if group > 1 else (match.end(), match.end())
