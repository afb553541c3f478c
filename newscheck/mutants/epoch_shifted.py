"""The epoch is eight hours ahead.

The feed's date has no time zone, and the scraper reads it as its own machine's local time, or the reverse. Some
publishers have epochs that are all 8 or 16 hours off.
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
