"""Parts of an object are of one version, also where the storage knows no conditions."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from remote_files import stored

from newscheck.engine.remote import bucket
from newscheck.engine.remote.failures import failure
from newscheck.engine.remote.location import parse
from newscheck.engine.remote.object_info import ObjectInfo

DATA = bytes(range(100))
CHANGED = "changed while read"
OTHER = "the server sends another part than the one that was asked for"


class Body:
    """The body of an answer of botocore."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.is_closed = False

    async def read(self, size: int) -> bytes:
        part, self._data = self._data[:size], self._data[size:]
        return part

    def close(self) -> None:
        self.is_closed = True


class S3:
    """An S3 that sends the same answer to each request."""

    def __init__(self, data: bytes, **answer: str) -> None:
        self.answer: dict[str, Any] = {"Body": Body(data), **answer}

    async def _call_s3(self, name: str, **words: str) -> dict[str, Any]:
        return self.answer


@pytest.mark.parametrize(
    ("start", "s3", "expected"),
    [
        pytest.param(10, S3(DATA[10:20], ContentRange="bytes 10-19/100", ETag='"1"'), DATA[10:20], id="the part"),
        pytest.param(10, S3(DATA[10:20], ContentRange="bytes 10-19/100", ETag="1"), DATA[10:20], id="without quotes"),
        pytest.param(10, S3(DATA[10:20], ContentRange="bytes 10-19/100"), DATA[10:20], id="without a tag"),
        pytest.param(0, S3(DATA), DATA[:10], id="all of it, for its beginning"),
        pytest.param(10, S3(DATA), OTHER, id="all of it"),
        pytest.param(10, S3(DATA, ContentRange="bytes 1-19/100"), OTHER, id="another part"),
        pytest.param(10, S3(DATA[10:20], ContentRange="bytes 10-19/100", ETag='"2"'), CHANGED, id="another version"),
    ],
)
def test_what_s3_sends_is_what_was_asked_for(start: int, s3: S3, expected: object) -> None:
    assert asyncio.run(_answered(s3, "s3", start)) == expected
    assert s3.answer["Body"].is_closed


def test_parts_of_other_storage_are_of_one_version() -> None:
    with stored({"news/a.zip": DATA}) as storage:

        def fetched(tag: str) -> object:
            return asyncio.run_coroutine_threadsafe(_answered(storage, "gs", 10, tag), storage.loop).result(10)

        assert fetched(str(hash(DATA))) == DATA[10:20]
        assert fetched("another") == CHANGED


async def _answered(fs: Any, scheme: str, start: int, tag: str = '"1"') -> object:
    """The bytes, or the words for an error."""
    info = ObjectInfo(len(DATA), tag)
    try:
        return await bucket.fetch(fs, parse(f"{scheme}://news/a.zip"), info, start, start + 10)
    except Exception as error:
        return failure(error).strerror
