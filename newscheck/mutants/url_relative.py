"""The URL has no scheme and no host.

The scraper takes `href` as it is in a list of articles and doesn't resolve it against the page. Without knowing the
publisher, nobody can open it.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource
from newscheck.text.regex import lazy_regex

HARM = ("url",)
RULES = ("url-malformed",)
_HEAD = lazy_regex(r"https?:/+[^/?#]+/*+(?<=/)")


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Remove everything before the path."""
    match = _HEAD.match(source.url)
    return source._replace(url=f"/{source.url[match.end() :]}") if match and match.end() < len(source.url) else None
