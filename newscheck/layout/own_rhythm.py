"""Whether another mix of values is a sudden change, or what the hour, the day of the week and the news bring.

Sections come with the day of the week and authors with the hour. A dump of some days doesn't show that, so a change is
compared once more within such times only.
"""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.statistics import Bools, Ints
from newscheck.text.timestamps import DAY, HOUR

#: Articles after a change that have to be comparable: at least, so many, or this part of them; articles before it that
#: show how usual something is at a time; a change of a share that no time of the day or week explains.
_LEAST_COMPARABLE, _COMPARABLE, _COMPARABLE_PART, _USUAL, _PLAIN = 8, 20, 0.4, 5, 0.8
#: How many times a change must exceed what windows of so many articles differ by at other times.
_SWING, _SHORTEST, _LONGEST = 1.5, 8, 60
#: Articles on either side of a change between which most of it must happen: a drift is slower.
_NEAR, _JUMP = 40, 0.6


class Bounds(NamedTuple):
    """The articles `low` to `split` and `split` to `high` are compared; the next change is at `end`."""

    low: int
    split: int
    high: int
    end: int


def is_sudden(column: Bools, until: int | None, bounds: Bounds) -> bool:
    """Whether a share changed at once, has hardly been as before since, nor at any other time as it is since.

    The mix of shifts that last for days, and of stories, comes and goes.
    """
    low, split, high, end = bounds
    length = min(max((high - split) // 2, (split - low) // 2, _SHORTEST), _LONGEST)
    before, after = float(column[low:split].mean()), float(column[split:high].mean())
    others = [column[:split]] if until is None else [column[:split], column[until:]]
    sign = 1 if after > before else -1
    jump = float(column[split : min(split + _NEAR, high)].mean() - column[max(low, split - _NEAR) : split].mean())
    is_drift = _correlation(column[low:high], split - low) < _correlation(column[low:high])
    if is_drift or sign * jump < _JUMP * abs(after - before):
        return False
    most = abs(after - before) / _SWING
    return all(
        float(np.max(direction * (_means(part, length) - usual), initial=0.0)) <= most
        for parts, usual, direction in ((others, before, sign), ([column[split:end]], after, -sign))
        for part in parts
    )


def _correlation(column: Bools, split: int | None = None) -> float:
    """How well a step at an article explains a share, or without one a slow rise or fall."""
    order = np.arange(len(column))
    model = order if split is None else order >= split
    return abs(float(np.corrcoef(column, model)[0, 1])) if 0 < np.count_nonzero(column) < len(column) else 0.0


def _means(column: Bools, length: int) -> NDArray[np.float64]:
    """The shares in all windows of a column; none where it is shorter."""
    sums = np.concatenate(([0], np.cumsum(column)))
    return (sums[length:] - sums[:-length]) / length if len(column) >= length else np.zeros(0)


def strata_of(times: Ints) -> list[Ints]:
    """The times of the day and week of articles, fine and coarse: working days, Saturdays and Sundays; by six hours."""
    weekday = (times // DAY + 3) % 7
    day = np.maximum(weekday - 4, 0)
    return [day * 4 + times // HOUR % 24 // 6, day]


def shift_at_equal_times(column: Bools, strata: list[Ints], split: int) -> float:
    """By how much a share moved, at times of the day and week at which there are articles before and after.

    Where these are too few to tell, only a change of nearly all articles counts.
    """
    for stratum in strata:
        before, after = stratum[:split], stratum[split:]
        count = np.bincount(before, minlength=12)
        usual = np.bincount(before, weights=column[:split], minlength=12) / np.maximum(count, 1)
        is_known = count[after] >= _USUAL
        if is_known.sum() >= max(_LEAST_COMPARABLE, min(_COMPARABLE, _COMPARABLE_PART * len(after))):
            return abs(float(column[split:][is_known].mean() - usual[after[is_known]].mean()))
    shift = abs(float(column[split:].mean() - column[:split].mean()))
    return shift if shift >= _PLAIN else 0.0
