"""Jekyll: a dump file after front matter, which repeats date, title and URL; both must agree. The rest are own fields.

---
layout: post
title: "TITLE"
date: 2020-07-20T09:54:56.000Z
from: URL
---
<!--1595238896000-->
…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newscheck.article.item_mapping import ITEM_FIELDS, ItemMapping
from newscheck.model import Document, InputFault, LocatedValue, RawInput
from newscheck.readers.dump import is_header, parse
from newscheck.text.regex import lazy_regex

SUFFIXES = (".md", ".markdown")
_FENCE = lazy_regex(r"---[ \t\r]*\n")
#: One line of front matter in a form that needs no YAML parser.
_SIMPLE = lazy_regex(
    r"""
    ([A-Za-z_][\w-]*+):[ \t]++
    (?: "([^"\\\n]*+)"[ \t\r]*+                  # quoted, with nothing escaped
      | ((?:[^\W_]|[(（])[^\n:#]*+               # plain; a colon or number sign inside, where YAML sees none
         (?: (?: :(?![ \t\r\n]) | (?<![ \t])\# ) [^\n:#]*+ )*+)
      | (\[[^\n\[\]{}"'&*!|>%@`:#]*+\])[ \t\r]*+  # a flat list
    )\n""",
    re.VERBOSE,
)

#: The group of a list in it, and an entry that YAML reads as it is written.
_LIST, _ENTRY = 4, lazy_regex(r"(?!null\Z|Null\Z|NULL\Z)[^\W_][\w ./()-]*+")
#: Fields of the front matter that are of the record, or of Jekyll itself.
_NOT_OWN = frozenset((*ITEM_FIELDS, "date", "from", "layout"))


def sniff(head: str) -> bool:
    """Whether a text begins with front matter."""
    return head.startswith("---")


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """The one document of a file with front matter."""
    opening = _FENCE.match(text)
    closing = _closing(text, opening.end()) if opening else None
    if opening and closing and is_header(text, closing.end()):
        front, faults = _front(text, opening.end(), closing.start())
        own = tuple([name for name in front if name not in _NOT_OWN])
        yield parse(raw.path, text, closing.end(), line=raw.line, form="jekyll", front=front, own=own, faults=faults)
    elif not closing and "<!--" in text:
        fault = InputFault("front-matter", "the front matter is not closed by `---`", 0, 3)
        yield parse(raw.path, text, text.find("<!--"), line=raw.line, form="jekyll", faults=(fault,))
    else:
        from newscheck.readers import markdown  # dumps need it rarely

        yield from markdown.read(raw, text, mapping)


def _closing(text: str, at: int) -> re.Match[str] | None:
    """The line that closes front matter, whose first line begins at an offset."""
    at -= 1  # a line that is found by its beginning is found ten times as fast as by a pattern
    while (at := text.find("\n---", at) + 1) > 0:
        if match := _FENCE.match(text, at):
            return match
    return None


def _front(text: str, start: int, end: int) -> tuple[dict[str, LocatedValue], tuple[InputFault, ...]]:
    """The fields of front matter: parsed by a pattern where every line is simple, else as YAML."""
    front: dict[str, LocatedValue] = {}
    at = start
    while at < end:
        match = _SIMPLE.match(text, at, end)
        if not match or (name := match[1]) in front:
            return _yaml(text, start, end)
        if (group := match.lastindex) and group > 1:
            first = match.start(group)
            written = match[group] if group == 2 else match[group].rstrip()
            value: str | list[str] = written
            if group == _LIST:
                entries = _known_entries(written) if len(written) <= _SHORT else _entries(written)
                if entries is None:
                    return _yaml(text, start, end)
                value = [*entries]
            front[name] = LocatedValue(value, first, first + len(written))
        at = match.end()
    return front, ()


def _entries(written: str) -> tuple[str, ...] | None:
    """The entries of a flat list; None where a YAML parser has to read it."""
    entries = [entry.strip() for entry in written[1:-1].split(",")]
    if entries[-1] == "":  # `[]`, or a comma at the end
        entries.pop()
    return tuple(entries) if all(map(_ENTRY.fullmatch, entries)) else None


#: Files of a dump share their tags; only short lists are kept.
_SHORT, _known_entries = 200, lru_cache(maxsize=1024)(_entries)


def _yaml(text: str, start: int, end: int) -> tuple[dict[str, LocatedValue], tuple[InputFault, ...]]:
    from newscheck.text import front_matter, yaml_source  # dumps need them rarely

    if end - start > front_matter.MAX_LENGTH:
        return {}, (front_matter.too_long(start, end),)
    node, fault = yaml_source.compose(text, start, end)
    if node is None:
        no_mapping = InputFault("front-matter", "the front matter is not a list of `key: value`", start, end)
        return {}, (fault or no_mapping,)
    return yaml_source.members(node, start), (fault,) if fault else ()
