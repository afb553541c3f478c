"""A second method, by which changes are told apart that are certain: narrowest over threshold on seeded intervals.

Intervals of many lengths lie at fixed places over the whole stream (seeded intervals: Kovács, Bühlmann, Li and Munk
2023), and each is split at some places into before and after. Of those that show a difference, the narrowest holds one
change, and all that overlap it are left out, and so on (narrowest over threshold: Baranowski, Chen and Fryzlewicz
2019). Nothing is learned in the order of time, unlike in the scan: overdispersion is that of all intervals of one
length. It finds fewer changes and more that are none, but it is seldom wrong where the scan is.
"""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.layout.feature_table import FeatureTable
from newscheck.layout.statistics import G_CAP, Floats, Ints, g_statistic, group_difference, overdispersion
from newscheck.layout.thresholds import Thresholds, is_alarm

#: Articles of the shortest and of the longest intervals; the part of the stream that an interval has at most, so that
#: there are others to learn from; each layer's are longer by this factor, and begin at every such part of their length.
_SHORTEST, _LONGEST, _PART, _GROWTH, _STEP = 48, 1_500, 0.25, 1.5, 0.5
#: The parts of an interval at which it is split.
_SPLITS = (0.25, 0.5, 0.75)
#: The part of a layer's intervals that may hold changes: the greatest G count no more than the others.
_TRIMMED = 0.1
#: Splits of intervals times columns that are scored together, to limit memory.
_CELLS = 1 << 18


class Interval(NamedTuple):
    """Articles `start` to `end` that differ before and after some place between them, in these features."""

    start: int
    end: int
    features: Ints

    def shows(self, split: int, end: int, features: Ints) -> bool:
        """Whether a change of some of these features, from article `split` until it is complete with article `end`, may
        be its own.
        """
        return self.start < end and split < self.end and bool(np.isin(features, self.features).any())


def narrowest(table: FeatureTable, thresholds: Thresholds) -> list[Interval]:
    """Intervals that do not overlap, each with a change; the narrowest first."""
    length, found = float(_SHORTEST), list[Interval]()
    while length <= min(max(table.size * _PART, _SHORTEST), table.size, _LONGEST):
        for interval in _layer(table, int(length), thresholds):
            if all(interval.end <= other.start or other.end <= interval.start for other in found):
                found.append(interval)
        length *= _GROWTH
    return found


def _layer(table: FeatureTable, length: int, thresholds: Thresholds) -> list[Interval]:
    """The intervals of about `length` articles with a difference, the clearest first."""
    begins = np.append(np.arange(0, table.size - length, max(1, int(length * _STEP))), table.size - length)
    low, high = (np.searchsorted(table.starts, at, side="right") - 1 for at in (begins, begins + length))
    best, found = np.zeros(len(low)), list[tuple[Ints, Ints]]()
    for part in _SPLITS:
        middle = np.searchsorted(table.starts, begins + int(part * length), side="right") - 1
        fits = np.flatnonzero((low < middle) & (middle < high))
        for columns in np.array_split(np.arange(len(table.firsts)), 1 + len(fits) * len(table.firsts) // _CELLS):
            rows, places, scores = _alarms(table, columns, low[fits], middle[fits], high[fits], thresholds)
            found.append((fits[rows], columns[places]))
            np.maximum.at(best, fits[rows], scores)
            table.storage.release()
    rows, columns = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.argsort(-best, kind="stable")
    intervals = []
    for at in order[best[order] > 0]:
        alarm = np.zeros(len(table.firsts), dtype=np.bool_)
        alarm[columns[rows == at]] = True
        features = np.flatnonzero(alarm[table.columns])
        intervals.append(Interval(int(table.starts[low[at]]), int(table.starts[high[at]]), features))
    return intervals


def _alarms(
    table: FeatureTable, columns: Ints, low: Ints, middle: Ints, high: Ints, thresholds: Thresholds
) -> tuple[Ints, Ints, Floats]:
    """The alarms in some columns: interval, place of the column and score of each."""
    starts, sums = table.starts, table.sums[:, columns[0] : columns[-1] + 1]
    b, a = (sums[middle] - sums[low]).astype(np.int64), (sums[high] - sums[middle]).astype(np.int64)
    n0, n1 = starts[middle] - starts[low], starts[high] - starts[middle]
    g = g_statistic(a, n1[:, None], b, n0[:, None])
    usual = np.sort(np.minimum(g, G_CAP), axis=0)[: max(1, int(len(g) * (1 - _TRIMMED)) - 2)]
    scores = g / overdispersion(usual.sum(axis=0), len(usual))
    rows, places = at = np.nonzero(scores >= thresholds.threshold)
    passed = is_alarm(scores[at], group_difference(a[at], n1[rows], b[at], n0[rows]), thresholds)
    return rows[passed], places[passed], scores[at][passed]
