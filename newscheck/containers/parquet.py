"""Parquet, Arrow, Feather: rows of a table; needs `pip install "newscheck[parquet]"`.

Nothing is guessed: times become ISO 8601 in their own zone, decimals and bytes their text, NaN null.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO, TYPE_CHECKING

from newscheck.containers.tables import batches, columns, faults
from newscheck.model import RawInput

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIXES = (".parquet", ".parq", ".arrow", ".feather", ".arrows")
MAGIC = (batches.PARQUET, batches.ARROW)
#: Bytes of a piece.
_PIECE = 1 << 23
_MISSING = 'pyarrow is not installed, which reads it: pip install "newscheck[parquet]"'


def inputs(stream: IO[bytes], path: str, limit: int) -> Iterator[RawInput]:
    """The rows of a table as streams of Arrow, about a thousand in each; `line` is the number of the first, from 1.

    No piece is over `limit` bytes. Never raises: a table that can't be read, or only in part, ends with a fault.
    """
    row = 1
    try:
        import pyarrow as pa
    except ImportError:
        yield RawInput(path, fault="unreadable", detail=_MISSING)
        return
    try:
        for batch in batches.read(stream):
            for piece, count in _pieces(batch, limit):
                fault = "" if piece else "too-large"
                detail = "" if piece else f"a row over the limit of {limit:,} bytes"
                yield RawInput(path, piece, row, fault, detail, form="arrow")
                row += count
    except (pa.ArrowException, *faults.ERRORS) as error:
        yield RawInput(path, line=row, fault="unreadable", detail=faults.reason(error))
        return
    if row == 1:
        yield RawInput(path, fault="empty", detail="a table without rows")


def _pieces(batch: pa.RecordBatch, limit: int) -> Iterator[tuple[bytes, int]]:
    """The rows of a batch as streams of Arrow, with their number; empty bytes for a row over `limit`."""
    import pyarrow as pa

    converted = [columns.converted(column) for column in batch.columns]
    yield from _divided(pa.RecordBatch.from_arrays(converted, batch.schema.names), min(_PIECE, limit))


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

    sink = BytesIO()  # whose value is no copy
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return sink.getvalue()
