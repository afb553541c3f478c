"""Statistics of counts: how far apart the shares of two groups of articles are that have a feature.

`a` of `n1` articles after and `b` of `n0` articles before have it: arrays with an entry per feature, or numbers.
"""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import NDArray, np

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: A share counts as never below it, and as always above 1 - it.
NEGLIGIBLE_SHARE = 0.01
#: The most that one comparison adds when overdispersion is learned: so that a change hardly raises it.
G_CAP = 200.0


class Difference(NamedTuple):
    """How far apart two groups of articles are, by feature.

    `divergence` is in nats, `effect` Cohen's h, `excess` in articles, `share` from 0 to 1; `constant_count` is the size
    of the group in which (almost) none or all have the feature, 0 where it varies in both.
    """

    divergence: Floats
    effect: Floats
    excess: Floats
    share: Floats
    constant_count: Ints

    def at(self, entries: Ints) -> Difference:
        """Some of the entries."""
        return Difference(
            self.divergence[entries],
            self.effect[entries],
            self.excess[entries],
            self.share[entries],
            self.constant_count[entries],
        )


def window_difference(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Difference:
    """How a window differs from the reference before it: only the reference can make a feature constant."""
    excess = np.abs(a - n1 * (b / n0))
    divergence, effect = kl_divergence(a, n1, b, n0), effect_size(a, n1, b, n0)
    return Difference(divergence, effect, excess, excess / n1, _constant_count(b, n0))


def group_difference(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Difference:
    """How two groups differ on equal terms: neither is a reference."""
    share = np.abs(a / n1 - b / n0)
    divergence = np.maximum(kl_divergence(a, n1, b, n0), kl_divergence(b, n0, a, n1))
    constant_count = np.maximum(_constant_count(b, n0), _constant_count(a, n1))
    return Difference(divergence, effect_size(a, n1, b, n0), share * np.minimum(n0, n1), share, constant_count)


def g_statistic(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Floats:
    """G: twice the log of how much likelier two shares, a of n1 and b of n0, are than one (Wilks 1938)."""
    apart = _xlogx(a) + _xlogx(n1 - a) + _xlogx(b) + _xlogx(n0 - b)
    sizes = _xlogx(np.asarray(n1)) + _xlogx(np.asarray(n0)) - _xlogx(np.asarray(n1 + n0))
    return np.maximum(2 * (apart - _xlogx(a + b) - _xlogx(n1 + n0 - a - b) - sizes), 0.0)


def kl_divergence(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Floats:
    """Divergence in nats of the share a of n1 from the share b of n0, half an article added to all."""
    p, q = (a + 0.5) / (n1 + 1), (b + 0.5) / (n0 + 1)
    return np.asarray(p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q)))


def effect_size(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Floats:
    """Cohen's h (0 to pi): the distance of two shares on a scale on which a fall is as far as the same rise."""
    return np.asarray(2 * np.abs(np.arcsin(np.sqrt(a / n1)) - np.arcsin(np.sqrt(b / n0))))


def is_near_constant(b: Ints, n0: Ints | int) -> Bools:
    """Whether (almost) none or all of n0 articles have a feature that b of them have."""
    share = b / n0
    return np.asarray((share <= NEGLIGIBLE_SHARE) | (share >= 1 - NEGLIGIBLE_SHARE))


def overdispersion(total: Floats, count: Ints | int, largest: Floats | float = 0.0) -> Floats:
    """How many times larger than by chance G usually is: from the sum of `count` earlier G, and the largest of them.

    Two comparisons with the G of chance (its mean is 1) count along; at least 1.
    """
    return np.asarray(np.maximum(np.maximum((2 + total) / (2 + count), largest / 3), 1.0), dtype=np.float64)


def _constant_count(b: Ints, n0: Ints | int) -> Ints:
    return np.where(is_near_constant(b, n0), n0, 0)


def _xlogx(counts: Ints) -> Floats:
    return np.asarray(counts * np.log(np.maximum(counts, 1)), dtype=np.float64)
