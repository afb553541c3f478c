"""An element is left empty (`<span></span>`).

A script fills it only in a browser, or a cleaner removed what it held: a caption, a picture, a share block. Readers see
no change; a selector for the first or the last element of its kind finds nothing.
"""

from __future__ import annotations

import random

from newscheck.html.markup import first_image, paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
IS_VISIBLE = False
IS_LAYOUT = True


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add an empty `<span>` after the first image; without one, an empty `<p>` after the last paragraph."""
    html = source.html
    if (image := first_image(html)) is not None:
        return source._replace(html=splice(html, [(image.end, image.end, "<span></span>")]))
    blocks = paragraphs(html)
    return source._replace(html=splice(html, [(blocks[-1].end, blocks[-1].end, "<p></p>")])) if blocks else None
