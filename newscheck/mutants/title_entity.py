"""Quotes and other characters in the title are entities (`&quot;`).

The feed's generator escapes titles for HTML (PHP's `htmlentities` replaces every character that has a named entity),
and the scraper stores them as text.
"""

from __future__ import annotations

import random
from html.entities import codepoint2name

from newscheck.mutants import ArticleSource

HARM = ("title",)
RULES = ("title-entity",)
_NAMES = {code: f"&{name};" for code, name in codepoint2name.items()} | {ord("'"): "&#039;"}


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Write every character with a named entity as that entity."""
    title = source.title.translate(_NAMES)
    return source._replace(title=title) if title != source.title else None
