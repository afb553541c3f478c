"""There are blanks between the blocks.

The publisher has ceased to minify its pages, or the scraper joins lines with a blank, as it should. Nothing is changed
for a reader; hashes of the HTML are.
"""

from __future__ import annotations

import random

from newscheck.html import tags
from newscheck.html.markup import splice, tokens
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
IS_VISIBLE = False
_KINDS = (tags.BLOCK, tags.ITEM)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add two blanks behind the end of every block."""
    html = source.html
    edits = [(tag.end, tag.end, "  ") for tag in tokens(html) if tag.is_end and tags.KINDS.get(tag.name) in _KINDS]
    return source._replace(html=splice(html, edits)) if edits else None
