"""Attributes have no quotes, and paragraphs no end tags.

A minifier was put behind the publisher's templates; HTML allows to leave out both. A parser sees the same tree, a
pattern that looks for `</p>` finds nothing.
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
    """Take out the quotes around simple values, and `</p>` before the next paragraph or the end of a container."""
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
    for one in attributes(html, tag):
        value = html[slice(*one.value)]
        if one.end > one.value[1] > one.value[0] and _SIMPLE.fullmatch(value):
            yield one.value[0] - 1, one.end, value + (" " if html[one.end : one.end + 1] not in (" ", ">") else "")
