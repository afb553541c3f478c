"""The address of an image is that of the article.

An address that is empty resolves to its page (`urljoin(page, "")`): a scraper that resolves before it looks stores the
page as the image. news-please does that for every page without an image. A browser shows a broken picture, and a
program downloads HTML.

What to do: resolve the address only if there is one; else store no image.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_URL = "https://news.example.org/2023/08/16/rescue"
BAD = [
    {"url": _URL, "image": _URL, "share": False},
    {"url": _URL, "image": "http://www.news.example.org/2023/08/16/rescue/#top", "share": False},
]
GOOD = [
    {},
    {"url": _URL, "image": f"{_URL}/photo", "share": False},
    {"url": _URL, "image": f"{_URL}?size=640", "share": False},
    # An article about one picture, under the picture's own address.
    {"url": f"{_URL}.jpg", "image": f"{_URL}.jpg", "share": False},
]

_PICTURE = lazy_regex(r"(?i)\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg)\Z")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first image whose address is the article's, but for scheme, `www.`, final slash and fragment."""
    page = _page(article.url) if article.url else ""
    for number, src in enumerate(article.images if page and not _PICTURE.search(page) else ()):
        if page in src and _page(src) == page:
            pointer = "/image" if src == article.image else f"/images/{number}"
            yield Hit("the image's address is that of the article: the page has no image here", pointer, evidence=src)
            return


def _page(url: str) -> str:
    """An address without what two addresses of one page may differ in; without that of a web archive before it."""
    return url.partition("#")[0].rpartition("://")[2].removeprefix("www.").rstrip("/")
