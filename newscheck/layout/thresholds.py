"""How loud a shift of a share is, and what it takes to be an alarm."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.layout.numpy_loader import NDArray, np
from newscheck.layout.profile import DEFAULT_THRESHOLD

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Articles of a window, and of the reference at least (at most: `profile.LONGEST`).
WINDOW_SIZES = (8, 16, 32, 64, 128, 256, 512)
MIN_REFERENCE = 150
#: A share counts as never below it, and as always above 1 - it.
NEGLIGIBLE_SHARE = 0.01
#: What an alarm needs beside its score: nats, articles of excess, hours with such articles; and less surprise is enough
#: from more articles where at least so many of the reference (almost) never or always had the feature.
MIN_DIVERGENCE, MIN_EXCESS, MIN_HOURS = 0.15, 4, 4
RARE_MIN_DIVERGENCE, RARE_MIN_EXCESS, RARE_MIN_HOURS, RARE_MIN_REFERENCE = 0.06, 10, 8, 300
#: One window counts for so much at most when a feature's swing is learned: a change must not teach that it is usual.
G_CAP = 200.0


class Thresholds(NamedTuple):
    """How loud an alarm must be: its score, and by how much (0 to 1) a share must have moved."""

    threshold: float = DEFAULT_THRESHOLD
    min_share: float = 0.0


DEFAULT_THRESHOLDS = Thresholds()


def g_statistic(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Floats:
    """G: twice the log of how much likelier two shares, a of n1 and b of n0, are than one (Wilks 1938)."""
    apart = _xlogx(a) + _xlogx(n1 - a) + _xlogx(b) + _xlogx(n0 - b)
    sizes = _xlogx(np.asarray(n1)) + _xlogx(np.asarray(n0)) - _xlogx(np.asarray(n1 + n0))
    return np.maximum(2 * (apart - _xlogx(a + b) - _xlogx(n1 + n0 - a - b) - sizes), 0.0)


def kl_divergence(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Floats:
    """Divergence in nats of the share a of n1 from the share b of n0, half an article added to all."""
    p, q = (a + 0.5) / (n1 + 1), (b + 0.5) / (n0 + 1)
    return np.asarray(p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q)))


def is_near_constant(b: Ints, n0: Ints | int) -> Bools:
    """Whether (almost) none or all of the n0 articles have a feature that b of them have."""
    share = b / n0
    return np.asarray((share <= NEGLIGIBLE_SHARE) | (share >= 1 - NEGLIGIBLE_SHARE))


def _xlogx(counts: Ints) -> Floats:
    return np.asarray(counts * np.log(np.maximum(counts, 1)), dtype=np.float64)
