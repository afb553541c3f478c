"""The batches of a table take little memory, whatever it repeats, and none is taken on trust."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from newscheck.containers.tables import batches, sizes

ROWS = 3_000
LARGE = "x" * 5_000


def read(table: Any, **options: Any) -> list[pa.RecordBatch]:
    file = io.BytesIO()
    # Without Arrow's own schema, nothing says that a column was a dictionary.
    parquet.write_table(table, file, store_schema=False, **options)
    return list(batches.read(io.BytesIO(file.getvalue())))


def repeated(value: str, count: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array([value]))


@pytest.mark.parametrize("compression", ["none", "zstd"])
@pytest.mark.parametrize(
    "column",
    [
        pytest.param(repeated(LARGE, ROWS), id="in rows"),
        pytest.param(pa.ListArray.from_arrays(range(ROWS + 1), repeated(LARGE, ROWS)), id="in lists"),
        pytest.param(pa.array([{"a": LARGE}] * ROWS), id="in objects"),
    ],
)
def test_a_value_that_is_stored_once_is_written_out_for_few_rows_at_a_time(
    monkeypatch: pytest.MonkeyPatch, column: Any, compression: str
) -> None:
    monkeypatch.setattr(sizes, "MOST", 100_000)
    before = pa.total_allocated_bytes()
    found = read(pa.table({"title": column}), compression=compression)
    assert sum(batch.num_rows for batch in found) == ROWS
    assert max(batch.num_rows for batch in found) <= 100_000 // len(LARGE)
    # All batches at once: nothing has been written out.
    assert pa.total_allocated_bytes() - before < ROWS * len(LARGE) / 10


def test_what_compression_brings_to_nothing_is_not_written_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST", 1_000_000)
    texts = pa.array([*(LARGE[number:] for number in range(400)), *[LARGE * 100] * 400])
    found = read(pa.table({"title": texts}), compression="zstd")
    assert sum(batch.num_rows for batch in found) == 800
    assert max(map(sizes.written_size, (batch["title"] for batch in found))) <= 1_000_000
    assert all(pa.types.is_dictionary(batch["title"].type) for batch in found)


def test_a_list_that_repeats_a_large_value_in_one_row_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST", 100_000)
    lists = pa.ListArray.from_arrays([0, 1_000], repeated(LARGE, 1_000))
    with pytest.raises(ValueError, match="a row of over 100,000 bytes"):
        read(pa.table({"tags": lists}))


@pytest.mark.parametrize(
    ("texts", "most"),
    [
        pytest.param([f"{number:05}" * 2_000 for number in range(300)], 150, id="long rows"),
        pytest.param([f"{number}" for number in range(2_000)], 1_024, id="short rows"),
    ],
)
def test_a_batch_has_as_many_rows_as_their_size_allows(
    monkeypatch: pytest.MonkeyPatch, texts: list[str], most: int
) -> None:
    monkeypatch.setattr(batches, "_BATCH", 1_000_000)
    found = read(pa.table({"title": texts}), compression="none", use_dictionary=False)
    assert most * 0.6 < max(batch.num_rows for batch in found) <= most
    assert [value for batch in found for value in batch["title"].to_pylist()] == texts
    # Long texts that differ are read in less time as they are.
    assert all(batch["title"].type == pa.string() for batch in found) == (len(texts[0]) > 300)


def test_an_arrow_file_is_checked_before_its_values_are_read() -> None:
    number = pa.py_buffer((99_999).to_bytes(16, "little"))
    column = pa.Array.from_buffers(pa.decimal128(3, 0), 1, [None, number])
    file = io.BytesIO()
    with pa.ipc.new_file(file, pa.schema({"c": column.type})) as writer:
        writer.write_table(pa.table({"c": column}))
    with pytest.raises(pa.ArrowInvalid, match="precision"):
        list(batches.read(io.BytesIO(file.getvalue())))
