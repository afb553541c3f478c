"""Two articles of a site have exactly the same text under different URLs.

In half a year of RFI's dump there are 27 such groups in 10,754 files: a column published once more as a plain page, a
wire with a second headline, a page published again the next day. A group of many is worse: one page (an error, a
consent form, the newest article) was stored in the place of others, and their texts are lost.

What to do: keep one of the two. Where the page of one was stored for another, fetch it again. `least-han` is the length
(Han characters) under which equal texts say nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from newscheck.dump import grouping, hits
from newscheck.model import ArticleSummary, Context, Dump, DumpHit

SEVERITY = "warning"
OPTIONS = {"least_han": 50}
#: So many equal texts are no republication.
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
    # The same lead over another text, and the same text at another publisher's.
    [_TEXT, {"lead": _TEXT["lead"]}],
    [{**_TEXT, "url": "https://a.example/1"}, {**_TEXT, "url": "https://b.example/1"}],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """One hit for each text that stands under several URLs of a site, at the file saved last."""
    least = ctx.options["least_han"]
    sites: dict[str, int] = {}
    bodies, urls = array("Q"), array("Q")
    for card in dump:
        site = sites.setdefault(card.site, len(sites))
        bodies.append(card.body ^ site if card.body and card.han_count >= least else 0)
        urls.append(card.url)
    groups = [
        kept for group in grouping.positions_of_repeats(bodies).values() if len(kept := _one_per_url(group, urls)) > 1
    ]
    for group, drawn in zip(
        groups, grouping.summaries_at(dump, (group[: grouping.MAX_SAMPLED] for group in groups)), strict=True
    ):
        *others, last = grouping.by_time(drawn)
        count = len(group) - 1
        articles = f"{count:,} other article{'s' if count > 1 else ''}"
        message = f"the same text as {articles}{hits.and_more(count)}: {_cause(drawn, count)}"
        yield hits.hit_at(last, message, last.title_text, hits.related(others), "/body", group)


def _one_per_url(group: Sequence[int], urls: Sequence[int]) -> list[int]:
    """The same URL twice is another rule's; articles without a URL count each."""
    return list({urls[position] or ~position: position for position in reversed(group)}.values())[::-1]


def _cause(cards: Sequence[ArticleSummary], count: int) -> str:
    if count >= _MANY:
        return "one page stands in the place of many"
    if len({card.title for card in cards}) == 1:
        return "published again under a new URL"
    if len({card.published for card in cards}) == 1 and cards[0].published:
        return "the page of one was stored for the other"
    return "published again under a new title"
