"""Change-point detection in a stream of articles, without a calendar and without rules for single sites.

Windows of the latest articles are compared with all articles since the last change, one feature at a time, by the
two-sample Bernoulli log-likelihood ratio G. Shifts of editors, week-ends and print batches make the share of a feature
vary more than by chance, so G is divided by the feature's overdispersion so far (`WindowSeries`), as in
quasi-likelihood. Windows end with fetch hours: the articles of one hour are fetched by one program from one layout, and
are not independent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newscheck.layout.comparison import MAX_SIDE, Comparison, compare, compare_at_split, likeliest_split
from newscheck.layout.feature_table import FeatureTable, best_split, tabulate
from newscheck.layout.features import OF_CRAWLS
from newscheck.layout.numpy_loader import np
from newscheck.layout.profile import DetectedChange, FeatureShift
from newscheck.layout.statistics import NEGLIGIBLE_SHARE, Floats, Ints
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import DEFAULT_THRESHOLDS, WINDOW_SIZES, Thresholds
from newscheck.layout.windows import Alarm, WindowSeries
from newscheck.text.timestamps import DAY, from_ms, time_zone

#: Change points closer than this are one change detected twice; a change is dated again within this many articles.
_SAME, _REDATE = 30, 64
#: Examples are typical in this many features with the highest scores; a margin, and the articles beyond it.
_TYPICAL, _MARGIN, _NEAR = 8, 3, 60
_YEAR_9986 = 253_000_000_000_000
#: Zones whose clocks change on different days; a timing change this close to such a day is no change of layout.
_ZONES, _CLOCK_CHANGE = ("Europe/Paris", "America/New_York"), 4 * DAY
_BLOCK = 128  # hours scored at a time


class _ChangePoint(NamedTuple):
    """A change before article `split`, the features with an alarm, and the article after which it was detected."""

    split: int
    score: float
    features: Ints
    detected_after: int | None = None


def detect(stream: Stream, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> list[DetectedChange]:
    """All changes of a stream in order of time, except within the articles of a reference."""
    table = tabulate(stream)
    if table is None:
        return []
    points = list(_change_points(table, thresholds))
    if not table.reference_size:
        # A batch after a reference may be too small to be a reference itself.
        points += (
            point._replace(split=table.size - point.split, detected_after=None)
            for point in _change_points(table.mirrored(), thresholds)
        )
    changes = _changes(table, stream.site, _confirmed(table, points, thresholds), thresholds)
    return [change for change in changes if change.label != "timing" or not _is_of_clocks(change, stream)]


def _is_of_clocks(change: DetectedChange, stream: Stream) -> bool:
    """Whether the times changed with summer time, or because the crawler runs at other hours."""
    is_crawl = all(shift.feature.startswith(OF_CRAWLS) for shift in change.shifts)
    return is_crawl or _is_clock_change(stream.epochs[change.first])


def _is_clock_change(epoch: int) -> bool:
    """Whether clocks in Europe or America were changed about then, which moves times by an hour."""
    if epoch >= _YEAR_9986:
        return False
    around = from_ms(epoch - _CLOCK_CHANGE), from_ms(epoch + _CLOCK_CHANGE)
    return any(len({moment.astimezone(time_zone(name)).dst() for moment in around}) > 1 for name in _ZONES)


def _change_points(table: FeatureTable, thresholds: Thresholds) -> Iterator[_ChangePoint]:
    """Changes in the direction of the table's time; each begins a new reference."""
    series = [WindowSeries(table, 0, length) for length in WINDOW_SIZES]
    origin = 0
    while (alarm := _alarm(series, origin, len(table.hours), thresholds)) is not None:
        split = _split(table, alarm)
        yield _ChangePoint(split, alarm.score, alarm.features, int(table.starts[alarm.end]))
        origin = int(np.searchsorted(table.starts, split))
        if origin == len(table.hours):
            return  # within the last hour: nothing is left to compare
        series = [windows.after(split) for windows in series]


def _alarm(series: list[WindowSeries], origin: int, hours: int, thresholds: Thresholds) -> Alarm | None:
    """The first alarm against the hours from `origin`: of windows that end with the same hour, the highest score."""
    reference_end = int(np.searchsorted(series[0].table.starts, series[0].table.reference_size))
    for low in range(origin, hours, _BLOCK):
        alarms = [alarm for windows in series for alarm in windows.alarms(low + _BLOCK, reference_end, thresholds)]
        if alarms:
            end = min(alarm.end for alarm in alarms)
            alarms = [alarm for alarm in alarms if alarm.end == end]
            features = np.unique(np.concatenate([alarm.features for alarm in alarms]))
            return max(alarms, key=lambda alarm: (alarm.score, -alarm.start))._replace(features=features)
    return None


def _split(table: FeatureTable, alarm: Alarm) -> int:
    """The position, from shortly before the window to its end, that best splits the feature with the highest score."""
    low, start, end = (int(table.starts[hour]) for hour in (alarm.since, alarm.start, alarm.end))
    return best_split(table.column(alarm.feature), low, end, max(2 * start - end, table.reference_size), end)


