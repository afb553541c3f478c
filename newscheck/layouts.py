"""The history of a dump's layouts: what the scan finds, told in terms of the record, and what lies between."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from newscheck.model import Card, Change, Dump, History, LayoutSpan, Shaped
from newscheck.profile import Scanned, Shift, Stream
from newscheck.shape import FIELDS, SKELETON

#: Sites with fewer articles have no reference to compare with.
LEAST = 150
#: Features of one site that are looked at, the commonest first; one of fewer articles can't be a change.
_MOST_FEATURES, _RARE = 1_000, 4
#: Features that a change names, the clearest first.
_NAMED = 12
#: A field or a size whose share falls by so much is harm.
_HARM = 0.15


class Gathered(list[Card]):
    """The cards and shapes of a few articles, in memory (`model.Dump`)."""

    def __init__(
        self, cards: Iterable[Card], shapes: Iterable[Shaped] = (), names: Mapping[int, str] | None = None
    ) -> None:
        super().__init__(cards)
        self._shapes = list(shapes)
        self.names: Mapping[int, str] = names or {}

    def shapes(self) -> Iterator[Shaped]:
        """What each article looks like."""
        return iter(self._shapes)

    @cached_property
    def history(self) -> History:
        """Layouts and changes."""
        return history(self)


def history(dump: Dump) -> History:
    """All layouts of all sites of a dump, and the changes between them; the scan is loaded only where it is needed."""
    changes: list[Change] = []
    spans: list[LayoutSpan] = []
    for stream in streams(dump):
        from newscheck import drift

        found = drift.scan(stream)
        told = _Teller(dump, stream, found)
        changes += told.changes()
        spans += told.spans()
    return History(changes, spans)


def streams(dump: Dump) -> Iterator[Stream]:
    """The articles of each site that has enough of them, by site, in the order of time."""
    rows: dict[str, list[tuple[int, int]]] = {}
    for row, shape in enumerate(dump.shapes()):
        if shape.epoch is not None:
            rows.setdefault(shape.site, []).append((shape.epoch, row))
    for site in sorted(rows):
        if len(rows[site]) >= LEAST:
            yield _stream(dump, site, sorted(rows[site]))


def _stream(dump: Dump, site: str, order: list[tuple[int, int]]) -> Stream:
    counts: Counter[int] = Counter()
    for shape in dump.shapes():
        if shape.site == site and shape.epoch is not None:
            counts.update(array("I", shape.features)[1:])
    often = (name for name in counts if counts[name] >= _RARE)
    common = sorted(often, key=lambda name: (-counts[name], dump.names[name]))
    names = sorted(dump.names[name] for name in common[:_MOST_FEATURES])
    number = {name: at for at, name in enumerate(names)}
    known = {name: number[dump.names[name]] for name in common[:_MOST_FEATURES]}
    packed: dict[int, array[int]] = {}
    for row, shape in enumerate(dump.shapes()):
        if shape.site == site and shape.epoch is not None:
            packed[row] = array("H", sorted({known[name] for name in array("I", shape.features)[1:] if name in known}))
    offsets, features = array("I", [0]), array("H")
    for _, row in order:
        features.extend(packed[row])
        offsets.append(len(features))
    epochs, rows = array("q", (epoch for epoch, _ in order)), array("I", (row for _, row in order))
    return Stream(site, names, epochs, rows, offsets, features)


class _Teller:
    """Turns what the scan found in one stream into changes and layouts that name files."""

    def __init__(self, dump: Dump, stream: Stream, found: list[Scanned]) -> None:
        self.stream = stream
        self.found = found
        self.edges = [0, *(change.first for change in found), len(stream.epochs)]
        self.skeletons = self._skeletons(dump)
        wanted = {stream.rows[at] for at in self._examples()}
        self.paths = {row: card.path for row, card in enumerate(dump) if row in wanted}

    def _skeletons(self, dump: Dump) -> list[tuple[str, int]]:
        """The commonest skeleton of each segment, and how many articles have it."""
        segment: dict[int, int] = {}
        for number, (start, end) in enumerate(pairwise(self.edges)):
            segment.update((self.stream.rows[at], number) for at in range(start, end))
        counts: list[Counter[int]] = [Counter() for _ in self.edges[1:]]
        for row, shape in enumerate(dump.shapes()):
            if row in segment:
                counts[segment[row]][array("I", shape.features[:4])[0]] += 1
        best = [max(count.items(), key=lambda item: (item[1], item[0])) for count in counts]
        return [(dump.names[name].removeprefix(SKELETON), number) for name, number in best]

    def _examples(self) -> Iterator[int]:
        for change in self.found:
            yield from change.examples_before
            yield from change.examples_after
        for start, end in pairwise(self.edges):
            yield (start + end) // 2

    def _path(self, at: int) -> str:
        return self.paths[self.stream.rows[at]]

    def changes(self) -> Iterator[Change]:
        """The changes of this site."""
        stream = self.stream
        for number, change in enumerate(self.found):
            start, end = self.edges[number], self.edges[number + 2]
            yield Change(
                site=stream.site,
                last_before=stream.epochs[change.last],
                since=stream.epochs[change.first],
                until=stream.epochs[change.until] if change.until is not None else None,
                what=_what(change),
                features=[(shift.feature, round(shift.before, 3), round(shift.after, 3)) for shift in change.shifts],
                articles_before=change.first - start,
                articles_after=end - change.first,
                harm=harm_of(change.shifts),
                examples_before=[self._path(at) for at in change.examples_before],
                examples_after=[self._path(at) for at in change.examples_after],
                skeleton_before=self.skeletons[number][0],
                skeleton_after=self.skeletons[number + 1][0],
            )

    def spans(self) -> Iterator[LayoutSpan]:
        """What lies between the changes."""
        stream = self.stream
        for number, (start, end) in enumerate(pairwise(self.edges)):
            skeleton, count = self.skeletons[number]
            yield LayoutSpan(
                site=stream.site,
                layout=f"{stream.site}-{number + 1}",
                skeleton=skeleton,
                share=round(count / max(1, end - start), 3),
                first=stream.epochs[start],
                last=stream.epochs[end - 1],
                articles=end - start,
                example=self._path((start + end) // 2),
            )


def _what(change: Scanned) -> str:
    """The clearest features of a change in words."""
    if change.label == "timing":
        return "the times changed: " + ", ".join(shift.feature for shift in change.shifts[:3])
    parts = []
    for kind in ("appeared", "vanished", "shifted"):
        named = [shift.feature for shift in change.shifts[:_NAMED] if shift.kind == kind]
        if named:
            more = f" and {len(named) - 3} more" if len(named) > 3 else ""
            parts.append(f"{kind}: {', '.join(named[:3])}{more}")
    return "; ".join(parts)


def harm_of(shifts: Iterable[Shift]) -> list[str]:
    """Fields of the record, `paragraphs` and `text length`, of which there is less than before."""
    lost = [shift.feature for shift in shifts if shift.before - shift.after >= _HARM]
    harm = [field for field, name in FIELDS.items() if name in lost]
    if any(name.startswith("paragraphs >= ") for name in lost):
        harm.append("paragraphs")
    if any(name.startswith(("han >= ", "longest paragraph >= ")) for name in lost):
        harm.append("text length")
    return harm
