"""Only the first paragraph of the body is left.

Causes are a paywall, a feed that now carries teasers, or a selector that takes the first match instead of all. The rest
is well formed and ends like a sentence, so a single file doesn't show it; the text lengths across the dump do.
"""

from __future__ import annotations

import random

from newscheck.html.markup import elements, outermost, plain_paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ("paragraphs", "body", "text length")
RULES = ()
_FEWEST = 2
_BLOCKS = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "figure", "table"))


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Remove the blocks from the second plain paragraph to the last."""
    html = source.html
    plain = plain_paragraphs(html)
    if len(plain) < _FEWEST:
        return None
    inside = (
        element
        for element in elements(html)
        if element.name in _BLOCKS and plain[0].end <= element.start <= plain[-1].start
    )
    return source._replace(html=splice(html, ((element.start, element.end, "") for element in outermost(inside))))
