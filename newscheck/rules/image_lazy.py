"""An image is the placeholder of a picture that the page loads later.

Pages that load pictures lazily show a small `.gif` or a blurred preview of a few pixels until the reader scrolls, and
have the picture's address in another attribute. A scraper that takes `src` stores the same empty picture, or an
unreadable one, for every article: nothing is missing, and nobody notices. `image-data-uri` reports placeholders that
are in the page itself.

What to do: take `data-src`, `data-original` or the largest of `srcset` instead of `src`; without them, remove the size
and the blur from the address.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import image_addresses
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_GIF, _PHOTO = "https://s.rfi.fr/static/a.gif", "https://s.rfi.fr/media/display/photo"
BAD = [
    {"image": "https://s.rfi.fr/static/lazyload.gif"},
    {"sub": [('<img src="', f'<img src="{_GIF}" data-src="')]},
    {"sub": [('<img src="', f'<img src="{_GIF}" data-lazy-src="')]},
    {"after": f'<p><img src="{_GIF}" srcset="{_PHOTO}-1.jpg 640w"></p>'},
    {"after": f'<p><img src="https://s.rfi.fr/static/wait.svg" data-src="{_PHOTO}-1.jpg"></p>'},
    {"image": f"{_PHOTO}.jpg?w=20&blur=10"},
    {"image": f"{_PHOTO}-30x20.jpg"},
]
GOOD = [
    {"image": f"{_PHOTO}.jpg?w=1200"},
    {"image": f"{_PHOTO}-16x9.jpg"},
    {"image": f"{_PHOTO}.gif"},
    {"image": f"{_PHOTO}-lazy-river.jpg"},
    {"after": f'<p><img src="{_PHOTO}-small.jpg" data-src="{_PHOTO}-large.jpg"></p>'},
    {"after": f'<p><img src="{_PHOTO}-1.jpg" srcset="{_PHOTO}-1.jpg 640w, {_PHOTO}-2.jpg 1280w"></p>'},
]
_IS_LAZY = lazy_regex("|".join(sorted(image_addresses.PLACEHOLDERS)))
_PART = lazy_regex(r"[^\W_]{3,}")
#: A width of one or two digits, or a blur, in the query or the path of an image's address.
_TINY = lazy_regex(
    r"[?&/,_-](?=[imwrfeb1-9])(?:(?<![_-])(?:(?:im|max)?(?:w|width)[=_:](?P<width>[1-9]\d?)(?![\d%.])"
    r"|(?<=[?&])(?:resize|fit)=(?P<fit>[1-9]\d?)(?:,|%2C|$)|(?:e_)?blur[=:_](?!0)\d)"
    r"|(?<=[-_])(?P<x>[1-9]\d)x(?P<y>[1-9]\d?)\.(?:jpe?g|png|webp|avif)(?:\?|$))"
)
#: Pictures of this many pixels are previews; a ratio of sides (16 x 9) has small numbers, too.
_PREVIEW, _RATIOS = 64, frozenset((("16", "9"), ("16", "10"), ("21", "9"), ("32", "9")))
#: An attribute that lazy loading has the address in.
_ATTRIBUTE = lazy_regex(r"[\s\"'](data-[a-z-]{2,30}|srcset)\s*=\s*(?:\"([^\"<>]*)|'([^'<>]*))")
_ADDRESS = lazy_regex(r"(?:https?:)?/{1,2}[^\s,\"']+|(?<![^\s,\"'])[^\s,\"']+\.(?:jpe?g|png|webp|avif)\b[^\s,\"']*")
_TAG_LENGTH, _SHOWN = 4_000, 80
#: The images of an article whose elements are looked for in its HTML; each search may take all of it.
_MOST_ELEMENTS = 200


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report images that only hold the place of another one."""
    for number, src in enumerate(article.images):
        is_shown = src == article.image or number < len(article.content.images)
        # A list of all images of a page has its icons, too.
        if not src or not is_shown or src[:5].lower() == "data:":
            continue
        is_gif = ".gif" in src and src.partition("?")[0].endswith(".gif")
        fault = ""
        is_lazy = number < len(article.content.images) and _is_other(article.content.images[number].fallback, src)
        if is_gif or is_lazy or _IS_LAZY.search(src):
            other = _elsewhere(article, number, src) if is_gif or is_lazy else ""
            if other or image_addresses.is_placeholder(src):
                fault = f"a placeholder instead of the image; {other or 'its address is lost'}"
        if not fault and (tiny := _TINY.search(src)) and _is_preview(tiny.groupdict()):
            other = _elsewhere(article, number, src)
            fault = f"a tiny or blurred preview (`{tiny[0].strip('?&/,')}`) instead of the image"
            fault += f"; {other}" if other else ""
        if fault:
            yield Hit(fault, "/image" if src == article.image else f"/images/{number}", evidence=src)


def _is_other(fallback: str, src: str) -> bool:
    """Whether an attribute beside `src` has the address of another picture: their names have no word in common."""
    if not fallback or "," in fallback or " " in fallback.strip() or src in fallback or not _address(fallback, src):
        return False
    words = set(_PART.findall(image_addresses.file_name(src)))
    return not words or words.isdisjoint(_PART.findall(image_addresses.file_name(fallback)))


def _is_preview(found: dict[str, str | None]) -> bool:
    """Whether the numbers in an address are a size that shows nothing; a blur needs none."""
    numbers = [int(number) for number in found.values() if number]
    return all(number <= _PREVIEW for number in numbers) and (found["x"], found["y"]) not in _RATIOS


def _elsewhere(article: Article, number: int, src: str) -> str:
    """Words for the attribute beside `src` that has another image's address; empty where none has."""
    images = article.content.images
    if number < len(images) and images[number].src == src and (other := _address(images[number].fallback, src)):
        return f"another attribute has {other}"
    at = article.html.find(src) if number < _MOST_ELEMENTS else -1
    if at < 0 or not article.html:
        return ""
    start = article.html.rfind("<", 0, at)
    tag = article.html[start : at + len(src) + _TAG_LENGTH].partition(">")[0]
    for match in _ATTRIBUTE.finditer(tag):
        if other := _address(match[2] or match[3] or "", src):
            return f"{match[1]} has {other}"
    return ""


def _address(value: str, src: str) -> str:
    """The first address of an image in an attribute's value, if it is no `.gif`, either, and not the same."""
    found = _ADDRESS.search(value)
    if found is None or found[0] == src or found[0].partition("?")[0].lower().endswith(".gif"):
        return ""
    return found[0][:_SHOWN]
