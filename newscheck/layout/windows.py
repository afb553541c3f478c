"""Windows of the latest articles against all articles since the last change, and each feature's overdispersion."""

from __future__ import annotations

from typing import Any, NamedTuple

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.feature_table import FeatureTable
from newscheck.layout.learned_block import LearnedBlock
from newscheck.layout.profile import MAX_ARTICLES
from newscheck.layout.statistics import (
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
    longest_window,
)

#: Hours that a window must span before times of day are compared.
_MIN_TIMING_HOURS = 72
#: Shares of a window's articles from which fewer fetch hours are enough, and how many these are.
_MOST, _NEARLY_ALL, _FEW_HOURS = 0.5, 0.9, 2
#: Hours whose G are added up by themselves; more are scored together where there are few columns.
SPAN = 128
#: The part of the columns that vary from which it costs less to score them all.
_WORTH = 0.5

_XLOGX: Floats = np.arange(MAX_ARTICLES + 2 * WINDOW_SIZES[-1] + 9, dtype=np.float64)
_XLOGX[1:] *= np.log(_XLOGX[1:])


_Hours = NDArray[np.integer[Any]]


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
    return (length <= batch or length == WINDOW_SIZES[0]) and batch <= longest_window(length)


def _batch_window(table: FeatureTable, length: int) -> int | None:
    """The last hour of the window that begins right after a reference; the batch as a whole, unless it is too long."""
    batch, last = table.size - table.reference_size, len(table.starts) - 1
    if not table.reference_size or table.reference_end == last:
        return None
    if _is_whole(batch, length):
        return last
    return int(np.searchsorted(table.starts, table.reference_size + length)) if batch > length else None


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


class _Windows(NamedTuple):
    """Windows from hour `begins` until `ends` beside the hours from `since` on: articles of both, whether the reference
    is young and the window short. `numbers` are their places among all.
    """

    numbers: Ints
    ends: Ints
    begins: Ints
    since: Ints
    size: Ints
    reference: Ints
    is_young: Bools
    is_short: Bools


class _PriorWindows(NamedTuple):
    """How many windows there were before the last change, and the sum and the largest G of each feature in them."""

    windows: int
    g: Floats


