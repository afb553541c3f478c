"""The title is empty.

Readers and programs find an article by its title and URL. An empty title usually means that a selector no longer
matches.

What to do: look at the feed item or the page's heading, and repair the scraper.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"title": ""}, {"title": " \u3000 "}]
GOOD = [{"title": "好"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a missing or blank title; `header-malformed` has a missing header line."""
    if article.title is None:
        if not any(fault.kind == "header" for fault in article.document.faults):
            empty = article.document.missing.get("title")
            yield Hit("the title is empty" if empty and empty.value is not None else "the item has no title", "/title")
    elif not article.title.strip():
        yield Hit("the title is empty", "/title")
