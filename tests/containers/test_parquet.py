"""Tables become streams of Arrow: every type as it is written, every row with its number, every broken file a fault."""

from __future__ import annotations

import datetime
import io
import json
import sys
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import feather, parquet

from newscheck import readers
from newscheck.checker import locations
from newscheck.containers import parquet as container
from newscheck.model import RawInput
from newscheck.readers import arrow as arrow_reader

LIMIT = 1 << 20
ROWS = pa.table({"title": [f"灯塔第{n}号" for n in range(600)], "url": [f"https://n.example/{n}" for n in range(600)]})


def written(table: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    parquet.write_table(table, file, **options)
    return file.getvalue()


def arrow(table: Any, make: Any) -> bytes:
    file = io.BytesIO()
    with make(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def raws(data: bytes, limit: int = LIMIT) -> list[RawInput]:
    return list(container.inputs(io.BytesIO(data), "a.parquet", limit))


def rows(data: bytes) -> list[dict[str, Any]]:
    pieces = raws(data)
    assert not [raw.detail for raw in pieces if raw.fault]
    found = [row for raw in pieces for row in arrow_reader.rows(raw.data)]
    assert json.loads(json.dumps(found)) == found
    return found


def count(raw: RawInput) -> int:
    return len(arrow_reader.rows(raw.data))


def column(values: Any, kind: Any = None) -> list[Any]:
    """The values of a column behind Parquet."""
    return [row["c"] for row in rows(written(pa.table({"c": pa.array(values, kind)})))]


MOMENT = 1692212640000  # 2023-08-16 19:04 UTC


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        pytest.param(["标题", "", None], pa.string(), ["标题", "", None], id="text"),
        pytest.param([1, 2**63 - 1], pa.int64(), [1, 2**63 - 1], id="whole numbers"),
        pytest.param([float("nan"), float("inf"), 1.5], pa.float64(), [None, None, 1.5], id="not a number"),
        pytest.param([Decimal("1.20")], pa.decimal128(5, 2), ["1.20"], id="decimals"),
        pytest.param([datetime.date(2023, 8, 16)], pa.date32(), ["2023-08-16"], id="dates"),
        pytest.param([MOMENT], pa.timestamp("ms"), ["2023-08-16T19:04:00.000"], id="no zone"),
        pytest.param([MOMENT], pa.timestamp("ms", "UTC"), ["2023-08-16T19:04:00.000Z"], id="UTC"),
        pytest.param(
            [MOMENT], pa.timestamp("ms", "Asia/Shanghai"), ["2023-08-17T03:04:00.000+0800"], id="a zone, as stored"
        ),
        pytest.param([MOMENT], pa.timestamp("ms", "Mars/Base"), ["2023-08-16T19:04:00.000Z"], id="an unknown zone"),
        pytest.param(
            [MOMENT * 10**6 + 1], pa.timestamp("ns"), ["2023-08-16T19:04:00.000000001"], id="nanoseconds without pandas"
        ),
        pytest.param([0], pa.timestamp("s"), ["1970-01-01T00:00:00.000"], id="seconds, which Parquet has none of"),
        pytest.param([10**17], pa.timestamp("ms"), [f"<value out of range: {10**17}>"], id="no year of a calendar"),
        pytest.param([-62_198_755_200_000], pa.timestamp("ms"), ["-0001-01-01T00:00:00.000"], id="a year before any"),
        pytest.param([10**17], pa.timestamp("ms", "UTC"), [f"<value out of range: {10**17}>Z"], id="none, in UTC"),
        pytest.param(["一".encode(), None], pa.binary(), ["一", None], id="bytes that are text"),
        pytest.param(["标题文字".encode("gb18030")], pa.binary(), ["标题文字"], id="bytes in GB18030"),
        pytest.param([b"\x89PNG\r\n"], pa.binary(), [None], id="bytes of an image"),
        pytest.param([["a", None], [], None], pa.list_(pa.string()), [["a", None], [], None], id="lists"),
        pytest.param(
            [{"a": 1, "b": None}], pa.struct([("a", "int8"), ("b", "string")]), [{"a": 1, "b": None}], id="struct"
        ),
        pytest.param([[("k", 1)], None], pa.map_(pa.string(), pa.int8()), [{"k": 1}, None], id="maps"),
        pytest.param([[("k", 1), ("k", 2)]], pa.map_(pa.string(), pa.int8()), [{"k": 2}], id="a key twice"),
        pytest.param([["x"]], pa.list_(pa.binary()), [["x"]], id="bytes in a list"),
        pytest.param(
            [[datetime.datetime(2023, 8, 16)]],
            pa.list_(pa.timestamp("s")),
            [["2023-08-16 00:00:00.000"]],
            id="times in a list",
        ),
        pytest.param(["a", "b", "a"], pa.dictionary(pa.int8(), pa.string()), ["a", "b", "a"], id="a dictionary"),
        pytest.param([["a", "b"], None], pa.list_(pa.large_string()), [["a", "b"], None], id="lists of long texts"),
        pytest.param(
            [[{"a": "x", "b": ["y"]}]],
            pa.list_(pa.struct([("a", "string"), ("b", pa.list_(pa.binary()))])),
            [[{"a": "x", "b": ["y"]}]],
            id="lists in objects in lists",
        ),
        pytest.param([{"k": ["v"]}], pa.map_(pa.string(), pa.list_(pa.string())), [{"k": ["v"]}], id="lists in maps"),
        pytest.param([None, None], pa.null(), [None, None], id="nothing but nulls"),
        pytest.param([True, None], pa.bool_(), [True, None], id="truth"),
    ],
)
def test_values_are_as_they_are_written(values: list[Any], kind: Any, expected: list[Any]) -> None:
    assert column(values, kind) == expected


