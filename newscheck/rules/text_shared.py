"""Many articles in a row suddenly contain the same sentence.

The publisher added an advertisement, a cookie banner, a call for donations or a byline to its pages. It looks like text
and each file by itself is fine, but word counts include it thousands of times. A phrase that was always there belongs
to the site's furniture and is not a change.

What to do: open the file that is named and look at the sentence. Let the scraper leave it out, or describe it under
`[furniture]` in the site file. A sentence is reported if it is in at least the fraction `share` of the articles of a
stretch, and in at least `least` of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from newscheck.dump import grouping, hits
from newscheck.dump.timeline import SuddenRun, sudden_runs, timelines
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.text.timestamps import format_minute

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.3, "least": 20}
#: Slots of the table that counts sentences: of 20 million different ones almost none is mistaken for a frequent one.
_SLOTS = 1 << 21
_UNKNOWN = 0xFFFF_FFFF
_ADVERT = {"after": "<p>本台的新版手机应用已经上线，扫码即可收听全天的节目。</p>"}
_PHRASE = {"after": "<p>（本文由里斯本站的记者发自现场，编辑有删节）</p>"}
BAD = [
    [*[{}] * 40, *[_ADVERT] * 25],
    # Two sentences in a part of the articles; then it stops.
    [*[{}] * 60, *[{"after": _ADVERT["after"] + _PHRASE["after"]}, {}] * 30, *[{}] * 20],
]
GOOD = [
    # Always, or now and then, it is a set phrase.
    [_PHRASE] * 80,
    [_PHRASE if i % 7 == 0 else {} for i in range(150)],
    [*[{}] * 60, *[_PHRASE] * 8, *[{}] * 60],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each stretch with the sentences that begin with it, at its first article."""
    runs = list(_sentence_runs(dump, ctx))
    groups = (run.positions[: grouping.MAX_SAMPLED] for run, _ in runs)
    for (run, sentences), summaries in zip(runs, grouping.summaries_at(dump, groups), strict=True):
        if len({summary.body for summary in summaries}) > len(summaries) // 2:
            yield _build_hit(run, sentences, summaries)


def _build_hit(run: SuddenRun, sentences: list[int], summaries: list[ArticleSummary]) -> DumpHit:
    first, *others = summaries
    text = list(array("I", first.sentences))
    at = text.index(sentences[0]) + 1
    place = f"the last of {at}" if at == len(text) else f"number {at} of {len(text)}"
    subject = "the same sentence" if len(sentences) == 1 else f"the same {len(sentences)} sentences"
    count = len(run.positions)
    message = (
        f"{subject} in {count:,} of {run.length:,} articles in a row, {place} here, "
        f"from {format_minute(run.start)} to {format_minute(run.end)}{hits.and_more(count - 1)}: "
        "an advertisement, a banner or a byline"
    )
    return hits.hit_at(first, message, first.title_text, hits.related(others), "/body", run.positions)


def _sentence_runs(dump: Dump, ctx: Context) -> Iterable[tuple[SuddenRun, list[int]]]:
    """The sudden runs of sentences; those that begin with the same article are the run of the first sentence."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    by_site = {timeline.site: timeline for timeline in timelines(dump, ctx.now)}
    ranks = array("I", [_UNKNOWN]) * len(dump)
    for timeline in by_site.values():
        for rank, position in enumerate(timeline.positions):
            ranks[position] = rank
    starts: dict[int, tuple[SuddenRun, list[int]]] = {}
    for (site, sentence), positions in _frequent(dump, least).items():
        places = sorted(rank for position in positions if (rank := ranks[position]) != _UNKNOWN)
        if len(places) >= least:
            for run in sudden_runs(by_site[site], places, share, least):
                starts.setdefault(run.positions[0], (run, []))[1].append(sentence)
    return starts.values()


def _frequent(dump: Dump, least: int) -> dict[tuple[str, int], array[int]]:
    """Positions of each sentence by site, for sentences in at least `least` articles of any site."""
    sketch = grouping.FrequencySketch(min(_SLOTS, 64 * len(dump)), least)
    for summary in dump:
        sketch.add(array("I", summary.sentences))
    positions: dict[tuple[str, int], array[int]] = {}
    for position, summary in enumerate(dump):
        for sentence in sketch.frequent(array("I", summary.sentences)):
            positions.setdefault((summary.site, sentence), array("I")).append(position)
    return positions
