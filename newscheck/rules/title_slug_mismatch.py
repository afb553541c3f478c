"""The URL's slug comes from another headline than the title.

The slug of a URL is the headline with punctuation turned into dashes. It may be an earlier or a shorter headline, but
in 2,979 real pairs of slug and title even the least similar share a third of their character pairs. A slug that shares
almost nothing belongs to another article: title and URL were taken from two items, or the page was overwritten with
other news. Where title and slug are in Latin letters, they are compared by the beginnings of words, without accents
(`médecins` is `medecins`, `Läden` is `laden` or `laeden`). A title in another script than its slug can't be compared.
Where the site file has no `url.slug`, the part of the path with the most words is compared, and a title is reported
only if the text, too, has at most a quarter of its words, and no name in it: papers often write a new headline for an
old URL.

What to do: open the URL and check which article is there. Neighbouring items of the feed may be shifted by one, too.
"""

from collections.abc import Iterator
from unicodedata import normalize

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
#: Words of Latin letters that tell, the fewest of them in title and slug, and the letters of each that are compared.
_WORD = lazy_regex("[a-z]{3,}")
_FEWEST_WORDS, _BEGINNING = 4, 4
#: The first letters of longer words, which are compared with a text of at least so many characters; the fewest of them.
_LONG_WORD, _LONG_TEXT, _FEWEST_LONG = lazy_regex(r"(?<![a-z])[a-z]{4,5}"), 600, 3
_LONG = 4
#: A name in a title whose words begin with small letters.
_NAME = lazy_regex(r"(?<=[^\W\d_,;] )[A-Z][a-zà-ÿ]{3,}")
#: Letters that have no accent to be dropped, and German ones that a slug may spell out.
_PLAIN = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a slug that is mostly Han or Latin, like the title, and shares almost nothing with it."""
    title, pattern, address = article.title, ctx.site.url_slug, article.decoded_url
    if pattern is None:
        if title and article.language != "zh" and _is_of_another(title, article):
            yield Hit(
                f"neither the URL nor the text has the words of the title: {_longest_part(address)[:_MOST]}", "/title"
            )
        return
    if not title or any(title[at : at + 4] in address for at in _PROBES if at + 4 <= len(title)):
        return
    match = pattern.search(address)
    # A pattern may match without the group.
    text = (match["slug"] or "")[: 4 * _MOST] if match else ""
    if text.isascii():
        if _are_other_words(text, title[: 4 * _MOST]):
            yield Hit(f"the URL's slug comes from another headline: {text[:_MOST]}", "/title")
        return
    slug = "".join(_HAN.findall(text))[:_MOST]
    headline = "".join(_HAN.findall(title[: 4 * _MOST]))[:_MOST]
    if min(len(slug), len(headline)) < _FEWEST or len(slug) * 2 < len(text):
        return
    if _shared(_pairs(slug), _pairs(headline)) < _PAIRS and _shared(set(slug), set(headline)) < _CHARS:
        yield Hit(f"the URL's slug comes from another headline: {text[:_MOST]}", "/title")


def _is_of_another(title: str, article: Article) -> bool:
    """Whether a title has nothing in common with the words of the URL and hardly anything with the text."""
    address = article.decoded_url.lower()
    # One long word of the title in the URL is proof enough: a quick test that accepts nearly all articles.
    if any(len(word) > _LONG and word in address for word in title[: 4 * _MOST].lower().split()):
        return False
    if not _are_other_words(_longest_part(address), title[: 4 * _MOST]):
        return False
    if _has_name_of(title, article.body):
        return False
    words = set(_LONG_WORD.findall(_folded(title)))
    text = set(_LONG_WORD.findall(_folded(article.body)))
    return len(article.body) >= _LONG_TEXT and len(words) >= _FEWEST_LONG and 4 * len(words & text) <= len(words)


def _has_name_of(title: str, body: str) -> bool:
    """Whether a name of the title is in the text; where all words have capitals, none is known."""
    names = _NAME.findall(title[: 4 * _MOST])
    return 2 * len(names) < len(title.split()) and any(name in body for name in names)


def _longest_part(address: str) -> str:
    """The part of a URL's path with the most words."""
    path = address.partition("://")[2].partition("?")[0].partition("#")[0]
    return max(path.split("/")[1:], key=lambda part: part.count("-") + part.count("_"), default="")


def _are_other_words(slug: str, title: str) -> bool:
    """Whether an ASCII slug and a title in Latin letters have enough words, and none in common."""
    words = _beginnings(slug.lower())
    if len(words) < _FEWEST_WORDS:
        return False
    folded = _folded(title)
    own = _beginnings(folded)
    is_latin = 5 * sum(map(str.isalpha, folded)) >= 4 * sum(map(str.isalpha, title))
    if len(own) < _FEWEST_WORDS or not is_latin:
        return False
    return not words & (own | _beginnings(_folded(normalize("NFC", title).lower().translate(_SPELT_OUT))))


def _beginnings(text: str) -> set[str]:
    return {word[:_BEGINNING] for word in _WORD.findall(text)}


def _folded(text: str) -> str:
    """A text in small letters without accents."""
    return "".join(char for char in normalize("NFKD", text.lower().translate(_PLAIN)) if char.isascii())


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _shared(slug: set[str], headline: set[str]) -> float:
    return len(slug & headline) / min(len(slug), len(headline))
