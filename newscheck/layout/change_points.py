"""Change-point detection in a stream of articles, without a calendar and without rules for single sites.

Windows of the latest articles are compared with all articles since the last change, one feature at a time, by the
two-sample Bernoulli log-likelihood ratio G. Shifts of editors, week-ends and print batches make the share of a feature
vary more than by chance, so G is divided by the feature's overdispersion so far (`WindowSeries`), as in
quasi-likelihood. Windows end with fetch hours: the articles of one hour are fetched by one program from one layout, and
are not independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from newscheck.dump.numpy_loader import np
from newscheck.layout.comparison import Comparison
from newscheck.layout.confirmation import ChangePoint, Confirmed, confirm, is_return
from newscheck.layout.feature_table import FeatureTable, best_split, tabulate
from newscheck.layout.moved_times import hours_later, is_of_crawl
from newscheck.layout.narrowest import narrowest
from newscheck.layout.profile import DetectedChange, FeatureShift
from newscheck.layout.sections import with_sections
from newscheck.layout.statistics import NEGLIGIBLE_SHARE, Floats
from newscheck.layout.streams import Stream, varying
from newscheck.layout.thresholds import DEFAULT_THRESHOLDS, WINDOW_SIZES, Thresholds
from newscheck.layout.windows import SPAN, Alarm, WindowSeries
from newscheck.text.timestamps import DAY, from_ms, time_zone

#: Examples are typical in this many features with the highest scores; a margin, and the articles beyond it.
_TYPICAL, _MARGIN, _NEAR = 8, 3, 60
_YEAR_9986 = 253_000_000_000_000
#: Zones whose clocks change on different days; a timing change this close to such a day is no change of layout, unless
#: date lines move by more than one step of hours.
_ZONES, _CLOCK_CHANGE, _CLOCK_STEP = ("Europe/Paris", "America/New_York"), 4 * DAY, 4
#: Hours times columns that are scored together, unless they are those of a `SPAN`.
_CELLS = 1 << 15
#: Changes back to a layout that may have come again: all pairs of very many changes would take their time.
_MOST_BETWEEN = 20
#: Articles of a window in a section: each hour has few of its articles, so the shortest windows cost most.
_SECTION_WINDOWS = (16, 32, 64, 128, 256)


class Scan(NamedTuple):
    """What a scan finds: changes, and batches of articles of another sort that came beside the usual ones until
    `until`; of how many features, being too many, it knows nothing.
    """

    changes: list[DetectedChange]
    batches: list[DetectedChange]
    left_out: int = 0


def detect(stream: Stream, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> list[DetectedChange]:
    """All changes of a stream in order of time, except within the articles of a reference."""
    return scan(stream, thresholds).changes


def scan(stream: Stream, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Scan:
    """The changes and the batches of a stream in order of time, except within the articles of a reference.

    Changes of sections are among them where the whole does not show them.
    """
    stream = varying(stream)
    changes, batches, left_out = _scan(stream, thresholds, WINDOW_SIZES)
    return Scan(with_sections(stream, changes, batches, _of_section, thresholds), batches, left_out)


def _of_section(stream: Stream, thresholds: Thresholds) -> list[DetectedChange]:
    return _scan(stream, thresholds, _SECTION_WINDOWS).changes


def _scan(stream: Stream, thresholds: Thresholds, sizes: Sequence[int]) -> Scan:
    table = tabulate(stream, thresholds.threshold)
    if table is None:
        return Scan([], [])
    points = list(_change_points(table, thresholds, sizes))
    if not table.reference_size:
        # A batch after a reference may be too small to be a reference itself.
        points += (
            point._replace(split=table.size - point.split, detected_after=None)
            for point in _change_points(table.mirrored(), thresholds, sizes)
        )
    confirmed = confirm(table, points, thresholds)
    changes = _changes(table, stream.site, confirmed, thresholds)
    intervals = narrowest(table, thresholds) if changes else []
    changes = [
        replace(change, is_agreed=any(interval.shows(side.split, side.start, side.features) for interval in intervals))
        for change, side in zip(changes, confirmed.comparisons, strict=True)
    ]
    return Scan(
        [change for change in changes if change.label != "timing" or not _is_of_clocks(stream, change)],
        [
            _change(table, stream.site, point, comparison, "batch", end)
            for point, end, comparison in sorted(confirmed.batches, key=lambda batch: batch[0].split)
        ],
        table.left_out,
    )


def _is_of_clocks(stream: Stream, change: DetectedChange) -> bool:
    """Whether a change of times is the crawler's, which runs at another hour, or that of clocks to summer time."""
    start = change.first if change.complete is None else change.complete
    before = stream.epochs[max(change.first - change.reference, stream.reference_size) : change.first]
    after = stream.epochs[start : start + change.window]
    rises = {shift.feature: shift.after - shift.before for shift in change.shifts}
    is_summer = abs(hours_later(rises)) <= _CLOCK_STEP and _is_clock_change(stream.epochs[change.first])
    return is_summer or is_of_crawl(rises, before, after)


