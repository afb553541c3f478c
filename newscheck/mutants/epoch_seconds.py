"""The epoch is in seconds.

The scraper was ported to a language whose clock counts seconds, and nobody multiplied by 1,000: sorted by time, the new
articles are in January 1970.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource

HARM = ("epoch",)
RULES = ("epoch-unit",)
#: Milliseconds from 2001 to 2286.
_DIGITS = 13


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Cut the milliseconds off."""
    epoch = source.epoch
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) == _DIGITS):
        return None
    return source._replace(epoch=epoch[:-3])
