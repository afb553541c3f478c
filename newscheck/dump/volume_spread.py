"""How far the number of articles in a window is from the expected one, given how far earlier windows were.

The count of a window is taken for negative binomial: Poisson, with a rate that varies by itself. How much it varies is
learned from the windows of the same length that ended before, without the tenth of them that differ most: a holiday or
a great event says nothing of usual days. The score is G, twice the log-likelihood ratio.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from math import log

#: The part of the windows that differ most, which is left out; the mean of the others' G for counts that are Poisson.
_EXTREME, _CHANCE = 0.1, 0.623
#: Windows that vary as by chance that are added to those seen.
_PRIOR = 2


class WindowSpread:
    """The windows of one length so far, in the order of time."""

    def __init__(self) -> None:
        #: Windows that may overlap the next one: its end, the articles seen and expected.
        self._recent: deque[tuple[int, int, float]] = deque()
        self._scores: list[float] = []
        self._expected = 0.0
        #: The lowest share of the expected articles.
        self.lowest = 1.0

    def add(self, end: int, seen: int, expected: float) -> None:
        """Add the window that ends before day `end`."""
        self._recent.append((end, seen, expected))

    def settle(self, start: int) -> None:
        """Learn from the windows that ended before day `start`."""
        while self._recent and self._recent[0][0] <= start:
            _, seen, expected = self._recent.popleft()
            insort(self._scores, g_of_count(seen, expected))
            self._expected += expected
            if expected:
                self.lowest = min(self.lowest, seen / expected)

    def forget_after(self, start: int, lowest: float) -> None:
        """Drop the windows that end after day `start`, which an alarm has, but for the lowest share of it."""
        self.settle(start)
        self._recent.clear()
        self.lowest = min(self.lowest, lowest)

    def score(self, seen: int, expected: float) -> float:
        """G of a window, if counts vary as they did."""
        return g_of_count(seen, expected, self._variation())

    def _variation(self) -> float:
        """The squared coefficient of variation of the rate: what the mean G has beyond chance, by article expected."""
        count = len(self._scores)
        usual = self._scores[: count - int(count * _EXTREME)]
        overdispersion = (_PRIOR + sum(usual) / _CHANCE) / (_PRIOR + len(usual))
        return max(0.0, overdispersion - 1) * count / self._expected if self._expected else 0.0


def g_of_count(seen: int, expected: float, variation: float = 0.0) -> float:
    """G of a negative binomial count, of a Poisson one without variation, with half an article more of both."""
    seen_half, expected = seen + 0.5, expected + 0.5
    if not variation:
        return 2 * (seen_half * log(seen_half / expected) - seen_half + expected)
    shape = 1 / variation
    return 2 * (
        seen_half * log(seen_half / expected) - (seen_half + shape) * log((seen_half + shape) / (expected + shape))
    )
