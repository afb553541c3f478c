"""Operations on whole columns: numpy does them for many rows, Python for few, for which numpy is not worth its start.

Both give the same. So `function` and `test` are expressions that numbers and numpy's vectors have in common:
arithmetic, comparisons, `&` and `|` between truth values in the place of `and` and `or`, and `choice` in that of `if`
and `else`. Integers have 64 bits; those of a column `Q` are unsigned, and don't mix with others.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscheck.dump.numpy_loader import NDArray

#: From so many rows on, numpy does the work: where it has been loaded for others, and where it hasn't.
SOME, MANY = 100, 1_000


def choice(test: Any, one: Any, other: Any) -> Any:
    """In an expression: `one` where a test holds, else `other`."""
    if isinstance(test, bool):
        return one if test else other
    return _numpy().where(test, one, other)


def unsigned(values: Sequence[int]) -> array[int]:
    """Values as a column `Q`."""
    return values if isinstance(values, array) and values.typecode == "Q" else array("Q", values)


def computed(code: str, function: Callable[..., Any], *columns: Sequence[int]) -> array[int]:
    """The column, of a type code of `array`, of what an expression gives for each row."""
    if not _is_many(columns[0]):
        return array(code, map(function, *columns))
    return _column(code, function(*map(_vector, columns)))


def places(test: Callable[..., Any], *columns: Sequence[int]) -> array[int]:
    """The rows for which a test holds, in ascending order."""
    if not _is_many(columns[0]):
        return array("I", [place for place, row in enumerate(zip(*columns, strict=True)) if test(*row)])
    return _column("I", _numpy().flatnonzero(test(*map(_vector, columns))))


def taken(column: array[int], places: Sequence[int]) -> array[int]:
    """The values of a column at some places."""
    if not _is_many(places):
        return array(column.typecode, map(column.__getitem__, places))
    np = _numpy()
    return _column(column.typecode, np.asarray(column)[np.asarray(places)])


def ascending(column: array[int]) -> array[int]:
    """The places of a column in the order of the values; equal ones stay in their order."""
    if not _is_many(column):
        return array("I", sorted(range(len(column)), key=column.__getitem__))
    np = _numpy()
    return _column("I", np.argsort(np.asarray(column), kind="stable"))


def ordered(column: array[int]) -> array[int]:
    """The values of a column in ascending order."""
    if not _is_many(column):
        return array(column.typecode, sorted(column))
    np = _numpy()
    return _column(column.typecode, np.sort(np.asarray(column)))


def places_after(ends: array[int], values: array[int]) -> array[int]:
    """For each value the first place of an ascending column that has a greater one."""
    if not _is_many(values):
        return array("I", [bisect_right(ends, value) for value in values])
    np = _numpy()
    return _column("I", np.searchsorted(np.asarray(ends), np.asarray(values), side="right"))


def middle_ranks(values: Sequence[int]) -> array[int]:
    """Twice the rank of each value, from 1 on; equal values have their mean rank."""
    if _is_many(values):
        np = _numpy()
        _, numbers, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
        return _column("q", (2 * np.cumsum(counts) - counts + 1)[numbers])
    counted = Counter(values)
    ranks: dict[int, int] = {}
    below = 0
    for value in sorted(counted):
        ranks[value] = 2 * below + counted[value] + 1
        below += counted[value]
    return array("q", map(ranks.__getitem__, values))


def character_counts(text: str) -> Counter[str]:
    """How often each character is in a text."""
    if not _is_many(text):
        return Counter(text)
    np = _numpy()
    counts = np.bincount(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32))
    return Counter({chr(code): int(counts[code]) for code in np.flatnonzero(counts)})


def runs(marks: array[int]) -> Iterator[tuple[int, int]]:
    """The runs `marks[start:end]` of a column of 0 and 1 in which all are 1, as long as they can be."""
    if not marks:
        return
    turns = computed("B", lambda mark, before: mark != before, marks[1:], marks[:-1])
    borders = [*chain([0], (place + 1 for place in places(lambda turn: turn != 0, turns)), [len(marks)])]
    yield from ((start, end) for start, end in pairwise(borders) if marks[start])


@cache
def _numpy() -> Any:
    from newscheck.dump.numpy_loader import np

    return np


def _is_many(rows: Sequence[object]) -> bool:
    """Whether numpy does the work for so many rows."""
    return len(rows) >= MANY or (len(rows) >= SOME and _numpy.cache_info().currsize > 0)


def _vector(column: Sequence[int]) -> NDArray[Any]:
    vector: NDArray[Any] = _numpy().asarray(column)
    return vector if vector.itemsize == 8 else vector.astype("q")


def _column(code: str, vector: NDArray[Any]) -> array[int]:
    column = array(code)
    column.frombytes(vector.astype(code, copy=False).tobytes())
    return column
