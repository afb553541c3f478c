"""A change of what a field holds, described: shares, numbers of values and quartiles before and after."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.dump.own_columns import BITS, NUMBER, NUMERAL, number_at
from newscheck.layout.own_dating import Dating
from newscheck.layout.own_features import PLACE, Feature, OwnField
from newscheck.layout.own_rhythm import Bounds
from newscheck.layout.statistics import Bools

#: Quartiles of numbers that a message names.
_QUARTILES = 0.25, 0.5, 0.75


class Values(NamedTuple):
    """What a field holds on one side of a change.

    `articles` and `distinct` are the numbers of articles and of different values, `kinds` pairs of a number of values
    and what they are, `quartiles` those of the numbers among them.
    """

    articles: int
    distinct: int
    kinds: list[tuple[int, int]]
    quartiles: tuple[float, float, float] | None


class OwnShift(NamedTuple):
    """A change of a field between articles `last_before` and `first` (positions in the dump), until `back`.

    `feature` is the one that shows it best, with its shares; `typical` is the position of an article in which it is as
    it mostly is where it is frequent. With a probability of 95 % the first article is one of `likely`, which has
    `uncertainty` articles after the first of them. `members` are the positions of all articles that are affected.
    """

    site: str
    name: str
    last_before: int
    first: int
    back: int | None
    since: int
    likely: tuple[int, int]
    uncertainty: int
    feature: Feature
    share_before: float
    share_after: float
    before: Values
    after: Values
    typical: int
    members: array[int]
    detected_after: int | None


def described(
    site: str,
    field: OwnField,
    dating: Dating,
    until: int | None,
    detected_after: int | None,
    feature: Feature,
    column: Bools,
    bounds: Bounds,
) -> OwnShift:
    """A change at `bounds.split` until `until`, by the feature that shows it best."""
    low, split, high, _ = bounds
    end = field.size if until is None else until
    before, after = float(column[low:split].mean()), float(column[split:high].mean())
    frequent = slice(split, high) if after > before else slice(low, split)
    typical = frequent.start + int(np.flatnonzero(column[frequent])[0])
    return OwnShift(
        site,
        field.name,
        int(field.positions[split - 1]),
        int(field.positions[split]),
        None if until is None else int(field.positions[until]),
        int(field.times[split]),
        (int(field.positions[dating.earliest]), int(field.positions[dating.latest])),
        dating.latest - dating.earliest,
        feature,
        before,
        after,
        _values(field, low, split),
        _values(field, split, high),
        int(field.positions[typical]),
        array("I", field.positions[split:end].astype(np.uint32).tobytes()),
        detected_after,
    )


def _values(field: OwnField, start: int, end: int) -> Values:
    codes = field.codes[slice(*np.searchsorted(field.owners, (start, end)))]
    kinds, counts = np.unique(codes >> BITS, return_counts=True)
    numbers = np.sort(codes[np.isin(codes >> BITS, (NUMBER, NUMERAL))] & PLACE)
    low, middle, high = (
        number_at(int(numbers[int(part * (len(numbers) - 1))])) if len(numbers) else 0.0 for part in _QUARTILES
    )
    return Values(
        end - start,
        len(np.unique(codes)),
        list(zip(counts.tolist(), kinds.tolist(), strict=True)),
        (low, middle, high) if len(numbers) else None,
    )
