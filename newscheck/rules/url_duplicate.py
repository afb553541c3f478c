"""Several files of the dump have the same URL.

A URL identifies one article (scheme, doubled slashes, final slash, and fragments such as `#comments` are ignored; one
like `#entry-12` names an entry of its own). If titles or texts differ, the publisher changed the article and the
scraper saved it again under another name: some public archives have hundreds of these. If many articles have one URL,
the scraper took the link from the wrong element. Statistics count such articles twice.

Files of many articles overlap where each has what a feed showed when it was saved, or where feeds of sections list the
same articles: that is one finding, a warning.

What to do: let the scraper look for the URL before it writes; then delete the older files. Where files overlap, count
each article once, by its URL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscheck.dump import grouping, hits
from newscheck.dump.frequency_sketch import positions_of_repeats
from newscheck.dump.overlapping_files import Overlap, overlap
from newscheck.model import ArticleSummary, Context, Dump, DumpHit

SEVERITY = "error"
COMPARES_ARTICLES = True
#: This many articles with one URL are not updates.
_MANY = 10
_PORT = {"title": "里斯本港口复工", "section": "国际"}
_COPY = {
    **_PORT,
    "image": "https://s.rfi.fr/media/display/7f2c/w:1280/p:16x9/port.jpg",
    "lead": "里斯本港口的工人周三傍晚恢复工作，双方的谈判代表说协议还要由会员投票表决。",
    "paragraphs": [
        "吊车在日落前重新开动，积压的货柜大约要十天才能运完。船东协会估计，停工每天的损失接近两百万欧元。",
        "工会要求的夜班津贴被写进了协议，资方则保留了调整班次的权利。市政府派出的调解人没有参加最后一轮会谈。",
    ],
}
BAD = [
    [_PORT, _PORT],
    [_COPY, {**_COPY, "path": "copy/1048575.md"}],
    [_PORT, {"title": "里斯本港口今晨复工", "section": "国际", "slug": "里斯本港口复工"}],
    [
        {"url": "https://news.example.org/2023/port", "share": False},
        {"url": "https://news.example.org/2023/port#comments", "share": False},
    ],
]
GOOD = [
    [{}, {}],
    # The same headline on different days.
    [_PORT, *[{}] * 11, _PORT],
    # Two entries of a live ticker.
    [{"url": f"https://news.example.org/live#entry-{i}", "share": False} for i in (1, 2)],
    # Two articles whose URLs differ only in the query.
    [{"url": f"https://news.example.org/story?id={i}", "share": False} for i in (1, 2)],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each URL that several files have, at the file saved last."""
    groups = list(positions_of_repeats(dump.column("url")).values())
    if overlapping := overlap(dump, groups):
        yield _overlap(dump, overlapping)
        in_overlap = set(map(id, overlapping.groups))
        groups = [group for group in groups if id(group) not in in_overlap]
    for group, sample in grouping.samples(dump, groups):
        *others, last = grouping.by_time(sample)
        count = len(group) - 1
        noun = "article" if any(summary.path == last.path for summary in others) else "file"
        files = f"{count:,} other {noun}{'s' if count > 1 else ''}"
        message = f"{files} with the same URL{hits.and_more(count)}: {_cause(sample, count)}"
        yield hits.hit_at(last, message, last.title_text, hits.related(others), "/url", group)


def _overlap(dump: Dump, found: Overlap) -> DumpHit:
    """One finding for all articles that stand in several files, with an article of the newest file and its others."""
    (sample,) = grouping.summaries_at(dump, [found.groups[-1][: grouping.MAX_SAMPLED]])
    *others, last = grouping.by_time(sample)
    why = (
        "each file has what the feed showed when it was saved"
        if found.is_rolling
        else "several feeds or sections list the same articles"
    )
    message = (
        f"{len(found.groups):,} articles stand in several of {len(found.files):,} files that overlap "
        f"(`{found.files[0]}` to `{found.files[-1]}`): {why}; count each article once, by its URL"
    )
    members = [position for group in found.groups for position in group]
    return hits.hit_at(last, message, "files that overlap", hits.related(others), "/url", members, "warning")


def _cause(sample: Sequence[ArticleSummary], count: int) -> str:
    titles, bodies = {summary.title for summary in sample}, {summary.body for summary in sample}
    if count >= _MANY and len(titles) > len(sample) // 2:
        return "the link is not that of the article"
    if len(titles) > 1:
        return "an update under a new title, saved under another name"
    return "an update of the text, saved under another name" if len(bodies) > 1 else "a copy of the article"
