"""The texts of a site lose their paragraphs: they have far fewer, are far shorter, or all are one.

A selector that keeps only the first paragraph (`find` instead of `find_all`) leaves a text that looks whole: no field
is missing. Where the text is as long as before, the breaks between paragraphs are lost, and words of two paragraphs are
often joined. If all long texts of a site are one paragraph, its breaks were lost from the first article on. Where all
texts, short and long ones, are far shorter from one time on, the rest of them is on a second page that isn't read.

What to do: compare the page with the file that is named. Join the texts of all paragraphs with line ends. A site whose
articles really are one paragraph needs the setting `paragraphs-lost = "off"` under `[rules]` of its site file. A fall
is reported if the share of articles with nearly the usual number of paragraphs falls by `drop` percentage points in
`window` articles; texts of one paragraph from `long` Han characters on (three times as many of an alphabet). Shorter
texts are reported if the quartiles of their lengths fall below the fraction `shorter` of those before, if no texts were
as short for some time before, and if it is not because there are more of another section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.coverage import Fall, falls
from newscheck.dump.dump_columns import integers
from newscheck.dump.length_falls import length_falls
from newscheck.dump.summary_columns import MEASURES
from newscheck.dump.timeline import Timeline, timelines
from newscheck.dump.vectors import choice, computed, ordered, places, taken
from newscheck.model import ArticleSummary, Column, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.timestamps import format_minute

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"drop": 40, "window": 30, "long": 500, "shorter": 0.7}
#: Long texts of a site that tell that all are one paragraph, and the share of them that is.
_MANY, _SHARE = 20, 0.8
#: The first articles of a timeline, whose number of paragraphs is usual, too; the fewest paragraphs that can be lost.
_FIRST, _FEWEST = 40, 4
#: The part of a text that its only paragraph has.
_WHOLE = 0.8
#: The part of the usual number of paragraphs that most articles have.
_USUAL = 0.6
#: The part of a text that must remain if only the breaks are lost.
_AS_LONG = 0.7
_SENTENCE = "第{:04}号渔船返回港口，合作社当天表示欢迎，海事法庭公布了第{:03}号救援协定。"


@made_late
def _items(counts: Sequence[int], sentences: Sequence[int] = ()) -> list[dict[str, object]]:
    """Articles with some numbers of paragraphs; with `sentences`, in so many of them."""
    return [
        {
            "json": {
                "title": f"第{i:03}号渔船返回港口",
                "url": f"https://news.example.org/{i:03}",
                "epoch_ms": 1_677_632_400_000 + 3_600_000 * i,
                "body": "\n".join(
                    "".join(
                        _SENTENCE.format(50 * i + sentence, k)
                        for sentence in range(k, sentences[i] if sentences else count, count)
                    )
                    for k in range(count)
                )
                + _SENTENCE.format(9_000 + i, i),
            }
        }
        for i, count in enumerate(counts)
    ]


#: Numbers of sentences: from the middle on, one page of two.
_HALVED = [(10 + 2 * (i * 7 % 11)) // (1 + i // 100) for i in range(200)]
BAD = [
    _items([5 + i % 4 for i in range(120)] + [1 + i % 2 for i in range(60)]),
    _items([5 + i % 4 for i in range(120)] + [1] * 60, [24] * 180),
    _items([1] * 25, [24] * 25),
    _items([2] * 200, _HALVED),
]
GOOD = [
    _items([5 + i % 4 for i in range(120)] + [4 + i % 3 for i in range(60)]),
    # Short news is one paragraph.
    _items([1] * 40),
    # Texts of any length.
    _items([2] * 200, [10 + 2 * (i * 7 % 11) for i in range(200)]),
]


class _Loss(NamedTuple):
    """A fall of the number of paragraphs in a timeline; `usual` is what articles had before."""

    line: Timeline
    usual: int
    fall: Fall


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each fall at the first article after it, sites whose long texts are one paragraph, failing these
    shorter texts."""
    drop, window = ctx.options["drop"] / 100, ctx.options["window"]
    columns = integers(dump, "measure")[3::MEASURES], integers(dump, "size")
    lines = timelines(dump, ctx.now, computed("Q", lambda count, size: _most(count) << 32 | _most(size), *columns))
    losses = [loss for line in lines for loss in _losses(line, drop, window)]
    groups = [[line.positions[fall.at], line.positions[fall.at - 1]] for line, _, fall in losses]
    sites = set()
    for loss, (first, last) in zip(losses, grouping.summaries_at(dump, groups), strict=True):
        sites.add(first.site)
        yield _build_hit(loss, first, last)
    for hit in _joined(dump, ctx.options["long"], sites):
        sites.add(hit.site)
        yield hit
    yield from _shorter(dump, ctx, sites)


