"""The lead image stands in a `<figure>` with a caption.

A redesign that many sites have been through. The image is the same; a scraper that takes all text of the page has the
caption before the lead.
"""

from __future__ import annotations

import random

from newscheck.html.markup import elements, first_image, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
#: No figure can stand in these, or is wanted there.
_CLOSED = frozenset(("figure", "picture", "h1", "h2", "h3", "noscript"))
_CAPTION = "资料图片：示意现场情况"


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Wrap the first `<img>`, or the paragraph that holds nothing else; not where it is in a figure or in a text."""
    html = source.html
    image = first_image(html)
    if image is None:
        return None
    around = [one for one in elements(html) if one.start < image.start < one.end]
    if any(one.name in _CLOSED for one in around):
        return None
    start, end = image.start, image.end
    for one in around:
        if one.name == "p":
            if html[one.inner[0] : start].strip() or html[end : one.inner[1]].strip():
                return None
            start, end = one.start, one.end
    figure = f"<figure>{html[image.start : image.end]}<figcaption>{_CAPTION}</figcaption></figure>"
    return source._replace(html=splice(html, [(start, end, figure)]))
