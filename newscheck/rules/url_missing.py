"""The article has no URL.

The URL is what an article is known by: without it nobody can look at the page, find a duplicate, or tell to which
publisher and layout the article belongs, so most other checks are silent.

What to do: look at the item of the feed; take `link`, else `guid`, else the page's `<link rel="canonical">`. For JSON
items whose URL has another name, map it with `[tool.newscheck.fields]`.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"url": "", "share": False}, {"url": "\u3000", "share": False}]
GOOD = [{}, {"url": "https://news.example.org/?p=1"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """No URL, or one of blanks only; a header line that is broken is told as such."""
    if article.url is None:
        if not any(fault.kind == "header" for fault in article.document.faults):
            yield Hit("the item has no URL", "/url")
    elif not article.url.strip():
        yield Hit("the URL is empty", "/url")
