"""Articles of one site have identical text under different URLs.

RFI's dump has 27 such groups among 10,754 files from half a year: a column also published as a plain page, a wire under
a second headline, a page published again the next day. A large group is more serious: one page (an error, a consent
form, the newest article) was stored in place of many articles, and their texts are lost.

What to do: keep one copy. Where one page was stored in place of another, fetch the other again. Identical texts shorter
than `least-han` Han characters are not compared (three times as many characters of an alphabet).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from newscheck.dump import grouping, hits
from newscheck.model import ArticleSummary, Context, Dump, DumpHit

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"least_han": 50}
#: A group of this many identical texts is not a republication.
_MANY = 5
_TEXT: dict[str, object] = {
    "lead": "里斯本港口的工人周三傍晚恢复工作，双方的谈判代表说协议还要由会员投票表决。",
    "paragraphs": [
        "吊车在日落前重新开动，积压的货柜大约要十天才能运完。船东协会估计，停工每天的损失接近两百万欧元。",
        "工会要求的夜班津贴被写进了协议，资方则保留了调整班次的权利。市政府派出的调解人没有参加最后一轮会谈。",
    ],
}
_TITLE = {**_TEXT, "title": "里斯本港口复工"}
BAD = [
    [_TEXT, _TEXT],
    [_TITLE, *[{}] * 11, _TITLE],
    [_TEXT] * 8,
]
GOOD = [
    # The same lead with another text; the same text from two publishers.
    [_TEXT, {"lead": _TEXT["lead"]}],
    [{**_TEXT, "url": "https://a.example/1"}, {**_TEXT, "url": "https://b.example/1"}],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each text that several URLs of a site have, at the file saved last."""
    least = ctx.options["least_han"]
    sites: dict[str, int] = {}
    bodies, urls = array("Q"), array("Q")
    for summary in dump:
        site = sites.setdefault(summary.site, len(sites))
        bodies.append(summary.body ^ site if summary.body and summary.size >= least else 0)
        urls.append(summary.url)
    groups = [
        kept for group in grouping.positions_of_repeats(bodies).values() if len(kept := _one_per_url(group, urls)) > 1
    ]
    for group, sample in grouping.samples(dump, groups):
        *others, last = grouping.by_time(sample)
        count = len(group) - 1
        articles = f"{count:,} other article{'s' if count > 1 else ''}"
        message = f"the same text as {articles}{hits.and_more(count)}: {_cause(sample, count)}"
        yield hits.hit_at(last, message, last.title_text, hits.related(others), "/body", group)


def _one_per_url(group: Sequence[int], urls: Sequence[int]) -> list[int]:
    """One position per URL, since `url-duplicate` reports repeated URLs; articles without a URL all count."""
    return list({urls[position] or ~position: position for position in reversed(group)}.values())[::-1]


def _cause(sample: Sequence[ArticleSummary], count: int) -> str:
    if count >= _MANY:
        return "one page stands in the place of many"
    if len({summary.title for summary in sample}) == 1:
        return "published again under a new URL"
    if len({summary.published for summary in sample}) == 1 and sample[0].published:
        return "the page of one was stored for the other"
    return "published again under a new title"
