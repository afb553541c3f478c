"""The address of an image is relative.

A relative address only works together with the URL of its page, which a reader of the dump doesn't have: an address
without a host (`/media/photo.jpg`) shows nothing, and one without a scheme (`//host/photo.jpg`) fails when the page is
opened from a file.

What to do: resolve it against the URL of the page when you store the article (`new URL(src, base)`).
"""

from collections.abc import Iterator
from urllib.parse import urljoin

from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit
from newscheck.text.image_addresses import fault

SEVERITY = "warning"
BAD = [
    {"image": "//s.rfi.fr/media/display/photo.jpg"},
    {"image": "/media/display/photo.jpg"},
    {"image": "s.rfi.fr/media/display/photo.jpg"},
]
GOOD = [{}, {"image": "https://s.rfi.fr//media/display/photo.jpg"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report images whose address has a path but no scheme."""
    for number, src in enumerate(article.images):
        if src[:4].lower() != "http" and ":" not in src.partition("/")[0] and ("/" in src or "." in src):
            if fault(src):  # which image-malformed reports
                continue
            kind = "protocol-relative" if src.startswith("//") else "relative"
            page = article.url if host_of(article.url) else None
            target = f"; it resolves to {_absolute(page, src)}" if page else ""
            yield Hit(f"{kind} image{target}", "/image" if src == article.image else f"/images/{number}", evidence=src)


def _absolute(page: str, src: str) -> str:
    try:
        return urljoin(page, src)[:100]
    except ValueError:
        return "no valid URL"
