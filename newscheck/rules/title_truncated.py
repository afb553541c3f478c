"""Titles of a site are cut off with an ellipsis.

A list of articles, a feed or the `<title>` of a page shows the first twenty or thirty characters of a headline and an
ellipsis, and the scraper stored that. The rest of each headline is lost. Now and then a headline ends with an ellipsis
of its own, so a single one is no evidence: a site is reported if `least` titles have one, and they are at least the
fraction `share` of its titles, or of a stretch of them since when the titles have it. Where most of them have the
same length, a limit cut them: an error.

What to do: take the headline of the article's own page (`<h1>`, `og:title`), not that of the list or of `<title>`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import rows_of
from newscheck.dump.timeline import dense_runs, timelines
from newscheck.model import Context, Dump, DumpHit

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.3, "least": 10}
_ENDS = ("…", "⋯", "...", "［…］", "[…]", "（…）")
_LAST = frozenset("…⋯.]］）")
#: Cut titles of one length, or of one or two characters less, are this share of all where a limit cut them.
_ALIKE, _SLACK = 0.6, 2
#: Longer titles are not kept whole in a summary.
_LONG = 200


def _example(number: int) -> dict[str, object]:
    return {"title": f"第{1000 + number}号救援协定周五开始生效 沿海各国……", "share": False}


BAD = [
    [*[{}] * 4, *map(_example, range(14))],
    [*[{}] * 100, *map(_example, range(40))],
]
GOOD = [
    # Now and then, a headline ends so.
    [_example(i) if i % 9 == 0 else {} for i in range(120)],
    [*[{}] * 30, *map(_example, range(5))],
]
_ADVICE = "cut by a list, a feed or `<title>`; take the headline of the article's page"


class _Cut(NamedTuple):
    """The titles of a site that end with an ellipsis: positions in the dump, their lengths, and how many all are."""

    positions: array[int]
    lengths: array[int]
    number: int


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report the cut titles of each site that has many, at the one saved last."""
    share, least = ctx.options["share"], max(2, ctx.options["least"])
    cut = {site: found for site, found in _cut_titles(dump).items() if len(found.positions) >= least}
    sparse = {site for site, found in cut.items() if len(found.positions) < share * found.number}
    runs = _runs(dump, ctx, cut, sparse) if sparse else {}
    groups = {site: runs.get(site, []) if site in sparse else found.positions for site, found in cut.items()}
    groups = {site: group for site, group in groups.items() if len(group) >= least}
    for site, (group, sample) in zip(groups, grouping.samples(dump, list(groups.values())), strict=True):
        *others, last = grouping.by_time(sample)
        at = _common_length(cut[site].lengths)
        where = f", most at {at} characters" if at else ""
        count = f"{len(group):,} of {cut[site].number:,} titles end with an ellipsis{where}"
        message = f"{count}{hits.and_more(len(group) - 1)}: {_ADVICE}"
        severity = "error" if at else ""
        yield hits.hit_at(last, message, last.title_text, hits.related(others), "/title", group, severity)


def _cut_titles(dump: Dump) -> dict[str, _Cut]:
    numbers: Counter[str] = Counter()
    cut: dict[str, tuple[array[int], array[int]]] = {}
    titles = rows_of(dump, "site", "title_text")
    for position, (site, title) in enumerate(titles):
        if title:
            numbers[site] += 1
            if title[-1] in _LAST and len(title) < _LONG and title.endswith(_ENDS):
                positions, lengths = cut.setdefault(site, (array("I"), array("I")))
                positions.append(position)
                lengths.append(len(title))
    return {site: _Cut(*columns, numbers[site]) for site, columns in cut.items()}


def _runs(dump: Dump, ctx: Context, cut: Mapping[str, _Cut], sites: Collection[str]) -> dict[str, list[int]]:
    """For some sites, the cut titles of the stretches of time in which most titles are."""
    runs = {}
    for timeline in timelines(dump, ctx.now):
        if timeline.site in sites:
            wanted = set(cut[timeline.site].positions)
            places = [rank for rank, position in enumerate(timeline.positions) if position in wanted]
            dense = dense_runs(places, ctx.options["share"], max(2, ctx.options["least"]))
            runs[timeline.site] = [timeline.positions[rank] for first, last in dense for rank in places[first:last]]
    return runs


def _common_length(lengths: array[int]) -> int:
    """The length at which most titles were cut, or 0: a limit cuts at a character, or at the end of the word before."""
    length, _ = Counter(lengths).most_common(1)[0]
    alike = sum(length - _SLACK <= other <= length for other in lengths)
    return length if alike >= _ALIKE * len(lengths) else 0
