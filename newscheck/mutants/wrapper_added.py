"""The body has an additional container.

A template got a grid, a theme or an experiment. Child selectors (`article > p`) find nothing; other selectors are not
affected.
"""

from __future__ import annotations

import random

from newscheck.html.markup import container, paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Wrap the container of the paragraphs; without one, the whole article."""
    html = source.html
    if not paragraphs(html):
        return None
    body = container(html, innermost=True)
    start, end = (0, len(html)) if body is None else body.inner if body.name == "td" else (body.start, body.end)
    name = "div" if "<main" in html else "main"
    edits = [(start, start, f'<{name} class="l-grid__cell">'), (end, end, f"</{name}>")]
    return source._replace(html=splice(html, edits))
