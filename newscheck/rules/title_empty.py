"""The title is empty.

Title and URL are what an article is found by. An empty title is a selector that no longer matches.

What to do: look at the feed item or the page's heading, and mend the scraper.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"title": ""}, {"title": " \u3000 "}]
GOOD = [{"title": "好"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """A title of blanks only; a missing header line is another rule's."""
    if article.title is not None and not article.title.strip():
        yield Hit("the title is empty", "/title")
