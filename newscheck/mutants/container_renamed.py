"""The element around the text has another class, or is another element.

The commonest change of a template, and the one that breaks scrapers: `.article__body` finds nothing from one day to
the next. The stored HTML is still whole, so this is the day on which to look at the selectors.
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
    """Give the container another class and id; where it has neither, make a `<section>` of it."""
    html = source.html
    body = container(html, innermost=True)
    if named := next(_names(html, body), None):
        return source._replace(html=splice(html, ((one.start, one.end, _NAMES[one.name]) for one in named)))
    if body is None or body.name == "td":
        return None
    name = "section" if body.name == "div" else "div"
    start, end = body.start + 1, body.inner[1] + 2
    edits = [(start, start + len(body.name), name), (end, end + len(body.name), name)]
    return source._replace(html=splice(html, edits))


def _names(html: str, body: Element | None) -> Iterator[list[Attribute]]:
    """Class and id of the container; where the text stands outside of it, those of containers before the text."""
    if body:
        openings = iter([body.start_tag])
    else:
        end = next((one.start for one in plain_paragraphs(html)), 0)
        before = takewhile(lambda tag: tag.start < end, tokens(html))
        openings = (tag for tag in before if tag.name in CONTAINERS and not tag.is_end)
    found = ([one for one in attributes(html, tag) if one.name in _NAMES] for tag in openings)
    return (named for named in found if named)
