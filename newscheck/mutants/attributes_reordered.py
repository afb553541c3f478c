"""Attributes stand in another order.

Another program serialises the same page. Nothing is changed for a parser; patterns that expect `src` right behind
`<img` find nothing.
"""

from __future__ import annotations

import random
from itertools import pairwise

from newscheck.html.markup import Tag, attributes, splice, tokens
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
IS_VISIBLE = False
_FEWEST = 2


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Turn the attributes of every element around."""
    html = source.html
    edits = [edit for tag in tokens(html) if not tag.is_end and (edit := _turned(html, tag))]
    return source._replace(html=splice(html, edits)) if edits else None


def _turned(html: str, tag: Tag) -> tuple[int, int, str] | None:
    """The attributes of a tag in reverse; not where one stands twice, or something is between them that is none."""
    found = attributes(html, tag)
    if len(found) < _FEWEST or len({one.name for one in found}) < len(found):
        return None
    if any(html[one.end : two.start].strip() for one, two in pairwise(found)):
        return None
    return found[0].start, found[-1].end, " ".join(html[one.start : one.end] for one in reversed(found))
