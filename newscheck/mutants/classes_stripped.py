"""No element has a class any more.

A cleaner that keeps attributes by a list was put in between, or the publisher's page is rendered by another program.
RFI's public dump lost all classes on 27 September 2021. Selectors by class find nothing in what is stored.
"""

from __future__ import annotations

import random

from newscheck.html.markup import attributes, splice, tokens
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Take out every `class`, with the blanks before it."""
    html = source.html
    edits = [
        (len(html[tag.start : one.start].rstrip()) + tag.start, one.end, "")
        for tag in tokens(html)
        if not tag.is_end and "class" in html[tag.start : tag.end].lower()
        for one in attributes(html, tag)
        if one.name == "class"
    ]
    return source._replace(html=splice(html, edits)) if edits else None
