"""The URL's slug comes from another headline than the title.

The slug of a URL is the headline with punctuation turned into dashes. It may be an earlier or a shorter headline, but
in 2,979 real pairs of slug and title even the least similar share a third of their character pairs. A slug that shares
almost nothing belongs to another article: title and URL were taken from two items, or the page was overwritten with
other news.

What to do: open the URL and check which article is there. Neighbouring items of the feed may be shifted by one, too.
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
#: Fewest Han characters of title and slug for a comparison, and how many are compared.
_FEWEST, _MOST = 5, 60
#: Shares of common pairs and characters below which the two are unrelated.
_PAIRS, _CHARS = 0.1, 0.35
#: Four characters of the title in the URL are proof enough: a quick test that accepts nearly all articles.
_PROBES = (0, 4, 8)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a slug that is mostly Han and shares almost nothing with the title."""
    title, pattern, address = article.title, ctx.site.url_slug, article.decoded_url
    if not title or pattern is None or any(title[at : at + 4] in address for at in _PROBES if at + 4 <= len(title)):
        return
    match = pattern.search(address)
    # A pattern may match without the group.
    text = (match["slug"] or "")[: 4 * _MOST] if match else ""
    slug = "".join(_HAN.findall(text))[:_MOST]
    headline = "".join(_HAN.findall(title[: 4 * _MOST]))[:_MOST]
    if min(len(slug), len(headline)) < _FEWEST or len(slug) * 2 < len(text):
        return
    if _shared(_pairs(slug), _pairs(headline)) < _PAIRS and _shared(set(slug), set(headline)) < _CHARS:
        yield Hit(f"the URL's slug comes from another headline: {text[:_MOST]}", "/title")


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _shared(slug: set[str], headline: set[str]) -> float:
    return len(slug & headline) / min(len(slug), len(headline))
