"""How loud a change must be so that no more than so many false alarms come with 10,000 articles, as measured."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log

#: Score of an alarm -> false alarms per 10,000 articles, in 250,000 of a hundred streams without a change
#: (`benchmarks/false_alarms.py`).
MEASURED_RATES: Sequence[tuple[float, float]] = (
    (15, 4.4),
    (20, 2.2),
    (25, 1.3),
    (30, 0.8),
    (40, 0.5),
    (50, 0.36),
    (60, 0.16),
)


def threshold_for_rate(rate: float) -> float:
    """The score for a rate of false alarms per 10,000 articles, by the logarithms of the measured ones next to it."""
    pairs = list(pairwise(MEASURED_RATES))
    (low, more), (high, fewer) = next((pair for pair in pairs if rate >= pair[1][1]), pairs[-1])
    return max(low + (high - low) * log(more / rate) / log(more / fewer), MEASURED_RATES[0][0])
