"""The body contains a 'read on' button with its icon and CSS.

Phones show the beginning of an article and load the rest when the reader taps the button. A tool that takes all text of
an element gets the label and the CSS, too: 1,077 files of RFI's public dump of August 2020 contain them. An extractor
that skips buttons loses nothing.
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
    """Add the button after the first paragraph that isn't bold."""
    html = source.html
    plain = plain_paragraphs(html)
    if len(plain) < _FEWEST:
        return None
    return source._replace(html=splice(html, [(plain[0].end, plain[0].end, _BUTTON)]))
