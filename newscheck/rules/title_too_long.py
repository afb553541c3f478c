"""The title is longer than any headline.

The longest of 3,000 real headlines has 54 characters. One of hundreds is a paragraph, a list of headlines, or the text
of a whole page that a selector took for the title; it also makes file names that no file system takes.

What to do: mend the selector. `most` is the number of characters from which on a title is too long.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
#: Characters of the longest title.
OPTIONS = {"most": 200}
BAD = [{"title": "里斯本港口复工，渔民表示欢迎，" * 14, "share": False}]
GOOD = [{}, {"title": "里斯本港口复工，渔民表示欢迎，" * 8}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """The length, and where the title should have ended."""
    title, most = article.title, int(ctx.options["most"])
    if title is not None and len(title) > most and not title.isspace():
        yield Hit(f"the title has {len(title):,} characters, over {most:,}", "/title", most, len(title))
