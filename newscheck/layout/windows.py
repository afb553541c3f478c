"""Windows of the latest articles against all articles since the last change, and each feature's overdispersion."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.feature_table import FeatureTable
from newscheck.layout.profile import MAX_ARTICLES
from newscheck.layout.statistics import (
    G_CAP,
    Bools,
    Floats,
    Ints,
    g_statistic,
    is_near_constant,
    overdispersion,
    window_difference,
)
from newscheck.layout.thresholds import (
    MIN_HOURS,
    MIN_REFERENCE,
    WINDOW_SIZES,
    YOUNG_MIN_HOURS,
    YOUNG_MIN_SHARE,
    Thresholds,
    is_alarm,
    is_reference,
)

#: Hours that a window must span before times of day are compared.
_MIN_TIMING_HOURS = 72
_LARGEST_CAP = 400.0
#: Shares of a window's articles from which fewer fetch hours are enough, and how many these are.
_MOST, _NEARLY_ALL, _FEW_HOURS = 0.5, 0.9, 2

_XLOGX: Floats = np.arange(MAX_ARTICLES + 2 * WINDOW_SIZES[-1] + 9, dtype=np.float64)
_XLOGX[1:] *= np.log(_XLOGX[1:])


class Stretch(NamedTuple):
    """A number of articles, and of the fetch hours that they are of."""

    articles: int
    hours: int


def min_detectable_count(batch: Stretch, reference: Stretch, thresholds: Thresholds) -> int | None:
    """The fewest articles of a batch in which a new feature, one that no article of the reference has, is an alarm.

    They are spread over the batch, which is compared as a whole, or where it is far longer than the reference in parts.
    """
    if not is_reference(*reference):
        return None
    n0, n1 = reference.articles, batch.articles
    lengths = [length for length in WINDOW_SIZES if length <= n0]
    if not any(_is_whole(n1, length) for length in lengths):
        n1 = lengths[-1]
    hours = batch.hours * n1 // batch.articles
    a, none = np.arange(1, n1 + 1), np.zeros(n1, dtype=np.int64)
    scores, difference = g_statistic(a, n1, none, n0), window_difference(a, n1, none, n0)
    counted = np.where(a >= _MOST * n1, max(hours, MIN_HOURS), hours)
    detected = is_alarm(scores, difference, thresholds, counted)
    if n0 < MIN_REFERENCE:
        detected &= difference.share >= YOUNG_MIN_SHARE
    return -(-int(a[detected][0]) * batch.articles // n1) if detected.any() else None


def _is_whole(batch: int, length: int) -> bool:
    """Whether all articles of a batch are a window of about a length."""
    return (length <= batch or length == WINDOW_SIZES[0]) and batch <= _longest(length)


def _batch_window(table: FeatureTable, length: int) -> int | None:
    """The last hour of the window that begins right after a reference; the batch as a whole, unless it is too long."""
    batch, last = table.size - table.reference_size, len(table.starts) - 1
    if not table.reference_size or table.reference_end == last:
        return None
    if _is_whole(batch, length):
        return last
    return int(np.searchsorted(table.starts, table.reference_size + length)) if batch > length else None


def _longest(length: int) -> int:
    """The most articles of a window of about a length, which holds whole hours."""
    return 2 * length + 8


class Alarm(NamedTuple):
    """The feature with the highest score in a window of the hours `start` to `end`, against those from `since` on.

    `features` are all features with an alarm in that window.
    """

    score: float
    feature: int
    since: int
    start: int
    end: int
    features: Ints


class _PriorWindows(NamedTuple):
    """How many windows there were before the last change, and the sum and the largest G of each feature in them."""

    windows: int
    g: Floats


class WindowSeries:
    """All windows of one length since a change, in order of time, with each feature's G in them.

    Overdispersion is learned from the windows that ended before the present one began: those that overlap it contain
    a part of the change, and would hide it.
    """

    def __init__(self, table: FeatureTable, origin: int, length: int, past: _PriorWindows | None = None) -> None:
        self.table, self.length, self.done = table, length, 0
        starts = table.starts
        stride = max(1, length // 8)
        ends = np.flatnonzero(np.diff(starts // stride) > 0) + 1  # a long window need not end with every hour
        begins = np.searchsorted(starts, starts[ends] - length, side="right") - 1
        if not table.reference_size:
            begins = np.minimum(begins, ends - _FEW_HOURS)  # one hour is no alarm
        if (end := _batch_window(table, length)) is not None:
            at = np.searchsorted(ends, end)
            ends, begins = np.insert(ends, at, end), np.insert(begins, at, table.reference_end)
        since = np.maximum(origin, np.searchsorted(starts, starts[np.maximum(begins, 0)] - MAX_ARTICLES))
        size, reference = starts[ends] - starts[begins], starts[begins] - starts[since]
        fits = (begins >= origin) & (size <= _longest(length)) & (reference >= max(table.young_reference, length))
        fits &= (reference >= table.min_reference) | (begins - since >= YOUNG_MIN_HOURS)
        self.ends, self.begins, self.since = ends[fits], begins[fits], since[fits]
        self.size, self.reference = size[fits], reference[fits]
        self.is_young = table.hours[self.begins - 1] - table.hours[origin] < table.min_hours
        self.is_short = table.hours[self.ends - 1] - table.hours[self.begins] < _MIN_TIMING_HOURS - 1
        self.earlier = np.searchsorted(self.ends, self.begins, side="right").astype(np.int64)
        self.prior_count, g = past or _PriorWindows(0, np.zeros((2, len(table.firsts))))
        self.earlier_g, self.base = g[:, None], 0  # sum and largest G of the first `base`, base + 1, … windows

    def after(self, split: int) -> WindowSeries:
        """The windows after a change: the reference begins anew there, but what is learned of overdispersion stays."""
        origin = int(np.searchsorted(self.table.starts, split))
        ended = max(int(np.searchsorted(self.ends[: self.done], origin)), self.base)
        past = _PriorWindows(self.prior_count + ended, self.earlier_g[:, ended - self.base])
        return WindowSeries(self.table, origin, self.length, past)

    def alarms(self, until: int, reference_end: int, thresholds: Thresholds) -> list[Alarm]:
        """The first window with an alarm that ends with hour `until` or before, but after hour `reference_end`."""
        block = slice(self.done, int(np.searchsorted(self.ends, until, side="right")))
        if block.start == block.stop:
            return []
        self.done = block.stop
        sums = self.table.sums
        middle = sums[self.begins[block]]
        a, b = np.abs(sums[self.ends[block]] - middle), np.abs(middle - sums[self.since[block]])
        g = self._g(a, self.size[block, None], b, self.reference[block, None])
        rows, columns = np.nonzero(g >= thresholds.threshold)
        self._learn(g)
        if not len(rows):
            return []
        windows = rows + block.start
        scores = g[rows, columns] / self._overdispersion(windows, columns)
        high = (scores >= thresholds.threshold) & (self.ends[windows] > reference_end)
        rows, columns, windows, scores = rows[high], columns[high], windows[high], scores[high]
        counts = a[rows, columns].astype(np.int64), b[rows, columns].astype(np.int64)
        passed = self._are_alarms(windows, columns, scores, counts, thresholds)
        return self._first(windows[passed], columns[passed], scores[passed])

    @staticmethod
    def _g(a: NDArray[np.int32], n1: Ints, b: NDArray[np.int32], n0: Ints) -> Floats:
        """`g_statistic` of whole blocks, by look-up."""
        m1, m0 = n1.astype(np.int32), n0.astype(np.int32)
        xlogx = _XLOGX.take  # twice as fast as an index
        g = xlogx(a)
        g += xlogx(m1 - a)
        g += xlogx(b)
        g += xlogx(m0 - b)
        a = a + b
        g -= xlogx(a)
        g -= xlogx(m1 + m0 - a)
        g += _XLOGX[n1 + n0] - _XLOGX[n1] - _XLOGX[n0]
        g *= 2
        return g

    def _learn(self, g: Floats) -> None:
        """Add the G of a block to the sums and maxima that overdispersion is taken from."""
        keep = self.earlier[self.done - len(g)]  # no later window needs what is before
        sums, largest = self.earlier_g[:, -1]
        grown = np.empty((2, len(g), g.shape[1]))
        np.cumsum(np.minimum(g, G_CAP), axis=0, out=grown[0])
        grown[0] += sums
        np.maximum.accumulate(np.minimum(g, _LARGEST_CAP), axis=0, out=grown[1])
        np.maximum(grown[1], largest, out=grown[1])
        self.earlier_g = np.concatenate((self.earlier_g[:, keep - self.base :], grown), axis=1)
        self.base = int(keep)

    def _overdispersion(self, windows: Ints, columns: Ints) -> Floats:
        count = self.earlier[windows]
        sums, largest = self.earlier_g[:, count - self.base, columns]
        return overdispersion(sums, self.prior_count + count, largest)

    def _are_alarms(
        self, windows: Ints, columns: Ints, scores: Floats, counts: tuple[Ints, Ints], thresholds: Thresholds
    ) -> Bools:
        """Which are alarms, up to the first window that has one.

        The fetch hours are counted last, and only where all else makes an alarm.
        """
        (a, b), n1, n0 = counts, self.size[windows], self.reference[windows]
        difference = window_difference(a, n1, b, n0)
        is_constant, is_young = is_near_constant(b, n0), self.is_young[windows]
        passed: Bools = is_alarm(scores, difference, thresholds) & (is_constant | ~is_young)
        passed &= (n0 >= self.table.min_reference) | (difference.share >= YOUNG_MIN_SHARE)
        # An own field that all articles of a week had is not one of some days only.
        features = self.table.firsts[columns]
        is_scheduled = self.table.is_timing[features] | (self.table.is_own[features] & (is_young | ~is_constant))
        passed &= ~(is_scheduled & self.is_short[windows])
        is_settled = is_constant & (n0 >= MIN_REFERENCE)
        candidates = np.flatnonzero(passed)
        for window in np.unique(windows[candidates]):
            here = candidates[windows[candidates] == window]
            hours = [
                self._hours(
                    int(window),
                    int(columns[i]),
                    float(difference.share[i]),
                    is_rise=bool(a[i] * n0[i] > n1[i] * b[i]),
                    is_settled=bool(is_settled[i]),
                )
                for i in here
            ]
            passed[here] = is_alarm(scores[here], difference.at(here), thresholds, np.array(hours, dtype=np.int64))
            if passed[here].any():
                passed &= windows <= window
                break
        return passed

    def _hours(self, window: int, column: int, share: float, *, is_rise: bool, is_settled: bool) -> int:
        """In how many hours of the window there is an article that has the feature, or lacks it.

        Fewer count as `MIN_HOURS` where nearly all articles of two hours differ, or most do in what was settled before,
        and where most differ of a batch beside a saved reference, which may be of one fetch.
        """
        span = slice(self.begins[window], self.ends[window] + 1)
        having = np.abs(np.diff(self.table.sums[span, column]))
        hours = int(np.count_nonzero(having if is_rise else np.diff(self.table.starts[span]) - having))
        is_few = self.table.reference_size and self.ends[window] - self.begins[window] < MIN_HOURS
        if hours >= _FEW_HOURS and share >= (_MOST if is_settled else _NEARLY_ALL):
            return max(hours, MIN_HOURS)
        return max(hours, MIN_HOURS) if is_few and share >= _MOST else hours

    def _first(self, windows: Ints, columns: Ints, scores: Floats) -> list[Alarm]:
        if not len(windows):
            return []
        here = windows == windows[0]
        columns, scores, window = columns[here], scores[here], windows[0]
        best = int(np.argmax(scores))
        hours = int(self.since[window]), int(self.begins[window]), int(self.ends[window])
        features = np.flatnonzero(np.isin(self.table.columns, columns))
        return [Alarm(float(scores[best]), int(self.table.firsts[columns[best]]), *hours, features)]
