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
#: The ratio to which no compression brings text whose values differ.
_TEXT_RATIO = 30
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
    if repeating := _repeating(stream, file.metadata):
        file = parquet.ParquetFile(
            stream, metadata=file.metadata, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=repeating
        )
    # No threads: the work is divided among processes.
    for batch in file.iter_batches(_rows_at_once(file.metadata), use_threads=False):
        yield from sizes.halves(batch)


def _rows_at_once(metadata: Any) -> int:
    """How many rows of a Parquet file, by the average size of those in each of its groups, are read at once."""
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    counts = (_BATCH * group.num_rows // max(group.total_byte_size, 1) for group in groups if group.num_rows)
    return max(1, min(sizes.ROWS, min(counts, default=1)))


def _repeating(stream: IO[bytes], metadata: Any) -> list[str]:
    """The columns of a Parquet file that may hold a large value once for very many rows, or in lists of any length.

    They stay in the form of a dictionary until rows are divided by their size.
    """
    suspects: dict[str, list[int]] = {}
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        for column in map(group.column, range(group.num_columns)):
            if column.physical_type == "BYTE_ARRAY" and column.has_dictionary_page:
                numbers = suspects.setdefault(column.path_in_schema, [])
                if group.num_rows and _is_mostly_dictionary(column):
                    numbers.append(number)
    return [name for name, numbers in suspects.items() if "." in name or _has_large(stream, metadata, name, numbers)]


def _is_mostly_dictionary(column: Any) -> bool:
    """Whether a part of a column is a long dictionary and little else: writers end it where most values differ."""
    dictionary = column.data_page_offset - column.dictionary_page_offset
    size, compressed = column.total_uncompressed_size, column.total_compressed_size
    return bool(
        size > sizes.MOST // sizes.ROWS and (size > _TEXT_RATIO * compressed or 4 * dictionary > 3 * compressed)
    )


def _has_large(stream: IO[bytes], metadata: Any, column: str, groups: list[int]) -> bool:
    """Whether a value in the dictionaries of a column is too large for as many of it as a batch has rows."""
    from pyarrow import parquet

    file = parquet.ParquetFile(
        stream, metadata=metadata, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=[column]
    )
    most = sizes.MOST // sizes.ROWS
    firsts = (next(file.iter_batches(1, [group], [column], use_threads=False)).column(0) for group in groups)
    return any(sizes.largest(first.dictionary, most) > most for first in firsts)


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