def _is_clock_change(epoch: int) -> bool:
    """Whether clocks in Europe or America were changed about then, which moves times by an hour."""
    if epoch >= _YEAR_9986:
        return False
    around = from_ms(epoch - _CLOCK_CHANGE), from_ms(epoch + _CLOCK_CHANGE)
    return any(len({moment.astimezone(time_zone(name)).dst() for moment in around}) > 1 for name in _ZONES)


def _change_points(table: FeatureTable, thresholds: Thresholds, sizes: Sequence[int]) -> Iterator[ChangePoint]:
    """Changes in the direction of the table's time; each begins a new reference."""
    series = [WindowSeries.of(table, length) for length in sizes]
    origin = 0
    while (alarm := _alarm(series, origin, len(table.hours), thresholds)) is not None:
        split = _split(table, alarm)
        yield ChangePoint(split, alarm.score, alarm.features, int(table.starts[alarm.end]))
        origin = int(np.searchsorted(table.starts, split))
        if origin == len(table.hours):
            return  # within the last hour: nothing is left to compare
        series = [windows.after(split, alarm.end) for windows in series]


def _alarm(series: list[WindowSeries], origin: int, hours: int, thresholds: Thresholds) -> Alarm | None:
    """The first alarm against the hours from `origin`: of windows that end with the same hour, the highest score."""
    table = series[0].table
    until, together, most = origin, SPAN, max(SPAN, _CELLS // len(table.firsts))
    while until < hours:
        until += together
        together = min(2 * together, most // SPAN * SPAN)
        alarms = [alarm for each in series for alarm in each.alarms(until, thresholds)]
        if alarms:
            end = min(alarm.end for alarm in alarms)
            alarms = [alarm for alarm in alarms if alarm.end == end]
            features = np.unique(np.concatenate([alarm.features for alarm in alarms]))
            return max(alarms, key=lambda alarm: (alarm.score, -alarm.start))._replace(features=features)
        table.storage.release()
    return None


def _split(table: FeatureTable, alarm: Alarm) -> int:
    """The position, from shortly before the window to its end, that best splits the feature with the highest score."""
    low, start, end = (int(table.starts[hour]) for hour in (alarm.since, alarm.start, alarm.end))
    first = max(2 * start - end, table.reference_size)
    return low + best_split(table.column(alarm.feature, low, end), first - low, end - low)


def _changes(table: FeatureTable, site: str, confirmed: Confirmed, thresholds: Thresholds) -> list[DetectedChange]:
    points, comparisons, _ = confirmed
    until: dict[int, int] = {}
    for later in range(1, len(comparisons)):
        for earlier in reversed(range(max(0, later - _MOST_BETWEEN), later)):
            if is_return(table, comparisons[earlier], comparisons[later], thresholds):
                until.setdefault(earlier, points[later].split)
                break
    returns = set(until.values())
    return [
        _change(table, site, point, comparison, _label(table, comparison, point.split in returns), until.get(place))
        for place, (point, comparison) in enumerate(zip(points, comparisons, strict=True))
    ]


def _change(
    table: FeatureTable, site: str, point: ChangePoint, comparison: Comparison, label: str, until: int | None
) -> DetectedChange:
    return DetectedChange(
        site,
        point.split - 1,
        point.split,
        [_shift(table, comparison, int(feature)) for feature in comparison.features],
        comparison.split - comparison.low,
        comparison.high - comparison.start,
        point.score,
        label,
        until,
        _examples(table, comparison, range(comparison.split - 1, comparison.low - 1, -1), comparison.before),
        _examples(table, comparison, range(comparison.start, comparison.high), comparison.after),
        point.detected_after,
        point.end if point.end > point.split else None,
    )


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
    near = articles[_MARGIN : _MARGIN + _NEAR] or articles[-1:]
    matches = table.weighed(min(near), max(near) + 1, features, np.where(shares[features] >= 0.5, 1, -1))[:: near.step]
    return sorted(near[i] for i in np.argsort(-matches, kind="stable")[:2])
