"""Elements have no class attribute.

A cleaner with a list of allowed attributes was inserted, or another program renders the publisher's page. RFI's public
dump lost all classes on 27 September 2021. Selectors by class find nothing in the stored HTML.
"""

from __future__ import annotations

import random

from newscheck.html.markup import attributes, splice, tokens
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Remove every `class` attribute and the white space before it."""
    html = source.html
    edits = [
        (len(html[tag.start : attribute.start].rstrip()) + tag.start, attribute.end, "")
        for tag in tokens(html)
        if not tag.is_end and "class" in html[tag.start : tag.end].lower()
        for attribute in attributes(html, tag)
        if attribute.name == "class"
    ]
    return source._replace(html=splice(html, edits)) if edits else None
