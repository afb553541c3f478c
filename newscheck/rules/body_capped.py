"""The texts of a site are cut at one length.

A program keeps the first characters, words or bytes of each text (`text[:100]`, a column of a database, a list page's
excerpt): long articles all have the same length, none is longer, and their ends are lost. In a public dump 55 texts
have exactly 100 characters. An ellipsis that is appended changes nothing; a cut between words leaves lengths a little
below the limit.

What to do: store the whole text. If the source only has excerpts, leave them out of `body` and set the rule to "off"
for its site. A limit is reported if at least `least` different texts, and at least the fraction `share` of a site's,
reach it, nearly none is longer, and most of them end within a sentence; so is one from a time on, which half of the
texts since then have.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import integers, positions_by_site, saved_times
from newscheck.dump.frequency_sketch import repeats
from newscheck.dump.summary_columns import MEASURES
from newscheck.dump.vectors import choice, computed, ordered, places, taken
from newscheck.model import ArticleSummary, Column, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late

SEVERITY = "error"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.05, "least": 10}
#: Articles of a site that tell a limit.
_MANY = 20
#: What is counted (as in `ArticleSummary.measure`), the least limit, and the widths in which lengths below one are
#: (a character is of up to four bytes; a cut between words), with the share of the texts that must be in each.
_UNITS = (
    ("characters", 50, ((2, 0.0), (14, 0.5))),
    ("bytes", 150, ((4, 0.0),)),
    ("words", 15, ((1, 0.1),)),
)
#: How much denser lengths are at a limit than below it; the share of texts that may be longer; a share that is certain.
_DENSER, _LONGER, _CERTAIN = 6, 0.02, 0.2
#: The share of the texts from one time on that are cut.
_LATE = 0.5
#: Longer texts are counted as this long.
_LONGEST = 0xFFFF_FFFF
_SENTENCE = "第{:02}号渔船返回港口，合作社当天表示欢迎，海事法庭公布了救援协定的全部条文，各国有两年时间。"


@made_late
def _items(lengths: Sequence[int], end: str = "。第12") -> list[dict[str, object]]:
    """Articles whose texts have some lengths."""
    return [
        {
            "json": {
                "title": f"第{i:03}号渔船返回港口",
                "url": f"https://news.example.org/{i:03}",
                "epoch_ms": 1_677_632_400_000 + 3_600_000 * i,
                "body": "".join(_SENTENCE.format(31 * i + k) for k in range(9))[: length - 4] + end,
            }
        }
        for i, length in enumerate(lengths)
    ]


def _any(i: int) -> int:
    return 120 + i * 37 % 211


BAD = [
    _items([min(100, 60 + 7 * i % 97) for i in range(40)]),
    # From one time on.
    _items([_any(i) if i < 60 else min(100, _any(i)) for i in range(120)]),
    # Between words.
    _items([min(200 - i % 9, _any(i)) for i in range(60)]),
]
GOOD = [
    _items([_any(i) for i in range(60)]),
    # Whole texts.
    _items([min(100, 60 + 7 * i % 97) for i in range(40)], "时间。"),
    # A few are as long by chance.
    _items([_any(i) if i % 8 else 200 for i in range(60)]),
]


class _Limit(NamedTuple):
    """A length that texts don't exceed: `unit` is an index of _UNITS, `reached` and `total` count texts."""

    unit: int
    length: int
    width: int
    reached: int
    total: int

    @property
    def is_exact(self) -> bool:
        """Whether all texts that are cut are (nearly) of one length."""
        return self.width == _UNITS[self.unit][2][0][0]

    def cuts(self, length: Any) -> Any:
        """Whether a text of this length is cut: an expression of `dump.vectors`."""
        return (self.length - self.width < length) & (length <= self.length)


