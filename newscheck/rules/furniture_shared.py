"""The texts of many articles begin or end in lines of one form, which are no sentences of the article.

A caption before the text (`The harbour on Monday (Example Photos)`), a byline, the editor's line, products, comments or
the headlines of other articles behind it: the words differ from article to article, so `text-shared` sees nothing, but
the lines are made by one template: the same label (`Source: … Editor: …`), mark (`Sport | …`) or credit, or three lines
without the end of a sentence. A form is reported where it begins or ends suddenly, in at least the fraction `share` of
the articles of a stretch and at least `least` of them; and where it was always there, in at least the fraction `always`
of the `least-always` or more articles of a site. Lines in brackets (`(Editing by …)`) are how a text is signed, and are
reported only where they begin suddenly; lines with the same words are `text-shared`'s.

What to do: find the element on the page and remove it before you extract the text, or add the label to `texts` of
`[furniture]` in the site file. Turn the rule off for the site if these lines belong to the text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from newscheck.dump import blocks, grouping, hits, vectors
from newscheck.dump.dump_columns import articles_by_site, rows_of
from newscheck.dump.frequency_sketch import FrequencySketch
from newscheck.dump.timeline import SuddenRun, sudden_runs, timelines
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text import edge_lines
from newscheck.text.edge_lines import COMMENTS, FIRST, LEFT_OUT, LINKS, OPEN_LINES, OPEN_PARAGRAPH, PHOTO_CREDIT
from newscheck.text.furniture_lines import label_line
from newscheck.text.timestamps import format_minute

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.3, "least": 20, "always": 0.5, "least_always": 100}
_SLOTS = 1 << 21
_SHOWN = 40
#: The least characters of a line with the same words everywhere that `text-shared` compares.
_COMPARED = 8
_NAMES = ("南枝", "青禾", "远舟", "白鹭", "海石")


@made_late
def _series(*shares: tuple[int, str]) -> list[dict[str, object]]:
    """So many articles with lines behind the text, in each of the stretches; `{}` is a name."""
    lines = [line for count, line in shares for _ in range(count)]
    return [
        {"after": f"<p>{line.format(name=_NAMES[at % 5], at=at)}</p>"} if line else {} for at, line in enumerate(lines)
    ]


_EDITOR = "来源：港湾通讯 责任编辑：{name}"
_LIST = "</p><p>".join(f"{{name}}谈渔港风暴后的第{part}份报告" for part in "甲乙丙")
BAD = [
    _series((40, ""), (25, _EDITOR)),
    _series((40, ""), (25, _LIST)),
    _series((110, _EDITOR)),
]
GOOD = [
    # How texts are signed; now and then; the same words.
    _series((110, "（编辑：{name}，里斯本）")),
    _series(*((9, ""), (1, _EDITOR)) * 12),
    _series((60, "记者{name}周五在里斯本报道。")),
]


#: What journalists sign a text with.
_SIGNATURES = ("（", "记者 ", "記者 ")


class _Form(NamedTuple):
    """A form of lines and the articles of a site that have it: a stretch of `length` articles, or all (`run` None)."""

    name: str
    positions: array[int]
    length: int
    run: SuddenRun | None


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each form and stretch, or site, at its first article; forms of the same articles once."""
    found = list(_found(dump, ctx))
    samples = grouping.summaries_at(dump, (form.positions[: grouping.MAX_SAMPLED] for form in found))
    told: dict[tuple[str, str], set[int]] = {}
    for form, summaries in zip(found, samples, strict=True):
        if not _is_varied(form.name, summaries) or len({summary.body for summary in summaries}) <= len(summaries) // 2:
            continue
        articles = told.setdefault((summaries[0].site, form.name[0]), set())
        if 2 * len(articles.intersection(form.positions)) < len(form.positions):
            articles.update(form.positions)
            yield _build_hit(form, summaries)


def _build_hit(form: _Form, summaries: list[ArticleSummary]) -> DumpHit:
    first, *others = summaries
    count = len(form.positions)
    line = dict(edge_lines.forms(first.edges)).get(form.name, "")
    where = (
        f"articles in a row, from {format_minute(form.run.start)} to {format_minute(form.run.end)},"
        if form.run
        else "articles of the site"
    )
    message = f"{count:,} of {form.length:,} {where} {_what(form.name)}, such as `{line[:_SHOWN]}`"
    message += f"{hits.and_more(count - 1)}: {_cause(form.name)}; remove it before the text is extracted"
    if label := _label(form.name):
        message += f", or write {label_line(label)} under [furniture] of the site file"
    return hits.hit_at(first, message, first.title_text, hits.related(others), "/body", form.positions)


