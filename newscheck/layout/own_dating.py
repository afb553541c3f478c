"""Where a change of a field begins: the article that separates what the field holds before and after it best.

The scan dates a change by the feature with the highest score. Here all features that show it are taken together: each
set of them that an article has is a category, and the date is that of the largest multinomial likelihood.
"""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.layout.statistics import Bools, Floats

#: Articles on either side of the scan's date that may be the first; on each side there are at least so many.
_REACH, _LEAST = 64, 8
#: Features that are taken together.
_FEATURES = 12
#: The log-likelihood ratio within which the true date is in 95 of 100 cases, (1 - exp(-x))^2 = 0.95 (Yao 1987), and
#: half more, since articles of a kind come together.
_LIKELY = 1.5 * 3.68
#: So many articles would have a feature that is gone.
_CERTAIN = 12


class Dating(NamedTuple):
    """The first article of a change, and the first and last article that may be it with a probability of 95 %."""

    first: int
    earliest: int
    latest: int


def date(columns: list[Bools], low: int, split: int, high: int) -> Dating:
    """Date a change near article `split` by features, of which articles `low` to `high` are compared."""
    first, last = max(low + _LEAST, split - _REACH), min(high - _LEAST, split + _REACH)
    if not columns or first >= last:
        return Dating(split, split, split)
    first, last = _gone_and_new(columns, low, high, first, last)
    likelihoods = _likelihoods(columns, low, high)[first - low : last + 1 - low]
    likely = np.flatnonzero(likelihoods >= likelihoods.max() - _LIKELY)
    return Dating(first + int(np.argmax(likelihoods)), first + int(likely[0]), first + int(likely[-1]))


def _gone_and_new(columns: list[Bools], low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """Of articles `first` to `last` those after the last one with what is gone, up to the first with what is new."""
    earliest, latest = first, last
    for column in columns:
        having = np.flatnonzero(column[low:high]) + low
        if not len(having):
            continue
        if _is_gone(column[low:high], int(having[-1]) - low):
            earliest = max(earliest, int(having[-1]) + 1)
        elif _is_gone(column[low:high][::-1], high - 1 - int(having[0])):
            latest = min(latest, int(having[0]))
    return (earliest, latest) if earliest <= latest else (first, last)


def _is_gone(column: Bools, final: int) -> bool:
    """Whether it is no chance that no article after the final one with a feature has it."""
    share = float(column[: final + 1].mean())
    return share * (len(column) - 1 - final) >= _CERTAIN


def _likelihoods(columns: list[Bools], low: int, high: int) -> Floats:
    """The log-likelihood of each split of articles `low` to `high` into two mixes."""
    rows = np.column_stack([column[low:high] for column in columns[:_FEATURES]])
    _, category = np.unique(rows, axis=0, return_inverse=True)
    ones = np.eye(int(category.max()) + 1)[category.reshape(-1)]
    before = np.concatenate((np.zeros((1, ones.shape[1])), np.cumsum(ones, axis=0)))
    return _log_likelihood(before) + _log_likelihood(before[-1] - before)


def _log_likelihood(counts: Floats) -> Floats:
    total = counts.sum(axis=1)
    terms = counts * np.log(np.maximum(counts, 1)).astype(np.float64)
    return np.asarray(terms.sum(axis=1) - total * np.log(np.maximum(total, 1)), dtype=np.float64)
