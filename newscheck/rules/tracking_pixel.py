"""An invisible image counts readers.

An image of one pixel, or one from a known counter, tells a third party who reads the page, and in a dump, who reads the
dump. It can also be mistaken for a picture of the article.

What to do: drop such images when you clean the page.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [
    {"after": '<img src="https://stats.example.net/a/7" width="1" height="1">'},
    {"after": '<img src="https://stats.example.net/a/7" width="0px" height="0px">'},
    {"after": '<img src="https://sb.scorecardresearch.com/p?c1=2&amp;c2=1">'},
    {"after": '<img src="https://stats.example.net/pixel.gif?article=7">'},
]
GOOD = [
    {},
    {"after": '<img src="https://s.rfi.fr/media/display/a.jpg" width="100%" height="10">'},
    {"after": '<img src="https://s.rfi.fr/media/display/pixel-art.jpg?w=640">'},
]

_TINY = frozenset(("0", "1", "0px", "1px"))
_COUNTER = lazy_regex(
    r"//(?:[\w-]+\.)*(?:scorecardresearch\.com|google-analytics\.com|doubleclick\.net|pixel\.wp\.com|quantserve\.com"
    r"|chartbeat\.net|hm\.baidu\.com|cnzz\.com|mc\.yandex\.ru|statcounter\.com|feedsportal\.com|2o7\.net|omtrdc\.net)/"
    r"|//(?:www\.)?facebook\.com/tr\b|feedburner\.com/~r/|[/_.](?:pixel|utm|1x1|beacon|tracker)\.(?:gif|png)\b"
)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report images of at most one pixel in width and height, and those with the address of a counter."""
    for number, image in enumerate(article.content.images):
        src = image.src
        if image.width in _TINY and image.height in _TINY:
            message = f"an image of {image.width.removesuffix('px')} x {image.height.removesuffix('px')} pixels"
        elif ("?" in src or ".gif" in src or ".png" in src or "/tr" in src) and (counter := _COUNTER.search(src)):
            message = f"an image of a counter (`{counter[0].strip('/')[:60]}`)"
        else:
            continue
        yield Hit(message, "/image" if src == article.image else f"/images/{number}", evidence=src)
