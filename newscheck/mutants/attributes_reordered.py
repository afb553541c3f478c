"""Attributes are in another order.

Another program serialises the same page. A parser reads the same tree; patterns that expect `src` right after `<img` no
longer match.
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
    """Reverse the attributes of every element."""
    html = source.html
    edits = [edit for tag in tokens(html) if not tag.is_end and (edit := _reversed(html, tag))]
    return source._replace(html=splice(html, edits)) if edits else None


def _reversed(html: str, tag: Tag) -> tuple[int, int, str] | None:
    """The attributes of a tag in reverse; None if one is repeated or other text is between them."""
    listed = attributes(html, tag)
    if len(listed) < _FEWEST or len({attribute.name for attribute in listed}) < len(listed):
        return None
    if any(html[attribute.end : following.start].strip() for attribute, following in pairwise(listed)):
        return None
    return (
        listed[0].start,
        listed[-1].end,
        " ".join(html[attribute.start : attribute.end] for attribute in reversed(listed)),
    )
