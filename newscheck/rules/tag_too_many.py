"""A text has so many tags that not all of it is read.

A parser takes some fifty times the room of a short tag, so that a file of a few megabytes could end a run that has
little memory. Of each article the first 100,000 tags are read, a hundred times as many as the longest of real ones has;
what follows is no part of its record. It is a page put together without end, or no page at all.

What to do: look at what the scraper appends. Where a file is rightly that large (a log, a table), leave it out with
`--exclude`.
"""

from collections.abc import Iterator

from newscheck.extraction.article import MOST_TAGS, readable
from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"after": "<br>" * MOST_TAGS}]
GOOD = [{}, {"after": "<br>" * 1_000}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """A text whose end is not read."""
    end = len(readable(article.html))
    if end < len(article.html):
        left = article.html.count("<", end)
        yield Hit(f"{left:,} tags behind the first {MOST_TAGS:,} are not read", "/html", end, end)
