"""The bytes that the values of a table have when they are written out, and batches divided by them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

#: The most rows of a batch, enough for the speed of columns.
ROWS = 1_024
#: Bytes of rows that are in memory at a time.
MOST = 1 << 26


def slices(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in parts of few rows. Raises ValueError as `halves` does."""
    for start in range(0, batch.num_rows, ROWS):
        yield from halves(batch.slice(start, ROWS))


def halves(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in parts that are small when their values are written out. Raises ValueError where a row is not."""
    if sum(map(written_size, batch.columns)) <= MOST:
        yield batch
    elif batch.num_rows == 1:
        raise ValueError(f"a row of over {MOST:,} bytes")
    else:
        middle = batch.num_rows // 2
        yield from halves(batch.slice(0, middle))
        yield from halves(batch.slice(middle))


def written_size(column: pa.Array) -> int:
    """The most bytes that the values of a column have: a dictionary and a run hold one value for very many."""
    import pyarrow as pa

    types, kind = pa.types, column.type
    if isinstance(column, pa.ExtensionArray):
        return written_size(column.storage)
    if types.is_dictionary(kind):
        return len(column) * largest(column.dictionary, MOST // max(1, len(column)))
    if types.is_run_end_encoded(kind):
        return len(column) * written_size(column.values)
    if types.is_struct(kind):
        return sum(map(written_size, column.flatten()))
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return written_size(column.flatten())
    return int(column.nbytes)


def largest(values: pa.Array, enough: int) -> int:
    """The bytes of the largest of some values, or more where all of them are below `enough`."""
    import pyarrow as pa
    from pyarrow import compute

    types, kind = pa.types, values.type
    size = written_size(values)
    if size <= enough or not any(
        is_one(kind) for is_one in (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    ):
        return size
    return compute.max(compute.binary_length(values)).as_py() or 0
