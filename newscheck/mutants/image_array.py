"""The word `Array` replaces the lead image.

The feed's field has become a list of sizes, and PHP prints a list as `Array`. RFI's public dump has it in every article
from October 2021 to February 2022.
"""

from __future__ import annotations

import random

from newscheck.html.markup import first_image, splice
from newscheck.mutants import ArticleSource

HARM = ("image",)
RULES = ("leftover-word",)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Replace the first `<img>` by the word."""
    image = first_image(source.html)
    return source._replace(html=splice(source.html, [(image.start, image.end, "Array")])) if image else None
