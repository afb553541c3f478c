"""The order of day and month in date lines is not known.

`05/06/2023` is in May or in June. newscheck takes the order from the settings, from the site's file, or from dates of
the same file that only one order makes (`5/26/2023`); otherwise it takes the first number for the day. Where each
article is a file of its own, the other dates of the feed are not known by then. If they have the month first, the
articles of the first twelve days of each month are dated wrongly.

What to do: look at a page, and write `date-order = "month-first"` or `date-order = "day-first"` into the settings
(`[tool.newscheck]`), or `day_first` into the site's file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

from newscheck.article.date_order import majority
from newscheck.article.script import is_han
from newscheck.dump import grouping, hits
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.text.written_date import DAY_FIRST, EITHER, MONTH_FIRST

SEVERITY = "warning"
_ORDERS = (DAY_FIRST, MONTH_FIRST, EITHER)
#: The crawls of the examples: 16, 17 and 9 August 2023.
_EPOCHS = (1692215820000, 1692302220000, 1691610900000)
_TITLES = ("海上救援协定周五开始生效", "港口工人结束三周罢工", "法庭公布救援规则全文")
_TEXTS = (
    "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。",
    "码头管理局说，积压的货物将在十天内运走。工会与雇主就夜班津贴达成一致，双方同意明年春天再次谈判。",
    "规则共四十二条，规定船长有义务救助遇险的人。律师协会认为第七条过于含糊，准备向上级法院提出申诉。",
)


def _items(*lines: str) -> list[dict[str, Any]]:
    """Items of one feed with these date lines, each in a file of its own."""
    return [
        {
            "json": {
                "title": _TITLES[at],
                "url": f"https://news.example.com/{at}",
                "epoch_ms": _EPOCHS[at],
                "dateline": line,
                "body": _TEXTS[at],
            }
        }
        for at, line in enumerate(lines)
    ]


BAD = [
    _items("8/16/2023", "8/17/2023", "9/8/2023 19:30"),
    _items("8/16/2023", "17/8/2023", "9/8/2023"),
]
GOOD = [
    _items("16/8/2023", "17/8/2023", "9/8/2023 19:30"),
    _items("8/16/2023", "8/17/2023"),
    _items("16 Aug 2023", "17 Aug 2023", "9/8/2023"),
]


class _Dates(NamedTuple):
    """The positions of a site's articles, by the order of day and month that their date lines show."""

    day_first: array[int]
    month_first: array[int]
    either: array[int]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each feed once. Chinese articles have the day first where the year is last, unless stated otherwise."""
    feeds = [feed for _, feed in sorted(_feeds(dump).items()) if feed.either and _order(feed) != DAY_FIRST]
    groups = ([feed.either[0], *feed.month_first[:1]] for feed in feeds)
    for feed, (summary, *others) in zip(feeds, grouping.summaries_at(dump, groups), strict=True):
        if others or not is_han(summary):
            yield _hit(feed, summary, others)


def _feeds(dump: Dump) -> dict[str, _Dates]:
    feeds: dict[str, _Dates] = {}
    for position, summary in enumerate(dump):
        if summary.date_order:
            feed = feeds.get(summary.site)
            if feed is None:
                feed = feeds[summary.site] = _Dates(array("I"), array("I"), array("I"))
            feed[_ORDERS.index(summary.date_order)].append(position)
    return feeds


def _order(feed: _Dates) -> str:
    return majority(len(feed.day_first), len(feed.month_first))


def _hit(feed: _Dates, first: ArticleSummary, others: list[ArticleSummary]) -> DumpHit:
    """The finding of a feed at its first date that may be either: a note where no other date shows which it is."""
    count = len(feed.either)
    message = f"{count:,} date line{'s' if count > 1 else ''} in which day and month may be swapped, read day first"
    if _order(feed) == MONTH_FIRST:
        known = f"{len(feed.month_first):,} of the feed can only be month first"
        message = f'{message}, but {known}: set `date-order = "month-first"`'
    elif others:
        known = (
            f"{len(feed.day_first):,} of the feed can only be day first and {len(feed.month_first):,} only month first"
        )
        message = f"{message}; {known}: correct the scraper"
    else:
        message = f'{message}: set `date-order = "day-first"` or `date-order = "month-first"`'
    return DumpHit(
        message,
        "/dateline",
        path=first.path,
        line=first.line,
        evidence=f"{first.site} {_order(feed)}".strip(),
        related=hits.related(others, "a date line that can only be month first"),
        site=first.site,
        epoch=first.epoch,
        severity="" if others else "note",
        positions=feed.either,
    )
