"""The title contains invisible characters.

Zero-width spaces, byte-order marks, soft hyphens and control characters come with text that was pasted from other
programs. Titles that look the same then differ, searches miss them, and directional marks can show text in another
order than it is stored in (https://trojansource.codes).

What to do: drop these characters when you read the title. Zero-width joiners between emoji are allowed, and so
are joiners and non-joiners in scripts that need them (Persian, Nepali, Bengali).
"""

from collections.abc import Iterator
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
]
GOOD = [
    {"title": "渔民一家👨\u200d👩\u200d👧获救：里斯本港口复工"},
    {"title": "里斯本\u3000港口复工"},
    {"title": "里斯本港口复工❤️"},
    {"title": "里斯本港口复工：کشتی\u200cها"},
    {"title": "里斯本港口复工：फर्क\u200dयो"},
]
#: Scripts in whose words joiners and non-joiners choose the form of a letter: Arabic, those of India, Burmese, Khmer.
_JOINED = "\u0620-\u07ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\ufb50-\ufefc"
#: Controls except the tab, format characters, line separators. A joiner after an emoji belongs to it.
_HIDDEN = lazy_regex(
    "(?:[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    f"|(?<![{_JOINED}])\u200c|(?<![{_JOINED}\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d)+"
)
_NAMED = 3


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each run of such characters, by code point and name."""
    title = article.title
    if title is None or title.isprintable():
        return
    for match in _HIDDEN.finditer(title):
        chars = match[0]
        names = ", ".join(map(_name, chars[:_NAMED]))
        more = f" and {len(chars) - _NAMED} more" if len(chars) > _NAMED else ""
        yield Hit(f"hidden in the title: {names}{more}", "/title", *match.span())


def _name(char: str) -> str:
    if category(char) == "Cc":
        return f"U+{ord(char):04X} control character"
    return f"U+{ord(char):04X} {name(char, 'format character').lower()}"
