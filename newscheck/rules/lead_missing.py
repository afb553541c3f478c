"""The article has no lead, although its site's articles normally do.

The lead is the paragraph in bold before the text. In RFI's public dump every article from March to November 2021 lacks
it: the selector didn't match the changed page, and because the rest was there, no one noticed for seven months.

What to do: open the page. If the lead is there, adapt the scraper to the layout; if this kind of article has none
(wires), declare it in the site file (`lacks = ["lead"]` of a `[[layout]]`).
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
#: With less text than this, other rules report that nearly all of it is lost.
_SOME_HAN = 40
#: Characters of the first paragraph that are marked.
_SHOWN = 12
_TEXT = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。渔民合作社表示欢迎。"
BAD = [{"lead": None}, {"lead": ""}]
GOOD = [
    {},
    {"lead": None, "title": "海上救援协定周五开始生效", "url": "https://news.example.org/1", "share": False},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a missing lead where the site expects one."""
    if not article.lead and article.size >= _SOME_HAN and ctx.expects("lead"):
        empty = "<strong></strong>" in article.html or "<b></b>" in article.html
        cause = "its bold paragraph is empty" if empty else "the text begins with a plain paragraph"
        begins = article.paragraphs[0][:_SHOWN] if article.paragraphs else ""
        yield Hit(f"no lead: {cause}", "/lead", evidence="<strong></strong>" if empty else begins)
