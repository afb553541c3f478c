"""The body's container ends after the first paragraph, and its own end tag is left over.

A 'read on' button was inserted into a template, with one end tag too many. A scraper that selects the container gets
one paragraph, as with RFI's wires in August 2020. If a text has no container, the mutant adds one.
"""

from __future__ import annotations

import random

from newscheck.html.markup import container, paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ("tag-unbalanced",)
_FEWEST = 2


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Insert an end tag after the first paragraph in the container."""
    html = source.html
    body = container(html, innermost=True)
    inside = [paragraph for paragraph in paragraphs(html) if body is None or body.start < paragraph.start < body.end]
    if len(inside) < _FEWEST:
        return None
    first = inside[0]
    if body:
        return source._replace(html=splice(html, [(first.end, first.end, f"</{body.name}>")]))
    around = [(first.start, first.start, "<div>"), (first.end, first.end, "</div>")]
    return source._replace(html=splice(html, [*around, (inside[-1].end, inside[-1].end, "</div>")]))
