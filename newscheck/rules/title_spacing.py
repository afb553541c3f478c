"""Blanks in the title are doubled, of an odd kind, or stand at its ends.

Editors part the halves of a headline by two blanks, a no-break space or a tab (in 10,754 files of RFI 552 doubled ones
and 92 of U+00A0). It can't be seen on the page, and makes two writings of one title: file names, front matter and share
links have plain single blanks.

What to do: fold white space when the title is read (`" ".join(title.split())`). A single ideographic space (U+3000)
between two Chinese words is good typography and not told.
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
_ODD = lazy_regex(
    "[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\t\xa0\u1680\u2000-\u200a\u202f\u205f]|^[ \u3000]|[ \u3000]\\Z"
)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Each run of such blanks, by what is wrong with it; a title of nothing else is empty, which another rule tells."""
    title = article.title
    if not title or (title.isprintable() and "  " not in title and title[0] != " " and title[-1] != " "):
        return
    if title.isspace():
        return
    for found in _ODD.finditer(title):
        yield Hit(_words(found, len(title)), "/title", *found.span())


def _words(found: re.Match[str], length: int) -> str:
    blanks = found[0]
    if found.start() == 0:
        return "the title begins with a blank"
    if found.end() == length:
        return "the title ends with a blank"
    odd = next((blank for blank in blanks[:4] if blank not in " \u3000"), None)
    if odd is not None:
        return "a tab in the title" if odd == "\t" else f"U+{ord(odd):04X} {name(odd).lower()} in the title"
    return "a doubled blank in the title" if len(blanks) == 2 else f"{len(blanks)} blanks in a row in the title"
