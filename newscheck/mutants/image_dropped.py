"""The lead image is missing.

The page's picture element has changed (`<amp-img>`, `<picture>` with another class) and the selector finds nothing, or
a cleaner drops elements that it doesn't support. Title and text are there, so nobody notices.
"""

from __future__ import annotations

import random

from newscheck.html.markup import first_image, splice
from newscheck.mutants import ArticleSource

HARM = ("image",)
RULES = ("image-missing",)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Remove the first `<img>`."""
    image = first_image(source.html)
    return source._replace(html=splice(source.html, [(image.start, image.end, "")])) if image else None
