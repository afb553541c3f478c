"""A 'read on' button stands in the body, with its drawing and the CSS of it.

Phones show the beginning of an article, and the rest at the press of a button. A tool that takes all text of an
element gets its label and the CSS, too: in RFI's public dump of August 2020 they are in 1,077 files. Who skips buttons
loses nothing.
"""

from __future__ import annotations

import random

from newscheck.html.markup import plain_paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
_FEWEST = 2
_BUTTON = (
    '<button class="c-unlock"><span class="c-unlock__label">继续浏览后续</span><svg viewBox="0 0 24 24"><defs><style>'
    '.u{fill:none;stroke:#666}</style></defs><path class="u" d="M2 8l10 10L22 8"/></svg></button>'
)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add the button behind the first paragraph that isn't bold."""
    html = source.html
    found = plain_paragraphs(html)
    if len(found) < _FEWEST:
        return None
    return source._replace(html=splice(html, [(found[0].end, found[0].end, _BUTTON)]))
