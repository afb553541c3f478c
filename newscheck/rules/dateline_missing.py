"""The article has no date line, although its site shows one.

The date line says when the publisher released the article; the epoch only says when it was fetched. A missing date line
is often the first sign of a new template, and without it a wrong epoch can't be detected.

`3 hours ago` and `None` are no date lines either, in the field of an item or at the beginning of the text: the first
changes its meaning with the time of the crawl, and is often that of a comment. `16 listopada` is in October in Croatian
and in November in Polish, and is not guessed where the item states no `language`. A day without a year (`8月16日`) is
the last one before the crawl, and no date line where the item has no epoch.

What to do: open the page, find where the time is now, and repair the selector. The absolute time is often in an
attribute (`<time datetime>`) or in the page's metadata (`article:published_time`). If articles of this kind show no
time, declare it in the site file (`lacks = ["dateline"]` of a `[[layout]]`).
"""

from collections.abc import Iterator

from newscheck.article.dates import quoted, relative, stated
from newscheck.model import Article, Context, Hit
from newscheck.text import written_date

SEVERITY = "error"
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html",
    "epoch_ms": 1692215820000,
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}
BAD = [
    {"dateline": None},
    {"dateline": ""},
    {"dateline": "<time></time>"},
    {"dateline": "16/08/2023 - 9:04 PM 新华社"},
    *(
        {"json": {**_ITEM, "dateline": text}}
        for text in (
            *("", "3 hours ago", "昨天 10:30", "None", "Invalid Date", "soon"),
            *("16 listopada 2023", "२०८० साउन १५"),
        )
    ),
    *({"dateline": f"<p>{text}</p>", "url": _ITEM["url"]} for text in ("6小时前", "发布于 6小时前", "3 hours ago")),
]
GOOD = [
    {},
    {"dateline": "2023年8月16日 21:04"},
    {"dateline": '<time datetime="2023-08-16T21:04:00+02:00">16/08/2023 - 21:04</time>'},
    {"dateline": None, "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html"},
    *({"json": {**_ITEM, "dateline": text}} for text in (None, "8月16日 21:04", "Wed, 16 Aug 2023 19:04:00 GMT")),
]
#: Why a stated date is none.
_REASONS = {
    written_date.RELATIVE: "is relative to the time of the crawl: take the absolute time of the page",
    written_date.NO_YEAR: "has no year, and the item has no epoch to take it from",
    written_date.NO_MONTH: "has no month, and the item has no epoch to take it from",
    written_date.NOTHING: "is what a program prints for a missing value",
    written_date.UNKNOWN: "is not understood",
}


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a missing date line; other rules report an impossible one and an empty page."""
    if article.dateline is not None:
        return
    if (fault := _fault(article)) is not None:
        if fault:
            yield Hit(fault, "/dateline")
        return
    if ctx.layout and "dateline" in ctx.layout.lacks:
        return
    if text := relative(article.paragraphs):
        yield Hit(f"the date line {quoted(text)} {_REASONS[written_date.RELATIVE]}", "/dateline")
        return
    shown = article.content.dateline
    if (shown is not None and shown.is_complete) or not ctx.expects("dateline"):
        return
    if article.paragraphs:
        unparsed = f"no date line that is understood: {shown.text}" if shown else ""
        yield Hit(unparsed or "no date line before the text", "/dateline")


def _fault(article: Article) -> str | None:
    """Why the date line that an item states is none; empty where that is another rule's, None where it states none."""
    document = article.document
    date = stated(document, article.site, article.epoch_ms)
    if date is None:
        missing = document.missing.get("dateline")
        return "the date line is empty" if missing is not None and isinstance(missing.value, str) else None
    reason = date.note or _REASONS.get(date.kind)
    return "" if reason is None else f"the date line {quoted(document.record_fields['dateline'].value)} {reason}"
