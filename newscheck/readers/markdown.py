"""Markdown: front matter (YAML, TOML or JSON) or a heading as the title, and a text in Markdown or HTML.

---
title: TITLE
date: 2023-08-16T21:04:00+02:00
link: URL
---

TEXT
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from newscheck.article import items
from newscheck.article.item_mapping import ITEM_FIELDS, ItemMapping
from newscheck.html import markdown
from newscheck.model import Document, InputFault, RawInput
from newscheck.readers import dump
from newscheck.text import field_lines, front_matter, json_scanner
from newscheck.text.front_matter import FrontMatter
from newscheck.text.regex import lazy_regex

SUFFIXES = (".md", ".markdown")
#: A member of each item: the form of its front matter. By its name the preset recognises such items.
FORM = "(front matter)"
_SNIFFED = lazy_regex(r"\+\+\+|;;;|\{\s*\"")
_HEADING = lazy_regex(r"\#{1,2}[ \t]+(\S[^\n]*)(?:\n|\Z)|([^\s\#][^\n]*)\n={3,}[ \t\r]*(?:\n|\Z)")
_RULE = lazy_regex(r"\s*-{3,}[ \t\r]*(?:\n|\Z)")
#: Front matter behind the text of another post, also where that has no final line end.
_POST = lazy_regex(
    r"(?<![-+])(?:---|\+\+\+)[ \t\r]*\n"
    r"((?:(?:[^\W\d][\w-]*[ \t]*[:=]|[ \t\[]|- )[^\n]*\n){1,60})"
    r"(?=(?:---|\+\+\+)[ \t\r]*$)",
    re.MULTILINE,
)
_NAME = lazy_regex(r"^([^\W\d][\w-]*)[ \t]*[:=]", re.MULTILINE)
#: A line that begins or ends a block of code, in which front matter is an example.
_CODE = lazy_regex(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
#: Files about a folder, which begin with a heading as articles do.
_ABOUT = lazy_regex(
    r"(?:.*[/!])?(?:readme|change(?:log|s)|contributing|licen[sc]e|code_of_conduct|index)\b[^/]*", re.IGNORECASE
)
#: Fields that hold an address or the name of a source; and those that may hold the path of the page on the new site.
_NAMES_OF_SOURCES = frozenset(("source", "from", "via", "origin", "original", "canonical", "permalink", "slug"))
_ADDRESSES = frozenset(("url", "link"))


class _Parts(NamedTuple):
    """The parts of a file: front matter if it has any; `own`, the spans of title and address in its heading and of
    fields on lines below it or in its place; and the text behind them."""

    front: FrontMatter | None
    own: Mapping[str, tuple[int, int]]
    start: int
    end: int


def sniff(head: str) -> bool:
    """Whether a text begins with front matter in TOML or JSON; `jekyll` has what begins with `---`."""
    return bool(_SNIFFED.match(head))


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """The document of a file, or several where posts were appended to each other."""
    start, line = 0, raw.line
    further = tuple(_further_posts(text))
    for end in (*further, len(text)):
        document = _document(raw.path, text[start:end], line, mapping)
        is_second = bool(further) and start == further[0]
        yield _with_fault(document, _appended(len(further))) if is_second else document
        line += text.count("\n", start, end)
        start = end


def _further_posts(text: str) -> Iterator[int]:
    """The offsets at which further front matter begins: with a title, or with the names of the first."""
    fence = text[:3]
    front = front_matter.find(text) if fence in ("---", "+++") else None
    if not front or text.find(fence, front.body) < 0:
        return
    names = set(_NAME.findall(text[front.start : front.end]))
    start = front.body
    for post in _POST.finditer(text, front.body):
        own = set(_NAME.findall(post[1]))
        is_alike = "title" in own or (own == names and len(own) > 1)
        has_fences = post[0].startswith(fence) and text.startswith(fence, post.end())
        if not (is_alike and has_fences) or post.start() < start:
            continue
        if len(_CODE.findall(text[start : post.start()])) % 2 == 0:
            yield post.start()
            start = post.end() + len(fence)


def _appended(count: int) -> InputFault:
    posts = "another post is" if count == 1 else f"{count:,} other posts are"
    return InputFault("front-matter", f"{posts} appended to the first: write each to a file of its own", 0, 3)


def _with_fault(document: Document, fault: InputFault) -> Document:
    return replace(document, faults=(*document.faults, fault))


def _document(path: str, text: str, line: int, mapping: ItemMapping) -> Document:
    parts = _parts(text)
    fields, fault = front_matter.fields(text, parts.front) if parts.front else ({}, None)
    if fields is None or not (parts.front or parts.own) or (not parts.front and _ABOUT.fullmatch(path)):
        return _no_article(path, text, line)
    members = _members(text, parts, fields)
    if not members:
        empty = InputFault("empty", "front matter without fields, and no text")
        return Document(path, text, "markdown", faults=(empty,), origin=(line, 1), is_blank=True)
    document = items.to_document(path, text, "markdown", members, mapping, (line, 1))
    # What was left out, since it is no address of the article, is a field of its own.
    if own := {name: value for name, value in fields.items() if name not in members and name not in ITEM_FIELDS}:
        document = replace(document, item={**members, **own}, own=(*document.own, *own))
    return _with_fault(document, fault) if fault else document


def _members(text: str, parts: _Parts, fields: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in fields.items() if not _is_no_address(name, value)}
    own = {name: text[slice(*place)] for name, place in parts.own.items() if given.get(name) is None}
    members = {**given, **{name: value for name, value in own.items() if not _is_no_address(name, value)}}
    body = text[parts.start : parts.end]
    if not members and not body:
        return {}
    members["html"] = body if markdown.is_html(body) else markdown.to_html(body)
    members[FORM] = parts.front.form if parts.front else "lines"
    return members


def _is_no_address(name: str, value: Any) -> bool:
    """Whether a field that may hold the article's address holds the name of a paper, or a path on the new site."""
    if not isinstance(value, str) or "://" in value:
        return False
    return name in _NAMES_OF_SOURCES or (name in _ADDRESSES and value.startswith("/") and not value.startswith("//"))


