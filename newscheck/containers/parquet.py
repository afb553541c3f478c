"""Parquet, Arrow, Feather: rows of a table; needs `pip install "newscheck[parquet]"`.

Nothing is guessed: times become ISO 8601 in their own zone, decimals and bytes their text, NaN null.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from newscheck.model import RawInput

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIXES = (".parquet", ".parq", ".arrow", ".feather", ".arrows")
MAGIC = (b"PAR1", b"ARROW1\0\0")
#: The first bytes of an encrypted Parquet file, and of an Arrow stream (too common to recognise a file by).
_ENCRYPTED, _STREAM = b"PARE", b"\xff\xff\xff\xff"
#: The most rows of a batch, enough for the speed of columns, and the bytes that they should not exceed.
_ROWS, _BATCH = 256, 1 << 20
#: Bytes of rows that are in memory at a time.
_MOST = 1 << 26
#: Bytes of a piece, and of the buffer through which a column is read instead of a whole row group.
_PIECE, _BUFFER = 1 << 23, 1 << 20
_MAX_COLUMNS, _MAX_DEPTH = 2_000, 50
_MISSING = 'pyarrow is not installed, which reads it: pip install "newscheck[parquet]"'


def inputs(stream: IO[bytes], path: str, limit: int) -> Iterator[RawInput]:
    """The rows of a table as streams of Arrow, a few hundred in each; `line` is the number of the first, from 1.

    No piece is over `limit` bytes. Never raises: a table that can't be read, or only in part, ends with a fault.
    """
    row = 1
    try:
        import pyarrow as pa
    except ImportError:
        yield RawInput(path, fault="unreadable", detail=_MISSING)
        return
    try:
        for batch in _batches(stream):
            for piece, count in _pieces(batch, limit):
                fault = "" if piece else "too-large"
                detail = "" if piece else f"a row over the limit of {limit:,} bytes"
                yield RawInput(path, piece, row, fault, detail, form="arrow")
                row += count
    except (pa.ArrowException, OSError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        yield RawInput(path, line=row, fault="unreadable", detail=_reason(error))
        return
    if row == 1:
        yield RawInput(path, fault="empty", detail="a table without rows")


def _reason(error: Exception) -> str:
    """Why a table can't be read, in one line."""
    text = (str(error) or type(error).__name__).strip().partition("\n")[0].partition(" Detail: ")[0]
    if "encrypted" in text:
        return "an encrypted table"
    if "magic bytes" in text or "footer" in text or text == "Not an Arrow file" or "too small" in text:
        return "a table that is cut off: its end, which says where the columns are, is missing"
    return f"no table: {text[:200]}"


def _batches(stream: IO[bytes]) -> Iterator[pa.RecordBatch]:
    """The batches of a Parquet file, an Arrow file (Feather), or an Arrow stream. Raises ValueError for another."""
    import pyarrow as pa

    head = stream.read(16)
    stream.seek(0)
    if head.startswith((MAGIC[0], _ENCRYPTED)):
        from pyarrow import parquet

        file = parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
        _check(file.schema_arrow)
        # No threads: the work is divided among processes.
        for batch in file.iter_batches(_rows_at_once(file.metadata), use_threads=False):
            yield from _halves(batch)
    elif head.startswith(MAGIC[1]):
        with pa.ipc.open_file(stream) as reader:
            _check(reader.schema)
            for number in range(reader.num_record_batches):
                yield from _slices(_valid(reader.get_batch(number)))
    elif head.startswith(_STREAM):
        with pa.ipc.open_stream(stream) as reader:
            _check(reader.schema)
            for batch in reader:
                yield from _slices(_valid(batch))
    elif head.startswith(b"version https://"):
        raise ValueError("a pointer of Git LFS, not the file itself: git lfs pull")
    else:
        raise ValueError("neither Parquet nor Arrow")


