"""The body is one paragraph with `<br>` in it.

The publisher has a new editor, or a cleaner turns blocks into line breaks. The text is complete, but code that counts
or selects paragraphs gets only one.
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
    """Join neighbouring paragraphs, except a bold first one."""
    html = source.html
    blocks = paragraphs(html)
    if len(blocks) < _FEWEST:
        return None
    seams = [
        (block.inner[1], following.inner[0], "<br>")
        for block, following in pairwise(blocks)
        if not html[block.end : following.start].strip() and not (block is blocks[0] and is_bold(html, block))
    ]
    return source._replace(html=splice(html, seams)) if seams else None
