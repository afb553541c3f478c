"""xz: streams one after the other, in bounded memory."""

from __future__ import annotations

import io
import lzma

import pytest

from newscheck.containers import ContainerFault, Decompressed, xz

TEXT = '{"title": "港口"}\n'.encode() * 20


def content(data: bytes) -> Decompressed:
    return Decompressed(io.BytesIO(data), xz.decompressor, "xz", xz.MAGIC, lambda _: None)


@pytest.mark.parametrize("preset", [0, 6, 9])
def test_all_streams_are_the_content(preset: int) -> None:
    """What `xz -9` writes is within the limit of memory."""
    stream = content(lzma.compress(TEXT[:100], preset=preset) + lzma.compress(TEXT[100:], preset=preset))
    parts = [*iter(lambda: stream.read(10), b"")]
    assert b"".join(parts) == TEXT
    assert max(map(len, parts)) <= 10


def test_a_file_that_demands_more_memory_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xz, "_MEMORY", 1 << 20)
    with pytest.raises(ContainerFault, match="damaged xz data: Memory usage limit exceeded"):
        content(lzma.compress(TEXT)).read(1)


def test_the_older_format_is_none() -> None:
    with pytest.raises(ContainerFault, match="no xz data, as its name says"):
        content(lzma.compress(TEXT, format=lzma.FORMAT_ALONE)).read(1)
