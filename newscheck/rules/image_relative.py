"""The address of an image is relative.

It only leads to the picture for as long as one knows the page it was on, and a reader of the dump has no page: an
address without a host (`/media/photo.jpg`) shows nothing, one without a scheme (`//host/photo.jpg`) nothing in a file.

What to do: resolve it against the URL of the page when the article is stored (`new URL(src, base)`).
"""

from collections.abc import Iterator
from urllib.parse import urljoin

from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
BAD = [
    {"image": "//s.rfi.fr/media/display/photo.jpg"},
    {"image": "/media/display/photo.jpg"},
    {"image": "s.rfi.fr/media/display/photo.jpg"},
]
GOOD = [{}, {"image": "https://s.rfi.fr//media/display/photo.jpg"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Images with a path but no scheme."""
    for number, src in enumerate(article.images):
        if src[:4].lower() != "http" and ":" not in src.partition("/")[0] and ("/" in src or "." in src):
            what = "protocol-relative" if src.startswith("//") else "relative"
            page = article.url if host_of(article.url) else None
            whole = f"; it stands for {_absolute(page, src)}" if page else ""
            yield Hit(f"{what} image{whole}", "/image" if src == article.image else f"/images/{number}", evidence=src)


def _absolute(page: str, src: str) -> str:
    try:
        return urljoin(page, src)[:100]
    except ValueError:
        return "nothing that can be resolved"
