"""Rows of a table: each is an item, whose source is the row itself."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.checker import locations
from newscheck.model import Document, RawInput

ROW = {"title": "港口的新灯塔", "url": "https://paper.example/1", "body": "渔民合作社表示欢迎。", "size": float("nan")}


def stream(rows: list[dict[str, Any]]) -> bytes:
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pylist(rows)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def read(data: bytes, **settings: Any) -> list[Document]:
    return list(readers.read(RawInput("a.parquet", data, line=7, form="arrow"), ItemMapping(**settings)))


def test_the_source_is_the_row() -> None:
    first, second = read(stream([ROW, {**ROW, "title": '"第二"'}]))
    assert first.source == first.item == {**ROW, "size": None}
    assert second.title is not None
    start, end = readers.span(second, second.title)
    assert second.text[start:end] == '\\"第二\\"'
    assert locations.line_and_column(second, start) == (8, second.text.index("\\") + 1)


@pytest.mark.parametrize(
    ("row", "settings", "places"),
    [
        pytest.param({"source": "a", "articles": [ROW, ROW]}, {}, ["articles[0]", "articles[1]"], id="by shape"),
        pytest.param({"x": {"y": [ROW]}, "title": "a"}, {"items": "x.y"}, ["x.y[0]"], id="by the settings"),
        pytest.param({**ROW, "tags": ["a", None]}, {}, [""], id="a list of words"),
    ],
)
def test_items_in_a_row_are_found(row: dict[str, Any], settings: dict[str, Any], places: list[str]) -> None:
    documents = read(stream([row]), **settings)
    assert [document.place for document in documents] == places
    assert all(
        document.title and document.title.value == ROW["title"] and not document.faults for document in documents
    )


def test_dates_are_in_the_order_that_the_rows_show() -> None:
    rows = [{**ROW, "dateline": "05/06/2024"}, {**ROW, "dateline": "16/06/2024"}]
    assert [document.date_order for document in read(stream(rows))] == ["day-first", ""]


GOOD = stream([ROW])


@given(st.binary(max_size=100) | st.integers(0, len(GOOD)).map(lambda at: GOOD[:at]))
def test_any_bytes_give_documents(data: bytes) -> None:
    assert all(document.item or document.faults for document in read(data))
