"""Columns in blocks: long ones are worked through in parts, and what is made of them has room where a run has it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

from newscheck.model import Column, Storage, Typecode

if TYPE_CHECKING:
    from newscheck.dump.numpy_loader import NDArray

#: Rows that are worked on at a time.
BLOCK = 1 << 15
#: Where long columns have room.
_room: ContextVar[Storage | None] = ContextVar("room", default=None)


@contextmanager
def room(storage: Storage) -> Iterator[None]:
    """Long columns that are made meanwhile have room in a storage, others in memory."""
    token = _room.set(storage)
    try:
        yield
    finally:
        _room.reset(token)


def column(code: Typecode, length: int) -> Column:
    """A column of zeros, to be filled."""
    storage = _room.get()
    if storage is None or length <= BLOCK:
        return array(code, bytes(length * array(code).itemsize))
    return storage.column(code, length)


class GrowingColumn:
    """A column of any length, of which pieces are appended."""

    def __init__(self, code: Typecode) -> None:
        self._code = code
        self._rows: Column = array(code)
        self._end = 0

    @property
    def rows(self) -> Column:
        """What has been appended."""
        return self._rows[: self._end]

    def add(self, rows: Column) -> None:
        """Append some rows, of the column's own type."""
        start, self._end = self._end, self._end + len(rows)
        if self._end > len(self._rows):
            before, self._rows = memoryview(self._rows)[:start], column(self._code, max(self._end, 2 * start))
            for part in parts(before):
                memoryview(self._rows)[part] = before[part]
                release()
        memoryview(self._rows)[start : self._end] = memoryview(rows)


class Rows:
    """A column that is filled piece by piece; where all of it is short, the pieces are as they are."""

    def __init__(self, code: Typecode, most: int) -> None:
        self._column = column(code, most) if most > BLOCK else None
        self._end = 0

    def add(self, rows: Column) -> Column:
        """Append some rows; return where they are."""
        if self._column is None:
            return rows
        start, self._end = self._end, self._end + len(rows)
        place = self._column[start : self._end]
        if isinstance(place, memoryview):
            for part in parts(rows):
                place[part] = memoryview(rows)[part]
                release()
            return place
        return rows


def release() -> None:
    """Give back the memory that long columns on disk have taken."""
    if storage := _room.get():
        storage.release()


def collected(code: Typecode, most: int, vectors: Iterable[NDArray[Any]]) -> Column:
    """The column of the rows of some of numpy's vectors, which are `most` together at most."""
    from newscheck.dump.numpy_loader import np

    found, end = column(code, most), 0
    rows = np.asarray(found)
    for vector in vectors:
        rows[end : end + len(vector)] = vector
        end += len(vector)
        release()
    return found[:end]


def type_of(column: Column) -> Typecode:
    """The type code of `array` for the integers of a column."""
    code: Any = column.typecode if isinstance(column, array) else column.format
    return cast("Typecode", code)


def parts(rows: Sequence[object]) -> Iterator[slice]:
    """The blocks of some rows."""
    return (slice(low, min(low + BLOCK, len(rows))) for low in range(0, len(rows), BLOCK))


def values(column: Column) -> Iterator[int]:
    """The values of a column one by one; the memory of those that have been looked at is given back."""
    for part in parts(column):
        yield from column[part]
        release()
