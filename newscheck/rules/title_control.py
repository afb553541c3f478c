"""Characters that can't be seen stand in the title.

Zero-width spaces, byte-order marks, soft hyphens and controls come with text that was pasted from other programs. Two
titles that look alike then differ, searches miss them, and marks of direction can show a text in another order than it
has (https://trojansource.codes).

What to do: drop them when the title is read. Zero-width joiners between emoji are in order.
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
]
#: Controls but the tab, format characters, separators of lines. A joiner after an emoji is a part of it.
_HIDDEN = lazy_regex(
    "(?:[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d)+"
)
_NAMED = 3


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Each run of such characters, by number and name."""
    title = article.title
    if title is None or title.isprintable():
        return
    for found in _HIDDEN.finditer(title):
        chars = found[0]
        names = ", ".join(map(_name, chars[:_NAMED]))
        more = f" and {len(chars) - _NAMED} more" if len(chars) > _NAMED else ""
        yield Hit(f"hidden in the title: {names}{more}", "/title", *found.span())


def _name(char: str) -> str:
    if category(char) == "Cc":
        return f"U+{ord(char):04X} control character"
    return f"U+{ord(char):04X} {name(char, 'format character').lower()}"
