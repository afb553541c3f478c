"""Two stretches of articles side by side: which features tell them apart."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.layout.feature_table import FeatureTable
from newscheck.layout.numpy_loader import np
from newscheck.layout.thresholds import (
    G_CAP,
    MIN_DIVERGENCE,
    MIN_EXCESS,
    RARE_MIN_DIVERGENCE,
    RARE_MIN_EXCESS,
    RARE_MIN_REFERENCE,
    Floats,
    Ints,
    Thresholds,
    g_statistic,
    is_near_constant,
    kl_divergence,
)

#: Articles compared on either side of a change at most, and in a chunk when their swing is measured.
MAX_SIDE, _CHUNK = 500, 50


class Comparison(NamedTuple):
    """Articles `low` to `split` beside articles `split` to `high`: features that tell them apart, loudest first."""

    low: int
    split: int
    high: int
    before: Floats
    after: Floats
    scores: Floats
    features: Ints


def compare(table: FeatureTable, before: tuple[int, int], after: tuple[int, int], gates: Thresholds) -> Comparison:
    """Articles `before[0]` to `before[1]` beside those `after`: what passes the gates tells them apart."""
    n0, n1 = before[1] - before[0], after[1] - after[0]
    b, a = table.counts(*before), table.counts(*after)
    chunks = _chunk_scores(table, before, b) + _chunk_scores(table, after, a)
    swing = np.maximum((2 + sum(chunks, np.zeros(len(a)))) / (2 + len(chunks)), 1.0)
    scores = g_statistic(a, n1, b, n0) / swing
    p0, p1 = b / n0, a / n1
    settled = (is_near_constant(b, n0) & (n0 >= RARE_MIN_REFERENCE)) | (
        is_near_constant(a, n1) & (n1 >= RARE_MIN_REFERENCE)
    )
    nats = np.maximum(kl_divergence(a, n1, b, n0), kl_divergence(b, n0, a, n1))
    excess = np.abs(p1 - p0) * min(n0, n1)
    passed = ((nats >= MIN_DIVERGENCE) & (excess >= MIN_EXCESS)) | (
        settled & (nats >= RARE_MIN_DIVERGENCE) & (excess >= RARE_MIN_EXCESS)
    )
    passed &= (scores >= gates.threshold) & (np.abs(p1 - p0) >= gates.min_share)
    features = np.flatnonzero(passed)
    order = np.argsort(-scores[features], kind="stable")
    return Comparison(before[0], after[0], after[1], p0, p1, scores, features[order])


def _chunk_scores(table: FeatureTable, span: tuple[int, int], total: Ints) -> list[Floats]:
    """How far each chunk of a side is from the rest of that side."""
    size = span[1] - span[0]
    if size < 2 * _CHUNK:
        return []
    bounds = range(span[0], span[1] - _CHUNK + 1, _CHUNK)
    chunks = [table.counts(low, low + _CHUNK) for low in bounds]
    return [np.minimum(g_statistic(chunk, _CHUNK, total - chunk, size - _CHUNK), G_CAP) for chunk in chunks]


def compare_at_split(table: FeatureTable, splits: list[int], place: int, gates: Thresholds) -> Comparison:
    """Both sides of a split, as far as its neighbours and no further than `MAX_SIDE`; a reference counts as a whole."""
    bounds = [0, *splits, table.size]
    low, split, high = bounds[place : place + 3]
    low = max(low, split - MAX_SIDE) if low or not table.reference_size else low
    return compare(table, (low, split), (split, min(high, split + MAX_SIDE)), gates)
