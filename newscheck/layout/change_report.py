"""The change report: the detected changes of one stream as layouts and changes of the record, with example files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from newscheck.dump.numpy_loader import np
from newscheck.dump.own_members import above
from newscheck.layout import attribution, moved_times, templates
from newscheck.layout.attribution import KindCounts
from newscheck.layout.comparison import MAX_SIDE
from newscheck.layout.features import FIELD_FEATURES, KIND_PREFIX, OWN_PREFIX, SKELETON_PREFIX, TITLE_WORDS, in_words
from newscheck.layout.profile import NO_SITE, DetectedChange, FeatureShift, Profile
from newscheck.layout.streams import Stream
from newscheck.layout.template_change import limited_to
from newscheck.layout.template_report import described, periods, side_by_side
from newscheck.layout.templates import Templates
from newscheck.model import FeatureDump, LayoutChange, LayoutSpan, RelatedLocation
from newscheck.text.timestamps import format_minute

#: Features that are searched for those that a change names, highest score first.
_NAMED = 12
#: Features of times that a description names.
_NAMED_TIMES = 2
#: A field or a size whose share falls by so much is harm.
_HARM = 0.15
#: Features that only a damaged text has.
_DAMAGED = ("text mojibake", "text shows markup")


class ChangeReport:
    """Changes and layouts of one stream.

    `reference` is the profile of the stream's first `reference_size` articles. Layouts list their templates if
    `finds_templates`, except beside a reference, which doesn't record them.
    """

    def __init__(
        self,
        dump: FeatureDump,
        stream: Stream,
        detected: list[DetectedChange],
        reference: Profile | None = None,
        *,
        finds_templates: bool = False,
    ) -> None:
        self.stream = stream
        self.detected = detected
        self.reference = reference
        self.edges = [0, *(change.first for change in detected), len(stream.epochs)]
        self.skeletons = [self._skeletons(start, end) for start, end in pairwise(self.edges)]
        spans = pairwise(self.edges) if finds_templates and reference is None else ()
        self.templates = [templates.find(stream, start, end) for start, end in spans]
        wanted = sorted({stream.rows[at] for at in self._examples() if at >= stream.reference_size})
        examples = zip(wanted, dump.summaries_at(wanted), strict=True)
        self.places = {row: (article.path, article.line) for row, article in examples}

    def _skeletons(self, start: int, end: int) -> tuple[str, int]:
        """The commonest skeleton of some articles, and how many have it."""
        stream = self.stream
        numbers = np.bincount(np.asarray(stream.skeletons)[max(start, stream.reference_size) : end]).tolist()
        counts = Counter[str]()
        for label, number in enumerate(numbers):
            if number:
                counts[stream.labels[label].removeprefix(SKELETON_PREFIX)] += number
        if self.reference is not None and start < stream.reference_size:
            counts.update(self.reference.skeletons)
        name, number = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return name, number

    def _examples(self) -> Iterator[int]:
        for change in self.detected:
            yield from change.examples_before
            yield from change.examples_after
        for start, end in pairwise(self.edges):
            yield (start + end) // 2
        for found in self.templates:
            yield from found.examples()

    def _example(self, at: int, message: str = "") -> RelatedLocation:
        if self.reference is not None and at < self.stream.reference_size:
            return RelatedLocation(self.reference.articles.last[1], message)
        path, line = self.places[self.stream.rows[at]]
        return RelatedLocation(path, message, line)

    def changes(self) -> Iterator[LayoutChange]:
        """The changes of this site."""
        stream = self.stream
        for number, change in enumerate(self.detected):
            start, end = self.edges[number], self.edges[number + 2]
            kinds = self._kinds(change)
            cause = attribution.verdict(change.shifts, kinds)
            yield LayoutChange(
                site=stream.site,
                # A reference may be later than the articles that are compared with it.
                last_before=min(self._time(change.last), stream.epochs[change.first]),
                since=stream.epochs[change.first],
                until=stream.epochs[change.until] if change.until is not None else None,
                what=_description(change),
                features=[(shift.feature, round(shift.before, 3), round(shift.after, 3)) for shift in change.shifts],
                articles_before=change.first - start,
                articles_after=end - change.first,
                harm=[] if cause == attribution.MIX else harm_of(change.shifts),
                examples_before=self._before(change),
                examples_after=[self._example(at, "after") for at in change.examples_after],
                skeleton_before=self.skeletons[number][0],
                skeleton_after=self.skeletons[number + 1][0],
                verdict=cause,
                within=self._within(number, change, cause, kinds),
                completed=None if change.complete is None else stream.epochs[change.complete],
                is_agreed=change.is_agreed,
            )

    def _within(self, number: int, change: DetectedChange, cause: str, kinds: dict[str, KindCounts]) -> str:
        """The sections or templates to which a change is limited."""
        if change.kinds or cause == attribution.MIX:
            return attribution.only_within(change.kinds) if change.kinds else ""
        start = change.first if change.complete is None else change.complete
        low, high = max(self.edges[number], self.stream.reference_size), self.edges[number + 2]
        before = range(max(low, change.first - MAX_SIDE), change.first)
        after = range(start, min(high, start + MAX_SIDE))
        return attribution.complete_within(change.shifts, kinds) or limited_to(
            self.stream, before, after, change.shifts
        )

    def _time(self, at: int) -> int:
        """When an article was crawled; for any article of a reference, the time of its last one."""
        if self.reference is not None and at < self.stream.reference_size:
            return self.reference.articles.last[0]
        return self.stream.epochs[at]

    def _before(self, change: DetectedChange) -> list[RelatedLocation]:
        """Files from before a change; of a reference, the last ones that had a feature which vanished."""
        if self.reference is None or change.last >= self.stream.reference_size:
            return [self._example(at, "before") for at in change.examples_before]
        lost = (self.reference.features.get(shift.feature) for shift in change.shifts if shift.before > shift.after)
        paths = dict.fromkeys([*(counts.last[1] for counts in lost if counts), self.reference.articles.last[1]])
        return [RelatedLocation(path, "before") for path in list(paths)[:2]]

    def _kinds(self, change: DetectedChange) -> dict[str, KindCounts]:
        """The articles around a change by kind, and how many of each kind had the features that changed.

        Of a change in some sections only, those of these sections.
        """
        stream = self.stream
        changed = {shift.feature for shift in change.shifts}
        columns = {column: name for column, name in enumerate(stream.names) if name in changed}
        kinds: dict[str, KindCounts] = {}
        if self.reference is not None and change.first - change.reference < stream.reference_size:
            before = {feature: self.reference.features[feature] for feature in changed & self.reference.features.keys()}
            for name, number in self.reference.articles.kinds.items():
                had = {feature: counts.kinds.get(name, 0) for feature, counts in before.items()}
                kinds[name] = KindCounts(number, 0, had, {})
        start = change.first if change.complete is None else change.complete
        first = max(change.first - change.reference, stream.reference_size)
        for span, is_after in ((range(first, change.first), False), (range(start, start + change.window), True)):
            for name, articles, having in _by_kind(stream, span, columns):
                if change.kinds and name not in change.kinds:
                    continue
                kind = kinds.get(name, KindCounts(0, 0, {}, {}))
                if is_after:
                    numbers, kind = kind.has, kind._replace(after=kind.after + articles)
                else:
                    numbers, kind = kind.had, kind._replace(before=kind.before + articles)
                kinds[name] = kind
                for feature, number in having.items():
                    numbers[feature] = numbers.get(feature, 0) + number
        return kinds

    def spans(self) -> Iterator[LayoutSpan]:
        """The layouts between the changes."""
        stream = self.stream
        for number, (start, end) in enumerate(pairwise(self.edges)):
            skeleton, count = self.skeletons[number]
            layout = f"{stream.site}-{number + 1}"
            span = LayoutSpan(
                site=stream.site,
                layout=layout,
                skeleton=skeleton,
                share=round(count / max(1, end - start), 3),
                first=self.reference.articles.first[0] if self.reference and not start else stream.epochs[start],
                last=self._time(end - 1),
                articles=end - start,
                example=self._example((start + end) // 2).path,
            )
            yield span if not self.templates else self._with_templates(span, self.templates[number])

    def _with_templates(self, span: LayoutSpan, found: Templates) -> LayoutSpan:
        if len(found.templates) < 2:
            return span
        return replace(
            span,
            templates=[*described(self.stream, span.layout, found, self._example)],
            periods=periods(self.stream, found),
            side_by_side=[*side_by_side(self.stream, span.layout, found)],
        )

    def remarks(self, batches: Iterable[DetectedChange]) -> Iterator[str]:
        """Words for batches of articles of another sort."""
        for batch in batches:
            first, last = (self.stream.epochs[at] for at in (batch.first, (batch.until or batch.first) - 1))
            between = f"{format_minute(first).removesuffix(' UTC')} .. {format_minute(last)}"
            yield (
                f"{self.stream.site or NO_SITE}: articles of another sort came beside the usual ones, {between}, no "
                f"change of the layout: {in_short(batch.shifts)}"
            )


def _by_kind(stream: Stream, span: range, columns: Mapping[int, str]) -> Iterator[tuple[str, int, dict[str, int]]]:
    """The kinds of some articles in their order: how many are of each, and how many of these have some features."""
    all_kinds = np.asarray(stream.kinds)[span.start : span.stop]
    kinds, own, articles = np.unique(all_kinds, return_inverse=True, return_counts=True)
    offsets = np.asarray(stream.offsets[span.start : span.stop + 1])
    numbers = np.full(len(stream.names), -1)
    numbers[[*columns]] = np.arange(len(columns))
    features = numbers[np.asarray(stream.features)[offsets[0] : offsets[-1]]]
    cells = np.repeat(own * len(columns), np.diff(offsets)) + features
    counts = np.bincount(cells[features >= 0], minlength=len(kinds) * len(columns)).reshape(len(kinds), len(columns))
    for label in dict.fromkeys(all_kinds.tolist()):
        place = int(np.searchsorted(kinds, label))
        having = {name: number for name, number in zip(columns.values(), counts[place].tolist(), strict=True) if number}
        yield stream.labels[label].removeprefix(KIND_PREFIX), int(articles[place]), having


def _description(change: DetectedChange) -> str:
    """A change in words: its features with the highest scores."""
    if change.kinds:
        return f"{attribution.only_within(change.kinds)}: {in_short(change.shifts)}"
    if change.label == "timing":
        risen = sorted(change.shifts, key=lambda shift: shift.before > shift.after)
        named = (
            f"{in_words(shift.feature)} in {shift.after:.0%} of the articles ({shift.before:.0%} before)"
            for shift in risen[:_NAMED_TIMES]
        )
        later = moved_times.in_words({shift.feature: shift.after - shift.before for shift in change.shifts})
        return f"{later}{': ' if later else ''}{', '.join(named)}"
    return in_short(change.shifts)


def in_short(shifts: Sequence[FeatureShift]) -> str:
    """Three features of each kind that is among those with the highest scores, and how many more there are."""
    parts = []
    for kind in ("appeared", "vanished", "shifted"):
        named = [shift.feature for shift in shifts[:_NAMED] if shift.kind == kind][:3]
        if named:
            rest = sum(shift.kind == kind for shift in shifts) - len(named)
            more = f" and {rest} more" if rest else ""
            parts.append(f"{kind}: {', '.join(named)}{more}")
    return "; ".join(parts)


def harm_of(shifts: Iterable[FeatureShift]) -> list[str]:
    """The fields that fewer articles have than before, those of items' own last; `paragraphs` and `text length` where
    they shrank.

    `body` also where the text is damaged or another article's.
    """
    falls = {shift.feature: shift.before - shift.after for shift in shifts}
    lost = [feature for feature, fall in falls.items() if fall >= _HARM]
    harm = [field for field, name in FIELD_FEATURES.items() if name in lost]
    if any(name.startswith("paragraphs >= ") for name in lost):
        harm.append("paragraphs")
    if any(name.startswith(("han >= ", "text >= ", "longest paragraph >= ")) for name in lost):
        harm.append("text length")
    # A title that is lost has no words that the text could have.
    is_other = TITLE_WORDS in lost and "title" not in harm
    if "body" not in harm and (is_other or any(falls.get(name, 0) <= -_HARM for name in _DAMAGED)):
        harm.append("body")
    own = {name.removeprefix(OWN_PREFIX) for name in lost if name.startswith(OWN_PREFIX)}
    return harm + sorted(name for name in own if own.isdisjoint(above(name)))
