"""The order of day and month in the dates of a feed, by those of its dates that only one order makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from newscheck.text.regex import lazy_regex
from newscheck.text.written_date import DAY_FIRST, MONTH_FIRST

if TYPE_CHECKING:
    from newscheck.article.item_paths import ItemPath

_NUMBERS = lazy_regex(r"(?<![0-9])([0-9]{1,2})([/.-])([0-9]{1,2})\2[0-9]{2,4}(?![0-9])")
#: So many dates of one order for each of the other are enough: a few are written by hand.
_MAJORITY = 20
#: Items of a file that are looked at.
_MAX_ITEMS = 100_000

Siblings = Callable[[], Iterable[Mapping[str, Any]]]


def of(values: Iterable[Any]) -> str:
    """`day-first` or `month-first`, by the values that make a date in one order only; empty without any."""
    day_first = month_first = 0
    for value in values:
        match = _NUMBERS.search(value) if isinstance(value, str) else None
        if match is not None:
            first, second = int(match[1]), int(match[3])
            day_first += first > 12 >= second
            month_first += second > 12 >= first
    return majority(day_first, month_first)


def majority(day_first: int, month_first: int) -> str:
    """The order of a feed, by the numbers of its dates in each; empty where it has none, or both."""
    if day_first > _MAJORITY * month_first:
        return DAY_FIRST
    return MONTH_FIRST if month_first > _MAJORITY * day_first else ""


# One file at a time: the function may hold its items.
@lru_cache(1)
def of_file(siblings: Siblings, paths: tuple[ItemPath, ...]) -> str:
    """The order of the dates at some paths in the items of a file, which are read once."""
    from newscheck.article.item_paths import find  # not for dumps, which have no items

    return of(find(item, path)[0] for item in islice(siblings(), _MAX_ITEMS) for path in paths)
