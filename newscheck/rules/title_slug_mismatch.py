"""The URL was made of another headline than the title.

The slug of a URL is the headline with punctuation turned into dashes. It may be an older or a shorter headline, but of
2,979 real pairs the most unlike shared a third of their pairs of characters. A slug that shares next to nothing belongs
to another article: title and URL were taken from two items, or a page was written over with other news.

What to do: open the URL and see which article is there. The neighbours in the feed may be shifted by one, too.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [{"slug": "古琴演奏会-门票两小时售罄"}, {"title": "乳制品关税谈判破裂", "slug": "雅典古城墙修复项目延期"}]
GOOD = [
    {},
    {"title": "雅加达渔业配额谈判破裂，反对派要求重审", "slug": "雅加达-渔业配额-谈判再延一周"},
    {"title": "雅加达漁業配額談判破裂", "slug": "雅加达渔业配额谈判破裂"},
    {"title": "雅加达渔业配额谈判破裂", "slug": "wire-20230816-afp"},
    {"title": "雅加达渔业配额谈判破裂", "slug": "快讯"},
    {"title": "法语课", "slug": "les-voisins-du-12-bis-第一集"},
]
_HAN = lazy_regex("[\u3400-\u4dbf\u4e00-\u9fff]+")
#: Han characters that title and slug must have to be compared, and how many of them are looked at.
_FEWEST, _MOST = 5, 60
#: Shares of the shorter one's pairs and characters under which the two have nothing to do with each other.
_PAIRS, _CHARS = 0.1, 0.35
#: Four characters of the title that stand in the URL are proof enough: a cheap gate for nearly all articles.
_PROBES = (0, 4, 8)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """A slug that is mostly Han and shares next to nothing with the title."""
    title, pattern, address = article.title, ctx.site.url_slug, article.decoded_url
    if not title or pattern is None or any(title[at : at + 4] in address for at in _PROBES if at + 4 <= len(title)):
        return
    found = pattern.search(address)
    # A pattern may match without the group.
    told = (found["slug"] or "")[: 4 * _MOST] if found else ""
    slug = "".join(_HAN.findall(told))[:_MOST]
    name = "".join(_HAN.findall(title[: 4 * _MOST]))[:_MOST]
    if min(len(slug), len(name)) < _FEWEST or len(slug) * 2 < len(told):
        return
    if _shared(_pairs(slug), _pairs(name)) < _PAIRS and _shared(set(slug), set(name)) < _CHARS:
        yield Hit(f"the URL was made of another headline: {told[:_MOST]}", "/title")


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other))
