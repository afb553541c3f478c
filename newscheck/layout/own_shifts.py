"""Sudden changes of what the own fields of a site's articles hold, found by the scan for layout changes.

Of each field, the articles that have it are a stream whose features say what its values are (`own_features`). So the
criterion of an alarm is that of `newscheck.layout.thresholds`. A change is then dated again by all features that show
it (`own_dating`), compared at equal times of the day and week (`own_rhythm`), and described (`own_shift`). Values that
are gone without moving a share by much are looked for by themselves (`own_vanishing`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.dump.own_columns import MIN_AFTER, MIN_BEFORE, OwnTable
from newscheck.layout import change_points
from newscheck.layout.comparison import MAX_SIDE
from newscheck.layout.own_dating import Dating, date
from newscheck.layout.own_features import Feature, OwnField, own_features, own_field, varies
from newscheck.layout.own_objects import is_name_of_object, loses_member, members_of
from newscheck.layout.own_rhythm import Bounds, is_sudden, shift_at_equal_times, strata_of
from newscheck.layout.own_shift import OwnShift, described
from newscheck.layout.own_vanishing import vanishing
from newscheck.layout.profile import DetectedChange
from newscheck.layout.statistics import Bools, Ints
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import Thresholds
from newscheck.text.timestamps import DAY

#: A fall of the share of articles with the field by so much is what coverage-fall reports.
_COVERAGE = 0.2
#: Entries of a list in the mean article from which on they are topics: a story has a third of the articles for days.
_TOPICS, _TOPIC_SHARE = 1.2, 0.6
#: The part of the least change of a share that the share of a value must have had that is gone.
_GONE = 0.5
#: How often the rest is compared again.
_ROUNDS = 4
#: A change of values that is over within this time is news.
_SHORT = 3 * DAY
#: Changes of a field within so many articles are one.
_SAME = 64


class _Change(NamedTuple):
    """A change that the scan finds: the features that show it, the articles around it, its date, where it is over."""

    shown: list[Feature]
    bounds: Bounds
    dating: Dating
    until: int | None
    detected_after: int | None


def own_shifts(table: OwnTable, thresholds: Thresholds) -> Iterator[OwnShift]:
    """The changes of the fields of a site, field by field."""
    times = np.array(table.times, dtype=np.int64)
    order = np.lexsort((np.arange(len(times)), times))
    order = order[np.searchsorted(times[order], 0) :]
    rank = np.full(len(times), -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    positions = np.array(table.positions, dtype=np.int64)[order]
    for name in sorted(table.columns):
        if is_name_of_object(name, table.columns):
            continue
        field = own_field(name, table.columns[name], table.forms.get(name), rank, times[order], positions)
        if field.size >= MIN_BEFORE + MIN_AFTER:
            yield from _shifts(table.site, field, members_of(name, table.columns, rank), thresholds)


def _shifts(site: str, field: OwnField, members: list[Ints], thresholds: Thresholds) -> list[OwnShift]:
    """The changes of a field, in the order of time."""
    features = {feature: column for feature, column in own_features(field) if varies(column)}
    found = _sudden(site, field, features, thresholds)
    found += _gone(field, features, thresholds, [change for change, _ in found])
    return [
        described(site, field, change.dating, change.until, change.detected_after, best, features[best], change.bounds)
        for change, best in sorted(found, key=lambda pair: pair[0].bounds.split)
        if not (_is_coverage(field, change.bounds) or loses_member(field, members, change.bounds, _COVERAGE))
    ]


def _sudden(
    site: str, field: OwnField, features: dict[Feature, Bools], thresholds: Thresholds
) -> list[tuple[_Change, Feature]]:
    """The changes of shares. What comes and goes is left out, and the rest compared again: it hides other changes."""
    for _ in range(_ROUNDS):
        found: list[tuple[_Change, Feature]] = []
        passing: set[Feature] = set()
        unclear: set[Feature] = set()
        for change in _changes(site, field, features, thresholds):
            sudden = [feature for feature in change.shown if _is_sudden(feature, features[feature], change)]
            best = _confirmed(field, features, sudden, change.bounds, thresholds.min_share)
            if best is not None and not _is_passing(field, change, best):
                found.append((change, best))
            else:
                passing.update(set(change.shown).difference(sudden))
                unclear.update(change.shown)
        # What may be a change is compared over more articles when what comes and goes is left out.
        passing = (passing or unclear).difference(best for _, best in found)
        if not passing:
            break
        features = {feature: column for feature, column in features.items() if feature not in passing}
    return found


def _gone(
    field: OwnField, features: dict[Feature, Bools], thresholds: Thresholds, known: list[_Change]
) -> list[tuple[_Change, Feature]]:
    """The values that are gone, one at each time; none of topics, and none where the scan finds a change."""
    found: list[tuple[_Change, Feature]] = []
    if _has_topics(field):
        return found
    for feature, column in features.items():
        stretch = feature.subject == "value" and vanishing(
            column, field.times, thresholds.threshold, _GONE * thresholds.min_share
        )
        if not stretch:
            continue
        first, end = stretch.first, field.size if stretch.until is None else stretch.until
        bounds = Bounds(max(0, first - MAX_SIDE), first, min(end, first + MAX_SIDE), end)
        change = _Change([feature], bounds, Dating(first, first, stretch.latest), stretch.until, None)
        others = [*known, *(change for change, _ in found)]
        if not _is_passing(field, change, feature) and all(abs(first - other.bounds.split) > _SAME for other in others):
            found.append((change, feature))
    return found


def _changes(site: str, field: OwnField, features: dict[Feature, Bools], thresholds: Thresholds) -> Iterator[_Change]:
    """The changes that the scan finds, but for returns."""
    if not features:
        return
    names = {f"{feature.subject} {feature.code:010}": feature for feature in features}
    stream = _stream(site, field, {name: features[feature] for name, feature in names.items()})
    changes = change_points.detect(stream, thresholds)
    returns = {change.until for change in changes}
    splits = [0, *(change.first for change in changes), field.size]
    for place, change in enumerate(changes):
        if change.shifts and change.first not in returns:
            yield _dated(features, [names[shift.feature] for shift in change.shifts], change, splits[place : place + 3])


def _dated(features: dict[Feature, Bools], shown: list[Feature], change: DetectedChange, splits: list[int]) -> _Change:
    """A change between two others, dated by the features of one subject that show it."""
    low, first, end = splits
    low, high = max(low, first - MAX_SIDE), min(end, first + MAX_SIDE)
    alike = [feature for feature in features if feature.subject == shown[0].subject == "value"]
    # Values too rare to show a change are gone, or new, at its date, too.
    replaced = [
        feature for feature in alike if features[feature][low:first].any() != features[feature][first:high].any()
    ]
    together = dict.fromkeys([*(feature for feature in shown if feature.subject == shown[0].subject), *replaced])
    columns = [features[feature] for feature in together]
    dating = date(columns, low, first, high)
    return _Change(shown, Bounds(low, dating.first, high, end), dating, change.until, change.detected_after)


def _stream(site: str, field: OwnField, features: dict[str, Bools]) -> Stream:
    matrix = np.column_stack([features[name] for name in sorted(features)])
    offsets = np.concatenate(([0], np.cumsum(matrix.sum(axis=1))))
    return Stream(
        site,
        sorted(features),
        array("q", field.times.tobytes()),
        array("I", field.positions.astype(np.uint32).tobytes()),
        array("I", offsets.astype(np.uint32).tobytes()),
        array("H", np.nonzero(matrix)[1].astype(np.uint16).tobytes()),
        young_reference=MIN_BEFORE,
        min_reference=MIN_BEFORE,
        min_hours=0,
    )


def _is_sudden(feature: Feature, column: Bools, change: _Change) -> bool:
    return feature.subject == "kind" or is_sudden(column, change.until, change.bounds)


def _has_topics(field: OwnField) -> bool:
    return len(field.codes) > _TOPICS * field.size


def _confirmed(
    field: OwnField, features: dict[Feature, Bools], shown: list[Feature], bounds: Bounds, least: float
) -> Feature | None:
    """The feature that a message should show, of those that changed also at equal times of the day and week."""
    low, split, high, _ = bounds
    strata = strata_of(field.times[low:high])
    has_topics = _has_topics(field)
    confirmed = [
        feature
        for feature in shown
        if feature.subject == "kind"
        or shift_at_equal_times(features[feature][low:high], strata, split - low)
        >= (max(least, _TOPIC_SHARE) if has_topics and feature.subject == "value" else least)
    ]
    subjects = ("kind", "step", "value", "form", "repeated")
    return min(
        confirmed,
        key=lambda feature: (
            subjects.index(feature.subject),
            -abs(features[feature][split:high].mean() - features[feature][low:split].mean()),
            feature.code,
        ),
        default=None,
    )


def _is_passing(field: OwnField, change: _Change, feature: Feature) -> bool:
    """Whether another mix of values was over soon, as that of a day with a great event is."""
    if feature.subject not in ("value", "repeated") or change.until is None:
        return False
    return bool(field.times[change.until] - field.times[change.bounds.split] < _SHORT)


def _is_coverage(field: OwnField, bounds: Bounds) -> bool:
    """Whether fewer articles have the field since: what is left of it is another mix."""
    ranks, (low, split, high, _) = field.coverage, bounds
    before = (split - low) / (ranks[split] - ranks[low])
    after = (high - split) / (ranks[high - 1] + 1 - ranks[split])
    return bool(before - after >= _COVERAGE)
