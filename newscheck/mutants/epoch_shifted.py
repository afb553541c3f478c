"""The epoch is eight hours ahead.

The feed's date has no zone, and the scraper takes it for the time of its own machine, or the other way round. There
are publishers all of whose epochs are 8 or 16 hours off.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource
from newscheck.text.timestamps import HOUR

HARM = ("epoch",)
RULES = ("epoch-after-dateline",)
_SHIFT = 8 * HOUR
_DIGITS = 15


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add eight hours."""
    epoch = source.epoch
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= _DIGITS):
        return None
    return source._replace(epoch=str(int(epoch) + _SHIFT))
