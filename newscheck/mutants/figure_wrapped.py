"""The lead image is in a `<figure>` with a caption.

Many sites have had such a redesign. The image is the same; a scraper that takes all text of the page gets the caption
before the lead.
"""

from __future__ import annotations

import random

from newscheck.html.markup import elements, first_image, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()
#: Elements that can't or shouldn't contain a figure.
_CLOSED = frozenset(("figure", "picture", "h1", "h2", "h3", "noscript"))
_CAPTION = "资料图片：示意现场情况"


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Wrap the first `<img>`, or the paragraph that holds only it; None if it is in a figure or inside text."""
    html = source.html
    image = first_image(html)
    if image is None:
        return None
    around = [element for element in elements(html) if element.start < image.start < element.end]
    if any(element.name in _CLOSED for element in around):
        return None
    start, end = image.start, image.end
    for element in around:
        if element.name == "p":
            if html[element.inner[0] : start].strip() or html[end : element.inner[1]].strip():
                return None
            start, end = element.start, element.end
    figure = f"<figure>{html[image.start : image.end]}<figcaption>{_CAPTION}</figcaption></figure>"
    return source._replace(html=splice(html, [(start, end, figure)]))
