"""gzip: members one after the other, in pieces of any size."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.containers import Decompressed, gz

TEXT = '{"title": "港口"}\n'.encode() * 20


@given(st.integers(1, 200), st.integers(1, 300), st.binary(max_size=20))
def test_a_member_comes_out_whole_in_any_pieces(size: int, most: int, rest: bytes) -> None:
    """Input that was not used is kept for the next call, and what follows the member is left."""
    member = gz.decompressor()
    data, parts = io.BytesIO(gzip.compress(TEXT) + rest), []
    while not member.eof:
        assert len(parts) < 2 * len(TEXT)
        parts.append(member.decompress(data.read(size) if member.needs_input else b"", most))
        assert len(parts[-1]) <= most
    assert b"".join(parts) == TEXT
    assert member.unused_data + data.read() == rest


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(gzip.compress(TEXT), id="one member"),
        pytest.param(b"".join(gzip.compress(TEXT[at : at + 50]) for at in range(0, len(TEXT), 50)), id="many"),
        pytest.param(gzip.compress(b"") + gzip.compress(TEXT), id="behind an empty one"),
        pytest.param(gzip.compress(TEXT, compresslevel=0), id="stored"),
    ],
)
def test_all_members_are_the_content(data: bytes) -> None:
    counted: list[int] = []
    content = Decompressed(io.BytesIO(data), gz.decompressor, "gzip", gz.MAGIC, counted.append)
    assert b"".join(iter(lambda: content.read(64), b"")) == TEXT
    assert sum(counted) == len(TEXT)


def test_damaged_data_are_no_content() -> None:
    data = bytearray(gzip.compress(TEXT))
    data[-5] ^= 1  # of the checksum
    member = gz.decompressor()
    with pytest.raises(Exception, match="incorrect data check"):
        member.decompress(bytes(data), 1 << 20)
