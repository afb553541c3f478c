"""The body's container ends after the first paragraph, and its own end tag is left over.

A 'read on' button was put into the middle of a template, with one end tag too many. Whoever takes the container gets
one paragraph; so it was with RFI's wires in August 2020. Where a text has no container, it gets one.
"""

from __future__ import annotations

import random

from newscheck.html.markup import container, paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ("tag-unbalanced",)
_FEWEST = 2


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Put an end tag behind the first paragraph in the container."""
    html = source.html
    body = container(html, innermost=True)
    inside = [one for one in paragraphs(html) if body is None or body.start < one.start < body.end]
    if len(inside) < _FEWEST:
        return None
    first = inside[0]
    if body:
        return source._replace(html=splice(html, [(first.end, first.end, f"</{body.name}>")]))
    around = [(first.start, first.start, "<div>"), (first.end, first.end, "</div>")]
    return source._replace(html=splice(html, [*around, (inside[-1].end, inside[-1].end, "</div>")]))
