"""When the layout of a site changed: a scan of its stream of articles, with no calendar and no rule for any site.

Windows of the latest articles are compared with all articles since the last change, one feature at a time, by the
two-sample Bernoulli log-likelihood ratio G. Editors on a rota, week-ends and print batches make a feature swing, so G
is divided by how far the feature has swung so far (`WindowSeries`), as in quasi-likelihood. Windows end with fetch
hours, because the articles of one hour are fetched by one program from one layout: they are not independent witnesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from newscheck.article.extraction import time_zone
from newscheck.layout.comparison import MAX_SIDE, Comparison, compare, compare_at_split
from newscheck.layout.feature_table import FeatureTable, best_split, tabulate
from newscheck.layout.numpy_loader import np
from newscheck.layout.profile import DetectedChange, FeatureShift, Stream
from newscheck.layout.thresholds import DEFAULT_THRESHOLDS, NEGLIGIBLE_SHARE, WINDOW_SIZES, Floats, Ints, Thresholds
from newscheck.layout.windows import Alarm, WindowSeries

#: Edges closer than that are one change found twice; an edge is dated again within that many articles.
_SAME, _REDATE = 30, 64
#: An example is typical in so many of the loudest features; so far from the edge, out of so many articles.
_LOUD, _MARGIN, _NEAR = 8, 3, 60
_YEAR_9999 = 253_000_000_000_000
#: Where clocks are changed, on days of their own; a timing change within so many days of it is that.
_ZONES, _DAYS = ("Europe/Paris", "America/New_York"), 4
_BLOCK = 128  # hours scored at a time


class _ChangePoint(NamedTuple):
    """A change dated before article `split`, the features that told of it, and after which article they did."""

    split: int
    score: float
    features: Ints
    detected_after: int | None = None


def detect(stream: Stream, gates: Thresholds = DEFAULT_THRESHOLDS) -> list[DetectedChange]:
    """All changes of a stream in order of time, but for those within the articles of a reference
    (`Stream.reference_size`).
    """
    table = tabulate(stream)
    if table is None:
        return []
    edges = list(_change_points(table, gates))
    if not table.reference_size:
        # What comes after a reference is no reference in its turn: a batch may be of a few articles.
        edges += (
            edge._replace(split=table.size - edge.split, detected_after=None)
            for edge in _change_points(table.mirrored(), gates)
        )
    changes = _changes(table, stream.site, _confirmed(table, edges, gates), gates)
    return [
        change for change in changes if change.label != "timing" or not _is_clock_change(stream.epochs[change.first])
    ]


def _is_clock_change(epoch: int) -> bool:
    """Whether clocks were put forward or back about then, in Europe or in America: times move by an hour."""
    if epoch >= _YEAR_9999:
        return False
    days = [datetime.fromtimestamp(epoch / 1000 + shift * 86_400, UTC) for shift in (-_DAYS, _DAYS)]
    return any(len({day.astimezone(time_zone(name)).dst() for day in days}) > 1 for name in _ZONES)


def _change_points(table: FeatureTable, gates: Thresholds) -> Iterator[_ChangePoint]:
    """Changes in the direction in which the table runs; each begins a new reference."""
    lanes = [WindowSeries(table, 0, length) for length in WINDOW_SIZES]
    origin = 0
    while (alarm := _alarm(lanes, origin, len(table.hours), gates)) is not None:
        split = _split(table, alarm)
        yield _ChangePoint(split, alarm.score, alarm.features, int(table.starts[alarm.end]))
        origin = int(np.searchsorted(table.starts, split))
        if origin == len(table.hours):
            return  # in the middle of the last hour: nothing is left to compare
        lanes = [lane.after(split) for lane in lanes]


def _alarm(lanes: list[WindowSeries], origin: int, hours: int, gates: Thresholds) -> Alarm | None:
    """The first alarm against the hours from `origin`: of several windows that end with one hour, the loudest."""
    quiet = int(np.searchsorted(lanes[0].table.starts, lanes[0].table.reference_size))
    for low in range(origin, hours, _BLOCK):
        alarms = [alarm for lane in lanes for alarm in lane.alarms(low + _BLOCK, quiet, gates)]
        if alarms:
            end = min(alarm.end for alarm in alarms)
            alarms = [alarm for alarm in alarms if alarm.end == end]
            features = np.unique(np.concatenate([alarm.features for alarm in alarms]))
            return max(alarms, key=lambda alarm: (alarm.score, -alarm.start))._replace(features=features)
    return None


def _split(table: FeatureTable, alarm: Alarm) -> int:
    """The position, from shortly before the window to its end, that best parts articles by the loudest feature."""
    low, start, end = (int(table.starts[hour]) for hour in (alarm.since, alarm.start, alarm.end))
    return best_split(table.column(alarm.feature), low, end, max(2 * start - end, table.reference_size), end)


def _confirmed(table: FeatureTable, edges: list[_ChangePoint], gates: Thresholds) -> list[_ChangePoint]:
    """Edges of both directions, each change once and dated anew, without those whose sides do not differ."""
    kept: list[_ChangePoint] = []
    for edge in sorted(edges, key=lambda edge: (edge.split, -edge.score)):
        if kept and edge.split - kept[-1].split < _SAME and not _is_outage(table, kept[-1], edge, gates):
            seen = min((one.detected_after for one in (kept[-1], edge) if one.detected_after is not None), default=None)
            kept[-1] = max(kept[-1], edge, key=lambda edge: edge.score)._replace(detected_after=seen)
        else:
            kept.append(edge)
    while True:
        sides = [compare_at_split(table, [edge.split for edge in kept], place, gates) for place in range(len(kept))]
        silent = [(edge.score, place) for place, edge in enumerate(kept) if not len(sides[place].features)]
        if not silent:
            break
        del kept[min(silent)[1]]
    return [_redated(table, edge, side) for edge, side in zip(kept, sides, strict=True)]


def _is_outage(table: FeatureTable, first: _ChangePoint, second: _ChangePoint, gates: Thresholds) -> bool:
    """Whether what came with the first edge went again with the second."""
    low, high = max(0, first.split - MAX_SIDE), min(table.size, second.split + MAX_SIDE)
    if second.split - first.split < WINDOW_SIZES[0]:
        return False
    middle = first.split, second.split
    come = compare(table, (low, first.split), middle, gates)
    gone = compare(table, middle, (second.split, high), gates)
    both = np.intersect1d(come.features, gone.features)
    rise, fall = come.after[both] - come.before[both], gone.after[both] - gone.before[both]
    return bool(np.any(rise * fall < 0))


def _redated(table: FeatureTable, edge: _ChangePoint, sides: Comparison) -> _ChangePoint:
    first, last = max(edge.split - _REDATE, table.reference_size), edge.split + _REDATE
    loudest = table.column(int(sides.features[0]))
    return edge._replace(split=best_split(loudest, sides.low, sides.high, first, last))


def _changes(table: FeatureTable, site: str, edges: list[_ChangePoint], gates: Thresholds) -> list[DetectedChange]:
    splits = [edge.split for edge in edges]
    sides = [compare_at_split(table, splits, place, gates) for place in range(len(edges))]
    until: dict[int, int] = {}
    for later in range(1, len(sides)):
        for earlier in reversed(range(later)):
            if _is_back(table, sides[earlier], sides[later], gates):
                until.setdefault(earlier, splits[later])
                break
    returns = set(until.values())
    return [
        DetectedChange(
            site,
            split - 1,
            split,
            [_shift(table, side, int(feature)) for feature in side.features],
            split - side.low,
            side.high - split,
            edge.score,
            _label(table, side, split in returns),
            until.get(place),
            _examples(table, side, range(split - 1, side.low - 1, -1), side.before),
            _examples(table, side, range(split, side.high), side.after),
            edge.detected_after,
        )
        for place, (edge, split, side) in enumerate(zip(edges, splits, sides, strict=True))
    ]


def _is_back(table: FeatureTable, earlier: Comparison, later: Comparison, gates: Thresholds) -> bool:
    """Whether, in all that changed with either, the articles after the later change are as those before the earlier."""
    apart = compare(table, (earlier.low, earlier.split), (later.split, later.high), gates)
    changed = np.union1d(earlier.features, later.features)
    return not len(np.intersect1d(apart.features, changed))


def _shift(table: FeatureTable, side: Comparison, feature: int) -> FeatureShift:
    before, after = float(side.before[feature]), float(side.after[feature])
    kind = "appeared" if before <= NEGLIGIBLE_SHARE else "vanished" if before >= 1 - NEGLIGIBLE_SHARE else "shifted"
    return FeatureShift(table.names[feature], before, after, kind, float(side.scores[feature]))


def _label(table: FeatureTable, side: Comparison, is_return: bool) -> str:
    if table.is_timing[side.features].all():
        return "timing"
    return "returned" if is_return else "layout"


def _examples(table: FeatureTable, side: Comparison, articles: range, shares: Floats) -> list[int]:
    """Two articles, not at the very edge, in which most of the loudest features are as in most of their side."""
    loud = side.features[:_LOUD]
    usual = shares[loud] >= 0.5
    near = articles[_MARGIN : _MARGIN + _NEAR] or articles[-1:]
    spans = [table.features[table.offsets[article] : table.offsets[article + 1]] for article in near]
    typical = [int(np.count_nonzero(np.isin(loud, span) == usual)) for span in spans]
    return sorted(near[i] for i in np.argsort(-np.array(typical), kind="stable")[:2])
