"""Columns become what JSON can hold."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from newscheck.containers.tables import columns

MOMENT = 1692212640000  # 2023-08-16 19:04 UTC


@pytest.mark.parametrize(
    ("moments", "zone", "expected"),
    [
        pytest.param([MOMENT, None], None, ["2023-08-16T19:04:00.000", None], id="no zone"),
        pytest.param(
            [MOMENT, 253402300800000], "UTC", ["2023-08-16T19:04:00.000Z", "10000-01-01T00:00:00.000Z"], id="10000"
        ),
        pytest.param([None, None], "UTC", [None, None], id="nothing"),
        pytest.param([], "UTC", [], id="no rows"),
        pytest.param([MOMENT], "+08:00", ["2023-08-17T03:04:00.000+0800"], id="an offset"),
        pytest.param([MOMENT], "Mars/Base", ["2023-08-16T19:04:00.000Z"], id="an unknown zone"),
    ],
)
def test_times_are_written_in_their_zone(moments: list[Any], zone: str | None, expected: list[Any]) -> None:
    column = pa.array(moments, pa.timestamp("ms", zone))
    assert columns.converted(column).to_pylist() == expected


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_have_the_digits_of_their_unit(unit: str) -> None:
    fraction = {"s": "", "ms": ".000", "us": ".000000", "ns": ".000000000"}[unit]
    column = pa.array([0], pa.timestamp(unit, "UTC"))
    assert columns.converted(column).to_pylist() == [f"1970-01-01T00:00:00{fraction}Z"]


def test_types_around_values_are_taken_off() -> None:
    inner = pa.DictionaryArray.from_arrays(pa.array([0, 1, 0], pa.int8()), pa.array(["a", "b"]))
    assert columns.converted(inner).equals(pa.array(["a", "b", "a"]))
    lists = columns.converted(pa.ListArray.from_arrays([0, 1, 3], inner))
    assert lists.type == pa.list_(pa.string())
    assert lists.to_pylist() == [["a"], ["b", "a"]]


def test_what_is_nested_too_deep_is_refused() -> None:
    kind = pa.string()
    for _ in range(60):
        kind = pa.list_(kind)
    with pytest.raises(ValueError, match="nested deeper than 50 levels"):
        columns.converted(pa.array([None], kind))
