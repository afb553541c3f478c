"""bzip2: streams one after the other, as pbzip2 writes them."""

from __future__ import annotations

import bz2
import io

import pytest

from newscheck.containers import ContainerFault, Decompressed, bzip2

TEXT = '{"title": "港口"}\n'.encode() * 20


def content(data: bytes) -> Decompressed:
    return Decompressed(io.BytesIO(data), bzip2.decompressor, "bzip2", bzip2.MAGIC, lambda _: None)


@pytest.mark.parametrize("level", [1, 9])
def test_all_streams_are_the_content(level: int) -> None:
    data = bz2.compress(TEXT[:100], level) + bz2.compress(b"", level) + bz2.compress(TEXT[100:], level)
    stream = content(data)
    parts = [*iter(lambda: stream.read(10), b"")]
    assert b"".join(parts) == TEXT
    assert max(map(len, parts)) <= 10


def test_another_file_behind_a_stream_is_told() -> None:
    stream = content(bz2.compress(TEXT) + b"PK\x03\x04")
    assert stream.read(1 << 20) == TEXT
    with pytest.raises(ContainerFault, match="something else follows the bzip2 data"):
        stream.read(1)
