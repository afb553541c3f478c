"""The URL has the other scheme: http instead of https, or https instead of http.

The feed's base address was changed, or a proxy terminates TLS. Each article gets a second key and is stored again.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource

HARM = ("url",)
RULES = ("url-plain-http",)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Exchange the scheme."""
    url = source.url
    if url.startswith("https://"):
        return source._replace(url=f"http{url[5:]}")
    return source._replace(url=f"https{url[4:]}") if url.startswith("http://") else None
