"""The URL has a tracking parameter (`?utm_source=rss`).

The feed now passes through a service that counts clicks. From then on each article has two URLs and is stored twice.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource

HARM = ("url",)
RULES = ("url-tracking",)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add the parameter, before a fragment."""
    url, mark, fragment = source.url.partition("#")
    if not url.startswith("http") or "utm_source=" in url:
        return None
    return source._replace(url=f"{url}{'&' if '?' in url else '?'}utm_source=rss{mark}{fragment}")
