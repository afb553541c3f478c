"""The title contains invisible characters.

Zero-width spaces, byte-order marks, soft hyphens and control characters come with text that was pasted from other
programs. Titles that look the same then differ, searches miss them, and directional marks can show text in another
order than it is stored in (https://trojansource.codes).

What to do: drop these characters when you read the title. Not reported are those that belong to the spelling: joiners
in emoji, joiners and non-joiners in scripts whose letters they shape (Persian, Nepali, Bengali), zero-width spaces
between the words of Khmer, Thai, Lao and Burmese, and direction marks inside a title in Arabic or Hebrew letters.
"""

from collections.abc import Iterator
from re import Match
from unicodedata import category, name

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [
    {"title": "外交部发言人\u200b就渔业配额发表声明"},
    {"title": "外交部发言人\u202e就渔业配额\u202c发表声明"},
    {"title": "外交部发言人\x08就渔业配额发表声明"},
    {"title": "外交部发言人\u2028就渔业配额发表声明"},
    {"title": "\ufeff外交部发言人就渔业配额发表声明"},
    {"title": "外交部发言人\u200c就渔业配额发表声明"},
    {"title": "外交部发言人就渔业配额发表声明：كلمة\u200f"},
]
GOOD = [
    {"title": "渔民一家👨\u200d👩\u200d👧获救：里斯本港口复工"},
    {"title": "里斯本\u3000港口复工"},
    {"title": "里斯本港口复工❤️"},
    {"title": "里斯本港口复工：کشتی\u200cها"},
    {"title": "里斯本港口复工：फर्क\u200dयो"},
    {"title": "里斯本港口复工：ខ្មែរ\u200bភាសា"},
    {"title": "里斯本港口复工：שלום COVID\u200f-19\u200e היום"},
]
#: Scripts in whose words joiners and non-joiners choose the form of a letter: Arabic, those of India, Burmese, Khmer.
_JOINED = "\u0620-\u07ff\u0840-\u0dff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17ff\u1820-\u18aa\ua840-\uaaff\ufb50-\ufefc"
#: Scripts without blanks between words: Thai, Lao, Burmese, Khmer.
_UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
#: Letters written from right to left.
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufefc"
#: Controls except the tab, format characters, line separators. A joiner after an emoji belongs to it.
_HIDDEN = lazy_regex(
    "(?:[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    f"|(?<![{_UNSPACED}])\u200b|(?<![\u1820-\u18aa])\u180e|(?<![{_JOINED}])\u200c"
    f"|(?<![{_JOINED}\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d)+"
)
#: Marks and isolates that order numbers and Latin words within a text from right to left.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT_LETTER = lazy_regex(f"[{_RIGHT_TO_LEFT}]")
_NAMED = 3


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each run of such characters, by code point and name."""
    title = article.title
    if title is None or title.isprintable():
        return
    for match in _HIDDEN.finditer(title):
        chars = match[0]
        if _orders(match):
            continue
        names = ", ".join(map(_name, chars[:_NAMED]))
        more = f" and {len(chars) - _NAMED} more" if len(chars) > _NAMED else ""
        yield Hit(f"hidden in the title: {names}{more}", "/title", *match.span())


def _orders(match: Match[str]) -> bool:
    """Whether it is a mark of direction inside a title from right to left, whose isolates are closed."""
    title = match.string
    return (
        match[0] in _DIRECTIONS
        and match.start() > 0
        and match.end() < len(title)
        and _RIGHT_TO_LEFT_LETTER.search(title) is not None
        and sum(map(title.count, "\u2066\u2067\u2068")) == title.count("\u2069")
    )


def _name(char: str) -> str:
    if category(char) == "Cc":
        return f"U+{ord(char):04X} control character"
    return f"U+{ord(char):04X} {name(char, 'format character').lower()}"
