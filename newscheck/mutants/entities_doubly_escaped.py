"""Entities are shown as text (`&amp;nbsp;`).

The agency escapes its text, the publisher's system escapes it again, and readers see `&ldquo;` on the page. The mutant
first writes every character that has a named entity as that entity.
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
    """Escape the text between tags with named entities, then escape the ampersands again."""
    html = source.html
    edits = [(start, end, _twice(html[start:end])) for start, end in text_spans(html)]
    mutated = splice(html, edits)
    return source._replace(html=mutated) if mutated != html else None


def _twice(text: str) -> str:
    return text.translate(_NAMES).replace("&", "&amp;")
