"""The batches of rows in a Parquet file, an Arrow file (Feather), or an Arrow stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from newscheck.containers.tables import sizes

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET, ARROW = b"PAR1", b"ARROW1\0\0"
#: The first bytes of an encrypted Parquet file, and of an Arrow stream (too common to recognise a file by).
_ENCRYPTED, _STREAM = b"PARE", b"\xff\xff\xff\xff"
#: Bytes that the rows of a batch should not exceed, and of the buffer through which a column is read.
_BATCH, _BUFFER = 1 << 22, 1 << 20
#: Bytes of a row that is too short for an article, unless a table repeats what it holds once; and the ratio to which no
#: compression brings texts that differ.
_SHORT_ROW, _TEXT_RATIO = 300, 30
_MAX_COLUMNS = 2_000


def read(stream: IO[bytes]) -> Iterator[pa.RecordBatch]:
    """The batches of a table, each of few rows that are small when they are written out.

    Raises ValueError where the stream holds none, and what pyarrow raises where it is damaged.
    """
    import pyarrow as pa

    head = stream.read(16)
    stream.seek(0)
    if head.startswith((PARQUET, _ENCRYPTED)):
        yield from _of_parquet(stream)
    elif head.startswith(ARROW):
        with pa.ipc.open_file(stream) as reader:
            _check(reader.schema)
            for number in range(reader.num_record_batches):
                yield from sizes.slices(_valid(reader.get_batch(number)))
    elif head.startswith(_STREAM):
        with pa.ipc.open_stream(stream) as reader:
            _check(reader.schema)
            for batch in reader:
                yield from sizes.slices(_valid(batch))
    elif head.startswith(b"version https://"):
        raise ValueError("a pointer of Git LFS, not the file itself: git lfs pull")
    else:
        raise ValueError("neither Parquet nor Arrow")


def _of_parquet(stream: IO[bytes]) -> Iterator[pa.RecordBatch]:
    from pyarrow import parquet

    file = parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
    _check(file.schema_arrow)
    if repeating := _repeating(file, stream.seek(0, 2)):
        file = parquet.ParquetFile(
            stream, metadata=file.metadata, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=repeating
        )
    # No threads: the work is divided among processes.
    for batch in file.iter_batches(_rows_at_once(file.metadata), use_threads=False):
        yield from sizes.halves(batch)


def _rows_at_once(metadata: Any) -> int:
    """How many rows of a Parquet file, by the average size of those in each of its groups, are read at once."""
    counts = (_BATCH * rows // max(size, 1) for rows, size in _groups(metadata))
    return max(1, min(sizes.ROWS, min(counts, default=1)))


def _groups(metadata: Any) -> Iterator[tuple[int, int]]:
    """The rows of each group that has some, and their bytes."""
    # Not those of its columns: pyarrow aborts the process where they are damaged.
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    return ((group.num_rows, group.total_byte_size) for group in groups if group.num_rows)


def _repeating(file: Any, size: int) -> list[str]:
    """The columns of a Parquet file of some size that may hold a large value once for many rows, or for one long list.

    They stay in the form of a dictionary, which takes longer, until rows are divided by their size.
    """
    is_short = any(held < rows * _SHORT_ROW or held > size * _TEXT_RATIO for rows, held in _groups(file.metadata))
    columns = map(file.schema.column, range(len(file.schema.names)))
    texts = (column.path for column in columns if column.physical_type == "BYTE_ARRAY")
    return [path for path in texts if is_short or "." in path]


def _valid(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch of an Arrow file. Raises ArrowInvalid where it points to what it does not hold: Arrow doesn't look.

    Texts that are no UTF-8 are read.
    """
    import pyarrow as pa

    as_bytes = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}
    for column in batch.columns:
        kind = as_bytes.get(column.type)
        (column if kind is None else column.cast(kind)).validate(full=True)
    return batch


def _check(schema: pa.Schema) -> None:
    """Refuse a table of more columns than any article has fields, or with two of one name. Raises ValueError."""
    if len(schema) > _MAX_COLUMNS:
        raise ValueError(f"{len(schema):,} columns, more than {_MAX_COLUMNS:,}")
    if twice := next((name for name in schema.names if schema.names.count(name) > 1), None):
        raise ValueError(f"two columns are named `{twice[:40]}`; rename one")
