"""Saved files are read compressed or not, and never beyond a limit."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest

from newscheck.engine.files import saved_file

TEXT = b'{"report_version": 1}\n' * 1_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.json.gz"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(TEXT, TEXT, id="as it is"),
        pytest.param(gzip.compress(TEXT), TEXT, id="compressed"),
        pytest.param(gzip.compress(bytes(300_000), 0), bytes(300_000), id="in several pieces"),
        pytest.param(gzip.compress(b""), b"", id="nothing, compressed"),
        pytest.param(b"", b"", id="nothing"),
    ],
)
def test_a_file_or_a_stream_is_unpacked(data: bytes, found: bytes, path: Path) -> None:
    path.write_bytes(data)
    assert saved_file.content(str(path)) == saved_file.of_stream(BytesIO(data)) == found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(gzip.compress(TEXT)[:-9], "cut off", id="cut off"),
        pytest.param(gzip.compress(TEXT)[:5], "cut off", id="only a header"),
        pytest.param(b"\x1f\x8b\x07" + bytes(99), "damaged", id="no method of gzip"),
        pytest.param(gzip.compress(TEXT)[:-4] + bytes(4), "damaged", id="another length"),
        pytest.param(gzip.compress(bytes(100_001)), "over the limit of 100,000 bytes", id="over the limit"),
        pytest.param(gzip.compress(bytes(50_000_000)), "over the limit of 100,000 bytes", id="far over it"),
        pytest.param(bytes(100_001), "over the limit of 100,000 bytes", id="over it as it is"),
    ],
)
def test_what_is_damaged_or_too_large_is_refused(data: bytes, message: str, path: Path) -> None:
    path.write_bytes(data)
    with pytest.raises(OSError, match=message):
        saved_file.content(str(path), 100_000)
    with pytest.raises(OSError, match=message):
        saved_file.of_stream(BytesIO(data), 100_000)


def test_the_limit_itself_is_no_excess(path: Path) -> None:
    path.write_bytes(gzip.compress(bytes(100_000)))
    assert len(saved_file.content(str(path), 100_000)) == 100_000


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(TEXT, TEXT[:100], id="as it is"),
        pytest.param(gzip.compress(TEXT), TEXT[:100], id="compressed"),
        pytest.param(gzip.compress(TEXT)[:-9], TEXT[:100], id="cut off behind it"),
        pytest.param(b"\x1f\x8b\x07" + bytes(99), b"", id="damaged"),
    ],
)
def test_the_beginning_of_a_file_is_unpacked(data: bytes, found: bytes, path: Path) -> None:
    path.write_bytes(data)
    assert saved_file.head(str(path), 100) == found
