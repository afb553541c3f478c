"""From the points that the scans in both directions give to changes: each once, dated, with a difference on both sides.

Two neighbouring points may be one event: a change that was rolled out in steps, or a batch of articles of another sort
that came beside the usual ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.layout.comparison import MAX_SIDE, Comparison, compare, likeliest_split
from newscheck.layout.feature_table import FeatureTable
from newscheck.layout.statistics import Bools, Ints
from newscheck.layout.thresholds import MIN_EXCESS, MIN_REFERENCE_HOURS, WINDOW_SIZES, Thresholds

#: Change points closer than this are one change detected twice; a change is dated again within this many articles.
_SAME, _REDATE = 30, 64
#: Hours of a batch at most, how many times longer the time around it must be, and how many times more articles than the
#: usual ones come in it, which come at this part of their rate at least.
_BATCH_HOURS, _AROUND, _MORE, _STILL = MIN_REFERENCE_HOURS, 2, 1.5, 0.6
#: How many times the score of an alarm a change needs that only one of the two scans finds, unless it shifts a share by
#: so much.
_ONE_WAY, _GREAT = 1.5, 0.5
#: Hours of a roll-out at most, the part of the features with the highest scores that moves on in each step, and by how
#: much of its share one moves on.
_ROLLOUT_HOURS, _MOVES_ON, _STEP = 30 * 24, 0.5, 0.05


class ChangePoint(NamedTuple):
    """A change before article `split`, the features with an alarm, and the article after which it was detected.

    The articles are as after it from `complete` on: the split itself, or the end of a roll-out. `is_in_both` if the
    scans in both directions have it.
    """

    split: int
    score: float
    features: Ints
    detected_after: int | None = None
    complete: int = 0
    is_in_both: bool = False

    @property
    def end(self) -> int:
        """The first article after the change is complete."""
        return max(self.split, self.complete)


class Confirmed(NamedTuple):
    """Changes in order of time with the articles around each, and the batches: their first points, and the ends."""

    points: list[ChangePoint]
    comparisons: list[Comparison]
    batches: list[tuple[ChangePoint, int, Comparison]]


def confirm(table: FeatureTable, points: Sequence[ChangePoint], thresholds: Thresholds) -> Confirmed:
    """The change points at which articles differ before and after; `points` are those of both directions."""
    once = _each_once(table, points, thresholds)
    kept = _each_once_by_date(_dated(table, *_differing(table, once, thresholds)))
    batches: list[tuple[ChangePoint, int, Comparison]] = []
    while True:
        kept, comparisons = _differing(table, kept, thresholds)
        place = _first(kept, comparisons, partial(_is_batch, table, thresholds))
        if place is not None:
            batches.append((kept[place], kept[place + 1].split, comparisons[place]))
            del kept[place : place + 2]
            continue
        place = _first(kept, comparisons, partial(_is_rollout, table))
        if place is not None:
            kept[place : place + 2] = [_merged(*kept[place : place + 2])]
            continue
        if (place := _least_clear(kept, comparisons, thresholds, table.reference_size)) is None:
            return Confirmed(kept, comparisons, batches)
        del kept[place]


def compare_around(table: FeatureTable, points: Sequence[ChangePoint], thresholds: Thresholds) -> list[Comparison]:
    """Both sides of each point, up to its neighbours and at most `MAX_SIDE` articles; a reference is compared whole."""
    sides = []
    for place, point in enumerate(points):
        low = points[place - 1].end if place else 0
        high = points[place + 1].split if place + 1 < len(points) else table.size
        if low or not table.reference_size:
            low = max(low, point.split - MAX_SIDE)
        sides.append(compare(table, (low, point.split), (point.end, min(high, point.end + MAX_SIDE)), thresholds))
    return sides


def _least_clear(
    points: list[ChangePoint], comparisons: list[Comparison], thresholds: Thresholds, reference_size: int
) -> int | None:
    """The least clear point that only one of two scans has, if neither its score nor its shift is great enough."""
    unclear = []
    for place, (point, comparison) in enumerate(zip(points, comparisons, strict=True)):
        score, rise = comparison.scores[comparison.features[0]], np.abs(comparison.rise[comparison.features]).max()
        is_clear = score >= _ONE_WAY * thresholds.threshold or rise >= _GREAT
        if not (is_clear or point.is_in_both or reference_size):
            unclear.append((float(score), place))
    return min(unclear)[1] if unclear else None


def _each_once(table: FeatureTable, points: Sequence[ChangePoint], thresholds: Thresholds) -> list[ChangePoint]:
    kept: list[ChangePoint] = []
    for point in sorted(points, key=lambda point: (point.split, -point.score)):
        if kept and point.split - kept[-1].split < _SAME and not _is_outage(table, kept[-1], point, thresholds):
            kept[-1] = _best(kept[-1], point)
        else:
            kept.append(point)
    return kept


def _is_outage(table: FeatureTable, first: ChangePoint, second: ChangePoint, thresholds: Thresholds) -> bool:
    """Whether a feature that moved at the first point moved back at the second."""
    low, high = max(0, first.split - MAX_SIDE), min(table.size, second.split + MAX_SIDE)
    if second.split - first.split < WINDOW_SIZES[0]:
        return False
    middle = first.split, second.split
    start = compare(table, (low, first.split), middle, thresholds)
    end = compare(table, middle, (second.split, high), thresholds)
    both = np.intersect1d(start.features, end.features)
    return bool(np.any(start.rise[both] * end.rise[both] < 0))


def _best(first: ChangePoint, second: ChangePoint) -> ChangePoint:
    """Of one change that was found twice, the clearer point, detected as early as either."""
    is_in_both = (
        first.is_in_both or second.is_in_both or (first.detected_after is None) != (second.detected_after is None)
    )
    best = max(first, second, key=lambda point: point.score)
    return best._replace(detected_after=_earliest(first, second), is_in_both=is_in_both)


def _earliest(*points: ChangePoint) -> int | None:
    return min((point.detected_after for point in points if point.detected_after is not None), default=None)


def _differing(
    table: FeatureTable, points: list[ChangePoint], thresholds: Thresholds
) -> tuple[list[ChangePoint], list[Comparison]]:
    """The points at which articles differ up to the neighbouring points, with both sides of each; the least clear other
    one is dropped first.
    """
    kept = list(points)
    while True:
        comparisons = compare_around(table, kept, thresholds)
        alike = [(kept[at].score, at) for at, comparison in enumerate(comparisons) if not len(comparison.features)]
        if not alike:
            return kept, comparisons
        del kept[min(alike)[1]]


def _dated(table: FeatureTable, points: list[ChangePoint], comparisons: list[Comparison]) -> list[ChangePoint]:
    """The points dated again, each by all features that show it."""
    dated = []
    for point, comparison in zip(points, comparisons, strict=True):
        low = max(point.split - _REDATE, table.reference_size, comparison.low + 1)
        high = min(point.split + _REDATE, comparison.high - 1)
        split = likeliest_split(table, comparison, low, high) if low <= high else point.split
        dated.append(point._replace(split=split))
    return dated


def _each_once_by_date(points: list[ChangePoint]) -> list[ChangePoint]:
    """The scans in both directions may date one change so far apart that they count as two until it is dated again."""
    best: dict[int, ChangePoint] = {}
    for point in points:
        best[point.split] = _best(best.get(point.split, point), point)
    return [best[split] for split in sorted(best)]


def _first(
    points: list[ChangePoint],
    comparisons: list[Comparison],
    is_one: Callable[[ChangePoint, ChangePoint, Comparison, Comparison], bool],
) -> int | None:
    """The first of two neighbouring points that are one event."""
    pairs = enumerate(zip(pairwise(points), pairwise(comparisons), strict=True))
    return next((place for place, (two, sides) in pairs if is_one(*two, *sides)), None)


def _is_batch(
    table: FeatureTable,
    thresholds: Thresholds,
    first: ChangePoint,
    second: ChangePoint,
    start: Comparison,
    end: Comparison,
) -> bool:
    """Whether between two points there came articles of another sort, such as a print issue, beside the usual ones.

    Then the second undoes the first, and the usual articles come about as often as in the weeks before and after.
    """
    both = np.intersect1d(start.features, end.features)
    if not len(both) or bool(np.any(start.rise[both] * end.rise[both] > 0)):
        return False
    usual = _usual(table, start, int(both[np.argmax(np.abs(start.rise[both]))]))
    others = first.split + np.flatnonzero(~usual[first.split : second.split])
    if not len(others) or _hours(table, first.split, second.split - 1) >= _BATCH_HOURS:
        return False
    if not is_return(table, start, end, thresholds):
        return False
    # An edge may lie an article and thus a night beside.
    clock = np.repeat(table.hours, np.diff(table.starts))
    since, until = int(clock[others[0]]), int(clock[others[-1]]) + 1
    within = slice(first.split, second.split)
    came = np.count_nonzero(usual[within] & (clock[within] >= since) & (clock[within] < until))
    usual[within] = False
    expected = _expected(clock[start.low : end.high], usual[start.low : end.high], since, until)
    is_beside = bool(came >= max(MIN_EXCESS, _STILL * expected))
    around = int(clock[end.high - 1] - clock[start.low]) - (until - since)
    return is_beside and around >= _AROUND * (until - since) and bool(came + len(others) >= _MORE * expected)


def _expected(clock: Ints, usual: Bools, since: int, until: int) -> float:
    """How many usual articles come from one hour until another, which they do not count: as many as at these hours of
    the weeks before and after, or at the rate of all where there is no such week.
    """
    counts = [
        np.count_nonzero(usual & (clock >= since + shift) & (clock < until + shift))
        for shift in (-MIN_REFERENCE_HOURS, MIN_REFERENCE_HOURS)
        if clock[0] <= since + shift and until + shift <= clock[-1]
    ]
    around = int(clock[-1] - clock[0]) - (until - since)
    return sum(counts) / len(counts) if counts else np.count_nonzero(usual) / max(around, 1) * (until - since)


def _usual(table: FeatureTable, comparison: Comparison, feature: int) -> Bools:
    """Which articles are, by one feature, as those before."""
    has = table.column(feature)
    return ~has if comparison.rise[feature] > 0 else has


def _hours(table: FeatureTable, first: int, last: int) -> int:
    """The hours between two articles."""
    before, after = np.searchsorted(table.starts, (first, last), side="right") - 1
    return int(table.hours[after] - table.hours[before])


def _is_rollout(
    table: FeatureTable, first: ChangePoint, second: ChangePoint, start: Comparison, end: Comparison
) -> bool:
    """Whether the second point is the next step of the first: the same features move on in the same way."""
    if _hours(table, first.split, second.end) > _ROLLOUT_HOURS:
        return False
    moved = [side.features[np.argsort(-np.abs(side.rise[side.features]), kind="stable")][:8] for side in (start, end)]
    both = np.intersect1d(start.features, end.features)
    # What has an alarm in one step may move too little for one in the other.
    on = (start.rise * end.rise > 0) & (np.minimum(np.abs(start.rise), np.abs(end.rise)) >= _STEP)
    is_against = bool(np.any(start.rise[both] * end.rise[both] <= 0))
    return not is_against and all(np.count_nonzero(on[features]) >= _MOVES_ON * len(features) for features in moved)


def _merged(first: ChangePoint, second: ChangePoint) -> ChangePoint:
    features = np.union1d(first.features, second.features)
    return _best(first, second)._replace(split=first.split, features=features, complete=second.end, is_in_both=True)


def is_return(table: FeatureTable, earlier: Comparison, later: Comparison, thresholds: Thresholds) -> bool:
    """Whether, in all that changed with either, the articles after the later change are as those before the earlier."""
    outer = compare(table, (earlier.low, earlier.split), (later.start, later.high), thresholds)
    changed = np.union1d(earlier.features, later.features)
    return not len(np.intersect1d(outer.features, changed))
