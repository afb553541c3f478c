"""The paragraphs of the body are one, with `<br>` between them.

An editor that has been replaced, or a cleaner that turns blocks into breaks. All of the text is there, but what counts
or picks paragraphs gets one.
"""

from __future__ import annotations

import random
from itertools import pairwise

from newscheck.html.markup import is_bold, paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ("paragraphs",)
RULES = ()
IS_NEUTRAL = True
_FEWEST = 3


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Join neighbouring paragraphs, from the first one that isn't bold on."""
    html = source.html
    found = paragraphs(html)
    if len(found) < _FEWEST:
        return None
    seams = [
        (one.inner[1], two.inner[0], "<br>")
        for one, two in pairwise(found)
        if not html[one.end : two.start].strip() and not (one is found[0] and is_bold(html, one))
    ]
    return source._replace(html=splice(html, seams)) if seams else None
