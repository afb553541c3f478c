"""The address of an image is not a URL.

The `<img>` has no source, or its address is, begins with or ends in a word like `undefined`, is an unfilled template,
has a space in the middle, or is a srcset or has a descriptor (`320w`) or a comma of one. No browser and no crawler can
fetch such a picture, so it is lost as soon as the page is gone.

What to do: find the attribute of the page's `<img>` that holds the address (`src`, `data-src`, `srcset`), and resolve
and serialise it with a URL parser. Split a srcset at the blanks, not at commas, which URLs may have.
"""

import re
from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import image_addresses
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_URL_ELSEWHERE = "https://news.example.org/2023/08/16/story.html"
BAD = [
    {"image": ""},
    {"image": "undefined"},
    {"image": "ftp://s.rfi.fr/media/display/photo.jpg"},
    {"image": "https://s.rfi.fr/media/display/photo 1.jpg"},
    {"image": "https://s.rfi.fr/media/display/{width}/photo.jpg"},
    {"image": "https://s.rfi.fr"},
    {"sub": [('<img src="', '<img data-src="')]},
    {"image": "https://s.rfi.fr/media/display/undefined"},
    {"image": "https://s.rfi.fr/media/NaN.jpg?w=640"},
    {"image": "undefined/media/display/photo.jpg"},
    {"image": "https://s.rfi.fr/media/display/photo.jpg 320w"},
    {"image": "https://s.rfi.fr/media/a-320.jpg 320w, https://s.rfi.fr/media/a.jpg 640w"},
    {"image": "https://s.rfi.fr/media/display/photo.jpg,"},
    {"image": "/media/a-320.jpg 1x, /media/a.jpg 2x"},
]
GOOD = [
    {},
    {"image": "https://s.rfi.fr/media/display/照片(1)-l'été.jpg"},
    {"image": "https://s.rfi.fr/media/null-island/w_320,h_200,c_fill/photo.jpg"},
    {"url": _URL_ELSEWHERE, "image": "https://img.example.org?id=1&size=2"},
    {"url": _URL_ELSEWHERE, "image": "HTTPS://IMG.EXAMPLE.ORG/photo.jpg"},
]

_URL = lazy_regex(
    r"(?i:https?)://(?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d{1,5})?[/?][^\x00-\x20\x7f-\xa0\u3000<>\"\\`{}]+"
)
_BAD = lazy_regex(r"[\x00-\x20\x7f-\xa0\u3000<>\"\\`{}]")
#: An `<img>` whose `src` is missing or empty.
_BARE = lazy_regex(r"<img(?=[\s/>])(?![^<>]*\ssrc\s*=\s*(?:[^\s\"'<>]|\"\s*[^\s\"]|'\s*[^\s']))[^<>]*", re.IGNORECASE)
_SHOWN = 200
_SCHEME = lazy_regex(r"([A-Za-z][A-Za-z0-9+.-]*):")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report images whose address is neither a URL, nor `data:`, nor a relative link."""
    bare = None
    faults = [image_addresses.fault(src) for src in article.images]
    kinds = ["srcset" if "srcset" in fault else fault for fault in faults]
    for number, src in enumerate(article.images):
        pointer = "/image" if src == article.image else f"/images/{number}"
        if fault := faults[number]:
            # Of each kind the first: a scraper does with all images of a page what it does with one.
            if kinds[number] in kinds[:number]:
                continue
            more = kinds.count(kinds[number]) - 1
            yield Hit(f"{fault}{f', and in {more} more' if more else ''}", pointer, evidence=src)
        elif _URL.fullmatch(src) or src[:5].lower() == "data:" or _is_relative(src):
            continue
        elif src:
            yield Hit(_why(src), pointer, evidence=src)
        else:
            bare = bare or _BARE.finditer(article.html)
            tag = next(bare, None)
            images = article.content.images
            fallback = images[number].fallback if number < len(images) else ""
            also = f"; another attribute has {fallback[:80]}" if fallback else ""
            yield Hit(f"an image without src{also}", pointer, evidence=tag[0][:_SHOWN] if tag else "")


def _is_relative(src: str) -> bool:
    """Whether an address looks like a relative link, which `image-relative` reports."""
    return ":" not in src.partition("/")[0] and ("/" in src or "." in src)


def _why(src: str) -> str:
    scheme = _SCHEME.match(src)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return f"the scheme `{scheme[1][:20]}` leads to no image"
    if bad := _BAD.search(src):
        if bad[0] in "{}":
            return "a template in the image's URL was not filled in"
        return f"{'a blank' if bad[0].isspace() else repr(bad[0])} in the image's URL is not escaped"
    if not scheme:
        return f"`{src[:40]}` instead of an image's URL"
    return f"`{src[:40]}` is no URL of an image: it has {'no path' if '.' in src else 'no host'}"
