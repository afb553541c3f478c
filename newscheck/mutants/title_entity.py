"""Quotes and other marks in the title are entities (`&quot;`).

The feed's generator escapes titles for HTML (PHP's `htmlentities` does so with all marks that have a name), and the
scraper takes them as text.
"""

from __future__ import annotations

import random
from html.entities import codepoint2name

from newscheck.mutants import ArticleSource

HARM = ("title",)
RULES = ("title-entity",)
_NAMES = {code: f"&{name};" for code, name in codepoint2name.items()} | {ord("'"): "&#039;"}


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Write what has a name as an entity."""
    title = source.title.translate(_NAMES)
    return source._replace(title=title) if title != source.title else None