def _most(number: Any) -> Any:
    return choice(number < 0xFFFF, number, 0xFFFF)


def _losses(line: Timeline, drop: float, window: int) -> Iterator[_Loss]:
    counts = computed("I", lambda value: value >> 32, line.values)
    if len(counts) < max(2, window):
        return
    usual = max(median(counts[:_FIRST]), ordered(counts)[3 * len(counts) // 4])
    if usual >= _FEWEST:
        present = computed("B", lambda count: count >= _USUAL * usual, counts)
        for fall in falls(present, line.times, drop, max(2, window)):
            if fall.at > 0:
                yield _Loss(line, int(usual), fall)


def _build_hit(loss: _Loss, first: ArticleSummary, last: ArticleSummary) -> DumpHit:
    line, usual, fall = loss
    before, after = _typical(line, 0, fall.at), _typical(line, fall.at, fall.back or len(line.values))
    since = format_minute(line.times[fall.at])
    cause = (
        "their breaks are lost, and the text is joined"
        if after[1] >= _AS_LONG * before[1]
        else f"{1 - after[1] / max(1, before[1]):.0%} of the text is lost"
    )
    message = (
        f"from {since} on, articles have {after[0]:g} instead of {before[0]:g} paragraphs (the share with at least "
        f"{_USUAL * usual:.0f} falls from {fall.before:.0%} of {fall.count_before:,} to {fall.after:.0%} of "
        f"{fall.count_after:,}): {cause}"
    )
    members = line.positions[fall.at : fall.back or len(line.values)]
    related = hits.related([last], "the last article before")
    return hits.hit_at(first, message, f"paragraphs from {since}", related, "/body", members)


def _shorter(dump: Dump, ctx: Context, reported: set[str]) -> Iterator[DumpHit]:
    """The sites whose texts are shorter from one time on."""
    found = [fall for fall in length_falls(dump, ctx.now, ctx.options["shorter"]) if fall.site not in reported]
    groups = [[fall.after[0], fall.before[-1]] for fall in found]
    for fall, (first, last) in zip(found, grouping.summaries_at(dump, groups), strict=True):
        since = format_minute(fall.since)
        (low, middle, high), (low_before, middle_before, high_before) = fall.quartiles_after, fall.quartiles_before
        message = (
            f"from {since} on, texts have {middle:,} instead of {middle_before:,} characters (median of "
            f"{len(fall.after):,} articles with quartiles {low:,} and {high:,}, before {low_before:,} and "
            f"{high_before:,} of {len(fall.before):,}): a part of each text is lost, such as its second page"
        )
        related = hits.related([last], "the last article before")
        yield hits.hit_at(first, message, f"length from {since}", related, "/body", fall.after)


def _typical(line: Timeline, start: int, end: int) -> tuple[float, float]:
    """The medians of the number of paragraphs and of the size."""
    values = line.values[start:end]
    return median(value >> 32 for value in values), median(value & 0xFFFF for value in values)


def _joined_texts(dump: Dump, long: int) -> Column:
    """1 for each text of which one paragraph is (nearly) all, beside captions; 2 for others, 0 for short ones."""
    measure = integers(dump, "measure")

    def kind(size: Any, text: Any, longest: Any) -> Any:
        return choice(size < long, 0, choice(longest >= _WHOLE * text, 1, 2))

    return computed("Q", kind, integers(dump, "size"), measure[::MEASURES], measure[4::MEASURES])


def _joined(dump: Dump, long: int, reported: set[str]) -> Iterator[DumpHit]:
    """Sites whose long texts have no paragraphs."""
    found = []
    for positions, values in grouping.columns(dump, _joined_texts(dump, max(1, long))):
        single = taken(positions, places(lambda value: value == 1, values))
        total = len(places(lambda value: value != 0, values))
        if total >= _MANY and len(single) >= _SHARE * total:
            found.append((total, single))
    for (total, group), (_, summaries) in zip(
        found, grouping.samples(dump, [group for _, group in found]), strict=True
    ):
        first, *others = summaries
        if first.site in reported:
            continue
        message = (
            f"{len(group):,} of {total:,} long texts are one paragraph{hits.and_more(len(group) - 1)}: the breaks "
            "between paragraphs are lost, and words of two paragraphs may be joined"
        )
        yield hits.hit_at(first, message, f"one paragraph {first.site}", hits.related(others), "/body", group)
