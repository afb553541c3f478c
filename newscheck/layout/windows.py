"""Windows of the latest articles beside all articles since the last change, and how far each feature swings anyway."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.layout.feature_table import FeatureTable
from newscheck.layout.numpy_loader import NDArray, np
from newscheck.layout.profile import MAX_ARTICLES
from newscheck.layout.thresholds import (
    G_CAP,
    MIN_DIVERGENCE,
    MIN_EXCESS,
    MIN_HOURS,
    MIN_REFERENCE,
    RARE_MIN_DIVERGENCE,
    RARE_MIN_EXCESS,
    RARE_MIN_HOURS,
    RARE_MIN_REFERENCE,
    WINDOW_SIZES,
    Bools,
    Floats,
    Ints,
    Thresholds,
    g_statistic,
    is_near_constant,
    kl_divergence,
)

#: Below this age (hours) a reference has not seen a whole week: only what it never or always had may alarm.
_WEEK = 168
#: Hours that a window must span before times of day are compared.
_DAYS = 72
_TOP_CAP = 400.0
#: Shares of a window's articles at which fewer hours are enough.
_MOST, _CLEAR, _CLEAR_SPREAD = 0.5, 0.9, 2

_XLOGX: Floats = np.arange(MAX_ARTICLES + 2 * WINDOW_SIZES[-1] + 9, dtype=np.float64)
_XLOGX[1:] *= np.log(_XLOGX[1:])


def min_detectable_count(batch: int, hours: int, reference: int, gates: Thresholds) -> int | None:
    """The fewest articles of a batch in which a feature that none of the reference had would be noticed.

    `batch` and `reference` are numbers of articles, `hours` is in how many different ones the batch was fetched.
    """
    a = np.arange(1, batch + 1)
    zero = np.zeros(batch, dtype=np.int64)
    seen = (
        (g_statistic(a, batch, zero, reference) >= gates.threshold) & (a >= MIN_EXCESS) & (a >= gates.min_share * batch)
    )
    seen &= (hours >= MIN_HOURS) | (a >= _MOST * batch)
    nats = kl_divergence(a, batch, zero, reference)
    seen &= (nats >= MIN_DIVERGENCE) | (
        (nats >= RARE_MIN_DIVERGENCE) & (a >= RARE_MIN_EXCESS) & (reference >= RARE_MIN_REFERENCE)
    )
    return int(a[seen][0]) if reference >= MIN_REFERENCE and seen.any() else None


class Alarm(NamedTuple):
    """The feature that alarms most at the end of hour `end`, in the window from `start`, against hours from `since`."""

    score: float
    feature: int
    since: int
    start: int
    end: int
    features: Ints


class _PriorWindows(NamedTuple):
    """Windows seen, and the sum and the greatest G of each feature in them."""

    windows: int
    overdispersion: Floats


class WindowSeries:
    """All windows of one length since a change, in order of time, and the swing of each feature that they have shown.

    The swing of a feature is max(1, (2 + sum of G) / (2 + windows), greatest G / 3) over the windows that ended before
    the present one began: those that overlap it have a foot in the change already, and would hide it.
    """

    def __init__(self, table: FeatureTable, origin: int, length: int, past: _PriorWindows | None = None) -> None:
        self.table, self.length, self.done = table, length, 0
        starts = table.starts
        stride = max(1, length // 8)
        ends = np.flatnonzero(np.diff(starts // stride) > 0) + 1  # a long window is looked at now and then
        if table.reference_size and ends[-1:] != len(starts) - 1:
            ends = np.append(ends, len(starts) - 1)  # a batch as a whole always is
        begins = np.searchsorted(starts, starts[ends] - length, side="right") - 1
        since = np.maximum(origin, np.searchsorted(starts, starts[np.maximum(begins, 0)] - MAX_ARTICLES))
        size, reference = starts[ends] - starts[begins], starts[begins] - starts[since]
        fits = (begins >= origin) & (size <= 2 * length + 8) & (reference >= max(MIN_REFERENCE, length))
        self.ends, self.begins, self.since = ends[fits], begins[fits], since[fits]
        self.size, self.reference = size[fits], reference[fits]
        self.is_young = table.hours[self.begins - 1] - table.hours[origin] < _WEEK
        self.is_short = table.hours[self.ends - 1] - table.hours[self.begins] < _DAYS - 1
        self.earlier = np.searchsorted(self.ends, self.begins, side="right").astype(np.int64)
        self.windows, swing = past or _PriorWindows(0, np.zeros((2, len(table.names))))
        self.overdispersion, self.base = swing[:, None], 0  # sum and greatest G of the first `base`, base + 1 … windows

    def after(self, split: int) -> WindowSeries:
        """The windows after a change: the reference begins anew there, but how far features swing is not forgotten."""
        origin = int(np.searchsorted(self.table.starts, split))
        ended = max(int(np.searchsorted(self.ends[: self.done], origin)), self.base)
        past = _PriorWindows(self.windows + ended, self.overdispersion[:, ended - self.base])
        return WindowSeries(self.table, origin, self.length, past)

    def alarms(self, until: int, quiet: int, gates: Thresholds) -> list[Alarm]:
        """The first window that ends with hour `until` or before, but after hour `quiet`, and alarms."""
        here = slice(self.done, int(np.searchsorted(self.ends, until, side="right")))
        if here.start == here.stop:
            return []
        self.done = here.stop
        sums = self.table.sums
        middle = sums[self.begins[here]]
        a, b = np.abs(sums[self.ends[here]] - middle), np.abs(middle - sums[self.since[here]])
        g = self._scores(a, self.size[here, None], b, self.reference[here, None])
        rows, columns = np.nonzero(g >= gates.threshold)
        self._update_overdispersion(g)
        if not len(rows):
            return []
        places = rows + here.start
        scores = g[rows, columns] / self._overdispersion_at(places, columns)
        loud = (scores >= gates.threshold) & (self.ends[places] > quiet)
        rows, columns, places, scores = rows[loud], columns[loud], places[loud], scores[loud]
        passed = self._passes(
            places, columns, a[rows, columns].astype(np.int64), b[rows, columns].astype(np.int64), gates
        )
        return self._first(places[passed], columns[passed], scores[passed])

    @staticmethod
    def _scores(a: NDArray[np.int32], n1: Ints, b: NDArray[np.int32], n0: Ints) -> Floats:
        """`g` of whole blocks, by look-up."""
        m1, m0 = n1.astype(np.int32), n0.astype(np.int32)
        g = _XLOGX[a]
        g += _XLOGX[m1 - a]
        g += _XLOGX[b]
        g += _XLOGX[m0 - b]
        a = a + b
        g -= _XLOGX[a]
        g -= _XLOGX[m1 + m0 - a]
        g += _XLOGX[n1 + n0] - _XLOGX[n1] - _XLOGX[n0]
        g *= 2
        return g

    def _update_overdispersion(self, g: Floats) -> None:
        keep = self.earlier[self.done - len(g)]  # none later looks further back
        sums, tops = self.overdispersion[:, -1]
        grown = np.empty((2, len(g), g.shape[1]))
        np.cumsum(np.minimum(g, G_CAP), axis=0, out=grown[0])
        grown[0] += sums
        np.maximum.accumulate(np.minimum(g, _TOP_CAP), axis=0, out=grown[1])
        np.maximum(grown[1], tops, out=grown[1])
        self.overdispersion = np.concatenate((self.overdispersion[:, keep - self.base :], grown), axis=1)
        self.base = int(keep)

    def _overdispersion_at(self, places: Ints, columns: Ints) -> Floats:
        known = self.earlier[places]
        sums, tops = self.overdispersion[:, known - self.base, columns]
        usual = (2 + sums) / (2 + self.windows + known)
        return np.asarray(np.maximum(np.maximum(usual, tops / 3), 1.0), dtype=np.float64)

    def _passes(self, places: Ints, columns: Ints, a: Ints, b: Ints, gates: Thresholds) -> Bools:
        n1, n0 = self.size[places], self.reference[places]
        settled = is_near_constant(b, n0)
        nats, excess = kl_divergence(a, n1, b, n0), np.abs(a - n1 * (b / n0))
        plain = (nats >= MIN_DIVERGENCE) & (excess >= MIN_EXCESS)
        rare = settled & (n0 >= RARE_MIN_REFERENCE) & (nats >= RARE_MIN_DIVERGENCE) & (excess >= RARE_MIN_EXCESS)
        passed = (plain | rare) & (settled | ~self.is_young[places]) & (excess / n1 >= gates.min_share)
        passed &= ~(self.table.is_timing[columns] & self.is_short[places])
        for i in np.flatnonzero(passed):
            spread = self._spread(int(places[i]), int(columns[i]), bool(a[i] * n0[i] > n1[i] * b[i]))
            enough = spread >= MIN_HOURS or self._is_clear(int(places[i]), float(excess[i]), spread)
            passed[i] = (plain[i] and enough) or (rare[i] and spread >= RARE_MIN_HOURS)
        return np.asarray(passed)

    def _is_clear(self, place: int, excess: float, spread: int) -> bool:
        """Whether fewer hours will do: for what is in nearly all articles two of them, and for a batch beside a saved
        reference, which may be of one fetch, those that it has, where it is in most of its articles."""
        share = excess / float(self.size[place])
        is_few = self.ends[place] - self.begins[place] < MIN_HOURS
        return (share >= _CLEAR and spread >= _CLEAR_SPREAD) or bool(
            self.table.reference_size and is_few and share >= _MOST
        )

    def _spread(self, place: int, column: int, has: bool) -> int:
        """In how many hours of the window there is an article that has the feature, or has it not."""
        span = slice(self.begins[place], self.ends[place] + 1)
        having = np.abs(np.diff(self.table.sums[span, column]))
        return int(np.count_nonzero(having if has else np.diff(self.table.starts[span]) - having))

    def _first(self, places: Ints, columns: Ints, scores: Floats) -> list[Alarm]:
        if not len(places):
            return []
        here = places == places[0]
        columns, scores, place = columns[here], scores[here], places[0]
        best = int(np.argmax(scores))
        hours = int(self.since[place]), int(self.begins[place]), int(self.ends[place])
        return [Alarm(float(scores[best]), int(columns[best]), *hours, columns)]