def _parts(text: str) -> _Parts:
    front = front_matter.find(text)
    at = _skip_blank_lines(text, front.body if front else 0)
    heading = _HEADING.match(text, at)
    own = _link(text, *heading.span(heading.lastindex or 1)) if heading else {}
    if not front:
        lines, end = field_lines.find(text, heading.end() if heading else at)
        if heading or ("title" in lines and len(lines) > 1):
            own = {**lines, **own}
            rule = _RULE.match(text, end)
            at = _skip_blank_lines(text, rule.end() if rule else end)
    return _Parts(front, own, at, max(at, len(text.rstrip("\r\n"))))


def _skip_blank_lines(text: str, at: int) -> int:
    end = json_scanner.skip_whitespace(text, at)
    return max(at, text.rfind("\n", at, end) + 1)


def _link(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The spans of the title and, where the heading is a link, of its address."""
    end = start + len(text[start:end].rstrip("# \t\r"))
    middle = text.rfind("](", start, end)
    if text[start] != "[" or text[end - 1] != ")" or middle < 0:
        return {"title": (start, end)}
    return {"title": (start + 1, middle), "url": (middle + 2, end - 1)}


def _no_article(path: str, text: str, line: int) -> Document:
    """A document without an article: there is no front matter, it is not closed, or it is no mapping."""
    if front_matter.is_unclosed(text):
        fence = text.lstrip()[:3]
        fault = InputFault("front-matter", f"the front matter is not closed by `{fence}`", 0, 3)
    elif "：" in text[:200] and text.startswith("---"):
        detail = "the front matter is not a list of `key: value`; its colons are full-width (`：`)"
        fault = InputFault("front-matter", detail, 0, 3)
    else:
        return dump.parse(path, text, line=line)
    return Document(path, text, "markdown", faults=(fault,), origin=(line, 1), is_blank=True)


def span(text: str, path: Sequence[str | int]) -> tuple[int, int]:
    """The span of a value: of the text, in the front matter, or in the heading. Raises ValueError without any."""
    parts = _parts(text)
    if path[0] == "html":
        return parts.start, parts.end
    place = front_matter.span(text, parts.front, path) if parts.front else None
    place = place or parts.own.get(str(path[0]))
    if place is None:
        raise ValueError(f"no {path[0]}")
    return place


def source_offset(text: str, start: int, end: int, offset: int) -> int:
    """The offset in the text of character `offset` of the value that is written at `text[start:end]`."""
    if start != _parts(text).start:
        return front_matter.source_offset(text, start, end, offset)
    return start + markdown.source_offset(text[start:end], offset)
