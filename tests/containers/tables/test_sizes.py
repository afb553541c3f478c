"""Batches are divided by the size that their values have when they are written out."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from newscheck.containers.tables import sizes


def dictionary(values: list[Any], indices: list[int]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(indices, pa.int32()), pa.array(values))


REPEATED = [
    pytest.param(dictionary(["", "x" * 500], [1, 0, 1, 1, 1]), id="dictionary"),
    pytest.param(dictionary([b"", b"x" * 500], [1, 0, 1, 1, 1]), id="dictionary of bytes"),
    pytest.param(pa.StructArray.from_arrays([dictionary(["x" * 500], [0] * 5)], ["c"]), id="in objects"),
    pytest.param(pa.ListArray.from_arrays(range(6), dictionary(["x" * 500], [0] * 5)), id="in lists"),
    pytest.param(pa.RunEndEncodedArray.from_arrays(pa.array([5], pa.int32()), pa.array(["x" * 500])), id="a run"),
]


@pytest.mark.parametrize("repeated", REPEATED)
def test_few_rows_that_repeat_a_large_value_are_in_memory_at_a_time(
    monkeypatch: pytest.MonkeyPatch, repeated: Any
) -> None:
    batch = pa.record_batch({"title": repeated})
    monkeypatch.setattr(sizes, "MOST", 1_100)
    assert [part.num_rows for part in sizes.slices(batch)] == [2, 1, 2]
    monkeypatch.setattr(sizes, "MOST", 400)
    with pytest.raises(ValueError, match="a row of over 400 bytes"):
        list(sizes.halves(batch))


def test_a_long_batch_is_divided_into_few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "ROWS", 300)
    batch = pa.record_batch({"title": ["a"] * 700})
    assert [part.num_rows for part in sizes.slices(batch)] == [300, 300, 100]
