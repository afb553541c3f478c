"""Many articles contain the same sentence, suddenly or all along.

The publisher added an advertisement, a cookie banner, a call for donations or a byline to its pages. It looks like text
and each file by itself is fine, but word counts include it thousands of times. A scraper that never left it out has no
before and after: a sentence that `share` of all articles of a site have, of 100 or more (twice that share of 50, or in
the flow of the text), is furniture, too. The message has the line that describes it where it is a paragraph at the
beginning or at the end.

What to do: open the file that is named and look at the sentence. Let the scraper leave it out, or describe it under
`[furniture]` in the site file. A sentence is reported if it is in at least the fraction `share` of the articles of a
stretch, and in at least `least` of them.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newscheck.dump import grouping, hits, vectors
from newscheck.dump.dump_columns import articles_by_site, saved_times, sites_of
from newscheck.dump.frequency_sketch import frequent_hashes
from newscheck.dump.timeline import SuddenRun, sudden_runs, timelines
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.text.furniture_lines import texts_line
from newscheck.text.timestamps import format_minute

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.3, "least": 20}
#: Slots of the table that counts sentences: of 20 million different ones almost none is mistaken for a frequent one.
_SLOTS = 1 << 21
#: Articles of a site that tell what is always in its text at `share`, and at twice that.
_MANY, _SOME = 100, 50
#: Sentences in the flow of a site's texts that may be an advertisement; more of them are the style of its texts.
_FEW = 2
#: The share of the articles with a sentence that have a block, too, if the block is the sentence; characters shown.
_SAME, _SHOWN = 0.75, 30
#: Sentences at the end of a text that furniture is among, and those at its beginning that a salutation is among.
_LAST, _FIRST = 3, 4
_ADVERT = {"after": "<p>本台的新版手机应用已经上线，扫码即可收听全天的节目。</p>"}
_PHRASE = {"after": "<p>（本文由里斯本站的记者发自现场，编辑有删节）</p>"}
BAD = [
    [*[{}] * 40, *[_ADVERT] * 25],
    # Two sentences in a part of the articles; then it stops.
    [*[{}] * 60, *[{"after": _ADVERT["after"] + _PHRASE["after"]}, {}] * 30, *[{}] * 20],
    # All along: in every article, and in two of five.
    [_PHRASE] * 60,
    [_PHRASE if i % 5 in (0, 2) else {} for i in range(150)],
]
GOOD = [
    # Now and then, it is a set phrase; a few articles tell nothing.
    [_PHRASE] * 40,
    [_PHRASE if i % 7 == 0 else {} for i in range(150)],
    [*[{}] * 60, *[_PHRASE] * 8, *[{}] * 60],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each stretch with the sentences that begin with it, at its first article; then those that always were."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    frequent = _frequent(dump, least)
    runs = list(_sentence_runs(dump, ctx, frequent))
    groups = (run.positions[: grouping.MAX_SAMPLED] for run, _ in runs)
    for (run, sentences), summaries in zip(runs, grouping.summaries_at(dump, groups), strict=True):
        for sentence in sentences:
            frequent.pop((summaries[0].site, sentence), None)
        if _is_news(summaries):
            yield _build_hit(run, sentences, summaries)
    constant = list(_constant(dump, frequent, share))
    for (total, sentences, group), summaries in zip(
        constant, grouping.summaries_at(dump, (group[: grouping.MAX_SAMPLED] for *_, group in constant)), strict=True
    ):
        blocks = _common_blocks(summaries)
        # Many sentences that texts share in their middle are how they are written, and so is a salutation; a few were
        # put there.
        is_furniture = (
            blocks
            or (len(group) >= 2 * share * total and _is_at_end(sentences[0], summaries))
            or (total >= _MANY and len(sentences) <= _FEW and not _is_salutation(sentences[0], summaries))
        )
        if is_furniture and _is_news(summaries):
            yield _constant_hit(total, sentences, group, summaries, blocks)


def _is_news(summaries: Sequence[ArticleSummary]) -> bool:
    """Whether most articles differ: copies of one article have all sentences in common."""
    return len({summary.body for summary in summaries}) > len(summaries) // 2


def _constant(
    dump: Dump, frequent: Mapping[tuple[str, int], array[int]], share: float
) -> Iterator[tuple[int, list[int], array[int]]]:
    """For each site: its articles, the sentences that so many of them have, and the positions of the commonest one."""
    totals = articles_by_site(dump)
    sites: dict[str, list[tuple[int, int]]] = {}
    for (site, sentence), positions in frequent.items():
        if len(positions) >= share * totals[site] * (1 if totals[site] >= _MANY else 2) and totals[site] >= _SOME:
            sites.setdefault(site, []).append((-len(positions), sentence))
    for site in sorted(sites):
        sentences = [sentence for _, sentence in sorted(sites[site])]
        yield totals[site], sentences, _by_time(dump, frequent[site, sentences[0]])


def _by_time(dump: Dump, positions: array[int]) -> array[int]:
    """Positions in the order in which the articles were saved."""
    return array("I", sorted(positions, key=saved_times(dump).__getitem__))


def _constant_hit(
    total: int, sentences: list[int], group: Sequence[int], summaries: list[ArticleSummary], blocks: list[str]
) -> DumpHit:
    first, *others = summaries
    count = len(group)
    also = f" and {len(sentences) - 1} more" if len(sentences) > 1 else ""
    if blocks:
        shown = f"{blocks[0][:_SHOWN]}{'…' * (len(blocks[0]) > _SHOWN)}"
        message = (
            f"the same sentence{also} in {count:,} of {total:,} articles, all along: `{shown}` is a part of the page; "
            f"leave it out, or write {texts_line(blocks)} under [furniture] of the site file"
        )
    else:
        text = list(array("I", first.sentences))
        place = f"number {text.index(sentences[0]) + 1} of {len(text)} here"
        message = (
            f"the same sentence{also} in {count:,} of {total:,} articles, all along, {place}: a part of the page; "
            "leave it out, or describe it as `texts` under [furniture] of the site file"
        )
    return hits.hit_at(first, message, blocks[0] if blocks else first.title_text, hits.related(others), "/body", group)


def _is_at_end(sentence: int, summaries: Sequence[ArticleSummary]) -> bool:
    """Whether a sentence is the first or one of the last of nearly all of some articles."""
    texts = [list(array("I", summary.sentences)) for summary in summaries]
    return sum(sentence in (*text[:1], *text[-_LAST:]) for text in texts) >= _SAME * len(texts)


def _is_salutation(sentence: int, summaries: Sequence[ArticleSummary]) -> bool:
    """Whether a sentence is one of the first of most of some articles."""
    texts = [list(array("I", summary.sentences)) for summary in summaries]
    return sum(sentence in text[:_FIRST] for text in texts) > len(texts) / 2


def _common_blocks(summaries: Sequence[ArticleSummary]) -> list[str]:
    """The beginnings of the first and last paragraphs that nearly all of some articles have, the commonest first."""
    blocks = Counter(
        block for summary in summaries for block in dict.fromkeys(summary.ends.split("\n")) if not block.isspace()
    )
    return [block for block, count in blocks.most_common() if block and count >= _SAME * len(summaries)]


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


def _sentence_runs(
    dump: Dump, ctx: Context, frequent: Mapping[tuple[str, int], array[int]]
) -> Iterable[tuple[SuddenRun, list[int]]]:
    """The sudden runs of sentences; those that begin with the same article are the run of the first sentence."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    by_site = {timeline.site: timeline for timeline in timelines(dump, ctx.now)}
    ranks = vectors.ranks(len(dump), (line.positions for line in by_site.values()))
    starts: dict[int, tuple[SuddenRun, list[int]]] = {}
    for (site, sentence), positions in frequent.items():
        places = sorted(rank - 1 for position in positions if (rank := ranks[position]))
        if len(places) >= least:
            for run in sudden_runs(by_site[site], places, share, least):
                starts.setdefault(run.positions[0], (run, []))[1].append(sentence)
    return starts.values()


def _frequent(dump: Dump, least: int) -> dict[tuple[str, int], array[int]]:
    """Positions of each sentence by site, for sentences in at least `least` articles of any site."""
    sites = sites_of(dump)
    positions: dict[tuple[str, int], array[int]] = {}
    for position, sentence in frequent_hashes(dump, "sentences", min(_SLOTS, 64 * len(dump)), least):
        positions.setdefault((sites.site(position), sentence), array("I")).append(position)
    return positions
