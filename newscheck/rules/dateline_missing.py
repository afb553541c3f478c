"""An article of this site has no date line.

The date line is the publisher's word for when an article appeared; the epoch only says when it was fetched. Its loss
is the first sign of a new template, and takes the witness away that tells a wrong epoch.

What to do: open the page, see where the time stands now, and mend the selector. Where articles of this kind show no
time, say so in the site's data (`lacks = ["dateline"]` of a `[[layout]]`).
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
    """No date line where the site expects one; an impossible one, and an empty page, are other rules'."""
    found = article.content.dateline
    if article.dateline is not None or (found is not None and found.is_complete) or not ctx.expects("dateline"):
        return
    if article.paragraphs and "dateline" not in article.mistyped:
        unread = f"no date line that is understood: {found.text}" if found else ""
        yield Hit(unread or "no date line before the text", "/dateline")
