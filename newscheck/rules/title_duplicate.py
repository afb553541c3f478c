"""Articles of one site have the same title, but neither the same URL nor the same text.

Within a day these are two versions of one article: the publisher rewrote it and gave it a new URL. If most articles of
a stretch share one title, the scraper takes it from the wrong element (the name of the page); so it does if a fifth of
a site's articles do, or if five have the site's name as their title. Headlines that recur after days ("stocks open
higher") and columns with a fixed title are normal and not reported.

What to do: keep the newer version; repair the title's selector. Two articles count as versions of one if they are at
most `hours` apart. A title on more than `most` articles, each within a week of the one before, counts as a column's.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscheck.dump import grouping, hits
from newscheck.dump.frequency_sketch import positions_of_repeats
from newscheck.dump.timeline import Timeline, dense_runs, timelines
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.timestamps import DAY, HOUR, format_duration

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"hours": 18, "most": 3}
#: A title of this share of the articles of a stretch, and of this many of them, is not a headline.
_SHARE, _LEAST = 0.5, 10
#: Articles of a site with one title that tell the same all along, and their share, of so many articles.
_MANY, _ALWAYS, _TOTAL = 5, 0.2, 20
_PORT = {"title": "里斯本港口复工"}
_DAY: list[dict[str, str]] = [{}] * 11


@made_late
def _series(title: str, step: int) -> list[dict[str, str]]:
    """Articles of which one in `step` has a title that is none."""
    own = ({"title": title} if i % step == 0 else {"title": f"第{i}次救援会议闭幕"} for i in range(84))
    return [{**part, "url": f"https://sea-journal.example/2023/{i}"} for i, part in enumerate(own)]


BAD = [
    [{**_PORT, "section": "国际"}, {**_PORT, "section": "欧洲"}],
    [*[{}] * 5, *({**_PORT, "section": f"欧洲{i}"} for i in range(12))],
    # All along.
    _series("海上周末", 4),
]
GOOD = [
    [{**_PORT, "section": "国际"}, *_DAY, {**_PORT, "section": "国际"}],
    # A column with a fixed title, twice a day.
    [*({**_PORT, "section": f"{i}"} if i % 6 == 0 else {} for i in range(84))],
    [{**_PORT, "url": "https://a.example/1"}, {**_PORT, "url": "https://b.example/1"}],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report two versions of an article at the newer one, a title that most articles share at the first."""
    within, most = ctx.options["hours"] * HOUR, ctx.options["most"]
    groups = [
        array("I", (line.positions[place] for place in suspects))
        for line in timelines(dump, ctx.now, dump.column("title"))
        for places in positions_of_repeats(line.values).values()
        for suspects in _suspects(line, places, within, most)
    ]
    reported = set()
    for group, summaries in grouping.samples(dump, groups):
        if len(group) > 2:
            reported.add((summaries[0].site, summaries[0].title))
            yield from _everywhere(summaries, group)
        else:
            yield from _versions(*summaries)
    constant = [*_constant(dump)]
    for (total, group), (_, summaries) in zip(
        constant, grouping.samples(dump, [group for _, group in constant]), strict=True
    ):
        first = summaries[0]
        if (first.site, first.title) not in reported and (
            len(group) >= _ALWAYS * total >= _ALWAYS * _TOTAL or _is_name_of_site(first)
        ):
            yield from _everywhere(summaries, group, total)


def _constant(dump: Dump) -> Iterator[tuple[int, array[int]]]:
    """The articles of each site, and those of them that share a title."""
    for positions, titles in grouping.columns(dump, dump.column("title")):
        for places in positions_of_repeats(titles, _MANY).values():
            yield len(positions), array("I", map(positions.__getitem__, places))


def _is_name_of_site(summary: ArticleSummary) -> bool:
    """Whether the title is the host, or a label of it."""
    plain = "".join(summary.title_text.casefold().split())
    return plain in (summary.site, *(label.replace("-", "") for label in summary.site.split(".")[:-1]))


def _suspects(line: Timeline, places: Sequence[int], within: int, most: int) -> Iterator[Sequence[int]]:
    """Stretches in which most articles have the title; else close pairs, if the title doesn't recur regularly."""
    runs = list(dense_runs(places, _SHARE, _LEAST))
    if runs:
        yield from (places[first:last] for first, last in runs)
        return
    times = line.times
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or times[places[at]] - times[places[at - 1]] > 7 * DAY:
            if 2 <= at - start <= most:
                yield from (pair for pair in pairwise(places[start:at]) if times[pair[1]] - times[pair[0]] <= within)
            start = at


def _versions(older: ArticleSummary, newer: ArticleSummary) -> Iterator[DumpHit]:
    if older.url == newer.url or older.body == newer.body or grouping.is_near_duplicate(older, newer):
        return
    apart = format_duration((newer.epoch or 0) - (older.epoch or 0)) if newer.epoch and older.epoch else "hours"
    message = f"the same title as another article, {apart} apart, with another text: two versions of one article"
    yield hits.hit_at(newer, message, newer.title_text, hits.related([older]), "/title")


def _everywhere(summaries: Sequence[ArticleSummary], group: Sequence[int], total: int = 0) -> Iterator[DumpHit]:
    if (
        min(len({summary.url for summary in summaries}), len({summary.body for summary in summaries}))
        <= len(summaries) // 2
    ):
        return
    first, *others = summaries
    size = len(group)
    articles = f"{size:,} of {total:,} articles" if total else f"{size:,} articles in a row"
    message = f"{articles} have one title{hits.and_more(size - 1)}: it is not taken from the headline"
    yield hits.hit_at(first, message, first.title_text, hits.related(others), "/title", group)
