"""The history of a dump's layouts: what the scan finds, told in terms of the record, and what lies between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from newscheck import verdict
from newscheck.errors import UsageError
from newscheck.model import Card, Change, Dump, History, LayoutSpan, Shaped
from newscheck.profile import Profile, Scanned, Shift, Stream
from newscheck.shape import FIELDS, KIND, SKELETON
from newscheck.verdict import Kind
from newscheck.wording import count

#: Sites with fewer articles have no reference to compare with.
LEAST = 150
#: Features that a change names, the clearest first.
_NAMED = 12
_HOUR = 3_600_000
#: A field or a size whose share falls by so much is harm.
_HARM = 0.15
#: What says that the text is not the article's any more.
_FALSE = ("text mojibake", "text shows markup")
_TRUE = "text has the title's words"


class Watch(Struct, frozen=True):
    """How changes are looked for: `threshold` is the score of an alarm, `min_share` (0 to 1) leaves out smaller shifts,
    changes before `since` (ms) are no news, what is later than `latest` (ms) is no article yet, and the articles come
    after those of the `reference` (site -> profile)."""

    threshold: float = 40.0
    min_share: float = 0.0
    since: int | None = None
    latest: int | None = None
    reference: Mapping[str, Profile] | None = None


class Gathered(list[Card]):
    """The cards and shapes of a few articles, in memory (`model.Dump`)."""

    def __init__(
        self,
        cards: Iterable[Card],
        shapes: Iterable[Shaped] = (),
        names: Mapping[int, str] | None = None,
        watch: Watch | None = None,
    ) -> None:
        super().__init__(cards)
        self._shapes = list(shapes)
        self._names = names or {}
        self._watch = watch or Watch()

    def names(self, wanted: Container[int]) -> dict[int, str]:
        """Which feature, kind or skeleton each hash is."""
        return {hashed: name for hashed, name in self._names.items() if hashed in wanted}

    def shapes(self, site: str = "") -> Iterator[Shaped]:
        """What each article looks like."""
        return iter(self._shapes)

    @property
    def history(self) -> History:
        """Layouts and changes."""
        return history(self, self._watch)


def history(dump: Dump, watch: Watch) -> History:
    """All layouts of all sites of a dump, and the changes between them; the scan is loaded only where it is needed.

    Raises UsageError where a reference knows none of the sites.
    """
    if next(dump.shapes(), None) is None:
        return History()
    from newscheck import drift
    from newscheck.gates import Gates
    from newscheck.lanes import visible
    from newscheck.streams import after, news, streams

    gates = Gates(watch.threshold, watch.min_share)
    changes: list[Change] = []
    spans: list[LayoutSpan] = []
    remarks: list[str] = []
    strangers: list[str] = []
    for stream in streams(dump, LEAST if watch.reference is None else 1, watch.latest):
        known = None
        if watch.reference is not None:
            known = watch.reference.get(stream.site)
            if known is None:
                strangers.append(f"{stream.site or 'no site'} ({count(len(stream.epochs), 'article')})")
                continue
            stream, remark = news(known, stream)
            hours = len({epoch // _HOUR for epoch in stream.epochs})
            least = visible(len(stream.epochs), hours, known.count, gates)
            remarks.append(_seen(stream, known.count, least) + remark)
            if not stream.epochs:
                continue
            stream = after(known, stream)
        if stream.left_out:
            remarks.append(f"{stream.site}: {count(stream.left_out, 'rare feature')} not compared, being too many")
        told = _Teller(dump, stream, drift.scan(stream, gates), known)
        changes += [change for change in told.changes() if watch.since is None or change.since >= watch.since]
        spans += told.spans()
    if watch.reference is not None and not remarks and not strangers:
        remarks.append("no article has the time of its crawl: nothing was compared with the reference")
    if strangers and watch.reference is not None:
        what = f"the reference knows {', '.join(sorted(watch.reference))}, not {', '.join(strangers)}"
        if not spans and not remarks:
            raise UsageError(what)
        remarks.append(what)
    return History(changes, spans, remarks)


def _seen(stream: Stream, known: int, least: int | None) -> str:
    """How small a change can be seen in a batch beside a reference."""
    batch = len(stream.epochs)
    start = f"{stream.site}: {count(batch, 'article')} beside {known:,} of the reference"
    if not batch:
        return f"{stream.site}: nothing new beside {known:,} articles of the reference"
    if known < LEAST:
        return f"{start}, which must hold {LEAST} to tell anything"
    if least is None:
        return f"{start}: too few to see a change of the layout"
    return f"{start}: a feature never seen would be noticed from {least} of them ({least / batch:.0%})"


class _Teller:
    """Turns what the scan found in one stream into changes and layouts that name files.

    `known` is the profile of the articles that the stream only counts (`Stream.known`).
    """

    def __init__(self, dump: Dump, stream: Stream, found: list[Scanned], known: Profile | None = None) -> None:
        self.stream = stream
        self.found = found
        self.known = known
        self.edges = [0, *(change.first for change in found), len(stream.epochs)]
        self.skeletons = [self._skeletons(start, end) for start, end in pairwise(self.edges)]
        wanted = {stream.rows[at] for at in self._examples() if at >= stream.known}
        self.paths = {row: card.path for row, card in enumerate(dump) if row in wanted}

    def _skeletons(self, start: int, end: int) -> tuple[str, int]:
        """The commonest skeleton of some articles, and how many of them have it."""
        stream = self.stream
        labels = (stream.labels[label] for label in stream.skeletons[max(start, stream.known) : end])
        counts = Counter(label.removeprefix(SKELETON) for label in labels)
        if self.known is not None and start < stream.known:
            counts.update(self.known.skeletons)
        name, number = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return name, number

    def _examples(self) -> Iterator[int]:
        for change in self.found:
            yield from change.examples_before
            yield from change.examples_after
        for start, end in pairwise(self.edges):
            yield (start + end) // 2

    def _path(self, at: int) -> str:
        if self.known is not None and at < self.stream.known:
            return self.known.articles.last[1]
        return self.paths[self.stream.rows[at]]

    def changes(self) -> Iterator[Change]:
        """The changes of this site."""
        stream = self.stream
        for number, change in enumerate(self.found):
            start, end = self.edges[number], self.edges[number + 2]
            kinds = self._kinds(change)
            whose = verdict.verdict(change.shifts, kinds)
            yield Change(
                site=stream.site,
                last_before=self._time(change.last),
                since=stream.epochs[change.first],
                until=stream.epochs[change.until] if change.until is not None else None,
                what=_what(change),
                features=[(shift.feature, round(shift.before, 3), round(shift.after, 3)) for shift in change.shifts],
                articles_before=change.first - start,
                articles_after=end - change.first,
                harm=[] if whose == verdict.MIX else harm_of(change.shifts),
                examples_before=self._before(change),
                examples_after=[self._path(at) for at in change.examples_after],
                skeleton_before=self.skeletons[number][0],
                skeleton_after=self.skeletons[number + 1][0],
                verdict=whose,
                within="" if whose == verdict.MIX else verdict.within(change.shifts, kinds),
            )

    def _time(self, at: int) -> int:
        """When an article was crawled; of those of a reference, only the last one's time is known to the minute."""
        if self.known is not None and at < self.stream.known:
            return self.known.articles.last[0]
        return self.stream.epochs[at]

    def _before(self, change: Scanned) -> list[str]:
        """Files from before a change; of a reference, the last ones that had what vanished."""
        if self.known is None or change.last >= self.stream.known:
            return [self._path(at) for at in change.examples_before]
        gone = (self.known.features.get(shift.feature) for shift in change.shifts if shift.before > shift.after)
        return list(dict.fromkeys([*(had.last[1] for had in gone if had), self.known.articles.last[1]]))[:2]

    def _kinds(self, change: Scanned) -> dict[str, Kind]:
        """The articles around a change by their kinds, and those of each that had the features that changed."""
        stream = self.stream
        changed = {shift.feature for shift in change.shifts}
        columns = {column: name for column, name in enumerate(stream.names) if name in changed}
        kinds: dict[str, Kind] = {}
        if self.known is not None and change.last < stream.known:
            for name, number in self.known.articles.kinds.items():
                before = {feature: self.known.features[feature] for feature in changed & self.known.features.keys()}
                had = {feature: counted.kinds.get(name, 0) for feature, counted in before.items()}
                kinds[name] = Kind(number, 0, had, {})
        for at in range(max(change.first - change.reference, stream.known), change.first + change.window):
            name, is_after = stream.labels[stream.kinds[at]].removeprefix(KIND), at >= change.first
            kind = kinds.get(name, Kind(0, 0, {}, {}))
            kinds[name] = kind._replace(before=kind.before + (not is_after), after=kind.after + is_after)
            numbers = kind.has if is_after else kind.had
            for column in stream.features[stream.offsets[at] : stream.offsets[at + 1]]:
                if feature := columns.get(column):
                    numbers[feature] = numbers.get(feature, 0) + 1
        return kinds

    def spans(self) -> Iterator[LayoutSpan]:
        """What lies between the changes."""
        stream = self.stream
        for number, (start, end) in enumerate(pairwise(self.edges)):
            skeleton, having = self.skeletons[number]
            yield LayoutSpan(
                site=stream.site,
                layout=f"{stream.site}-{number + 1}",
                skeleton=skeleton,
                share=round(having / max(1, end - start), 3),
                first=self.known.articles.first[0] if self.known and not start else stream.epochs[start],
                last=self._time(end - 1),
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
    """Fields of the record, `paragraphs` and `text length`, of which there is less than before.

    `body` also where the text is another one."""
    falls = {shift.feature: shift.before - shift.after for shift in shifts}
    lost = [feature for feature, fall in falls.items() if fall >= _HARM]
    harm = [field for field, name in FIELDS.items() if name in lost]
    if any(name.startswith("paragraphs >= ") for name in lost):
        harm.append("paragraphs")
    if any(name.startswith(("han >= ", "longest paragraph >= ")) for name in lost):
        harm.append("text length")
    if "body" not in harm and (_TRUE in lost or any(falls.get(name, 0) <= -_HARM for name in _FALSE)):
        harm.append("body")
    return harm