def _confirmed(table: FeatureTable, points: list[_ChangePoint], thresholds: Thresholds) -> list[_ChangePoint]:
    """Change points of both directions, each change once and dated again, where articles differ before and after it."""
    kept: list[_ChangePoint] = []
    for point in sorted(points, key=lambda point: (point.split, -point.score)):
        if kept and point.split - kept[-1].split < _SAME and not _is_outage(table, kept[-1], point, thresholds):
            kept[-1] = _best(kept[-1], point)
        else:
            kept.append(point)
    kept, comparisons = _with_difference(table, kept, thresholds)
    redated = [_redated(table, point, comparison) for point, comparison in zip(kept, comparisons, strict=True)]
    # The scans in both directions may date one change so far apart that they count as two until here.
    best: dict[int, _ChangePoint] = {}
    for point in redated:
        best[point.split] = _best(best.get(point.split, point), point)
    return _with_difference(table, [best[split] for split in sorted(best)], thresholds)[0]


def _with_difference(
    table: FeatureTable, points: list[_ChangePoint], thresholds: Thresholds
) -> tuple[list[_ChangePoint], list[Comparison]]:
    """The points at which articles differ up to the neighbouring points, and how; the least clear is dropped first."""
    kept = list(points)
    while True:
        splits = [point.split for point in kept]
        comparisons = [compare_at_split(table, splits, place, thresholds) for place in range(len(kept))]
        alike = [(point.score, at) for at, point in enumerate(kept) if not len(comparisons[at].features)]
        if not alike:
            return kept, comparisons
        del kept[min(alike)[1]]


def _best(first: _ChangePoint, second: _ChangePoint) -> _ChangePoint:
    """Of one change that was found twice, the clearer point, detected as early as either."""
    same = first, second
    detected = min((point.detected_after for point in same if point.detected_after is not None), default=None)
    return max(same, key=lambda point: point.score)._replace(detected_after=detected)


def _is_outage(table: FeatureTable, first: _ChangePoint, second: _ChangePoint, thresholds: Thresholds) -> bool:
    """Whether a feature that moved at the first point moved back at the second."""
    low, high = max(0, first.split - MAX_SIDE), min(table.size, second.split + MAX_SIDE)
    if second.split - first.split < WINDOW_SIZES[0]:
        return False
    middle = first.split, second.split
    start = compare(table, (low, first.split), middle, thresholds)
    end = compare(table, middle, (second.split, high), thresholds)
    both = np.intersect1d(start.features, end.features)
    return bool(np.any((start.after - start.before)[both] * (end.after - end.before)[both] < 0))


def _redated(table: FeatureTable, point: _ChangePoint, comparison: Comparison) -> _ChangePoint:
    """The point dated anew by all features that show it."""
    low = max(point.split - _REDATE, table.reference_size, comparison.low + 1)
    high = min(point.split + _REDATE, comparison.high - 1)
    return point._replace(split=likeliest_split(table, comparison, low, high)) if low <= high else point


def _changes(
    table: FeatureTable, site: str, points: list[_ChangePoint], thresholds: Thresholds
) -> list[DetectedChange]:
    splits = [point.split for point in points]
    comparisons = [compare_at_split(table, splits, place, thresholds) for place in range(len(points))]
    until: dict[int, int] = {}
    for later in range(1, len(comparisons)):
        for earlier in reversed(range(later)):
            if _is_return(table, comparisons[earlier], comparisons[later], thresholds):
                until.setdefault(earlier, splits[later])
                break
    returns = set(until.values())
    return [
        DetectedChange(
            site,
            split - 1,
            split,
            [_shift(table, comparison, int(feature)) for feature in comparison.features],
            split - comparison.low,
            comparison.high - split,
            point.score,
            _label(table, comparison, split in returns),
            until.get(place),
            _examples(table, comparison, range(split - 1, comparison.low - 1, -1), comparison.before),
            _examples(table, comparison, range(split, comparison.high), comparison.after),
            point.detected_after,
        )
        for place, (point, split, comparison) in enumerate(zip(points, splits, comparisons, strict=True))
    ]


def _is_return(table: FeatureTable, earlier: Comparison, later: Comparison, thresholds: Thresholds) -> bool:
    """Whether, in all that changed with either, the articles after the later change are as those before the earlier."""
    outer = compare(table, (earlier.low, earlier.split), (later.split, later.high), thresholds)
    changed = np.union1d(earlier.features, later.features)
    return not len(np.intersect1d(outer.features, changed))


def _shift(table: FeatureTable, comparison: Comparison, feature: int) -> FeatureShift:
    before, after = float(comparison.before[feature]), float(comparison.after[feature])
    kind = "appeared" if before <= NEGLIGIBLE_SHARE else "vanished" if before >= 1 - NEGLIGIBLE_SHARE else "shifted"
    return FeatureShift(table.names[feature], before, after, kind, float(comparison.scores[feature]))


def _label(table: FeatureTable, comparison: Comparison, is_return: bool) -> str:
    if table.is_timing[comparison.features].all():
        return "timing"
    return "returned" if is_return else "layout"


def _examples(table: FeatureTable, comparison: Comparison, articles: range, shares: Floats) -> list[int]:
    """Two articles near the change in which most of the features with the highest scores are as usual on their side."""
    features = comparison.features[:_TYPICAL]
    usual = shares[features] >= 0.5
    near = articles[_MARGIN : _MARGIN + _NEAR] or articles[-1:]
    spans = [table.features[table.offsets[article] : table.offsets[article + 1]] for article in near]
    matches = [int(np.count_nonzero(np.isin(features, span) == usual)) for span in spans]
    return sorted(near[i] for i in np.argsort(-np.array(matches), kind="stable")[:2])
