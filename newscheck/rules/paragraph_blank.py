"""The article has paragraphs without text.

A removed element leaves an empty `<p></p>`, and editors insert paragraphs of a no-break space as spacing. A fifth of
RFI's articles of 2020 have one at the end; several in one article suggest that something was removed. An article is
reported if it has at least `min-count` of them.

What to do: check on the page whether something was there (an embedded post, a player, a table). If not, drop them.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
OPTIONS = {"min_count": 2}
_BLANK = lazy_regex(r"<(p|strong|b|h[2-6])(?: [^<>]*)?>(?:[\s\u00a0]|&nbsp;|<br ?/?>)*</\1>")
_TEXT = "海事法庭周五公布了救援协定的全部条文。"
BAD = [
    {"paragraphs": [_TEXT, "", "渔民合作社表示欢迎。", "\u00a0"]},
    {"paragraphs": [_TEXT, "&nbsp;", "&nbsp; &nbsp;"]},
    {"paragraphs": [_TEXT, "<strong></strong>", "<strong></strong>", "渔民合作社表示欢迎。"]},
]
GOOD = [{"paragraphs": [_TEXT, "\u00a0"]}, {"paragraphs": [f"{_TEXT}\u00a0", "\u00a0渔民合作社表示欢迎。\u00a0"]}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the number of blank paragraphs, at the first; nothing if the article has no other paragraphs."""
    html = article.html
    least = ctx.options["min_count"]
    if article.content.empty_paragraphs + html.count("<strong></strong>") < least or not article.paragraphs:
        return
    blanks = [*_BLANK.finditer(html)]
    if len(blanks) >= least:
        first = blanks[0]
        yield Hit(
            f"{len(blanks)} blank paragraphs, the first one `{_shown(first[0])}`", "/html", first.start(), first.end()
        )


def _shown(tag: str) -> str:
    return tag[:40].replace("\u00a0", "&nbsp;")
