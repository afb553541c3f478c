"""Reading files: what is over the size limit is read in pieces, if it has lines, and each knows its first line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.engine.files import inputs
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.model import RawInput


@pytest.fixture(scope="module", autouse=True)
def small_pieces() -> object:
    """Files of some hundred bytes are long ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "_FIRST", 8)
        patch.setattr(inputs, "_PIECE", 8)
        yield


@given(rows=st.lists(st.binary(max_size=12).map(lambda row: row.replace(b"\n", b"-")), min_size=2, max_size=30))
def test_pieces_are_the_file_and_begin_at_their_lines(
    tmp_path_factory: pytest.TempPathFactory, rows: list[bytes]
) -> None:
    data = b"\n".join(rows)
    path = tmp_path_factory.mktemp("feed") / "feed.jsonl"
    path.write_bytes(data)
    if not data:
        return
    for raws in (
        [*inputs.read(FileEntry("feed.jsonl", str(path)), limit=len(data) - 1)],
        [*inputs.read_stream(io.BytesIO(data), "feed.jsonl", 16)],
    ):
        assert [raw.fault for raw in raws] == [""] * len(raws)
        assert b"".join(raw.data for raw in raws) == data
        at = 0
        for raw in raws:
            assert raw.line == data.count(b"\n", 0, at) + 1
            assert at == 0 or data[at - 1 : at] == b"\n"
            at += len(raw.data)


def test_a_line_over_the_limit_is_reported_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_bytes(b"{}\n{}\n" + b"x" * 40)
    *before, last = inputs.read(FileEntry("feed.jsonl", str(tmp_path / "feed.jsonl")), limit=20)
    assert b"".join(raw.data for raw in before) == b"{}\n{}\n"
    assert last == RawInput("feed.jsonl", line=3, fault="too-large", detail="a line over the limit of 20 bytes")
