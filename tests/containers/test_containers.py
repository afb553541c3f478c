"""Every container: what its module says of itself is true, and any bytes give inputs or one fault, within the limit."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from newscheck import registry
from newscheck.containers import ContainerFault, Decompressed
from newscheck.model import RawInput

LIMIT = 500
TEXT = b'{"title": "\xe6\xb8\xaf\xe5\x8f\xa3", "url": "https://paper.example/1"}\n'
#: How a module gives what is in a file.
ENTRANCES = {"decompressor", "members", "inputs"}


def a_zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.jsonl", TEXT)
        archive.writestr("2.jsonl", TEXT * 2)
    return data.getvalue()


def a_tar() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for number in (1, 2):
            header = tarfile.TarInfo(f"{number}.jsonl")
            header.size = len(TEXT) * number
            archive.addfile(header, io.BytesIO(TEXT * number))
    return data.getvalue()


def a_table() -> bytes:
    data = io.BytesIO()
    parquet.write_table(pa.table({"title": ["港口", "渡轮"], "url": ["https://paper.example/1", None]}), data)
    return data.getvalue()


def a_crawl() -> bytes:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>\xe6\xb8\xaf\xe5\x8f\xa3"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
        f"WARC-Target-URI: https://paper.example/1\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    return (head.encode() + page + b"\r\n\r\n") * 2


#: A well-formed file of each.
WHOLE: dict[str, bytes] = {
    "bzip2": bz2.compress(TEXT),
    "gz": gzip.compress(TEXT, mtime=0),
    "parquet": a_table(),
    "tar": a_tar(),
    "warc": a_crawl(),
    "xz": lzma.compress(TEXT),
    "zip": a_zip(),
    "zst": zstd.compress(TEXT),
}
each = pytest.mark.parametrize("name", registry.names("containers"))


def contents(name: str, data: bytes) -> list[bytes | RawInput]:
    """What is in a container, read to its end. Raises ContainerFault."""
    module: Any = registry.module("containers", name)
    stream = io.BytesIO(data)
    if hasattr(module, "inputs"):
        return [*module.inputs(stream, f"a{module.SUFFIXES[0]}", LIMIT)]
    if hasattr(module, "members"):
        return [_read(member.source) for member in module.members(stream) if member.source]
    return [_read(Decompressed(stream, module.decompressor, name, module.MAGIC, lambda _: None))]


def faults(name: str, data: bytes) -> list[str]:
    """What is wrong with a container."""
    try:
        found = contents(name, data)
    except ContainerFault as fault:
        return [fault.detail]
    return [one.detail for one in found if isinstance(one, RawInput) and one.fault]


def _read(source: Any) -> bytes:
    parts = []
    while part := source.read(100):
        assert len(part) <= 100
        parts.append(part)
    return b"".join(parts)


@each
def test_a_module_says_what_it_is(name: str) -> None:
    module: Any = registry.module("containers", name)
    assert re.match(r"[^:\n]+: .+\.(\n\n|$)", module.__doc__ or ""), "in README: `NAME: content.`"
    assert len(ENTRANCES & set(dir(module))) == 1
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in module.SUFFIXES)
    assert WHOLE[name].startswith(getattr(module, "MAGIC", b""))


def test_no_two_have_one_suffix() -> None:
    suffixes = [suffix for module in registry.modules("containers").values() for suffix in module.SUFFIXES]
    assert sorted(set(suffixes)) == sorted(suffixes)


@each
def test_a_whole_file_has_its_content(name: str) -> None:
    found = contents(name, WHOLE[name])
    assert faults(name, WHOLE[name]) == []
    assert "港口" in b"".join(one if isinstance(one, bytes) else one.data for one in found).decode("utf-8", "replace")


@each
@given(st.data())
def test_any_bytes_give_inputs_or_a_fault(name: str, data: st.DataObject) -> None:
    """Also where a file is cut off, written twice, or has other bytes in the middle."""
    whole = WHOLE[name]
    at = data.draw(st.integers(0, len(whole)))
    other = data.draw(st.one_of(st.binary(max_size=40), st.just(whole)))
    broken = data.draw(st.sampled_from([whole[:at], whole[:at] + other, whole[:at] + other + whole[at:], other]))
    with suppress(ContainerFault):
        for found in contents(name, broken):
            if isinstance(found, RawInput):
                assert len(found.data) <= LIMIT
                assert bool(found.data) != bool(found.fault)


@each
def test_a_file_that_is_cut_off_is_told(name: str) -> None:
    written = WHOLE[name].rstrip(b"\0")  # a tar archive ends with zeros, which nobody misses
    part = written[: len(written) * 3 // 5]
    (detail,) = faults(name, part)
    assert detail and "\n" not in detail
