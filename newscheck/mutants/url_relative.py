"""The URL has no scheme and no host.

The scraper takes `href` as it stands in a list of articles, and doesn't resolve it against the page. It leads nowhere
as soon as one doesn't know which publisher the file is from.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource
from newscheck.text.regex import lazy_regex

HARM = ("url",)
RULES = ("url-malformed",)
_HEAD = lazy_regex(r"https?:/+[^/?#]+/*+(?<=/)")


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Cut off all that is before the path."""
    found = _HEAD.match(source.url)
    return source._replace(url=f"/{source.url[found.end() :]}") if found and found.end() < len(source.url) else None
