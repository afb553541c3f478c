"""There is white space between the blocks.

The publisher no longer minifies its pages, or the scraper joins lines with a space, as it should. Readers see no
change, but hashes of the HTML differ.
"""

from __future__ import annotations

import random

from newscheck.html import tags
from newscheck.html.markup import splice, tokens
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
IS_VISIBLE = False
IS_LAYOUT = True
_KINDS = (tags.BLOCK, tags.ITEM)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add two spaces after the end of every block."""
    html = source.html
    edits = [(tag.end, tag.end, "  ") for tag in tokens(html) if tag.is_end and tags.KINDS.get(tag.name) in _KINDS]
    return source._replace(html=splice(html, edits)) if edits else None
