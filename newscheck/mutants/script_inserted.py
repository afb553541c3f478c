"""The article contains an added script.

An extension or a proxy of the crawling browser injects adware into pages, or the publisher's embeds bring a loader. The
text is unchanged, but the script runs wherever the dump is shown.
"""

from __future__ import annotations

import random

from newscheck.html.markup import paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ("script-present",)
_SCRIPT = '<script async src="https://cdn.stats.example.net/loader.js"></script>'


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add the script after the first paragraph, or at the end."""
    html = source.html
    if not html.strip():
        return None
    blocks = paragraphs(html)
    at = blocks[0].end if blocks else len(html)
    return source._replace(html=splice(html, [(at, at, _SCRIPT)]))
