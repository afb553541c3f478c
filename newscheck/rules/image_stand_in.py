"""An image is the publisher's stand-in, not a picture of the article.

A page shows a logo or a grey box when it has no picture; a scraper also gets one when it takes the wrong element. From
November 2020 on, `RFI_FB.png` replaced the photographs of RFI's wire articles, 1,499 times, before anyone noticed.

What to do: check whether the page shows a picture. If so, repair the selector (the stand-in is often the `og:image` of
the site); if not, store no image. List the names of a publisher's stand-ins in `image.stand_ins` of its site file.
"""

from collections.abc import Iterator

from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit
from newscheck.text.image_addresses import is_drawing
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/08/16/rescue.html",
    "epoch_ms": 1_692_219_600_000,
    "body": "海事法庭公布了协定的全部条文，渔民合作社对此表示欢迎，港务局说第一批救援船周五上午离港，共有十二艘。",
}
BAD = [
    {"image": "https://s.rfi.fr/media/display/1/w:310/p:16x9/RFI_FB.png"},
    {"image": "https://s.rfi.fr/assets/default-image_640x360.jpg"},
    {"image": "https://s.rfi.fr/assets/rfi-logo.png?v=2"},
    {"before": '<img src="https://s.rfi.fr/assets/spacer.gif">'},
    {"before": '<img src="https://s.rfi.fr/assets/rfi-logo.svg?v=2">'},
    {"json": {**_ITEM, "image": "https://news.example.org/assets/share.svg"}},
]
GOOD = [
    {},
    {"image": "https://s.rfi.fr/media/display/1/world-trade-organization-logo.jpg"},
    {"image": "https://i.ytimg.com/vi/aBcDeFgHiJk/hqdefault.jpg"},
    {"image": "https://i.ytimg.com/vi/aBcDeFgHiJk/default.jpg"},
    {"image": "https://s.rfi.fr/media/display/1/maxresdefault-17.jpg"},
    {"image": "https://s.rfi.fr/media/display/1/image-20230816.jpg"},
    {"json": {**_ITEM, "images": ["https://news.example.org/share.svg", "https://news.example.org/port.jpg"]}},
]

_NAMES = "logo default placeholder blank spacer empty dummy fallback transparent noimage noimg nophoto nopic"
_STAND_INS = frozenset(_NAMES.split())
#: Words that may accompany a word for a stand-in.
_BESIDE_NAMES = "image img photo picture pic thumb thumbnail site og share social icon article news x w h no"
_BESIDE = frozenset(_BESIDE_NAMES.split())
_WORDS = lazy_regex(r"[a-z]+")
#: Video previews have such names (`/vi/ID/default.jpg`) but show the video.
_VIDEO = "ytimg.com/vi"


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report images that the site file lists, and files whose name consists of words for a stand-in."""
    known = ctx.site.stand_ins
    for number, src in enumerate(article.images):
        if any(map(src.__contains__, known)):
            subject = f"the stand-in of {ctx.site.name}"
        elif any(map((name := _file_name(src)).__contains__, _STAND_INS)) and _is_stand_in(name, src, article):
            subject = f"`{name}` looks like a stand-in"
        elif src == article.image and is_drawing(src):
            # Only an item can state it: of the images in HTML, newscheck takes none as the lead image.
            subject = f"`{_file_name(src)}` is a drawing of the page (a logo, an icon)"
        else:
            continue
        yield Hit(
            f"{subject}, not a picture of the article",
            "/image" if src == article.image else f"/images/{number}",
            evidence=src,
        )


def _file_name(src: str) -> str:
    if src[:5] == "data:":
        return ""
    return src.partition("?")[0].rpartition("/")[2][:100].lower()


def _is_stand_in(name: str, src: str, article: Article) -> bool:
    """Whether a file's name consists of words for a stand-in and of the publisher's name."""
    words = set(_WORDS.findall(name.rpartition(".")[0]))
    own = set(host_of(article.url).split("."))
    return not words.isdisjoint(_STAND_INS) and words <= _STAND_INS | _BESIDE | own and _VIDEO not in src
