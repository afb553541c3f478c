"""The title is longer than any headline.

The longest of 3,000 real headlines has 54 characters. A title of hundreds is a paragraph, a list of headlines, or the
text of a whole page that a selector matched; it also makes file names that file systems reject.

What to do: repair the selector. A title is reported if it has more than `most` characters, half as many again where
most of them are not Han: tabloids write English headlines of 250 letters.
"""

from collections.abc import Iterator

from newscheck.article.extraction import count_han
from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
#: The longest allowed title, in characters.
OPTIONS = {"most": 200}
BAD = [{"title": "里斯本港口复工，渔民表示欢迎，" * 14, "share": False}]
GOOD = [{}, {"title": "里斯本港口复工，渔民表示欢迎，" * 8}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the length, at the first character beyond the limit."""
    title, most = article.title, int(ctx.options["most"])
    if title is None or len(title) <= most or title.isspace():
        return
    if count_han(title) * 2 <= len(title):
        most += most // 2
    if len(title) > most:
        yield Hit(f"the title has {len(title):,} characters, over {most:,}", "/title", most, len(title))
