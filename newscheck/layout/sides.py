"""Two stretches of articles side by side: which features tell them apart."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.layout.gates import (
    EXCESS,
    NATS,
    RARE_EXCESS,
    RARE_NATS,
    RARE_REFERENCE,
    SUM_CAP,
    Floats,
    Gates,
    Ints,
    is_settled,
    loudness,
    surprise,
)
from newscheck.layout.table import Table
from newscheck.numeric import np

#: Articles compared on either side of a change at most, and in a chunk when their swing is measured.
SIDE, _CHUNK = 500, 50


class Sides(NamedTuple):
    """Articles `low` to `split` beside articles `split` to `high`: features that tell them apart, loudest first."""

    low: int
    split: int
    high: int
    before: Floats
    after: Floats
    scores: Floats
    features: Ints


def compare(table: Table, before: tuple[int, int], after: tuple[int, int], gates: Gates) -> Sides:
    """Articles `before[0]` to `before[1]` beside those `after`: what passes the gates tells them apart."""
    n0, n1 = before[1] - before[0], after[1] - after[0]
    b, a = table.counts(*before), table.counts(*after)
    chunks = _chunk_scores(table, before, b) + _chunk_scores(table, after, a)
    swing = np.maximum((2 + sum(chunks, np.zeros(len(a)))) / (2 + len(chunks)), 1.0)
    scores = loudness(a, n1, b, n0) / swing
    p0, p1 = b / n0, a / n1
    settled = (is_settled(b, n0) & (n0 >= RARE_REFERENCE)) | (is_settled(a, n1) & (n1 >= RARE_REFERENCE))
    nats = np.maximum(surprise(a, n1, b, n0), surprise(b, n0, a, n1))
    excess = np.abs(p1 - p0) * min(n0, n1)
    passed = ((nats >= NATS) & (excess >= EXCESS)) | (settled & (nats >= RARE_NATS) & (excess >= RARE_EXCESS))
    passed &= (scores >= gates.threshold) & (np.abs(p1 - p0) >= gates.min_share)
    features = np.flatnonzero(passed)
    order = np.argsort(-scores[features], kind="stable")
    return Sides(before[0], after[0], after[1], p0, p1, scores, features[order])


def _chunk_scores(table: Table, span: tuple[int, int], total: Ints) -> list[Floats]:
    """How far each chunk of a side is from the rest of that side."""
    size = span[1] - span[0]
    if size < 2 * _CHUNK:
        return []
    bounds = range(span[0], span[1] - _CHUNK + 1, _CHUNK)
    chunks = [table.counts(low, low + _CHUNK) for low in bounds]
    return [np.minimum(loudness(chunk, _CHUNK, total - chunk, size - _CHUNK), SUM_CAP) for chunk in chunks]


def around(table: Table, splits: list[int], place: int, gates: Gates) -> Sides:
    """Both sides of a split, as far as its neighbours and no further than `SIDE`; a reference counts as a whole."""
    bounds = [0, *splits, table.size]
    low, split, high = bounds[place : place + 3]
    low = max(low, split - SIDE) if low or not table.reference_size else low
    return compare(table, (low, split), (split, min(high, split + SIDE)), gates)
