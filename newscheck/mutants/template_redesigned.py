"""Paragraphs are `<div class="text">` instead of `<p>`.

Front ends that are built of components write every block as a `<div>`. The text is the same, and a scraper that looks
for `p` finds nothing.
"""

from __future__ import annotations

import random

from newscheck.html.markup import elements, paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Make a `<div>` of every `<p>`; its attributes go."""
    html = source.html
    if not paragraphs(html):
        return None
    found = [one for one in elements(html) if one.name == "p"]
    openings = [(one.start, one.inner[0], '<div class="text">') for one in found]
    edits = [*openings, *((one.inner[1], one.end, "</div>") for one in found)]
    return source._replace(html=splice(html, sorted(edits)))
