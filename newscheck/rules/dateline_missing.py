"""The article has no date line, although its site shows one.

The date line says when the publisher released the article; the epoch only says when it was fetched. A missing date line
is often the first sign of a new template, and without it a wrong epoch can't be detected.

What to do: open the page, find where the time is now, and repair the selector. If articles of this kind show no time,
declare it in the site file (`lacks = ["dateline"]` of a `[[layout]]`).
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"dateline": None}, {"dateline": ""}, {"dateline": "<time></time>"}, {"dateline": "16/08/2023 - 9:04 PM"}]
GOOD = [
    {},
    {"dateline": "2023年8月16日 21:04"},
    {"dateline": '<time datetime="2023-08-16T21:04:00+02:00">16/08/2023 - 21:04</time>'},
    {"dateline": None, "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html"},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a missing date line; other rules report an impossible one and an empty page."""
    shown = article.content.dateline
    if article.dateline is not None or (shown is not None and shown.is_complete) or not ctx.expects("dateline"):
        return
    if article.paragraphs and "dateline" not in article.mistyped:
        unparsed = f"no date line that is understood: {shown.text}" if shown else ""
        yield Hit(unparsed or "no date line before the text", "/dateline")
