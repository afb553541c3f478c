"""The order of day and month in date lines is not known, or wrong.

`05/06/2023` is in May or in June. newscheck takes the order from the settings, from the site's file, or from dates of
the same file that only one order makes (`5/26/2023`); otherwise it takes the first number for the day. Where each
article is a file of its own, the other dates of the feed are not known by then. If they have the month first, the
articles of the first twelve days of each month are dated wrongly.

A scraper that writes `2023-08-09` for 8 September writes a date that exists. Its articles fit the time of their crawl,
or the other date lines of the site, only with day and month swapped; those of days over 12 are right.

What to do: where they are swapped, correct the format with which the scraper reads dates, and the articles that have
one. Otherwise look at a page, and write `date-order = "month-first"` or `date-order = "day-first"` into the settings
(`[tool.newscheck]`), or `day_first` into the site's file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

from newscheck.article.date_order import majority
from newscheck.article.script import is_han
from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import rows_of
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.text import timestamps
from newscheck.text.written_date import DAY_FIRST, EITHER, MONTH_FIRST

SEVERITY = "warning"
#: The rules about single articles that report the same.
STANDS_FOR = ("epoch-after-dateline", "epoch-before-dateline", "dateline-url-date")
_ORDERS = (DAY_FIRST, MONTH_FIRST, EITHER)
#: The crawls of the examples: 16, 17 and 9 August 2023.
_EPOCHS = (1692215820000, 1692302220000, 1691610900000)
_TITLES = ("海上救援协定周五开始生效", "港口工人结束三周罢工", "法庭公布救援规则全文")
_TEXTS = (
    "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。",
    "码头管理局说，积压的货物将在十天内运走。工会与雇主就夜班津贴达成一致，双方同意明年春天再次谈判。",
    "规则共四十二条，规定船长有义务救助遇险的人。律师协会认为第七条过于含糊，准备向上级法院提出申诉。",
)

_TEXT = "第{:03}号渔船返回港口，渔民合作社当天表示欢迎。海事法院星期五下午在港口公布了第{:04}号救援协定的全文。"


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


def _crawled_daily(*lines: str) -> list[dict[str, Any]]:
    """Items with these date lines, crawled from 1 August 2023 on, one each day at 04:00 UTC."""
    return [
        {
            "json": {
                "title": f"第{at:03}号渔船返回港口",
                "url": f"https://news.example.com/{at}",
                "epoch_ms": 1690862400000 + at * timestamps.DAY,
                "dateline": line,
                "body": _TEXT.format(at, 7 * at),
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
    _crawled_daily(*(f"2023-08-{day:02}" for day in range(1, 25))),
]


class _Dates(NamedTuple):
    """The positions of a site's articles, by the order of day and month that their date lines show."""

    day_first: array[int]
    month_first: array[int]
    either: array[int]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each feed once. Chinese articles have the day first where the year is last, unless stated otherwise."""
    if len(dump) > 1:
        yield from _swapped(dump, ctx)
    feeds = [feed for _, feed in sorted(_feeds(dump).items()) if feed.either and _order(feed) != DAY_FIRST]
    groups = ([feed.either[0], *feed.month_first[:1]] for feed in feeds)
    for feed, (summary, *others) in zip(feeds, grouping.summaries_at(dump, groups), strict=True):
        if others or not is_han(summary):
            yield _hit(feed, summary, others)


def _swapped(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site whose date lines have day and month swapped."""
    # Not for a single article: they import more than it takes to check one.
    from newscheck.dump import date_faults
    from newscheck.dump.date_lines import date_lines

    found = [(lines, places) for lines in date_lines(dump, ctx.now) if (places := date_faults.swapped(lines))]
    groups = ([lines.positions[place] for place in places[: grouping.MAX_SAMPLED]] for lines, places in found)
    for (lines, places), (first, *others) in zip(found, grouping.summaries_at(dump, groups), strict=True):
        day = timestamps.format_day(lines.walls[places[0]] * timestamps.MINUTE)
        site = f" of {lines.site}" if lines.site else ""
        message = (
            f"day and month are swapped in {len(places):,} of {len(lines.walls):,} date lines{site}: "
            f"{day}, crawled {timestamps.format_day(lines.crawls[places[0]])}"
        )
        members = [lines.positions[place] for place in places]
        evidence = f"{lines.site} swapped".strip()
        yield hits.hit_at(first, message, evidence, hits.related(others[:1]), "/dateline", members, "error")


def _feeds(dump: Dump) -> dict[str, _Dates]:
    feeds: dict[str, _Dates] = {}
    orders = rows_of(dump, "site", "date_order")
    for position, (site, order) in enumerate(orders):
        if order:
            feed = feeds.get(site)
            if feed is None:
                feed = feeds[site] = _Dates(array("I"), array("I"), array("I"))
            feed[_ORDERS.index(order)].append(position)
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
