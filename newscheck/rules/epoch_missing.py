"""The time of the crawl (the epoch) is missing or not a number.

`Date.parse` returns NaN for a date that it can't parse, and the scraper writes it to the file. Without a crawl time an
article has no place in the history of the dump, so it is left out of every comparison over time.

What to do: look at `pubDate` of the feed item and parse it with its own format. If that fails, use the time of the
crawl; never write an empty value. If your dump files have no line `<!--EPOCH_MS-->` at all, let the scraper write the
time of the crawl there.
"""

from collections.abc import Iterator
from typing import Any

from newscheck.article.dates import quoted
from newscheck.model import Article, Context, Hit
from newscheck.text import dates, written_date

SEVERITY = "error"
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html",
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}
BAD = [
    {"epoch": "NaN"},
    {"epoch": ""},
    {"epoch": "Wed, 16 Aug 2023 19:57:00 GMT"},
    {"epoch": "2023-08-16T19:57:00Z"},
    {"epoch": "1692215820000.0"},
    {"epoch": "１６９２２１５８２００００"},
    {"epoch": "--1692215820000"},
    {"sub": [("<!--1692215820000-->\n", "")]},
    *({"json": {**_ITEM, "epoch_ms": text}} for text in (None, "", "2 hours ago", "0001-01-01", "31/02/2023")),
]
GOOD = [
    {},
    {"epoch": " 1692215820000 "},
    *({"json": {**_ITEM, "epoch_ms": text}} for text in ("Wed, 16 Aug 2023 19:57:00 GMT", "2023/08/16 19:57:00")),
]


#: Why a date is no epoch.
_REASONS = {
    written_date.NOTHING: "the feed's date could not be parsed",
    written_date.DEFAULT: "what a program prints for a missing date",
    written_date.IMPOSSIBLE: "no time",
    written_date.RELATIVE: "relative to the time of the crawl; write that time",
    written_date.NO_YEAR: "a date without a year",
    written_date.NO_MONTH: "a date without a year and a month",
    written_date.MOMENT: "a date and not milliseconds since 1970",
}
#: Formats with an epoch line.
_DUMP = frozenset(("dump", "jekyll"))


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report an epoch that is not an integer; `header-malformed` has malformed header lines."""
    if article.epoch_ms is not None:
        return
    epoch = article.document.epoch or article.document.missing.get("epoch_ms")
    if epoch is not None:
        yield Hit(_fault(epoch.value), "/epoch_ms")
    elif article.document.format in _DUMP:
        if not any(fault.kind == "header" for fault in article.document.faults):
            yield Hit("no epoch: the file has no line `<!--EPOCH_MS-->`", "/epoch_ms", 0, 0)
    else:
        yield Hit("the item has no epoch", "/epoch_ms")


def _fault(value: Any) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        return "the epoch is empty"
    date = dates.parse(value)
    if date.note:
        return f"the epoch {quoted(value)} {date.note}"
    reason = _REASONS.get(date.kind)
    return f"the epoch is {quoted(value)}: {reason}" if reason else f"the epoch {quoted(value)!r} is not an integer"
