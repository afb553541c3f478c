"""The word `Array` stands where the lead image was.

The feed's field has become a list of sizes, and PHP prints a list as `Array`. So it was in RFI's public dump from
October 2021 to February 2022, in every article.
"""

from __future__ import annotations

import random

from newscheck.html.markup import first_image, splice
from newscheck.mutants import ArticleSource

HARM = ("image",)
RULES = ("leftover-word",)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Put the word in the place of the first `<img>`."""
    image = first_image(source.html)
    return source._replace(html=splice(source.html, [(image.start, image.end, "Array")])) if image else None
