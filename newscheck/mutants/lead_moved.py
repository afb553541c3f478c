"""The lead stands in an element of its own, before the text's.

A redesign puts it below the headline, across the whole width of the page. A reader has it as before; whoever takes the
paragraphs of the text's container has lost it, as RFI's public dump had in March 2021, for seven months.
"""

from __future__ import annotations

import random

from newscheck.html.markup import Element, attributes, container, is_bold, lead, splice
from newscheck.mutants import ArticleSource
from newscheck.text.regex import lazy_regex

HARM = ()
RULES = ()
_CLASS = lazy_regex(r"(?<![a-z])(?:lead|lede|chapo|intro|standfirst|summary|abstract|daoyu)(?![a-z])", 2)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Put the first paragraph, where it is bold or called a lead, into a `<div>`, before a container that it is in."""
    html = source.html
    first = lead(html)
    if first is None or not _is_lead(html, first):
        return None
    body = container(html, innermost=True)
    at = body.start if body and body.start < first.start < body.end else first.start
    moved = f'<div class="t-standfirst">{html[first.start : first.end]}</div>'
    return source._replace(html=splice(html, [(at, at, moved), (first.start, first.end, "")]))


def _is_lead(html: str, first: Element) -> bool:
    named = attributes(html, first.start_tag)
    return is_bold(html, first) or any(one.name == "class" and _CLASS.search(html, *one.value) for one in named)
