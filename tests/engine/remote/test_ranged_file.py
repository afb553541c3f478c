"""A file that is read in blocks from afar is like one on the disk."""

from __future__ import annotations

import io
import os
import random
import tempfile
import zipfile

import pytest

from newscheck.engine.remote.ranged_file import RangedFile, SpooledFile

pytest.importorskip("fsspec", reason="fsspec is not installed: newscheck[remote]")
DATA = random.Random(1).randbytes(10_007)


class Fetches(list[tuple[int, int]]):
    def __call__(self, start: int, end: int) -> bytes:
        self.append((start, end))
        return DATA[start:end]


def test_what_is_read_is_what_a_file_has() -> None:
    fetches, draw = Fetches(), random.Random(2)
    with RangedFile(len(DATA), 1_000, fetches) as ranged, io.BytesIO(DATA) as plain:
        for _ in range(300):
            place = draw.randrange(-100, 100), draw.choice((os.SEEK_SET, os.SEEK_CUR, os.SEEK_END))
            if draw.random() < 0.3 and plain.tell() > 200:
                whence = place[1]
                offset = abs(place[0]) if whence == os.SEEK_SET else place[0]
                assert ranged.seek(offset, whence) == plain.seek(offset, whence)
            size = draw.choice((0, 1, 999, 1_000, 3_000, -1))
            assert ranged.read(size) == plain.read(size)
            assert ranged.tell() == plain.tell() or ranged.tell() >= len(DATA)
    assert all(0 <= start < end <= len(DATA) and end - start <= 1_000 for start, end in fetches)


def test_an_archive_is_not_read_as_a_whole() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for at in range(50):
            archive.writestr(f"{at}.bin", random.Random(at).randbytes(10_000))
    data, read = buffer.getvalue(), []

    def fetch(start: int, end: int) -> bytes:
        read.append(end - start)
        return data[start:end]

    with zipfile.ZipFile(RangedFile(len(data), 4_000, fetch)) as archive:
        assert archive.read("7.bin") == random.Random(7).randbytes(10_000)
    assert sum(read) < len(data) / 10


def test_a_small_file_is_one_request() -> None:
    fetches = Fetches()
    assert RangedFile(len(DATA), 20_000, fetches).read() == DATA
    assert fetches == [(0, len(DATA))]
    assert RangedFile(0, 20_000, fetches).read() == b"" and len(fetches) == 1


def test_nothing_is_before_the_beginning() -> None:
    with pytest.raises(OSError, match="before the beginning"):
        RangedFile(5, 5, Fetches()).seek(-1)


def test_a_spooled_file_begins_at_its_beginning() -> None:
    file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed below
    file.write(DATA)
    with SpooledFile(file) as spooled:
        assert (spooled.size, spooled.read()) == (len(DATA), DATA)
    assert file.closed
