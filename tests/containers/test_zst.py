"""Zstandard: frames one after the other, those to skip among them, with either library."""

from __future__ import annotations

import io
import sys

import pytest
from backports import zstd

from newscheck.containers import ContainerFault, Decompressed, zst

TEXT = '{"title": "港口"}\n'.encode() * 20


def content(data: bytes) -> Decompressed:
    return Decompressed(io.BytesIO(data), zst.decompressor, "Zstandard", zst.MAGIC, lambda _: None)


def skippable(kind: int, data: bytes) -> bytes:
    return bytes([0x50 + kind]) + b"\x2a\x4d\x18" + len(data).to_bytes(4, "little") + data


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zstd.compress(TEXT), id="a frame"),
        pytest.param(zstd.compress(TEXT[:100]) + zstd.compress(TEXT[100:], 19), id="two"),
        pytest.param(zstd.compress(b"") + zstd.compress(TEXT), id="behind an empty one"),
        *(
            pytest.param(skippable(kind, b"index") + zstd.compress(TEXT), id=f"behind one to skip, {kind}")
            for kind in (0, 15)
        ),
        pytest.param(zstd.compress(TEXT) + skippable(14, b"seek table"), id="before one to skip"),
    ],
)
def test_all_frames_are_the_content(data: bytes) -> None:
    stream = content(data)
    parts = [*iter(lambda: stream.read(10), b"")]
    assert b"".join(parts) == TEXT
    assert max(map(len, parts)) <= 10


def test_the_second_library_is_used_where_the_first_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    assert content(zstd.compress(TEXT)).read(1 << 20) == TEXT


def test_without_a_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in zst._LIBRARIES:
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ContainerFault, match=r"pip install 'newscheck\[zstd\]'"):
        content(zstd.compress(TEXT)).read(1)
