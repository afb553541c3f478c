"""Entities of the text are shown as text (`&amp;nbsp;`).

The agency's text is escaped, the publisher's system escapes it again, and a page shows `&ldquo;` to its readers. What
has a name in HTML is written with it before.
"""

from __future__ import annotations

import random
from html.entities import codepoint2name

from newscheck.html.markup import splice, text_spans
from newscheck.mutants import ArticleSource

HARM = ("lead", "paragraphs", "body")
RULES = ("escaped-html",)
_NAMES = {code: f"&{name};" for code, name in codepoint2name.items() if chr(code) not in "&<>"}


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Escape the text between tags by names, then the ampersands of it once more."""
    html = source.html
    edits = [(start, end, _twice(html[start:end])) for start, end in text_spans(html)]
    made = splice(html, edits)
    return source._replace(html=made) if made != html else None


def _twice(text: str) -> str:
    return text.translate(_NAMES).replace("&", "&amp;")
