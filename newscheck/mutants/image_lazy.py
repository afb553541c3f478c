"""The image's address is in `data-src`, and `src` holds a grey pixel or nothing.

The publisher now loads pictures when the reader scrolls to them; a scraper that takes `src` stores the pixel.
"""

from __future__ import annotations

import random

from newscheck.html.markup import attributes, first_image, splice
from newscheck.mutants import ArticleSource

HARM = ("image",)
RULES = ("image-data-uri", "image-malformed")
IS_NEUTRAL = True
_PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Rename `src` of the first `<img>`; `draw` decides whether a pixel replaces it."""
    html = source.html
    image = first_image(html)
    src = next((attribute for attribute in attributes(html, image) if attribute.name == "src"), None) if image else None
    if src is None or html[slice(*src.value)].lower().startswith("data:"):
        return None
    pixel = draw.choice(("", f'src="{_PIXEL}" '))
    return source._replace(html=splice(html, [(src.start, src.start + len("src"), f"{pixel}data-src")]))