class _Texts(NamedTuple):
    """The different texts of a site: columns of their times, positions in the dump, and lengths in each unit.

    `opened` has 1 for each text that ends within a sentence.
    """

    opened: Column
    times: Column
    positions: Column
    lengths: tuple[Column, ...]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report the clearest limit of each site, at the first article that is cut."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    found: list[tuple[_Limit, array[int]]] = []
    for texts in _by_site(dump):
        limits = [limit for unit in range(len(_UNITS)) if (limit := _limit(unit, texts, share, least))]
        if not limits and (later := _since(texts)):
            # Texts are cut from one time on.
            texts = later
            limits = [limit for limit in [_limit(0, texts, _LATE, _MANY)] if limit and limit.is_exact]
        if limits:
            best = max(limits, key=lambda limit: (limit.is_exact, limit.reached))
            cut = sorted(_cut(texts, best), key=texts.times.__getitem__)
            found.append((best, array("I", map(texts.positions.__getitem__, cut))))
    groups = [group for _, group in found]
    for (limit, group), (_, summaries) in zip(found, grouping.samples(dump, groups), strict=True):
        yield _build_hit(limit, group, summaries)


def _by_site(dump: Dump) -> Iterator[_Texts]:
    bodies, opened, times = integers(dump, "body"), integers(dump, "is_open"), saved_times(dump)
    lengths = [integers(dump, "measure")[unit::MEASURES] for unit in range(len(_UNITS))]
    for _, articles in sorted(positions_by_site(dump).items()):
        positions = _different(bodies, articles)
        columns = (
            computed("I", lambda length: choice(length < _LONGEST, length, _LONGEST), taken(column, positions))
            for column in lengths
        )
        yield _Texts(taken(opened, positions), taken(times, positions), positions, tuple(columns))


def _different(bodies: Column, articles: Column) -> Column:
    """Of the articles with a text, those that are the first with it."""
    texts = taken(bodies, articles)
    return taken(articles, places(lambda text, repeat: (text != 0) & (repeat == 0), texts, repeats(texts)))


def _since(texts: _Texts) -> _Texts | None:
    """The texts from the first one on that has the commonest length of characters, in the order of their times."""
    lengths = texts.lengths[0]
    length, number = Counter(lengths).most_common(1)[0] if lengths else (0, 0)
    if number < _MANY * _LATE:
        return None
    first = min(taken(texts.times, places(lambda own: own == length, lengths)))
    later = places(lambda time: time >= first, texts.times)
    opened, times, positions = (taken(column, later) for column in texts[:3])
    return _Texts(opened, times, positions, tuple(taken(column, later) for column in texts.lengths))


def _cut(texts: _Texts, limit: _Limit) -> Column:
    return places(limit.cuts, texts.lengths[limit.unit])


def _limit(unit: int, texts: _Texts, share: float, least: int) -> _Limit | None:
    """The length at which some texts of a site are cut."""
    lengths = texts.lengths[unit]
    counts, total = Counter(lengths), len(lengths)
    if total < _MANY:
        return None
    _, shortest, widths = _UNITS[unit]
    # The longest texts but for a few.
    tops = {top for top in ordered(lengths)[-1 - int(_LONGER * total) :] if top >= shortest}
    for width, needed in widths:
        for top in sorted(tops, reverse=True):
            reached = sum(counts[top - back] for back in range(width))
            below = sum(counts[top - back] for back in range(width, 4 * width + 8)) * width / (3 * width + 8)
            limit = _Limit(unit, top, width, reached, total)
            if reached >= max(least, max(share, needed) * total) and reached >= _DENSER * below:
                cut = _cut(texts, limit)
                if 2 * sum(map(texts.opened.__getitem__, cut)) > len(cut):
                    return limit
    return None


def _build_hit(limit: _Limit, group: Sequence[int], summaries: list[ArticleSummary]) -> DumpHit:
    first, *others = summaries
    lowest = limit.length - limit.width + 1
    # A blank at the end may have been taken away.
    span = f"{limit.length:,}" if limit.width <= 2 else f"{lowest:,} to {limit.length:,}"
    message = (
        f"{limit.reached:,} of {limit.total:,} texts have {span} {_UNITS[limit.unit][0]}, and (nearly) none has more"
        f"{hits.and_more(limit.reached - 1)}: a program cuts them, and their ends are lost"
    )
    severity = "" if limit.is_exact and limit.reached >= _CERTAIN * limit.total else "warning"
    evidence = f"{limit.length} {_UNITS[limit.unit][0]}"
    return hits.hit_at(first, message, evidence, hits.related(others), "/body", group, severity)
