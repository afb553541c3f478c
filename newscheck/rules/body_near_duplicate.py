"""Articles of a site have nearly the same text.

In half a year of RFI's dump there are 91 such pairs in 10,754 files: a column that stands as a plain page with a few
words changed, a wire and its longer version an hour later, one agency's report under two headlines. Nothing is lost,
but who trains or counts on the dump has the same sentences twice, and a split by file leaks between its halves.

What to do: keep the newer or longer one. `share` is how many of the sentences of the one with fewer of them must stand
in the other; texts of fewer than three sentences are not compared.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, tee

from newscheck.dump import grouping, hits
from newscheck.model import ArticleSummary, Context, Dump, DumpHit

SEVERITY = "note"
OPTIONS = {"share": 0.6}
#: Articles are compared where so many of their samples (sentences of smallest hash, Broder 1997) are the same.
_COMMON = 2
#: A sentence that stands in more articles is a set phrase; each article is compared with so many before it.
_SET_PHRASE, _BEFORE = 20, 3
#: Slots a card; entries (sentence, then position) sorted at a time, so that few are held as objects.
_SLOTS, _AT_ONCE, _POSITION = 32, 1 << 19, 0xFFFF_FFFF
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
    # Two articles of one story: the background is the same, the news is not.
    [{"paragraphs": _SENTENCES[:3] + _SENTENCES[4:5] * 3}, {"paragraphs": ["".join(_SENTENCES[:2])]}],
    # Another publisher's article.
    [
        {"lead": None, "paragraphs": ["".join(_SENTENCES)], "url": "https://a.example/1"},
        {"lead": None, "paragraphs": ["".join(_SENTENCES[1:])], "url": "https://b.example/1"},
    ],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """One hit for an article and those like it, at the one saved last."""
    share = ctx.options["share"]
    groups, drawn = tee(_candidates(dump))
    for (position, *places), (card, *candidates) in zip(groups, grouping.summaries_at(dump, drawn), strict=True):
        found = [
            (place, other)
            for place, other in zip(places, candidates, strict=True)
            if _is_of_this_rule(card, other) and grouping.is_near_duplicate(card, other, share)
        ]
        if found:
            members, alike = [position, *(place for place, _ in found)], [other for _, other in found]
            *others, last = grouping.by_time([card, *alike])
            message = f"nearly the same text as {_what(card, alike)}"
            yield hits.hit_at(last, message, last.title_text, hits.related(others), "/body", members)


def _is_of_this_rule(one: ArticleSummary, other: ArticleSummary) -> bool:
    """The same URL and the same body are told by rules of their own; another publisher may have printed it, too."""
    return one.site == other.site and one.body != other.body and (one.url != other.url or not one.url)


def _what(card: ArticleSummary, alike: list[ArticleSummary]) -> str:
    common, fewer = grouping.shared_sentences(card, alike[0])
    if len(alike) == 1:
        return f"another article: {common} of {fewer} sentences are the same"
    return f"{len(alike)} other articles: {common} of {fewer} sentences are the same as in the first of them"


def _candidates(dump: Dump) -> Iterator[list[int]]:
    """Positions of an article and of some before it that may be like it; linear in the number of articles."""
    tally = grouping.FrequencySketch(_SLOTS * len(dump), 2)
    bodies = array("Q")
    for card in dump:
        tally.add(array("I", card.minhash))
        bodies.append(card.body)
    copies = {position for group in grouping.positions_of_repeats(bodies).values() for position in group[1:]}
    entries = array("Q")
    for position, card in enumerate(dump):
        if position not in copies:
            entries.extend(sentence << 32 | position for sentence in tally.frequent(array("I", card.minhash)))
    pairs: Counter[int] = Counter()
    for part in range(parts := 1 + len(entries) // _AT_ONCE):
        chunk = sorted(entry for entry in entries if (entry >> 32) % parts == part) if parts > 1 else sorted(entries)
        pairs.update(_neighbours(chunk))
    found = sorted(pair for pair, common in pairs.items() if common >= _COMMON)
    for position, group in groupby(found, lambda pair: pair >> 32):
        yield [position, *(pair & _POSITION for pair in group)]


def _neighbours(entries: list[int]) -> Iterator[int]:
    """Pairs of articles that have a sentence in common, from sorted entries of sentence and position."""
    start = 0
    for end in range(1, len(entries) + 1):
        if end == len(entries) or entries[end] >> 32 != entries[start] >> 32:
            if 1 < end - start <= _SET_PHRASE:
                for at in range(start + 1, end):
                    later = (entries[at] & _POSITION) << 32
                    yield from (later | entry & _POSITION for entry in entries[max(start, at - _BEFORE) : at])
            start = end
