"""The element around the text has another class or another name.

This is the most common template change and the one that breaks scrapers: `.article__body` finds nothing from one day to
the next. The stored HTML is still complete, so this is the day to check the selectors.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import takewhile

from newscheck.html.markup import Attribute, Element, attributes, container, plain_paragraphs, splice, tokens
from newscheck.html.tags import CONTAINERS
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
_NAMES = {"class": 'class="l-story-text"', "id": 'id="story-text"'}


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Change class and id of the container; without either, rename its element."""
    html = source.html
    body = container(html, innermost=True)
    if named := next(_names(html, body), None):
        return source._replace(
            html=splice(html, ((attribute.start, attribute.end, _NAMES[attribute.name]) for attribute in named))
        )
    if body is None or body.name == "td":
        return None
    name = "section" if body.name == "div" else "div"
    start, end = body.start + 1, body.inner[1] + 2
    edits = [(start, start + len(body.name), name), (end, end + len(body.name), name)]
    return source._replace(html=splice(html, edits))


def _names(html: str, body: Element | None) -> Iterator[list[Attribute]]:
    """Class and id of the container; without a container, those of the containers before the text."""
    if body:
        openings = iter([body.start_tag])
    else:
        end = next((item.start for item in plain_paragraphs(html)), 0)
        before = takewhile(lambda tag: tag.start < end, tokens(html))
        openings = (tag for tag in before if tag.name in CONTAINERS and not tag.is_end)
    candidates = ([item for item in attributes(html, tag) if item.name in _NAMES] for tag in openings)
    return (named for named in candidates if named)
