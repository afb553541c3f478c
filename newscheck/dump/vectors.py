"""Operations on whole columns: numpy does them for many rows, Python for few, for which numpy is not worth its start.

Both give the same. So `function` and `test` are expressions that numbers and numpy's vectors have in common:
arithmetic, comparisons, `&` and `|` between truth values in the place of `and` and `or`, and `choice` in that of `if`
and `else`. Integers have 64 bits; those of a column `Q` are unsigned, and don't mix with others.

Long columns are worked through in blocks, and what is made of them has room where `blocks.room` says, so that memory
doesn't grow with them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from newscheck.dump import blocks
from newscheck.model import Column, Typecode

if TYPE_CHECKING:
    from newscheck.dump.numpy_loader import NDArray

#: From so many rows on, numpy does the work: where it has been loaded for others, and where it hasn't.
SOME, MANY = 100, 1_000


def choice(test: Any, one: Any, other: Any) -> Any:
    """In an expression: `one` where a test holds, else `other`."""
    if isinstance(test, bool):
        return one if test else other
    return _numpy().where(test, one, other)


def unsigned(values: Sequence[int]) -> Column:
    """Values as a column `Q`."""
    if isinstance(values, array):
        return values if values.typecode == "Q" else computed("Q", lambda value: value, values)
    if isinstance(values, memoryview):
        return values if values.format == "Q" else computed("Q", lambda value: value, values)
    return array("Q", values)


def computed(code: Typecode, function: Callable[..., Any], *columns: Sequence[int]) -> Column:
    """The column, of a type code of `array`, of what an expression gives for each row."""
    if not _is_many(columns[0]):
        return array(code, map(function, *columns))
    return _filled(code, len(columns[0]), lambda part: function(*(_vector(rows[part]) for rows in columns)))


def places(test: Callable[..., Any], *columns: Sequence[int]) -> Column:
    """The rows for which a test holds, in ascending order."""
    if not _is_many(columns[0]):
        return array("I", [place for place, row in enumerate(zip(*columns, strict=True)) if test(*row)])
    np = _numpy()
    return blocks.collected(
        "I",
        len(columns[0]),
        (
            np.flatnonzero(test(*(_vector(rows[part]) for rows in columns))) + part.start
            for part in blocks.parts(columns[0])
        ),
    )


def taken(column: Column, places: Sequence[int]) -> Column:
    """The values of a column at some places."""
    code = blocks.type_of(column)
    if not _is_many(places):
        return array(code, map(column.__getitem__, places))
    np = _numpy()
    rows = np.asarray(column)
    return _filled(code, len(places), lambda part: rows[np.asarray(places[part])])


def ascending(column: Column) -> Column:
    """The places of a column in the order of the values; equal ones stay in their order."""
    if not _is_many(column):
        return array("I", sorted(range(len(column)), key=column.__getitem__))
    if _is_short(column):
        return _column("I", _numpy().argsort(_numpy().asarray(column), kind="stable"))
    from newscheck.dump import long_columns

    return long_columns.ascending(column)


def ordered(column: Column) -> Column:
    """The values of a column in ascending order."""
    code = blocks.type_of(column)
    if not _is_many(column):
        return array(code, sorted(column))
    if _is_short(column):
        return _column(code, _numpy().sort(_numpy().asarray(column)))
    from newscheck.dump import long_columns

    return long_columns.ordered(column)


def ranks(length: int, orders: Iterable[Column]) -> Column:
    """For each of so many rows its place, from 1 on, in the one of some orders that has it; 0 for none."""
    found = blocks.column("I", length)
    for order in orders:
        if not _is_many(order):
            for rank, row in enumerate(order, 1):
                found[row] = rank
            continue
        rows = _numpy().asarray(found)
        for part in blocks.parts(order):
            rows[_numpy().asarray(order[part])] = _numpy().arange(part.start + 1, part.stop + 1)
            blocks.release()
    return found


def places_after(ends: Column, values: Column) -> Column:
    """For each value the first place of an ascending column that has a greater one."""
    if not _is_many(values):
        return array("I", [bisect_right(ends, value) for value in values])
    np = _numpy()
    rows = np.asarray(ends)
    return _filled("I", len(values), lambda part: np.searchsorted(rows, np.asarray(values[part]), side="right"))


def middle_ranks(values: Sequence[int]) -> Column:
    """Twice the rank of each value, from 1 on; equal values have their mean rank."""
    if not _is_many(values):
        counted = Counter(values)
        ranks: dict[int, int] = {}
        below = 0
        for value in sorted(counted):
            ranks[value] = 2 * below + counted[value] + 1
            below += counted[value]
        return array("q", map(ranks.__getitem__, values))
    np = _numpy()
    known, counts = value_counts(values)
    means = 2 * np.cumsum(counts) - counts + 1
    return _filled("q", len(values), lambda part: means[np.searchsorted(known, np.asarray(values[part]))])


def value_counts(values: Sequence[int]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The different values in ascending order, and how often each is there: two of numpy's vectors."""
    np = _numpy()
    known, counts = np.asarray(values[:0]), np.zeros(0, "q")
    for part in blocks.parts(values):
        more, numbers = np.unique(np.asarray(values[part]), return_counts=True)
        known, where = np.unique(np.concatenate([known, more]), return_inverse=True)
        counts = np.bincount(where, np.concatenate([counts, numbers])).astype("q")
        blocks.release()
    return known, counts


def character_counts(text: str) -> Counter[str]:
    """How often each character is in a text."""
    if not _is_many(text):
        return Counter(text)
    np = _numpy()
    counts = np.bincount(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32))
    return Counter({chr(code): int(counts[code]) for code in np.flatnonzero(counts)})


def beginnings(marks: Column) -> Column:
    """For each value of a series 1 where it begins something; `marks` has all of them but the first, which does."""
    rows = blocks.column("B", len(marks) + 1)
    rows[0] = 1
    memoryview(rows)[1:] = memoryview(marks)
    return rows


def runs(marks: Column) -> Iterator[tuple[int, int]]:
    """The runs `marks[start:end]` of a column of 0 and 1 in which all are 1, as long as they can be."""
    if not marks:
        return
    turns = computed("B", lambda mark, before: mark != before, marks[1:], marks[:-1])
    starts = (place + 1 for place in places(lambda turn: turn != 0, turns))
    borders = chain((0,), starts, (len(marks),))
    yield from ((start, end) for start, end in pairwise(borders) if marks[start])


@cache
def _numpy() -> Any:
    from newscheck.dump.numpy_loader import np

    return np


def _is_short(rows: Sequence[object]) -> bool:
    return len(rows) <= blocks.BLOCK


def _is_many(rows: Sequence[object]) -> bool:
    """Whether numpy does the work for so many rows."""
    return len(rows) >= MANY or (len(rows) >= SOME and _numpy.cache_info().currsize > 0)


def _vector(column: Sequence[int]) -> NDArray[Any]:
    vector: NDArray[Any] = _numpy().asarray(column)
    return vector if vector.itemsize == 8 else vector.astype("q")


def _filled(code: Typecode, length: int, function: Callable[[slice], NDArray[Any]]) -> Column:
    """The column of what a function gives for each block of rows."""
    if length <= blocks.BLOCK:
        return _column(code, function(slice(0, length)))
    return blocks.collected(code, length, map(function, blocks.parts(range(length))))


def _column(code: Typecode, vector: NDArray[Any]) -> array[int]:
    column = array(code)
    column.frombytes(vector.astype(code, copy=False).tobytes())
    return column