class WindowSeries:
    """All windows of one length since a change, in order of time, with each feature's G in them.

    Overdispersion is learned from the windows that ended before the present one began: those that overlap it contain
    a part of the change, and would hide it.
    """

    def __init__(
        self, table: FeatureTable, origin: int, length: int, ends: _Hours, begins: _Hours, past: _PriorWindows
    ):
        self.table, self.origin, self.length, self.done = table, origin, length, 0
        starts, since = table.starts, self._since(begins)
        size, reference = starts[ends] - starts[begins], starts[begins] - starts[since]
        fits = (begins >= origin) & (size <= longest_window(length)) & (reference >= max(table.young_reference, length))
        fits &= (reference >= table.min_reference) | (begins - since >= YOUNG_MIN_HOURS)
        # A long archive has very many: all else is derived where it is needed.
        self.ends, self.begins = ends[fits].astype(np.int32), begins[fits].astype(np.int32)
        self.past = past
        self.learned, self.latest = list[LearnedBlock](), past.g  # of all windows that one to come may need

    @classmethod
    def of(cls, table: FeatureTable, length: int) -> WindowSeries:
        """All windows of about a length."""
        starts = table.starts
        stride = max(1, length // 8)
        ends = np.flatnonzero(np.diff(starts // stride) > 0) + 1  # a long window need not end with every hour
        begins = np.searchsorted(starts, starts[ends] - length, side="right") - 1
        if not table.reference_size:
            begins = np.minimum(begins, ends - _FEW_HOURS)  # one hour is no alarm
        if (end := _batch_window(table, length)) is not None:
            at = np.searchsorted(ends, end)
            ends, begins = np.insert(ends, at, end), np.insert(begins, at, table.reference_end)
        return cls(table, 0, length, ends, begins, _PriorWindows(0, np.zeros((2, len(table.firsts)))))

    def after(self, split: int, alarm_end: int) -> WindowSeries:
        """The windows after a change, of which the alarm ends with an hour: the reference begins anew, but what is
        learned of overdispersion stays: of the windows that ended before the change, and of all before those of the
        alarm's `SPAN`.
        """
        origin, low = int(np.searchsorted(self.table.starts, split)), self._span(alarm_end)
        done = self._ended(low + SPAN)
        ended = int(np.searchsorted(self.ends[:done], origin))
        if done:
            ended = max(ended, self._earlier(self._ended(self._span(self.ends[done - 1]))))
        block = next((block for block in self.learned if ended <= block.end), None)
        past = _PriorWindows(self.past.windows + ended, block.after(ended) if block else self.latest)
        # A window that has no room since the last change has none since a later one.
        return WindowSeries(self.table, origin, self.length, self.ends, self.begins, past)

    def _span(self, hour: int) -> int:
        """The hour behind which the `SPAN` begins that a window belongs to that ends with an hour."""
        return self.origin + (int(hour) - self.origin - 1) // SPAN * SPAN

    def _earlier(self, window: int) -> int:
        """The number of windows that end before one begins."""
        return self._ended(self.begins[window])

    def _ended(self, hour: int) -> int:
        """The number of windows that end with an hour or before; of the type of all hours, else they are copied."""
        return int(np.searchsorted(self.ends, np.int32(hour), side="right"))

    def _since(self, begins: _Hours) -> Ints:
        """The first hour of the reference of windows that begin with some hours."""
        starts = self.table.starts
        latest = np.searchsorted(starts, starts[np.maximum(begins, 0)] - MAX_ARTICLES)
        return np.maximum(self.origin, latest)

    def _windows(self, windows: Ints) -> _Windows:
        """Some of the windows."""
        table, ends, begins = self.table, self.ends[windows].astype(np.int64), self.begins[windows].astype(np.int64)
        since, starts = self._since(begins), table.starts
        return _Windows(
            windows,
            ends,
            begins,
            since,
            starts[ends] - starts[begins],
            starts[begins] - starts[since],
            table.hours[begins - 1] - table.hours[self.origin] < table.min_hours,
            table.hours[ends - 1] - table.hours[begins] < _MIN_TIMING_HOURS - 1,
        )

    def alarms(self, until: int, thresholds: Thresholds) -> list[Alarm]:
        """The first window with an alarm that ends with hour `until` or before, but after those of a reference.

        `until` is a number of `SPAN` after the last change.
        """
        first, self.done = self.done, self._ended(until)
        if first == self.done:
            return []
        self._forget(self._earlier(first))
        block = self._windows(np.arange(first, self.done))
        varying = self._varying(block)
        begun, middle, ended = (self._sums(hours, varying) for hours in (block.since, block.begins, block.ends))
        a, b, n1, n0 = np.abs(ended - middle), np.abs(middle - begun), block.size[:, None], block.reference[:, None]
        g, usual = self._g(a, n1, b, n0), None
        if len(varying) < len(self.table.firsts):
            none = np.zeros((len(a), 1), dtype=np.int32)
            usual = self._g(none, n1, none, n0)
        rows, places = np.nonzero(g >= thresholds.threshold)
        spans = np.bincount((block.ends - block.ends[0] + (block.ends[0] - self.origin - 1) % SPAN) // SPAN)
        self._learn(LearnedBlock.of(first, spans[spans > 0], self.latest, varying, g, usual))
        if not len(rows):
            return []
        earlier = np.searchsorted(self.ends, self.begins[first : self.done], side="right")[rows]
        scores = g[rows, places] / self._overdispersion(earlier, varying[places])
        high = (scores >= thresholds.threshold) & (block.ends[rows] > self.table.reference_end)
        rows, places, scores = rows[high], places[high], scores[high]
        counts = a[rows, places].astype(np.int64), b[rows, places].astype(np.int64)
        windows, columns = first + rows, varying[places]
        passed = self._are_alarms(self._windows(windows), columns, scores, counts, thresholds)
        return self._first(self._windows(windows[passed]), columns[passed], scores[passed])

    def _varying(self, block: _Windows) -> Ints:
        """The columns that some articles of a block of windows and their references have and some lack; all where these
        are most.
        """
        table, first, last = self.table, block.since.min(), block.ends.max()
        counts = np.abs(table.sums[last] - table.sums[first])
        varying = np.flatnonzero((counts > 0) & (counts < table.starts[last] - table.starts[first]))
        return varying if len(varying) < _WORTH * len(counts) else np.arange(len(counts))

    def _sums(self, hours: Ints, columns: Ints) -> NDArray[np.int32]:
        """Running counts of some columns."""
        sums = self.table.sums[hours]
        return sums if len(columns) == sums.shape[1] else sums.take(columns, axis=1)

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

    def _forget(self, windows: int) -> None:
        """Give up what was learned in all but the last of some windows."""
        self.learned = [block for block in self.learned if block.end > windows]

    def _learn(self, block: LearnedBlock) -> None:
        self.learned.append(block)
        self.latest = block.before[:, -1]

    def _overdispersion(self, count: Ints, columns: Ints) -> Floats:
        """The overdispersion of columns as known after a number of windows each."""
        places = np.searchsorted([block.end for block in self.learned], count)
        first, last = int(places.min()), int(places.max())
        learned = self.learned[first].at(count, columns) if first == last else np.zeros((2, len(count)))
        for place in range(first, last + 1) if first < last else ():
            here = np.flatnonzero(places == place)
            learned[:, here] = self.learned[place].at(count[here], columns[here])
        return overdispersion(learned[0], self.past.windows + count, learned[1])

    def _are_alarms(
        self, windows: _Windows, columns: Ints, scores: Floats, counts: tuple[Ints, Ints], thresholds: Thresholds
    ) -> Bools:
        """Which are alarms, up to the first window that has one.

        The fetch hours are counted last, and only where all else makes an alarm.
        """
        (a, b), n1, n0 = counts, windows.size, windows.reference
        difference = window_difference(a, n1, b, n0)
        is_constant, is_young = is_near_constant(b, n0), windows.is_young
        passed: Bools = is_alarm(scores, difference, thresholds) & (is_constant | ~is_young)
        passed &= (n0 >= self.table.min_reference) | (difference.share >= YOUNG_MIN_SHARE)
        # An own field that all articles of a week had is not one of some days only.
        features = self.table.firsts[columns]
        is_scheduled = self.table.is_timing[features] | (self.table.is_own[features] & (is_young | ~is_constant))
        passed &= ~(is_scheduled & windows.is_short)
        is_settled = is_constant & (n0 >= MIN_REFERENCE)
        candidates = np.flatnonzero(passed)
        for window in np.unique(windows.numbers[candidates]):
            here = candidates[windows.numbers[candidates] == window]
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
                passed &= windows.numbers <= window
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

    def _first(self, windows: _Windows, columns: Ints, scores: Floats) -> list[Alarm]:
        if not len(columns):
            return []
        here = windows.numbers == windows.numbers[0]
        columns, scores = columns[here], scores[here]
        best = int(np.argmax(scores))
        hours = int(windows.since[0]), int(windows.begins[0]), int(windows.ends[0])
        features = np.flatnonzero(np.isin(self.table.columns, columns))
        return [Alarm(float(scores[best]), int(self.table.firsts[columns[best]]), *hours, features)]
