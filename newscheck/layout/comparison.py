"""Two stretches of articles side by side: the features whose difference is an alarm."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.layout.feature_table import FeatureTable
from newscheck.layout.statistics import G_CAP, Floats, Ints, g_statistic, group_difference, overdispersion
from newscheck.layout.thresholds import Thresholds, is_alarm

#: Articles compared on either side of a change at most, and in a chunk when their overdispersion is measured.
MAX_SIDE, _CHUNK = 500, 50
#: Features with the highest scores by which a change is dated.
_DATING = 30


class Comparison(NamedTuple):
    """Articles `low` to `split` beside articles `start` to `high`.

    `before`, `after` and `scores` have an entry per feature; `features` are those that differ, highest score first.
    """

    low: int
    split: int
    start: int
    high: int
    before: Floats
    after: Floats
    scores: Floats
    features: Ints

    @property
    def rise(self) -> Floats:
        """By how much the share of each feature rose (-1 to 1)."""
        return self.after - self.before


def compare(table: FeatureTable, before: tuple[int, int], after: tuple[int, int], thresholds: Thresholds) -> Comparison:
    """Articles `before[0]` to `before[1]` beside articles `after[0]` to `after[1]`."""
    n0, n1 = before[1] - before[0], after[1] - after[0]
    b, a = table.counts(*before), table.counts(*after)
    chunks = np.concatenate((_chunk_scores(table, before, b), _chunk_scores(table, after, a)))
    scores = g_statistic(a, n1, b, n0) / overdispersion(chunks.sum(axis=0), len(chunks))
    features = np.flatnonzero(is_alarm(scores, group_difference(a, n1, b, n0), thresholds))
    order = np.argsort(-scores[features], kind="stable")
    return Comparison(*before, *after, b / n0, a / n1, scores, features[order])


def _chunk_scores(table: FeatureTable, span: tuple[int, int], total: Ints) -> Floats:
    """G of each chunk of a side against the rest of that side."""
    size = span[1] - span[0]
    if size < 2 * _CHUNK:
        return np.zeros((0, len(total)))
    chunks = np.array([table.counts(low, low + _CHUNK) for low in range(span[0], span[1] - _CHUNK + 1, _CHUNK)])
    return np.minimum(g_statistic(chunks, _CHUNK, total - chunks, size - _CHUNK), G_CAP)


def likeliest_split(table: FeatureTable, comparison: Comparison, first: int, last: int) -> int:
    """Of the positions `first` to `last`, that from which on articles likely have the shares after a change.

    All features with the highest scores count. Where few articles show a change, the first that does comes some
    articles after it: the position is the median of the likelihood, before which the change is as likely as behind.
    """
    features = comparison.features[:_DATING]
    sizes = comparison.split - comparison.low, comparison.high - comparison.start
    before, after = (
        (share[features] * size + 0.5) / (size + 1)
        for share, size in zip((comparison.before, comparison.after), sizes, strict=True)
    )
    having, lacking = np.log(after / before), np.log((1 - after) / (1 - before))
    ratios = table.weighed(first - 1, last, features, having - lacking) + lacking.sum()
    # Moving the split behind an article takes its ratio away from the side after.
    gains = -np.cumsum(ratios)
    # Features go together, so that their mean stands for one of them.
    odds = np.exp((gains - gains.max()) / len(features))
    return first + int(np.searchsorted(np.cumsum(odds), odds.sum() / 2))
