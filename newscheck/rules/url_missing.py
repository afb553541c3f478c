"""The article has no URL.

The URL identifies an article: without it nobody can open the page or find a duplicate, and newscheck can't determine
publisher and layout, so most other checks don't apply.

What to do: look at the item of the feed; take `link`, else `guid`, else the page's `<link rel="canonical">`. If the URL
of JSON items has another name, map it with `[tool.newscheck.fields]`.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"url": "", "share": False}, {"url": "\u3000", "share": False}]
GOOD = [{}, {"url": "https://news.example.org/?p=1"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a missing or blank URL; `header-malformed` has malformed header lines."""
    if article.url is None:
        if not any(fault.kind == "header" for fault in article.document.faults):
            empty = article.document.missing.get("url")
            yield Hit("the URL is empty" if empty and empty.value is not None else "the item has no URL", "/url")
    elif not article.url.strip():
        yield Hit("the URL is empty", "/url")
