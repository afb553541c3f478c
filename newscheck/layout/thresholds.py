"""When a difference between articles before and after is an alarm: the one criterion, and what its constants cost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newscheck.layout.statistics import Bools, Difference, Floats, Ints

#: Score from which a difference is an alarm; `MEASURED_RATES` has the false alarms that it costs.
DEFAULT_THRESHOLD = 40.0
#: Articles of a reference that knows what is usual (at most: `profile.MAX_ARTICLES`).
MIN_REFERENCE = 150
#: Articles that a young reference has at least, its fetch hours, and the share that an alarm must move against it. Of
#: 7,200 batches of 20 and 50 articles beside references of 40, 60 and 100 that show no change, one is an alarm.
YOUNG_REFERENCE, YOUNG_MIN_HOURS, YOUNG_MIN_SHARE = 40, 10, 0.5
#: A reference of fewer hours has no whole week: only features that it never or always has may be an alarm.
MIN_REFERENCE_HOURS = 168
#: Articles of a window.
WINDOW_SIZES = (8, 16, 32, 64, 128, 256, 512)
#: Articles of a site that is scanned, and fetch hours of one with fewer than `MIN_REFERENCE`.
MIN_STREAM, MIN_STREAM_HOURS = YOUNG_REFERENCE + WINDOW_SIZES[0], YOUNG_MIN_HOURS + 1
#: What a reference needs, and a site that is scanned, in words.
NEEDED = f"{YOUNG_REFERENCE} of {YOUNG_MIN_HOURS} fetch hours are needed, or {MIN_REFERENCE}"
NEEDED_TO_SCAN = f"{MIN_STREAM} of {MIN_STREAM_HOURS} fetch hours are needed, or {MIN_REFERENCE}"
#: What an alarm needs besides its score: divergence in nats or Cohen's h, articles of excess, fetch hours with such
#: articles. A rise moves the divergence more than the same fall does.
MIN_DIVERGENCE, MIN_EFFECT, MIN_EXCESS, MIN_HOURS = 0.15, 0.55, 4, 4
#: A feature that is (almost) constant in at least so many articles needs less divergence, but more articles and hours.
RARE_MIN_DIVERGENCE, RARE_MIN_EXCESS, RARE_MIN_HOURS, RARE_MIN_REFERENCE = 0.06, 10, 8, 300
#: Score of an alarm -> false alarms per 10,000 articles, in 250,000 articles of a hundred streams without a change
#: (`benchmarks/false_alarms.py`).
MEASURED_RATES: Sequence[tuple[float, float]] = (
    (15, 3.6),
    (20, 1.6),
    (25, 0.8),
    (30, 0.5),
    (40, 0.24),
    (50, 0.12),
)


class Thresholds(NamedTuple):
    """What the settings ask of an alarm: its least score, and by how much (0 to 1) a share must have moved."""

    threshold: float = DEFAULT_THRESHOLD
    min_share: float = 0.0


DEFAULT_THRESHOLDS = Thresholds()


def is_reference(articles: int, hours: int) -> bool:
    """Whether so many articles of so many fetch hours are enough to compare others with."""
    return articles >= MIN_REFERENCE or (articles >= YOUNG_REFERENCE and hours >= YOUNG_MIN_HOURS)


def is_alarm(
    score: Floats | float, difference: Difference, thresholds: Thresholds, hours: Ints | int = RARE_MIN_HOURS
) -> Bools:
    """Whether a difference is an alarm: arrays with an entry per feature or window, or numbers.

    `score` is G divided by the feature's overdispersion, `hours` the fetch hours with articles that make the difference
    (enough of them where it is not given).
    """
    common = (difference.divergence >= MIN_DIVERGENCE) | (difference.effect >= MIN_EFFECT)
    common &= (difference.excess >= MIN_EXCESS) & (hours >= MIN_HOURS)
    rare = (difference.constant_count >= RARE_MIN_REFERENCE) & (hours >= RARE_MIN_HOURS)
    rare &= (difference.divergence >= RARE_MIN_DIVERGENCE) & (difference.excess >= RARE_MIN_EXCESS)
    return (common | rare) & (score >= thresholds.threshold) & (difference.share >= thresholds.min_share)


def longest_window(length: int) -> int:
    """The most articles of a window of about a length, which holds whole hours."""
    return 2 * length + 8


def threshold_for_rate(rate: float) -> float:
    """The score for a rate of false alarms per 10,000 articles, between the logarithms of the measured ones."""
    pairs = list(pairwise(MEASURED_RATES))
    (low, more), (high, fewer) = next((pair for pair in pairs if rate >= pair[1][1]), pairs[-1])
    return max(low + (high - low) * log(more / rate) / log(more / fewer), MEASURED_RATES[0][0])
