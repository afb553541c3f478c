"""Layout changes as a page shows them: words, shares before and after, skeletons, and example articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newscheck.layout import moved_times
from newscheck.layout.features import in_words
from newscheck.model import ExampleArticle, LayoutChange, RelatedLocation, Report
from newscheck.outputs.page import prose
from newscheck.outputs.page.cutting import cut, fitting, size
from newscheck.outputs.page.loss import harms, loss
from newscheck.outputs.page.verdict import newest_articles
from newscheck.text.display import sanitize
from newscheck.text.timestamps import format_minute

#: Examples by path and line.
_Examples = Mapping[tuple[str, int], ExampleArticle]
#: Changes with a card, the latest; characters of a path, a field, a source, a skeleton.
MOST = 60
_PATH, _FIELD, _SOURCE, _SKELETON = 300, 300, 2_000, 1_500
#: Paths and fields of an example.
_PATHS, _FIELDS = 10, 60
#: Features in each of the first cards, how many these are, and features in each of the others.
_FEATURES, _FIRST, _FEW = 40, 6, 8
#: The line around front matter, which no runner that reads a page obeys.
_DASHES = "---"
#: Bytes of all cards together, and of all examples.
MOST_BYTES, _EXAMPLES = 340_000, 120_000
_CAUSES = {
    "publisher": "probably the publisher: the structure of the page changed",
    "scraper": "probably the scraper: what it wrote changed, the structure of the page did not",
    "mix": "neither publisher nor scraper: more articles of one kind than before, each kind as it was",
}


class Share(NamedTuple):
    """The share of articles with a feature before and after, 0 to 100, and what that means in a word."""

    feature: str
    before: float
    after: float
    sign: str
    word: str


class Example(NamedTuple):
    """An article: its path, the fields of its record (None: nothing found), its source; fields and characters of the
    source that are left out."""

    path: str
    fields: list[tuple[str, str | None, str]]
    source: str
    language: str
    fields_omitted: int
    omitted: int


class Side(NamedTuple):
    """One side of a change: its skeleton in pieces, its example, and the paths of all examples; whether the skeleton
    and the example are left out, the one in part, and how many paths are."""

    title: str
    skeleton: list[prose.Piece]
    is_cut: bool
    example: Example | None
    lacks_room: bool
    paths: list[str]
    more: int


class ChangeCard(NamedTuple):
    """A change in words."""

    site: str
    since: str
    between: str
    until: str
    steps: str
    what: str
    harm: list[str]
    loss: str
    certainty: str
    cause: str
    within: str
    moved: str
    articles_before: int
    articles_after: int
    shares: list[Share]
    more: int
    sides: tuple[Side, Side]


def cards(report: Report, room: int = MOST_BYTES) -> list[ChangeCard]:
    """The latest changes, those that lost something first, then the latest first, in so many bytes of a page."""
    latest = sorted(report.changes, key=lambda change: change.since)[-MOST:]
    ordered = sorted(latest, key=lambda change: (not change.harm, change.until is not None, -change.since, change.site))
    newest = newest_articles(report)
    examples = _within_budget(ordered, {(example.path, example.line): example for example in report.examples})
    shown = (
        _card(change, newest.get(change.site), own, _FEATURES if place < _FIRST else _FEW)
        for place, (change, own) in enumerate(zip(ordered, examples, strict=True))
    )
    return [*fitting(shown, room)]


def _within_budget(changes: Sequence[LayoutChange], examples: _Examples) -> Iterator[_Examples | None]:
    """The examples of each change; None from where on they don't fit into a page."""
    left = _EXAMPLES
    for change in changes:
        places = [(place.path, place.line) for place in (*change.examples_before, *change.examples_after)]
        found = {place: examples[place] for place in places if place in examples}
        left -= sum(map(_size, found.values()))
        yield found if left >= 0 or not found else None


def _size(example: ExampleArticle) -> int:
    values = ((name[:_FIELD], (value or "")[:_FIELD]) for name, value in [*example.record.items()][:_FIELDS])
    return size([*values, example.source[:_SOURCE]])


def _card(change: LayoutChange, newest: int | None, examples: _Examples | None, features: int) -> ChangeCard:
    last, since = format_minute(change.last_before), format_minute(change.since)
    before, after = prose.difference(change.skeleton_before[:_SKELETON], change.skeleton_after[:_SKELETON])
    rises = {name: after - before for name, before, after in change.features}
    lost = cut(loss(change, newest), 2 * _FIELD) if change.harm else ""
    return ChangeCard(
        site=cut(change.site, _FIELD),
        since=since,
        between="" if last == since else f"between {last} and {since}",
        until=format_minute(change.until) if change.until is not None else "",
        steps=format_minute(change.completed) if change.completed is not None else "",
        what=cut(change.what, _FIELD),
        harm=harms(change),
        loss=lost[:1].upper() + lost[1:],
        certainty="less certain: only one of two methods finds it"
        if change.is_less_certain
        else "certain: both methods find it",
        cause=_CAUSES.get(change.verdict, ""),
        within=cut(change.within, _FIELD),
        moved=moved_times.in_words(rises),
        articles_before=change.articles_before,
        articles_after=change.articles_after,
        shares=[*map(_share, change.features[:features])],
        more=max(0, len(change.features) - features),
        sides=(
            _side("before", before, change.skeleton_before, change.examples_before, examples),
            _side("after", after, change.skeleton_after, change.examples_after, examples),
        ),
    )


def _share(feature: tuple[str, float, float]) -> Share:
    name, before, after = feature
    sign, word = ("+", "more") if after > before else ("−", "less")
    if before and after <= before / 50:
        word = "vanished"
    elif after and before <= after / 50:
        word = "appeared"
    return Share(cut(in_words(name), _FIELD), before * 100, after * 100, sign, word)


def _side(
    title: str,
    skeleton: list[prose.Piece],
    whole: str,
    places: Sequence[RelatedLocation],
    examples: _Examples | None,
) -> Side:
    found = ((examples or {}).get((place.path, place.line)) for place in places)
    example = next(filter(None, found), None)
    return Side(
        title,
        skeleton,
        is_cut=len(whole) > _SKELETON or sum(len(piece.text.split()) for piece in skeleton) < len(whole.split()),
        example=_example(example) if example else None,
        lacks_room=examples is None,
        paths=[*map(_place, places[:_PATHS])],
        more=max(0, len(places) - _PATHS),
    )


def _example(example: ExampleArticle) -> Example:
    fields = [
        (cut(name, _FIELD), value if value is None else _lines(value, _FIELD), prose.language(value or ""))
        for name, value in [*example.record.items()][:_FIELDS]
    ]
    source = example.source[:_SOURCE]
    omitted = example.omitted + len(example.source) - len(source)
    place = _place(RelatedLocation(example.path, line=example.line))
    more = max(0, len(example.record) - _FIELDS)
    return Example(place, fields, _lines(source, _SOURCE), prose.language(source), more, omitted)


def _lines(text: str, most: int) -> str:
    """A text of several lines that is safe to show, its end left out where it is too long."""
    text = text if len(text) <= most else text[: most - 1] + "…"
    return "\n".join(_DASHES if line == _DASHES else sanitize(line) for line in text.split("\n"))


def _place(place: RelatedLocation) -> str:
    return cut(place.path, _PATH) + (f":{place.line}" if place.line > 1 else "")
