"""Which of very many features the scan compares: those that enough articles have near each other to be a change.

A feature that few articles have, far from each other, can't be an alarm in any window. Such features become more the
longer an archive is; a change stays one. So of a long archive no feature is left out that a shorter part compares,
unless more than `MAX_FEATURES` can be a change: then those are compared that most articles have.
"""

from __future__ import annotations

from newscheck.dump.numpy_loader import np
from newscheck.layout.profile import MAX_ARTICLES, MAX_FEATURES
from newscheck.layout.statistics import Bools, g_statistic
from newscheck.layout.streams import Stream, feature_totals
from newscheck.layout.thresholds import MIN_EXCESS, WINDOW_SIZES, longest_window

#: Articles that are looked at together.
_PART = 4_000


def chosen(stream: Stream, threshold: float) -> tuple[list[str], int]:
    """The features to compare, sorted, and how many are left out that may be a change: of an alarm, with a G of
    `threshold`.
    """
    if len(stream.names) <= MAX_FEATURES:
        return sorted(stream.names), 0
    totals = feature_totals(stream)
    dense = np.flatnonzero(_near_each_other(stream, threshold)).tolist()
    most = sorted((-int(totals[feature]), stream.names[feature]) for feature in dense)[:MAX_FEATURES]
    return sorted(name for _, name in most), len(dense) - len(most)


def _near_each_other(stream: Stream, threshold: float) -> Bools:
    """Whether so many articles have each feature in the room of a window that it can be an alarm there."""
    windows = [(longest_window(length), _fewest(length, threshold)) for length in WINDOW_SIZES]
    offsets, features = np.asarray(stream.offsets, dtype=np.int64), np.asarray(stream.features)
    dense, articles = np.zeros(len(stream.names), dtype=np.bool_), len(stream.epochs)
    for low in range(0, articles, _PART):
        high = min(low + _PART + windows[-1][0], articles)
        span = features[offsets[low] : offsets[high]]
        owner = np.repeat(np.arange(high - low), np.diff(offsets[low : high + 1]))
        unclear = np.flatnonzero(~dense[span])
        order = unclear[np.argsort(span[unclear], kind="stable")]
        feature, at = span[order], owner[order]
        for width, count in windows:
            first, last = slice(0, max(0, len(at) - count + 1)), slice(count - 1, None)
            near = (feature[first] == feature[last]) & (at[last] - at[first] < width)
            dense[feature[first][near]] = True
        stream.storage.release()
    return dense


def _fewest(length: int, threshold: float) -> int:
    """The fewest articles of a window that make a feature an alarm that none before it has."""
    having = np.arange(length + 1)
    g = g_statistic(having, length, np.zeros_like(having), 2 * MAX_ARTICLES)
    return max(MIN_EXCESS, int(np.searchsorted(g, threshold)))
