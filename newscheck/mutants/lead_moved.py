"""The lead is in its own element, before the text's container.

A redesign puts the lead below the headline, across the whole width of the page. Readers still see it; a scraper that
takes the paragraphs of the text's container loses it, as RFI's public dump did for seven months from March 2021.
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
    """Move a first paragraph that is bold or has a lead's class into a `<div>` before its container."""
    html = source.html
    first = lead(html)
    if first is None or not _is_lead(html, first):
        return None
    body = container(html, innermost=True)
    at = body.start if body and body.start < first.start < body.end else first.start
    moved = f'<div class="t-standfirst">{html[first.start : first.end]}</div>'
    return source._replace(html=splice(html, [(at, at, moved), (first.start, first.end, "")]))


def _is_lead(html: str, first: Element) -> bool:
    listed = attributes(html, first.start_tag)
    return is_bold(html, first) or any(
        attribute.name == "class" and _CLASS.search(html, *attribute.value) for attribute in listed
    )
