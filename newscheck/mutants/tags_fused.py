"""Tag names are glued to their first attribute (`<imgsrc=`).

The template now has attributes on lines of their own, and the scraper joins lines without a space. The result is an
unknown element: the image is lost, or the container is never opened.
"""

from __future__ import annotations

import random

from newscheck.html import tags
from newscheck.html.markup import attributes, splice, tokens
from newscheck.mutants import ArticleSource

HARM = ("image",)
RULES = ("tag-fused",)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Glue all `<img>`; without one, every element that has attributes."""
    html = source.html
    openings = [tag for tag in tokens(html) if not tag.is_end and tag.name in tags.KINDS]
    images = [tag for tag in openings if tag.name == "img"]
    edits = [
        (tag.start + 1 + len(tag.name), first.start, "")
        for tag in images or openings
        if (first := next(iter(attributes(html, tag)), None))
    ]
    return source._replace(html=splice(html, edits)) if edits else None
