"""Image and text are those of another article.

The scraper fetches pages concurrently and assigns the responses in order of arrival, or a cache returns the previous
page. Each part is well formed. Only share links, if the page has them, or another article with the same text can show
it.
"""

from __future__ import annotations

import random

from newscheck.html.markup import find_dateline, splice
from newscheck.mutants import ArticleSource

HARM = ("image", "lead", "paragraphs", "body")
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Take the HTML of the other article but keep the date line, which comes from the feed."""
    html, own, foreign = other, find_dateline(source.html), find_dateline(other)
    if not other.strip():
        return None
    if own and foreign:
        html = splice(html, [(foreign[0], foreign[1], source.html[own[0] : own[1]])])
    return source._replace(html=html)