def _rows_at_once(metadata: Any) -> int:
    """How many rows of a Parquet file, by their average size, are read at once."""
    size: int = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    rows: int = metadata.num_rows
    return max(1, min(_ROWS, _BATCH * rows // max(size, 1)))


def _slices(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in parts that are small when their values are written out. Raises ValueError where a row is not."""
    for start in range(0, batch.num_rows, _ROWS):
        yield from _halves(batch.slice(start, _ROWS))


def _halves(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    if sum(map(_written_size, batch.columns)) <= _MOST:
        yield batch
    elif batch.num_rows == 1:
        raise ValueError(f"a row of over {_MOST:,} bytes")
    else:
        middle = batch.num_rows // 2
        yield from _halves(batch.slice(0, middle))
        yield from _halves(batch.slice(middle))


def _written_size(column: pa.Array) -> int:
    """The most bytes that the values of a column have: a dictionary and a run hold one value for very many."""
    import pyarrow as pa

    types, kind = pa.types, column.type
    if isinstance(column, pa.ExtensionArray):
        return _written_size(column.storage)
    if types.is_dictionary(kind):
        return len(column) * _largest(column.dictionary, _MOST // max(1, len(column)))
    if types.is_run_end_encoded(kind):
        return len(column) * _written_size(column.values)
    if types.is_struct(kind):
        return sum(map(_written_size, column.flatten()))
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return _written_size(column.flatten())
    return int(column.nbytes)


def _largest(values: pa.Array, enough: int) -> int:
    """The bytes of the largest of some values, or more where all of them are below `enough`."""
    import pyarrow as pa
    from pyarrow import compute

    size = _written_size(values)
    if size <= enough or not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        return size
    return compute.max(compute.binary_length(values)).as_py() or 0


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


def _pieces(batch: pa.RecordBatch, limit: int) -> Iterator[tuple[bytes, int]]:
    """The rows of a batch as streams of Arrow, with their number; empty bytes for a row over `limit`."""
    import pyarrow as pa

    columns = [_converted(column) for column in batch.columns]
    yield from _divided(pa.RecordBatch.from_arrays(columns, batch.schema.names), min(_PIECE, limit))


def _divided(batch: pa.RecordBatch, most: int) -> Iterator[tuple[bytes, int]]:
    count = batch.num_rows
    data = _stream(batch) if count else b""
    if count > 1 and len(data) > most:
        yield from _divided(batch.slice(0, count // 2), most)
        yield from _divided(batch.slice(count // 2), most)
    elif count:
        yield data if len(data) <= most else b"", count


def _stream(batch: pa.RecordBatch) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _converted(column: pa.Array) -> pa.Array:
    """A column in which times, decimals and bytes within values are text."""
    column = _plain(column)
    written = _readable(column.type, 0)
    return column if written == column.type else _as_text(column, written)


def _plain(column: pa.Array) -> pa.Array:
    """A column without the types around its values: extensions, dictionaries, runs of equal values."""
    import pyarrow as pa

    for _ in range(_MAX_DEPTH):
        if isinstance(column, pa.ExtensionArray):
            column = column.storage
        elif pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        else:
            break
    return column


def _readable(kind: pa.DataType, depth: int) -> pa.DataType:
    """The type to which a column is cast: text for times, bytes and decimals, wherever in it. Raises ValueError."""
    import pyarrow as pa

    types = pa.types
    if depth > _MAX_DEPTH:
        raise ValueError(f"nested deeper than {_MAX_DEPTH} levels")
    if types.is_temporal(kind) or types.is_decimal(kind):
        return pa.string() if not types.is_interval(kind) else kind
    if depth and (types.is_binary(kind) or types.is_large_binary(kind)):
        return pa.string()
    if types.is_list(kind) or types.is_large_list(kind):
        make = pa.list_ if types.is_list(kind) else pa.large_list
        return make(_field(kind.value_field, depth))
    if types.is_struct(kind):
        return pa.struct([_field(kind.field(number), depth) for number in range(kind.num_fields)])
    if types.is_map(kind):
        return pa.map_(_field(kind.key_field, depth), _field(kind.item_field, depth))
    return kind


def _field(field: pa.Field, depth: int) -> pa.Field:
    return field.with_type(_readable(field.type, depth + 1))


def _as_text(column: pa.Array, written: pa.DataType) -> pa.Array:
    """A column cast to text; times of an unknown zone in UTC, in which they are stored."""
    import pyarrow as pa
    from pyarrow import compute

    try:
        text = column.cast(written)
    except pa.ArrowException:
        if not pa.types.is_timestamp(column.type):
            return column
        text = column.cast(pa.timestamp(column.type.unit, "UTC")).cast(written)
    if pa.types.is_timestamp(column.type):
        return compute.replace_substring_regex(text, r"^([-0-9]+) ", r"\1T")
    return text
