"""The title is empty.

Readers and programs find an article by its title and URL. An empty title usually means that a selector no longer
matches.

What to do: look at the feed item or the page's heading, and repair the scraper.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
_ITEM = {
    "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html",
    "epoch_ms": 1692215820000,
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}
BAD = [{"title": ""}, {"title": " \u3000 "}, {"json": {**_ITEM, "title": ""}}, {"json": {**_ITEM, "title": None}}]
GOOD = [{"title": "好"}, {"json": {**_ITEM, "title": "好"}}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a missing or blank title; `header-malformed` has a missing header line."""
    if article.title is None:
        if not any(fault.kind == "header" for fault in article.document.faults):
            yield Hit(
                "the title is empty" if "title" in article.document.missing else "the item has no title", "/title"
            )
    elif not article.title.strip():
        yield Hit("the title is empty", "/title")
