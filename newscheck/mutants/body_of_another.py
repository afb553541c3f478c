"""Image and text are those of another article.

Pages are fetched side by side, and answers are put to questions in the order in which they come; or a cache answers
with the page before. Each part is well formed. Where the page has share links, they may give it away; else only
another article with the same text does.
"""

from __future__ import annotations

import random

from newscheck.html.markup import find_dateline, splice
from newscheck.mutants import ArticleSource

HARM = ("image", "lead", "paragraphs", "body")
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Take the HTML of the other article, and keep the date line, which comes from the feed."""
    html, own, its = other, find_dateline(source.html), find_dateline(other)
    if not other.strip():
        return None
    if own and its:
        html = splice(html, [(its[0], its[1], source.html[own[0] : own[1]])])
    return source._replace(html=html)
