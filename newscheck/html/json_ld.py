"""The articles that a page describes in JSON-LD (schema.org), and where their values stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from newscheck.html.markup import Tag
from newscheck.model import LocatedValue
from newscheck.text.encoding import replace_surrogates
from newscheck.text.regex import lazy_regex

#: The end of the media type of the scripts (application/ld+json), as all sites write it.
TYPE = "ld+json"
#: Scripts that are read, and nodes that are looked at in each; no real page comes near them.
_MAX_SCRIPTS, _MAX_NODES = 50, 2_000
#: Members under which a page puts other nodes.
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_WRAPPER = lazy_regex(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)?\s*")
_WRAPPER_END = lazy_regex(r"\s*(?://\s*)?(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)?\s*;?\s*\Z")
_COMMA = lazy_regex(r",(?=\s*[\]}])")


class JsonLdNode:
    """An article in JSON-LD: its `members`, and where the script stands, in which they are located."""

    def __init__(self, members: Mapping[str, Any], html: str, start: int, end: int) -> None:
        self.members = members
        self._html, self._start, self._end = html, start, end

    def text(self, *names: str) -> LocatedValue | None:
        """The first text of some members, without character references; of a list or an object, the text in it."""
        for name in names:
            value = _plain(self.members.get(name))
            if value and value.strip():
                return LocatedValue(unescape(value).strip(), *self._span(value))
        return None

    def label(self, name: str) -> LocatedValue | None:
        """The text of a member, or the name of the first object there."""
        value = self.members.get(name)
        for _ in range(4):
            if isinstance(value, list):
                value = value[0] if value else None
            elif isinstance(value, dict):
                value = value.get("name")
        if not isinstance(value, str) or not value.strip():
            return None
        return LocatedValue(unescape(value).strip(), *self._span(value))

    def _span(self, value: str) -> tuple[int, int]:
        """Where a text is written as a member's value; the script where it isn't found."""
        written = json.dumps(value, ensure_ascii=False)[1:-1]
        for spelling in (written, written.replace("/", "\\/"), json.dumps(value)[1:-1].replace("/", "\\/")):
            if (at := self._html.find(f'"{spelling}"', self._start, self._end)) >= 0:
                return at + 1, at + 1 + len(spelling)
        return self._start, self._start


def articles(html: str, scripts: list[tuple[int, int]]) -> Iterator[JsonLdNode]:
    """The articles in scripts of JSON-LD, spans of a page. One that can't be parsed costs no other."""
    for start, end in scripts[:_MAX_SCRIPTS]:
        for node in _nodes(_parsed(html[start:end])):
            if _is_article(node):
                yield JsonLdNode(node, html, start, end)


def is_script(html: str, tag: Tag) -> bool:
    """Whether the start tag of a script says that it is JSON-LD."""
    return TYPE in html[tag.start : tag.end]


def _parsed(text: str) -> Any:
    """The value of a script; None where it can't be parsed. Line ends in strings and commas before a bracket pass."""
    start = _WRAPPER.match(text)
    text = _WRAPPER_END.sub("", text[start.end() if start else 0 :])
    for spelling in (text, _COMMA.sub("", text)):
        try:
            value, _ = json.JSONDecoder(strict=False).raw_decode(spelling)
            return replace_surrogates(value) if "\\u" in text else value
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a script, those in lists and graphs included, in order."""
    stack, left = [value], _MAX_NODES
    while stack and left:
        left -= 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node[_MAX_NODES::-1])
        elif isinstance(node, dict):
            yield node
            stack.extend(node[name] for name in reversed(_HOLDERS) if isinstance(node.get(name), (list, dict)))


def _is_article(node: Mapping[str, Any]) -> bool:
    """Whether an object is of a type of article: NewsArticle, ReportageNewsArticle, BlogPosting, …"""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(("Article", "BlogPosting", "Report")) for name in names)


def _plain(value: Any) -> str | None:
    """The text of a value: of a list the first one, of an object its address."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("url") or value.get("@id") or value.get("contentUrl")
    return value if isinstance(value, str) else None