def _what(form: str) -> str:
    if form == COMMENTS:
        return "end in comments of readers"
    if form == LINKS:
        return "have lists of links in their HTML, left out of the text"
    if form.startswith(LEFT_OUT):
        return f"have lines of the form `{form[1:]}` in their HTML, left out of the text"
    if form == PHOTO_CREDIT:
        return "begin with a line that ends in a photo credit"
    if form == OPEN_LINES:
        return "end in three or more lines that are no sentences"
    if form == OPEN_PARAGRAPH:
        return "begin with a line that is no sentence"
    return f"{'begin with a line' if form.startswith(FIRST) else 'end in lines'} of the form `{form[1:]}`"


def _cause(form: str) -> str:
    if form == PHOTO_CREDIT:
        return "the caption of a picture"
    if form.startswith(FIRST):
        return "the caption of a picture, or a byline"
    if form == OPEN_LINES or form.startswith(LEFT_OUT) or form[1:] in ("… | …", "[…] …", "… date"):
        return "headlines of other articles"
    if form == COMMENTS:
        return "names with the time since, and labels of buttons"
    return "a line about the author or the editor, products or other furniture"


def _label(form: str) -> str:
    """The label that lines of a form begin with; empty where they have none."""
    return form[1:].partition("：")[0] if "：" in form and form[1] not in "（…" else ""


def _is_varied(form: str, summaries: list[ArticleSummary]) -> bool:
    """Whether the lines of a form have different words, or too few for `text-shared`."""
    lines = [line for summary in summaries for name, line in edge_lines.forms(summary.edges) if name == form]
    return len(set(lines)) > 1 or len(lines[0]) < _COMPARED


def _found(dump: Dump, ctx: Context) -> Iterator[_Form]:
    """The forms that are suddenly frequent, then those that always were."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    always, least_always = ctx.options["always"], max(1, ctx.options["least_always"])
    frequent = _frequent(dump, least)
    if not frequent:
        return
    by_site = {timeline.site: timeline for timeline in timelines(dump, ctx.now)}
    ranks = vectors.ranks(len(dump), (line.positions for line in by_site.values()))
    totals = articles_by_site(dump)
    # The specific forms first: what they tell isn't told again.
    for (site, name), positions in sorted(frequent.items(), key=lambda entry: (_is_open(entry[0][1]), -len(entry[1]))):
        places = sorted(rank - 1 for position in positions if (rank := ranks[position]))
        runs = sudden_runs(by_site[site], places, share, least) if len(places) >= least else iter(())
        is_sudden = False
        for run in runs:
            is_sudden = True
            yield _Form(name, run.positions, run.length, run)
        total = totals[site]
        if not is_sudden and total >= least_always and len(positions) >= always * total and _is_telling(name):
            yield _Form(name, positions, total, None)


def _is_open(form: str) -> bool:
    """Whether a form says only that lines are no sentences."""
    return form in (OPEN_PARAGRAPH, OPEN_LINES)


def _is_telling(form: str) -> bool:
    """Whether a form that was always there is furniture in the text: no signature, no subtitle, no list that is left
    out."""
    return form != OPEN_PARAGRAPH and form[0] != LEFT_OUT and not form[1:].startswith(_SIGNATURES)


def _frequent(dump: Dump, least: int) -> dict[tuple[str, str], array[int]]:
    """The positions of each form by site, for forms in at least `least` articles of any site."""
    sketch = FrequencySketch(min(_SLOTS, 64 * len(dump)), least)
    keys, owners = blocks.GrowingColumn("I"), blocks.GrowingColumn("I")
    first = 0
    for (column,) in dump.parts("edges"):
        own_keys, own = array("I"), array("I")
        for position, edges in enumerate(column, first):
            if edges:
                forms = {_key(form) for form, _ in edge_lines.forms(edges)}
                own_keys.extend(forms)
                own.extend([position] * len(forms))
        keys.add(own_keys)
        owners.add(own)
        first += len(column)
    sketch.add(keys.rows)
    frequent, has_frequent = sketch.places(keys.rows), bytearray(len(dump))
    for position in vectors.taken(owners.rows, frequent):
        has_frequent[position] = 1
    positions: dict[tuple[str, str], array[int]] = {}
    rows = rows_of(dump, "site", "edges")
    for position, (site, edges) in enumerate(rows if frequent else ()):
        for form in dict(edge_lines.forms(edges)) if has_frequent[position] else ():
            if sketch.frequent(array("I", (_key(form),))):
                positions.setdefault((site, form), array("I")).append(position)
    return positions


def _key(form: str) -> int:
    return crc32(form.encode("utf-8", "replace"))
