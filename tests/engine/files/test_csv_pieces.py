"""A long table in pieces gives the same documents as a whole one."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.engine.files import csv_pieces, inputs
from newscheck.model import Document, RawInput


def table(bodies: list[str], delimiter: str = ",") -> str:
    stream = io.StringIO(newline="")
    rows = [(f"标题{number}", f"https://a/{number}", body) for number, body in enumerate(bodies)]
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows([("title", "url", "body"), *rows])
    return stream.getvalue()


def seen(documents: list[Document]) -> list[tuple[object, ...]]:
    return [
        (document.title and document.title.value, document.text, document.origin, len(document.faults))
        for document in documents
    ]


def whole(data: bytes) -> list[Document]:
    return list(readers.read(RawInput("a.csv", data)))


def in_pieces(data: bytes, size: int, monkeypatch: pytest.MonkeyPatch, limit: int = 10_000) -> list[RawInput]:
    monkeypatch.setattr(csv_pieces, "_PIECE", size)
    monkeypatch.setattr(csv_pieces, "_WINDOW", size // 3)
    return list(inputs.read_stream(io.BytesIO(data), "a.csv", limit))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("size", [64, 1_000])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_pieces_have_the_rows_of_the_whole(
    encoding: str, size: int, delimiter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = table(['一,"二"\n三\n' * (number % 4) for number in range(60)], delimiter).encode(encoding)
    pieces = in_pieces(data, size, monkeypatch)
    assert len(pieces) > 2
    documents = [document for piece in pieces for document in readers.read(piece)]
    faulty = encoding == "gb18030"
    assert [row[:3] for row in seen(documents)] == [row[:3] for row in seen(whole(data))]
    assert any(document.faults for document in documents) == faulty


@given(st.lists(st.text(st.sampled_from('港,"\n'), max_size=30), min_size=3, max_size=12), st.integers(30, 200))
def test_any_bodies(bodies: list[str], size: int) -> None:
    data = table(bodies).encode()
    with pytest.MonkeyPatch.context() as monkeypatch:
        pieces = in_pieces(data, size, monkeypatch)
    assert seen([document for piece in pieces for document in readers.read(piece)]) == seen(whole(data))


def test_a_broken_header_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = table(["一"] * 60).replace("title,url", "url,url", 1).encode()
    pieces = in_pieces(data, 100, monkeypatch)
    assert sum(len(document.faults) for piece in pieces for document in readers.read(piece)) == 1


def test_a_row_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    data = table(["一"] * 5).encode() + b'a,b,"' + b"x" * 5_000
    *_, last = in_pieces(data, 100, monkeypatch, limit=1_000)
    assert (last.fault, last.detail, last.line) == ("too-large", "a row over the limit of 1,000 bytes", 7)
