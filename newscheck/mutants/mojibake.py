"""Title and text were decoded as Windows-1252 instead of UTF-8.

The server no longer declares the charset, and the HTTP library falls back to an old default. Tags and numbers are ASCII
and don't change, so the structure looks right.
"""

from __future__ import annotations

import random

from newscheck.html.markup import splice, text_spans
from newscheck.mutants import ArticleSource

HARM = ("title", "lead", "paragraphs", "body")
RULES = ("body-mojibake",)
#: What browsers decode as Latin-1: Windows-1252, with control characters for its unassigned bytes.
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Decode the title and all text between tags wrongly."""
    html = source.html
    title = _misread(source.title)
    mutated = splice(html, ((start, end, _misread(html[start:end])) for start, end in text_spans(html)))
    return source._replace(title=title, html=mutated) if (title, mutated) != (source.title, html) else None


def _misread(text: str) -> str:
    return text.encode("utf-8", "replace").decode("latin-1").translate(_WINDOWS)
