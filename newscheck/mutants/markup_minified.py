"""Attributes have no quotes, and paragraphs have no end tags.

The publisher now minifies its pages; HTML allows both to be omitted. A parser reads the same tree, but a pattern that
looks for `</p>` finds nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from newscheck.html.markup import Tag, attributes, splice, tokens
from newscheck.mutants import ArticleSource
from newscheck.text.regex import lazy_regex

HARM = ()
RULES = ()
IS_VISIBLE = False
_SIMPLE = lazy_regex(r"[A-Za-z0-9_-]+")


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Remove quotes around simple values, and `</p>` before a paragraph or the end of a container."""
    html = source.html
    edits: list[tuple[int, int, str]] = []
    for tag, after in pairwise([*tokens(html), Tag("", len(html), len(html))]):
        if tag.is_end:
            if tag.name == "p" and _ends_paragraph(after) and not html[tag.end : after.start].strip():
                edits.append((tag.start, tag.end, ""))
        else:
            edits += _unquoted(html, tag)
    return source._replace(html=splice(html, edits)) if edits else None


def _ends_paragraph(tag: Tag) -> bool:
    return tag.name in ("p", "div") if not tag.is_end else tag.name in ("div", "section", "article", "main")


def _unquoted(html: str, tag: Tag) -> Iterator[tuple[int, int, str]]:
    for attribute in attributes(html, tag):
        value = html[slice(*attribute.value)]
        if attribute.end > attribute.value[1] > attribute.value[0] and _SIMPLE.fullmatch(value):
            yield (
                attribute.value[0] - 1,
                attribute.end,
                value + (" " if html[attribute.end : attribute.end + 1] not in (" ", ">") else ""),
            )
