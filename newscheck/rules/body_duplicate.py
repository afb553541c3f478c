"""Articles of one site have identical text under different URLs.

RFI's dump has 27 such groups among 10,754 files from half a year: a column also published as a plain page, a wire under
a second headline, a page published again the next day. A large group is more serious: one page (an error, a consent
form, the newest article) was stored in place of many articles, and their texts are lost. In a public dump 158 articles
have the text "Subscribe to unlock". The same text of `many` articles is an error, however short it is.

What to do: keep one copy. Where one page was stored in place of another, fetch the other again. In smaller groups,
texts shorter than `least-han` Han characters are not compared (three times as many characters of an alphabet).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import integers, sites_of
from newscheck.dump.frequency_sketch import positions_of_repeats
from newscheck.dump.vectors import choice, computed, unsigned
from newscheck.model import ArticleSummary, Column, Context, Dump, DumpHit

SEVERITY = "warning"
COMPARES_ARTICLES = True
#: A group of `many` identical texts is not a republication.
OPTIONS = {"least_han": 50, "many": 5}
#: Characters of a text that a message shows.
_SHOWN = 30
_TEXT: dict[str, object] = {
    "lead": "里斯本港口的工人周三傍晚恢复工作，双方的谈判代表说协议还要由会员投票表决。",
    "paragraphs": [
        "吊车在日落前重新开动，积压的货柜大约要十天才能运完。船东协会估计，停工每天的损失接近两百万欧元。",
        "工会要求的夜班津贴被写进了协议，资方则保留了调整班次的权利。市政府派出的调解人没有参加最后一轮会谈。",
    ],
}
_SHORT: dict[str, object] = {
    "lead": "港口的照片每天早上更新一次，风力和潮位由气象站在整点发布，渡轮的时刻表贴在候船大厅的入口。",
    "paragraphs": [],
}
_TITLE = {**_TEXT, "title": "里斯本港口复工"}
BAD = [
    [_TEXT, _TEXT],
    [_TITLE, *[{}] * 11, _TITLE],
    [_TEXT] * 8,
    [*[{}] * 3, *[_SHORT] * 5],
]
GOOD = [
    [_SHORT] * 4,
    # The same lead with another text; the same text from two publishers.
    [_TEXT, {"lead": _TEXT["lead"]}],
    [{**_TEXT, "url": "https://a.example/1"}, {**_TEXT, "url": "https://b.example/1"}],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each text that several URLs of a site have, at the file saved last."""
    least, many = ctx.options["least_han"], ctx.options["many"]
    sites, urls = sites_of(dump).numbers, integers(dump, "url")
    short = computed("B", lambda size: size < least, integers(dump, "size"))
    repeats = positions_of_repeats(_bodies(dump, unsigned(sites), short, urls)).values()
    kept = (_one_per_url(group, urls) for group in repeats if not short[group[0]] or len(group) >= many)
    groups = [group for group in kept if len(group) >= (many if short[group[0]] else 2)]
    for group, sample in grouping.samples(dump, groups):
        *others, last = grouping.by_time(sample)
        count = len(group) - 1
        articles = f"{count:,} other article{'s' if count > 1 else ''}"
        message = f"the same text as {articles}{hits.and_more(count)}: {_cause(sample, len(group) >= many)}"
        severity = "error" if len(group) >= many else ""
        yield hits.hit_at(last, message, last.title_text, hits.related(others), "/body", group, severity)


def _bodies(dump: Dump, sites: Column, short: Column, urls: Column) -> Column:
    """The text of each article, another one on each site; 0 for none, and for a short one without a URL."""

    def body_of_site(body: Any, site: Any, is_short: Any, url: Any) -> Any:
        return choice((body != 0) & ((url != 0) | (is_short == 0)), body ^ site, 0)

    return computed("Q", body_of_site, integers(dump, "body"), sites, short, urls)


def _one_per_url(group: Sequence[int], urls: Sequence[int]) -> list[int]:
    """One position per URL, since `url-duplicate` reports repeated URLs; articles without a URL all count."""
    return list({urls[position] or ~position: position for position in reversed(group)}.values())[::-1]


def _cause(sample: Sequence[ArticleSummary], is_many: bool) -> str:
    if is_many:
        text = " ".join(sample[0].ends.split())
        begin = f" (`{text[:_SHOWN]}{'…' * (len(text) > _SHOWN)}`)" if text else ""
        return f"one page{begin} stands in the place of many"
    if len({summary.title for summary in sample}) == 1:
        return "published again under a new URL" if sample[0].url else "the same item is there again"
    if len({summary.published for summary in sample}) == 1 and sample[0].published:
        return "the page of one was stored for the other"
    return "published again under a new title"
