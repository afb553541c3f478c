"""Changes in one section of a site, where the whole moves too little to show them.

A section is a kind of article, the first folders of its URL (`layout.features.kind_of`). The articles of each are a
stream of their own, which is scanned as that of the site is; each article is in one section, so that all of them cost
as much as the site. What a section and the site both show is one change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.features import KIND_PREFIX
from newscheck.layout.profile import DetectedChange
from newscheck.layout.statistics import Ints
from newscheck.layout.streams import Stream, part_of
from newscheck.layout.thresholds import MIN_REFERENCE, Thresholds
from newscheck.text.timestamps import DAY

#: Articles of a section at least, and the part of the site's articles that it has at most.
_MIN_ARTICLES, _MAX_PART = MIN_REFERENCE, 0.6
#: How many times the score of an alarm a change needs in a section: there are several, and each may be wrong.
_HIGHER = 1.25
#: Articles of the site, and of a section, between two dates of one change.
_SAME, _SAME_IN_SECTION = 30, 12
#: Within this time (ms), what moves the same features in the same way is one change.
_SAME_TIME = 7 * DAY
#: By how much of their shares the other sections move in a step of a change that one section shows.
_STEP = 0.05
#: How many times more than the site's a section's share moves that dates a change of the site.
_CLEARER = 1.5


class Section(NamedTuple):
    """The articles of one kind: `stream`, and their positions in the stream of the site."""

    kind: str
    stream: Stream
    positions: Ints


def sections(stream: Stream) -> Iterator[Section]:
    """The sections of a site that have enough articles of their own; none beside a reference, which has only counts."""
    kinds = np.asarray(stream.kinds)
    if stream.reference_size or not len(kinds):
        return
    for label, count in enumerate(np.bincount(kinds).tolist()):
        if _MIN_ARTICLES <= count < _MAX_PART * len(kinds):
            positions = np.flatnonzero(kinds == label)
            yield Section(stream.labels[label].removeprefix(KIND_PREFIX), part_of(stream, positions), positions)


def with_sections(
    stream: Stream,
    changes: list[DetectedChange],
    batches: Sequence[DetectedChange],
    detect: Callable[[Stream, Thresholds], list[DetectedChange]],
    thresholds: Thresholds,
) -> list[DetectedChange]:
    """The changes of a site and those of its sections that it does not show, in order of time.

    A change of the site that shows more in one section is dated by that.
    """
    higher = thresholds._replace(threshold=_HIGHER * thresholds.threshold)
    told, found = list(changes), []
    for section in sections(stream):
        for change in detect(section.stream, higher):
            near = _near(change, section.positions)
            in_site = _in_site(change, section)
            if change.label == "timing" or any(_is_same(stream, in_site, near, batch) for batch in batches):
                continue
            same = [
                at
                for at, other in enumerate(told)
                if _is_same(stream, in_site, near, other) or _moves_on(stream, in_site, section, other)
            ]
            if not same:
                found.append(in_site)
            elif len(same) == 1 and _is_clearer(change, told[same[0]]):
                told[same[0]] = replace(told[same[0]], last=in_site.last, first=in_site.first)
    return sorted([*told, *_each_once(stream, found)], key=lambda change: change.first)


def _near(change: DetectedChange, positions: Ints) -> range:
    """Where in the site a change may be that a section shows."""
    last, first = max(change.last - _SAME_IN_SECTION, 0), min(change.first + _SAME_IN_SECTION, len(positions) - 1)
    low, high = int(positions[change.last]) - _SAME, int(positions[change.first]) + _SAME
    return range(min(int(positions[last]), low), max(int(positions[first]), high) + 1)


def _is_same(stream: Stream, change: DetectedChange, near: range, other: DetectedChange) -> bool:
    """Whether a change of a section is one of the site: at the same time, or a part of its way within a week."""
    end = max(other.complete or 0, other.first)
    if other.first in near or end in near or other.until in near or other.first <= change.first < end:
        return True
    apart = abs(stream.epochs[change.first] - stream.epochs[other.first])
    return apart < _SAME_TIME and bool(_moves(change) & _moves(other))


def _moves_on(stream: Stream, change: DetectedChange, section: Section, other: DetectedChange) -> bool:
    """Whether what a section shows is a step of a change of the site: the other sections move along with it."""
    apart = abs(stream.epochs[change.first] - stream.epochs[other.first])
    if apart >= _SAME_TIME:
        return False
    start = other.first if other.complete is None else other.complete
    spans = range(other.first - other.reference, other.first), range(start, start + other.window)
    before, after = (_shares(stream, np.setdiff1d(span, section.positions)) for span in spans)
    rises = dict(zip(stream.names, (after - before).tolist(), strict=True))
    along = [shift for shift in change.shifts if (shift.after - shift.before) * rises[shift.feature] > 0]
    return 2 * len([shift for shift in along if abs(rises[shift.feature]) >= _STEP]) > len(change.shifts)


def _shares(stream: Stream, articles: Ints) -> NDArray[np.float64]:
    """The share of some articles of a stream that has each feature."""
    offsets, features = stream.offsets, np.asarray(stream.features)
    spans = [features[offsets[article] : offsets[article + 1]] for article in articles.tolist()]
    counts = np.bincount(np.concatenate(spans or [features[:0]]), minlength=len(stream.names))
    return counts / max(1, len(spans))


def _moves(change: DetectedChange) -> set[tuple[str, bool]]:
    return {(shift.feature, shift.after > shift.before) for shift in change.shifts}


def _is_clearer(change: DetectedChange, other: DetectedChange) -> bool:
    """Whether a change of the site shows most in one section."""
    shift = change.shifts[0]
    moved = [abs(one.after - one.before) for one in other.shifts if one.feature == shift.feature]
    return change.score > other.score and bool(moved) and abs(shift.after - shift.before) >= _CLEARER * moved[0]


def _in_site(change: DetectedChange, section: Section) -> DetectedChange:
    """A change of a section, at the positions of the site's stream."""
    positions = section.positions

    def at(place: int) -> int:
        return int(positions[place]) if place < len(positions) else int(positions[-1]) + 1

    start = change.first if change.complete is None else change.complete
    return replace(
        change,
        last=at(change.last),
        first=at(change.first),
        reference=at(change.first) - at(change.first - change.reference),
        window=at(start + change.window - 1) + 1 - at(start),
        until=None if change.until is None else at(change.until),
        examples_before=[*map(at, change.examples_before)],
        examples_after=[*map(at, change.examples_after)],
        detected_after=None if change.detected_after is None else at(change.detected_after - 1) + 1,
        complete=None if change.complete is None else at(change.complete),
        kinds=[section.kind],
    )


def _each_once(stream: Stream, changes: Iterable[DetectedChange]) -> list[DetectedChange]:
    """Changes of several sections at one time are one, dated by the clearest."""
    once: list[DetectedChange] = []
    for change in sorted(changes, key=lambda change: change.first):
        near = range(change.last - _SAME, change.first + _SAME + 1)
        if once and _is_same(stream, change, near, once[-1]):
            best = max(once[-1], change, key=lambda change: change.score)
            once[-1] = replace(best, kinds=sorted({*once[-1].kinds, *change.kinds}))
        else:
            once.append(change)
    return once
