"""The title contains doubled or unusual spaces, or begins or ends with one.

Editors separate the halves of a headline by two spaces, a no-break space or a tab (10,754 files of RFI have 552 doubled
ones and 92 of U+00A0). The page looks the same, but the title exists in two spellings: file names, front matter and
share links have single plain spaces.

What to do: normalise white space when you read the title (`" ".join(title.split())`). Correct typography is not
reported: a single ideographic space (U+3000) between two Chinese words, and in titles in an alphabet a no-break or thin
space before a mark (`Paris :`, `5 %`), behind an opening quotation mark, in a number, before a dash, and behind a word
of up to three letters (`M. Blanc`, `в Москве`).
"""

import re
from collections.abc import Iterator
from unicodedata import name

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
_FRENCH = {
    "url": "https://news.example.org/2023/quotas",
    "lead": None,
    "share": False,
    "paragraphs": [
        "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage, que les pays doivent voter.",
        "Les pêcheurs s’en réjouissent. La police des frontières demande plus de bateaux avant l’hiver.",
    ],
}
BAD = [
    {"title": "里斯本港口复工  渔民表示欢迎"},
    {"title": "里斯本港口复工\u00a0渔民表示欢迎"},
    {"title": "里斯本港口复工\t渔民表示欢迎"},
    {"title": " 里斯本港口复工"},
    {"title": "里斯本港口复工\u3000"},
]
GOOD = [
    {"title": "里斯本港口复工 渔民表示欢迎"},
    {"title": "里斯本港口复工\u3000渔民表示欢迎"},
    {**_FRENCH, "title": "Pêche\u00a0: 10\u202f000 tonnes de moins, «\u00a0une chance\u00a0» pour M.\u00a0Blanc"},
]
#: A single no-break or thin space that typography asks for, in an alphabet.
_TYPOGRAPHIC = lazy_regex(
    r"(?<=[«‹„“(\[])[\xa0\u2009\u202f]|(?<=[0-9])[\xa0\u2009\u202f](?=[\w$€£%‰°])|[\xa0\u2009\u202f](?=[:;!?»›%‰€$£°”–—/&+])"
    r"|(?:(?<=[–—/&№§№#])|(?<=\b[^\W\d_])|(?<=\b[^\W\d_]{2})|(?<=\b[^\W\d_]{3})|(?<=\b[^\W\d_]\.)"
    r"|(?<=\b[^\W\d_]{2}\.)|(?<=\b[^\W\d_]{3}\.))[\xa0\u2009\u202f](?=\S)"
)
#: In a title with letters of these scripts there is none.
_HAN = lazy_regex("[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3]")
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
    is_alphabetic = _HAN.search(title) is None
    for match in _UNUSUAL.finditer(title):
        if is_alphabetic and match.end() - match.start() == 1 and _is_typographic(title, match.start()):
            continue
        yield Hit(_defect(match, len(title)), "/title", *match.span())


def _is_typographic(title: str, at: int) -> bool:
    found = _TYPOGRAPHIC.match(title, at)
    return found is not None and 0 < at < len(title) - 1


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
