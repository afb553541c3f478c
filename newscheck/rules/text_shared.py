"""The same sentence is suddenly in the text of many articles in a row.

An advertisement, a cookie banner, a call for donations or a byline that the publisher began to put into its pages: it
looks like text, each file by itself is fine, and whoever counts words counts it thousands of times. A phrase that was
always there is furniture of the site, not a change.

What to do: open the file that is named and look at the sentence; let the scraper leave it out, or describe it under
`[furniture]` of the site. `share` is the share of the articles of a stretch that have it, `least` how many they must
be.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from newscheck.dump import grouping
from newscheck.dump.timeline import dense_runs, is_sudden, timelines
from newscheck.model import ArticleSummary, Context, Dump, Hit
from newscheck.text.timestamps import format_minute

SEVERITY = "warning"
OPTIONS = {"share": 0.3, "least": 20}
#: Slots of the table that counts sentences: of 20 million different ones hardly any is taken for a frequent one.
_SLOTS = 1 << 21
_UNKNOWN = 0xFFFF_FFFF
_ADVERT = {"after": "<p>本台的新版手机应用已经上线，扫码即可收听全天的节目。</p>"}
_PHRASE = {"after": "<p>（本文由里斯本站的记者发自现场，编辑有删节）</p>"}
BAD = [
    [*[{}] * 40, *[_ADVERT] * 25],
    # In a part of the articles; two sentences; then it is over.
    [*[{}] * 60, *[{"after": _ADVERT["after"] + _PHRASE["after"]}, {}] * 30, *[{}] * 20],
]
GOOD = [
    # All along, or now and then, it is a set phrase.
    [_PHRASE] * 80,
    [_PHRASE if i % 7 == 0 else {} for i in range(150)],
    [*[{}] * 60, *[_PHRASE] * 8, *[{}] * 60],
]


class _SentenceRun(NamedTuple):
    """So many of so many articles in a row, and the sentences that they share."""

    articles: int
    length: int
    start: int
    end: int
    sentences: list[int]
    positions: array[int]


def check(dump: Dump, ctx: Context) -> Iterator[Hit]:
    """One hit for each stretch and what begins with it, at its first article."""
    found = list(_sentence_runs(dump, ctx))
    groups = (stretch.positions[: grouping.MAX_SAMPLED] for stretch in found)
    for stretch, cards in zip(found, grouping.summaries_at(dump, groups), strict=True):
        if len({card.body for card in cards}) > len(cards) // 2:
            yield _build_hit(stretch, cards)


def _build_hit(stretch: _SentenceRun, cards: list[ArticleSummary]) -> Hit:
    first, *others = cards
    text = list(array("I", first.sentences))
    at = text.index(stretch.sentences[0]) + 1
    place = f"the last of {at}" if at == len(text) else f"number {at} of {len(text)}"
    size = len(stretch.sentences)
    what = "the same sentence" if size == 1 else f"the same {size} sentences"
    message = (
        f"{what} in {stretch.articles:,} of {stretch.length:,} articles in a row, {place} here, "
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
            if (known := starts.get((site, run[0]))) is not None:
                known.sentences.append(sentence)
                continue
            positions = array("I", (line.positions[place] for place in run))
            length, times = run[-1] + 1 - run[0], line.times
            starts[site, run[0]] = _SentenceRun(len(run), length, times[run[0]], times[run[-1]], [sentence], positions)
    yield from starts.values()


def _frequent(dump: Dump, least: int) -> dict[tuple[str, int], array[int]]:
    """Where each sentence stands that at least so many articles (of any site) have."""
    tally = grouping.FrequencySketch(min(_SLOTS, 64 * len(dump)), least)
    for card in dump:
        tally.add(array("I", card.sentences))
    found: dict[tuple[str, int], array[int]] = {}
    for position, card in enumerate(dump):
        for sentence in tally.frequent(array("I", card.sentences)):
            found.setdefault((card.site, sentence), array("I")).append(position)
    return found
