"""The title contains doubled or unusual spaces, or begins or ends with one.

Editors separate the halves of a headline by two spaces, a no-break space or a tab (10,754 files of RFI have 552 doubled
ones and 92 of U+00A0). The page looks the same, but the title exists in two spellings: file names, front matter and
share links have single plain spaces.

What to do: normalise white space when you read the title (`" ".join(title.split())`). A single ideographic space
(U+3000) between two Chinese words is correct typography and not reported.
"""

import re
from collections.abc import Iterator
from unicodedata import name

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
BAD = [
    {"title": "里斯本港口复工  渔民表示欢迎"},
    {"title": "里斯本港口复工\u00a0渔民表示欢迎"},
    {"title": "里斯本港口复工\t渔民表示欢迎"},
    {"title": " 里斯本港口复工"},
    {"title": "里斯本港口复工\u3000"},
]
GOOD = [{"title": "里斯本港口复工 渔民表示欢迎"}, {"title": "里斯本港口复工\u3000渔民表示欢迎"}]
_UNUSUAL = lazy_regex(
    "[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\t\xa0\u1680\u2000-\u200a\u202f\u205f]|^[ \u3000]|[ \u3000]\\Z"
)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each such run of spaces, with its defect; a title of only spaces is `title-empty`'s."""
    title = article.title
    if not title or (title.isprintable() and "  " not in title and title[0] != " " and title[-1] != " "):
        return
    if title.isspace():
        return
    for match in _UNUSUAL.finditer(title):
        yield Hit(_defect(match, len(title)), "/title", *match.span())


def _defect(match: re.Match[str], length: int) -> str:
    blanks = match[0]
    if match.start() == 0:
        return "the title begins with a blank"
    if match.end() == length:
        return "the title ends with a blank"
    unusual = next((blank for blank in blanks[:4] if blank not in " \u3000"), None)
    if unusual is not None:
        return "a tab in the title" if unusual == "\t" else f"U+{ord(unusual):04X} {name(unusual).lower()} in the title"
    return "a doubled blank in the title" if len(blanks) == 2 else f"{len(blanks)} blanks in a row in the title"
