"""The paragraph in bold before the text is missing.

The lead has moved into its own element, outside of what the scraper takes. RFI's public dump lost it in March 2021 for
seven months.
"""

from __future__ import annotations

import random

from newscheck.html.markup import is_bold, lead, splice
from newscheck.mutants import ArticleSource

HARM = ("lead", "paragraphs", "body", "text length")
RULES = ("lead-missing",)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Remove the first paragraph after the date line if all of it is bold."""
    html = source.html
    first = lead(html)
    if first is None or not is_bold(html, first):
        return None
    return source._replace(html=splice(html, [(first.start, first.end, "")]))
