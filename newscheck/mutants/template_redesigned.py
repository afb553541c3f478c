"""Paragraphs are `<div class="text">` instead of `<p>`.

Component-based front ends write every block as a `<div>`. The text is the same, but a scraper that looks for `p` finds
nothing.
"""

from __future__ import annotations

import random

from newscheck.html.markup import elements, paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Replace every `<p>` by a `<div>` without its attributes."""
    html = source.html
    if not paragraphs(html):
        return None
    old = [element for element in elements(html) if element.name == "p"]
    openings = [(element.start, element.inner[0], '<div class="text">') for element in old]
    edits = [*openings, *((element.inner[1], element.end, "</div>") for element in old)]
    return source._replace(html=splice(html, sorted(edits)))