def test_text_that_is_no_utf_8_is_decoded() -> None:
    """Neither Parquet nor Arrow looks into a column of strings."""
    data = "标题文字".encode("gb18030")
    offsets = pa.array([0, len(data)], pa.int32()).buffers()[1]
    column = pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(data)])
    assert rows(written(pa.table({"title": column}))) == [{"title": "标题文字"}]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(written(ROWS), id="Parquet"),
        pytest.param(written(ROWS, row_group_size=100, compression="zstd"), id="row groups, compressed"),
        pytest.param(arrow(ROWS, pa.ipc.new_file), id="Arrow file"),
        pytest.param(arrow(ROWS, pa.ipc.new_stream), id="Arrow stream"),
    ],
)
def test_rows_have_their_numbers(data: bytes) -> None:
    documents = [document for raw in raws(data) for document in readers.read(raw)]
    assert [document.origin for document in documents] == [(number, 1) for number in range(1, 601)]
    document = documents[431]
    assert document.title is not None
    start, end = readers.span(document, document.title)
    assert document.text[start:end] == "灯塔第431号"
    assert locations.line_and_column(document, start) == (432, 11)


def test_feather(tmp_path: Any) -> None:
    feather.write_feather(ROWS, str(tmp_path / "a.feather"), compression="lz4")
    assert len(rows((tmp_path / "a.feather").read_bytes())) == 600


@pytest.mark.parametrize(("size", "limit"), [(1_000, LIMIT), (LIMIT, 1_000)], ids=["own", "limit"])
def test_pieces_are_small(monkeypatch: pytest.MonkeyPatch, size: int, limit: int) -> None:
    monkeypatch.setattr(container, "_PIECE", size)
    pieces = raws(written(ROWS), limit)
    assert max(len(raw.data) for raw in pieces) <= 1_000
    assert [raw.line for raw in pieces] == [1 + sum(map(count, pieces[:number])) for number in range(len(pieces))]


def test_a_row_over_the_limit_costs_only_itself() -> None:
    pieces = raws(written(pa.table({"title": ["a", "b" * 2_000, "c"]})), limit=1_000)
    assert [(raw.line, raw.fault) for raw in pieces] == [(1, ""), (2, "too-large"), (3, "")]


GOOD = written(ROWS)


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        pytest.param(GOOD[: len(GOOD) // 2], "unreadable", "cut off", id="cut in half"),
        pytest.param(GOOD[:-1], "unreadable", "cut off", id="the last byte is missing"),
        pytest.param(b"PAR1", "unreadable", "cut off", id="nothing but the first bytes"),
        pytest.param(arrow(ROWS, pa.ipc.new_file)[:-50], "unreadable", "cut off", id="an Arrow file, cut off"),
        pytest.param(b"PARE" + GOOD[4:-4] + b"PARE", "unreadable", "encrypted", id="encrypted"),
        pytest.param(b"title,url\na,b\n", "unreadable", "neither Parquet nor Arrow", id="CSV"),
        pytest.param(b"", "unreadable", "neither", id="0 bytes"),
        pytest.param(b"version https://git-lfs.github.com/spec/v1\n", "unreadable", "git lfs pull", id="a pointer"),
        pytest.param(written(ROWS.slice(0, 0)), "empty", "without rows", id="no rows"),
        pytest.param(written(pa.table({f"c{n}": [1] for n in range(2_001)})), "unreadable", "columns", id="columns"),
        pytest.param(written(pa.table([["a"], ["b"]], names=["t", "t"])), "unreadable", "two columns", id="one name"),
    ],
)
def test_broken_tables_are_faults(data: bytes, kind: str, words: str) -> None:
    (raw,) = raws(data)
    assert raw.fault == kind
    assert words in raw.detail
    assert "\n" not in raw.detail


def test_rows_before_a_damaged_part_are_read() -> None:
    data = arrow(ROWS, lambda file, schema: pa.ipc.new_stream(file, schema))
    both = arrow(pa.concat_tables([ROWS, ROWS]), pa.ipc.new_stream)
    *good, bad = raws(both[: len(data) + 500])
    assert good[0].line == 1
    assert (bad.fault, bad.line) == ("unreadable", 1 + sum(map(count, good)))


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (raw,) = raws(GOOD)
    assert raw.fault == "unreadable"
    assert 'pip install "newscheck[parquet]"' in raw.detail


@given(st.one_of(st.binary(max_size=200), st.integers(0, len(GOOD)).map(lambda at: GOOD[:at])))
def test_any_bytes_give_rows_or_a_fault(data: bytes) -> None:
    assert all(raw.data or raw.fault for raw in raws(data))
