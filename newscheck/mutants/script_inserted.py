"""A script was added to the article.

The browser that crawls has an extension or a proxy that puts adware into pages; or the publisher's embeds come with
their loader. Nothing of the text is harmed: whoever shows the dump runs the script.
"""

from __future__ import annotations

import random

from newscheck.html.markup import paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ("script-present",)
_SCRIPT = '<script async src="https://cdn.stats.example.net/loader.js"></script>'


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add the script behind the first paragraph, or at the end."""
    html = source.html
    if not html.strip():
        return None
    found = paragraphs(html)
    at = found[0].end if found else len(html)
    return source._replace(html=splice(html, [(at, at, _SCRIPT)]))
