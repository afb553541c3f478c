"""Class names are generated (`css-1x2y3z`).

The site was rebuilt with CSS-in-JS: class names are hashes of the styles and change with each release. A name becomes
the same hash in all articles.
"""

from __future__ import annotations

import random
from zlib import crc32

from newscheck.html.markup import attributes, splice, tokens
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Replace every class name by a hash."""
    html = source.html
    edits = [
        (*attribute.value, " ".join(map(_hashed, html[slice(*attribute.value)].split())))
        for tag in tokens(html)
        if not tag.is_end and "class" in html[tag.start : tag.end].lower()
        for attribute in attributes(html, tag)
        if attribute.name == "class"
    ]
    return source._replace(html=splice(html, edits)) if edits else None


def _hashed(name: str) -> str:
    number, digits = crc32(name.encode("utf-8", "replace")), ""
    while number:
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return f"css-{digits}"
