"""Articles of one site have nearly the same text.

RFI's dump has 91 such pairs among 10,754 files from half a year: a column also published as a plain page with a few
words changed, a wire and its longer version an hour later, one agency report under two headlines. Nothing is lost, but
statistics and training data contain the same sentences twice, and a split into training and test files leaks from one
part to the other.

What to do: keep the newer or the longer article. Two articles are reported if the one with fewer sentences shares at
least the fraction `share` of them with the other. Texts of fewer than three sentences are not compared.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, groupby, tee

from newscheck.dump import grouping, hits
from newscheck.dump.blocks import BLOCK, GrowingColumn
from newscheck.dump.frequency_sketch import FrequencySketch, packed_hashes, repeats
from newscheck.dump.vectors import computed, ordered, places, places_after, taken, unsigned
from newscheck.model import ArticleSummary, Column, Context, Dump, DumpHit

SEVERITY = "note"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.6}
#: Articles with this many sampled sentences in common (those of smallest hash, Broder 1997) are compared.
_COMMON = 2
#: A sentence in more articles than this is a set phrase; each article is compared with this many before it.
_SET_PHRASE, _BEFORE = 20, 3
#: Slots per article; the bits of an entry (sentence, then position) that are the position.
_SLOTS, _POSITION = 32, 0xFFFF_FFFF
_SENTENCES = [
    "里斯本港口的工人周三傍晚恢复工作，双方的谈判代表说协议还要由会员投票表决。",
    "吊车在日落前重新开动，积压的货柜大约要十天才能运完。",
    "船东协会估计，停工每天的损失接近两百万欧元。",
    "工会要求的夜班津贴被写进了协议，资方则保留了调整班次的权利。",
    "市政府派出的调解人没有参加最后一轮会谈。",
    "港务局说，优先卸载的是药品和鲜活货物。",
    "沿海的渔民合作社抱怨冷库已经装满，要求延长夜间的开放时间。",
]
BAD = [
    [
        {"lead": _SENTENCES[0], "paragraphs": ["".join(_SENTENCES[1:])]},
        {"lead": _SENTENCES[0].replace("周三", "星期三"), "paragraphs": ["".join(_SENTENCES[1:])]},
    ],
    [
        {"lead": _SENTENCES[0], "paragraphs": ["".join(_SENTENCES[1:4])], "title": "港口复工", "slug": "港口复工"},
        *[{}] * 3,
        {"lead": _SENTENCES[0], "paragraphs": ["".join(_SENTENCES[1:])], "title": "港口复工", "slug": "港口-复工"},
    ],
]
GOOD = [
    # Two articles on one story: the background is the same, the news is not.
    [{"paragraphs": _SENTENCES[:3] + _SENTENCES[4:5] * 3}, {"paragraphs": ["".join(_SENTENCES[:2])]}],
    # Another publisher's article.
    [
        {"lead": None, "paragraphs": ["".join(_SENTENCES)], "url": "https://a.example/1"},
        {"lead": None, "paragraphs": ["".join(_SENTENCES[1:])], "url": "https://b.example/1"},
    ],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each group of similar articles, at the one saved last."""
    share = ctx.options["share"]
    groups, sampled = tee(_candidates(dump))
    for (position, *earlier), (summary, *candidates) in zip(groups, grouping.summaries_at(dump, sampled), strict=True):
        matches = [
            (place, other)
            for place, other in zip(earlier, candidates, strict=True)
            if _is_of_this_rule(summary, other) and grouping.is_near_duplicate(summary, other, share)
        ]
        if matches:
            members, alike = [position, *(place for place, _ in matches)], [other for _, other in matches]
            *others, last = grouping.by_time([summary, *alike])
            message = f"nearly the same text as {_shared(summary, alike)}"
            yield hits.hit_at(last, message, last.title_text, hits.related(others), "/body", members)


def _is_of_this_rule(summary: ArticleSummary, other: ArticleSummary) -> bool:
    """Other rules report the same URL or body; two publishers may print the same report."""
    return summary.site == other.site and summary.body != other.body and (summary.url != other.url or not summary.url)


def _shared(summary: ArticleSummary, alike: list[ArticleSummary]) -> str:
    common, fewer = grouping.shared_sentences(summary, alike[0])
    if len(alike) == 1:
        return f"another article: {common} of {fewer} sentences are the same"
    return f"{len(alike)} other articles: {common} of {fewer} sentences are the same as in the first of them"


def _candidates(dump: Dump) -> Iterator[list[int]]:
    """Positions of an article and of earlier ones that may be similar; linear in the number of articles."""
    pairs = ordered(_neighbours(ordered(_entries(dump, repeats(dump.column("body"))))))
    common = places(lambda pair, later: pair == later, pairs[: 1 - _COMMON], pairs[_COMMON - 1 :])
    different = (pair for pair, _ in groupby(taken(pairs, common)))
    for position, members in groupby(different, lambda pair: pair >> 32):
        yield [position, *(pair & _POSITION for pair in members)]


def _entries(dump: Dump, is_copy: array[int]) -> Column:
    """A sentence and a position for each sampled sentence that another article may have, too."""
    sketch = FrequencySketch(_SLOTS * len(dump), 2)
    for hashes, _ in packed_hashes(dump, "minhash"):
        sketch.add(hashes)
    entries, first = GrowingColumn("Q"), 0
    for hashes, counts in packed_hashes(dump, "minhash"):
        found = sketch.places(hashes)
        positions = array("I", (first + at for at in places_after(array("I", accumulate(counts)), found)))
        kept = places(lambda mark: mark == 0, taken(is_copy, positions))
        sentences, own = unsigned(taken(taken(hashes, found), kept)), unsigned(taken(positions, kept))
        entries.add(computed("Q", lambda key, at: key << 32 | at, sentences, own))
        first += len(counts)
    return entries.rows


def _neighbours(entries: Column) -> Column:
    """Pairs of articles that share a sentence, from sorted entries; one pair for each sentence that they share."""
    pairs, start = GrowingColumn("Q"), 0
    while start < len(entries):
        # A sentence is in one block.
        last = entries[min(start + BLOCK, len(entries)) - 1] >> 32
        end = bisect_left(entries, last + 1 << 32, start)
        for found in _pairs(entries[start:end]):
            pairs.add(found)
        start = end
    return pairs.rows


def _pairs(entries: Column) -> Iterator[Column]:
    keys = computed("Q", lambda entry: entry >> 32, entries)
    often = {*taken(keys, places(lambda key, later: key == later, keys[:-_SET_PHRASE], keys[_SET_PHRASE:]))}
    if often:
        entries = array("Q", (entry for entry in entries if entry >> 32 not in often))
    for before in range(1, 1 + _BEFORE):
        earlier, later = entries[:-before], entries[before:]
        same = places(lambda one, other: one >> 32 == other >> 32, earlier, later)
        own, others = taken(later, same), taken(earlier, same)
        yield computed("Q", lambda one, other: (one & _POSITION) << 32 | other & _POSITION, own, others)
