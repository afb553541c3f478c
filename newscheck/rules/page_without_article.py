"""A saved page holds no article.

The page is a front page, a list of links, a search form, or what a site sends when an article is gone; or a script
fills in the text, so that the saved page has none. The built-in extractor found no text outside of links, or only a few
words.

What to do: open the page. If it is a list of articles, leave it out with `--exclude`. If the article is there, name the
scraper's own extractor (`extractor = "mypkg:parse"`). If a script fills it in, save the page after it has run.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
_DETAIL = "no article found in the page: leave it out, or set `extractor` to the scraper's own function"
BAD: list[dict[str, str]] = [{"fault": "no-article", "detail": _DETAIL, "path": "index.html"}]
GOOD: list[dict[str, str]] = [{}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report a page in which the built-in extractor found no article."""
    for fault in document.faults:
        if fault.kind == "no-article":
            yield Hit(fault.detail, "", fault.start, fault.end)
