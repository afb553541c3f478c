"""Sudden changes of what the own fields of a site's articles hold, found by the scan for layout changes.

Of each field, the articles that have it are a stream whose features say what its values are (`own_features`). So the
criterion of an alarm is that of `newscheck.layout.thresholds`.

Sections come with the day of the week and authors with the hour. A dump of some days doesn't show that, so a change is
compared once more within such times only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from newscheck.dump.own_columns import BITS, MIN_AFTER, MIN_BEFORE, NUMBER, NUMERAL, OwnTable, number_at
from newscheck.layout import change_points
from newscheck.layout.comparison import MAX_SIDE
from newscheck.layout.numpy_loader import NDArray, np
from newscheck.layout.own_features import PLACE, Feature, OwnField, own_features, own_field, varies
from newscheck.layout.profile import DetectedChange
from newscheck.layout.statistics import Bools, Ints
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import Thresholds
from newscheck.text.timestamps import DAY, HOUR

#: Quartiles of numbers that a message names.
_QUARTILES = 0.25, 0.5, 0.75
#: A fall of the share of articles with the field by so much is what coverage-fall reports.
_COVERAGE = 0.2
#: Articles after a change that have to be comparable: at least, so many, or this part of them; articles before it that
#: show how usual something is at a time; a change of a share that no time of the day or week explains.
_LEAST_COMPARABLE, _COMPARABLE, _COMPARABLE_PART, _USUAL, _PLAIN = 8, 20, 0.4, 5, 0.8
#: How many times a change must exceed what windows of so many articles differ by at other times.
_SWING, _SHORTEST, _LONGEST = 1.5, 8, 60
#: Entries of a list in the mean article from which on they are topics: a story has a third of the articles for days.
_TOPICS, _TOPIC_SHARE = 1.2, 0.6
#: Articles on either side of a change between which most of it must happen: a drift is slower.
_NEAR, _JUMP = 40, 0.6
#: How often the rest is compared again.
_ROUNDS = 4
#: A change of values that is over within this time is news.
_SHORT = 3 * DAY


class Values(NamedTuple):
    """What a field holds on one side of a change.

    `articles` and `distinct` are the numbers of articles and of different values, `kinds` pairs of a number of values
    and what they are, `quartiles` those of the numbers among them.
    """

    articles: int
    distinct: int
    kinds: list[tuple[int, int]]
    quartiles: tuple[float, float, float] | None


class OwnShift(NamedTuple):
    """A change of a field between articles `last_before` and `first` (positions in the dump), until `back`.

    `feature` is the one that shows it best, with its shares; `typical` is the position of an article in which it is as
    it mostly is where it is frequent. `members` are the positions of all articles that are affected.
    """

    site: str
    name: str
    last_before: int
    first: int
    back: int | None
    since: int
    feature: Feature
    share_before: float
    share_after: float
    before: Values
    after: Values
    typical: int
    members: array[int]
    detected_after: int | None


class _Bounds(NamedTuple):
    """The articles `low` to `split` and `split` to `high` are compared; the next change is at `end`."""

    low: int
    split: int
    high: int
    end: int


def own_shifts(table: OwnTable, thresholds: Thresholds) -> Iterator[OwnShift]:
    """The changes of the fields of a site, field by field."""
    times = np.array(table.times, dtype=np.int64)
    order = np.lexsort((np.arange(len(times)), times))
    order = order[np.searchsorted(times[order], 0) :]
    rank = np.full(len(times), -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    positions = np.array(table.positions, dtype=np.int64)[order]
    for name in sorted(table.columns):
        field = own_field(name, table.columns[name], rank, times[order], positions)
        if field.size >= MIN_BEFORE + MIN_AFTER:
            yield from _shifts(table.site, field, thresholds)


def _shifts(site: str, field: OwnField, thresholds: Thresholds) -> Iterator[OwnShift]:
    """The changes of a field. What comes and goes is left out, and the rest compared again: it hides other changes."""
    features = {feature: column for feature, column in own_features(field) if varies(column)}
    for _ in range(_ROUNDS):
        shifts: list[OwnShift] = []
        passing: set[Feature] = set()
        for change, shown, bounds in _changes(site, field, features, thresholds):
            best = _best(field, features, shown, change, bounds, thresholds.min_share)
            if best is None:
                passing.update(shown)
            elif not _is_coverage(field, bounds):
                shifts.append(_described(site, field, change, best, features[best], bounds))
        passing.difference_update(shift.feature for shift in shifts)
        if not passing:
            break
        features = {feature: column for feature, column in features.items() if feature not in passing}
    yield from shifts


def _changes(
    site: str, field: OwnField, features: dict[Feature, Bools], thresholds: Thresholds
) -> Iterator[tuple[DetectedChange, list[Feature], _Bounds]]:
    """The changes that the scan finds, but for returns; the features that show each, and the articles around it."""
    if not features:
        return
    names = {f"{feature.subject} {feature.code:010}": feature for feature in features}
    stream = _stream(site, field, {name: features[feature] for name, feature in names.items()})
    changes = change_points.detect(stream, thresholds)
    returns = {change.until for change in changes}
    splits = [0, *(change.first for change in changes), field.size]
    for place, change in enumerate(changes):
        if change.first not in returns:
            low, end = max(splits[place], change.first - MAX_SIDE), splits[place + 2]
            bounds = _Bounds(low, change.first, min(end, change.first + MAX_SIDE), end)
            yield change, [names[shift.feature] for shift in change.shifts], bounds


def _best(
    field: OwnField,
    features: dict[Feature, Bools],
    shown: list[Feature],
    change: DetectedChange,
    bounds: _Bounds,
    least: float,
) -> Feature | None:
    """The feature that a message shows; None for a change of what comes and goes."""
    sudden = [
        feature for feature in shown if feature.subject == "kind" or _is_sudden(features[feature], change, bounds)
    ]
    best = _confirmed(field, features, sudden, bounds, least)
    return None if best is not None and _is_passing(field, change, best) else best


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
        min_reference=MIN_BEFORE,
        min_hours=0,
    )


def _is_sudden(column: Bools, change: DetectedChange, bounds: _Bounds) -> bool:
    """Whether a share changed at once, has hardly been as before since, nor at any other time as it is since.

    The mix of shifts that last for days, and of stories, comes and goes.
    """
    low, split, high, end = bounds
    length = min(max((high - split) // 2, (split - low) // 2, _SHORTEST), _LONGEST)
    before, after = float(column[low:split].mean()), float(column[split:high].mean())
    others = [column[:split]] if change.until is None else [column[:split], column[change.until :]]
    sign = 1 if after > before else -1
    jump = float(column[split : min(split + _NEAR, high)].mean() - column[max(low, split - _NEAR) : split].mean())
    is_drift = _correlation(column[low:high], split - low) < _correlation(column[low:high])
    if is_drift or sign * jump < _JUMP * abs(after - before):
        return False
    most = abs(after - before) / _SWING
    return all(
        float(np.max(direction * (_means(part, length) - usual), initial=0.0)) <= most
        for parts, usual, direction in ((others, before, sign), ([column[split:end]], after, -sign))
        for part in parts
    )


def _correlation(column: Bools, split: int | None = None) -> float:
    """How well a step at an article explains a share, or without one a slow rise or fall."""
    order = np.arange(len(column))
    model = order if split is None else order >= split
    return abs(float(np.corrcoef(column, model)[0, 1])) if 0 < np.count_nonzero(column) < len(column) else 0.0


def _means(column: Bools, length: int) -> NDArray[np.float64]:
    """The shares in all windows of a column; none where it is shorter."""
    sums = np.concatenate(([0], np.cumsum(column)))
    return (sums[length:] - sums[:-length]) / length if len(column) >= length else np.zeros(0)


def _confirmed(
    field: OwnField, features: dict[Feature, Bools], shown: list[Feature], bounds: _Bounds, least: float
) -> Feature | None:
    """The feature that a message should show, of those that changed also at equal times of the day and week."""
    low, split, high, _ = bounds
    strata = _strata(field.times[low:high])
    has_topics = len(field.codes) > _TOPICS * field.size
    confirmed = [
        feature
        for feature in shown
        if feature.subject == "kind"
        or _shift_at_equal_times(features[feature][low:high], strata, split - low)
        >= (max(least, _TOPIC_SHARE) if has_topics and feature.subject == "value" else least)
    ]
    subjects = ("kind", "step", "value", "repeated")
    return min(
        confirmed,
        key=lambda feature: (
            subjects.index(feature.subject),
            -abs(features[feature][split:high].mean() - features[feature][low:split].mean()),
            feature.code,
        ),
        default=None,
    )


def _strata(times: Ints) -> list[Ints]:
    """The times of the day and week of articles, fine and coarse: working days, Saturdays and Sundays; by six hours."""
    weekday = (times // DAY + 3) % 7
    day = np.maximum(weekday - 4, 0)
    return [day * 4 + times // HOUR % 24 // 6, day]


def _shift_at_equal_times(column: Bools, strata: list[Ints], split: int) -> float:
    """By how much a share moved, at times of the day and week at which there are articles before and after.

    Where these are too few to tell, only a change of nearly all articles counts.
    """
    for stratum in strata:
        before, after = stratum[:split], stratum[split:]
        count = np.bincount(before, minlength=12)
        usual = np.bincount(before, weights=column[:split], minlength=12) / np.maximum(count, 1)
        is_known = count[after] >= _USUAL
        if is_known.sum() >= max(_LEAST_COMPARABLE, min(_COMPARABLE, _COMPARABLE_PART * len(after))):
            return abs(float(column[split:][is_known].mean() - usual[after[is_known]].mean()))
    shift = abs(float(column[split:].mean() - column[:split].mean()))
    return shift if shift >= _PLAIN else 0.0


def _is_passing(field: OwnField, change: DetectedChange, feature: Feature) -> bool:
    """Whether another mix of values was over soon, as that of a day with a great event is."""
    if feature.subject not in ("value", "repeated") or change.until is None:
        return False
    return bool(field.times[change.until] - field.times[change.first] < _SHORT)


def _is_coverage(field: OwnField, bounds: _Bounds) -> bool:
    """Whether fewer articles have the field since: what is left of it is another mix."""
    ranks, (low, split, high, _) = field.coverage, bounds
    before = (split - low) / (ranks[split] - ranks[low])
    after = (high - split) / (ranks[high - 1] + 1 - ranks[split])
    return bool(before - after >= _COVERAGE)


def _described(
    site: str, field: OwnField, change: DetectedChange, feature: Feature, column: Bools, bounds: _Bounds
) -> OwnShift:
    low, split, high, _ = bounds
    end = field.size if change.until is None else change.until
    before, after = float(column[low:split].mean()), float(column[split:high].mean())
    frequent = slice(split, high) if after > before else slice(low, split)
    typical = frequent.start + int(np.flatnonzero(column[frequent])[0])
    return OwnShift(
        site,
        field.name,
        int(field.positions[split - 1]),
        int(field.positions[split]),
        None if change.until is None else int(field.positions[change.until]),
        int(field.times[split]),
        feature,
        before,
        after,
        _values(field, low, split),
        _values(field, split, high),
        int(field.positions[typical]),
        array("I", field.positions[split:end].astype(np.uint32).tobytes()),
        change.detected_after,
    )


def _values(field: OwnField, start: int, end: int) -> Values:
    codes = field.codes[slice(*np.searchsorted(field.owners, (start, end)))]
    kinds, counts = np.unique(codes >> BITS, return_counts=True)
    numbers = np.sort(codes[np.isin(codes >> BITS, (NUMBER, NUMERAL))] & PLACE)
    low, middle, high = (
        number_at(int(numbers[int(part * (len(numbers) - 1))])) if len(numbers) else 0.0 for part in _QUARTILES
    )
    return Values(
        end - start,
        len(np.unique(codes)),
        list(zip(counts.tolist(), kinds.tolist(), strict=True)),
        (low, middle, high) if len(numbers) else None,
    )
