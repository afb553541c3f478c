"""What a change of times alone means: date lines moved by hours, or the crawler runs at another hour."""

from __future__ import annotations

from cmath import phase, rect
from collections.abc import Mapping, Sequence
from math import tau

from newscheck.layout.features import dateline_lag, is_ahead
from newscheck.text.timestamps import DAY

_HOURS = 24
#: The part of the articles that moved by the hours that are told.
_MOST = 0.5
#: Articles come once a day where the mean of their times on the circle of a clock is so far from its centre; by how
#: many hours that mean must move.
_CONCENTRATED, _LEAST = 0.8, 2


def in_words(rises: Mapping[str, float]) -> str:
    """By how many hours date lines are later or earlier than before; empty where it can't be told."""
    hours = hours_later(rises)
    return f"date lines {abs(hours)} h {'later' if hours > 0 else 'earlier'} than before" if hours else ""


def hours_later(rises: Mapping[str, float]) -> int:
    """By how many hours date lines are later than before; 0 where it can't be told.

    `rises` has by how much the share of each feature rose (-1 to 1).
    """
    moved = {lag: rise for feature, rise in rises.items() if (lag := dateline_lag(feature)) is not None}
    fallen = {lag: -rise for lag, rise in moved.items() if rise < 0}
    risen = {lag: rise for lag, rise in moved.items() if rise > 0}

    def explained(hours: int) -> float:
        return sum(min(fall, risen.get(lag - hours, 0)) for lag, fall in fallen.items())

    candidates = {before - after for before in fallen for after in risen}
    best = max(candidates, key=lambda hours: (explained(hours), -abs(hours), hours), default=0)
    return best if explained(best) >= _MOST * sum(fallen.values()) else 0


def is_of_crawl(rises: Mapping[str, float], before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether a crawler that runs once a day does so at another hour since a change of times.

    `before` and `after` are the articles' epochs (ms). A crawler that runs often has the same lags at other hours. Date
    lines that moved at the same time are reported by `dateline-shifted`, which knows each article's lag. No hour of a
    crawl puts date lines ahead of it.
    """
    if any(is_ahead(feature) and rise > 0 for feature, rise in rises.items()):
        return False
    means = _mean(before), _mean(after)
    return min(map(abs, means)) >= _CONCENTRATED and abs(phase(means[1] / means[0])) >= _LEAST / _HOURS * tau


def _mean(epochs: Sequence[int]) -> complex:
    """The mean of times of day, points on a circle."""
    return sum(rect(1, epoch % DAY / DAY * tau) for epoch in epochs) / max(len(epochs), 1)
