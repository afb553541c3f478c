"""Punctuation is written as numeric character references (`&#65292;`).

The publisher's system, or the scraper's serializer, now writes ASCII only. A parser reads the same text, but a pattern
that looks for a full-width comma or a quotation mark finds nothing, and hashes of the HTML differ.
"""

from __future__ import annotations

import random

from newscheck.html.markup import splice, text_spans
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
IS_VISIBLE = False
IS_LAYOUT = True
_REFERENCES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "“”‘’—…、。《》「」！（），：；？"})


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Replace the punctuation outside of ASCII between tags."""
    html = source.html
    mutated = splice(html, [(start, end, html[start:end].translate(_REFERENCES)) for start, end in text_spans(html)])
    return source._replace(html=mutated) if mutated != html else None
