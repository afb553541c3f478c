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
from collections.abc import Iterator
from typing import NamedTuple

from newscheck.dump import grouping
from newscheck.dump.timeline import dense_runs, format_minute, is_sudden, timelines
from newscheck.model import ArticleSummary, Context, Dump, Hit

SEVERITY = "warning"
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


class _SentenceRun(NamedTuple):
    """`articles` of `length` articles in a row share `sentences`."""

    articles: int
    length: int
    start: int
    end: int
    sentences: list[int]
    positions: array[int]


def check(dump: Dump, ctx: Context) -> Iterator[Hit]:
    """Report each stretch with the sentences that begin with it, at its first article."""
    stretches = list(_sentence_runs(dump, ctx))
    groups = (stretch.positions[: grouping.MAX_SAMPLED] for stretch in stretches)
    for stretch, summaries in zip(stretches, grouping.summaries_at(dump, groups), strict=True):
        if len({summary.body for summary in summaries}) > len(summaries) // 2:
            yield _build_hit(stretch, summaries)


def _build_hit(stretch: _SentenceRun, summaries: list[ArticleSummary]) -> Hit:
    first, *others = summaries
    text = list(array("I", first.sentences))
    at = text.index(stretch.sentences[0]) + 1
    place = f"the last of {at}" if at == len(text) else f"number {at} of {len(text)}"
    size = len(stretch.sentences)
    subject = "the same sentence" if size == 1 else f"the same {size} sentences"
    message = (
        f"{subject} in {stretch.articles:,} of {stretch.length:,} articles in a row, {place} here, "
        f"from {format_minute(stretch.start)} to {format_minute(stretch.end)}"
        f"{grouping.and_more(stretch.articles - 1)}: "
        "an advertisement, a banner or a byline"
    )
    return grouping.hit_at(first, message, first.title_text, grouping.related(others), "/body", stretch.positions)


def _sentence_runs(dump: Dump, ctx: Context) -> Iterator[_SentenceRun]:
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    lines = {line.site: line for line in timelines(dump, ctx.now)}
    ranks = array("I", [_UNKNOWN]) * len(dump)
    for line in lines.values():
        for rank, position in enumerate(line.positions):
            ranks[position] = rank
    starts: dict[tuple[str, int], _SentenceRun] = {}
    for (site, sentence), positions in _frequent(dump, least).items():
        places = sorted(rank for position in positions if (rank := ranks[position]) != _UNKNOWN)
        for first, last in dense_runs(places, share, least):
            line, run = lines[site], places[first:last]
            if not is_sudden(places, first, last, len(line.times), share):
                continue
            if (earlier := starts.get((site, run[0]))) is not None:
                earlier.sentences.append(sentence)
                continue
            positions = array("I", (line.positions[place] for place in run))
            length, times = run[-1] + 1 - run[0], line.times
            starts[site, run[0]] = _SentenceRun(len(run), length, times[run[0]], times[run[-1]], [sentence], positions)
    yield from starts.values()


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
