"""Files of websites: by their URL only, since an index page is no folder.

Servers may be anyone's: nothing that they send is read without a limit.
"""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import IO, Any

from newscheck.engine.remote import redirects
from newscheck.engine.remote.failures import RemoteFailure
from newscheck.engine.remote.location import Location
from newscheck.engine.remote.object_info import ObjectInfo
from newscheck.engine.remote.repetition import Interrupted, repeated
from newscheck.text.display import size_text

#: Bytes of a body without a known length, or of a server that sends files whole only.
MOST = 1 << 32
#: Seconds after which a body has to come faster than this (bytes a second).
_PATIENCE, _SLOWEST = 60.0, 10_000
_PIECE = 1 << 18
_CONTENT_RANGE = re.compile(r"bytes (?:([0-9]{1,15})-[0-9]{1,15}|\*)/([0-9]{1,15})")
#: A tag that changes with each byte; a weak one need not.
_TAG = re.compile(r"(?!W/)[!-~]+")


async def found(fs: Any, location: Location) -> ObjectInfo:
    """What a server says of a file, asked for its first byte: not all answer to HEAD. Raises what aiohttp does."""
    return await repeated(lambda: _found(fs, location))


async def _found(fs: Any, location: Location) -> ObjectInfo:
    async with _answer(fs, location, {"Range": "bytes=0-0"}, allowed=(416,)) as response:
        headers = response.headers
        tag, modified = _version(headers)
        part = _CONTENT_RANGE.fullmatch(headers.get("Content-Range", ""))
        if part and response.status in (206, 416):
            return ObjectInfo(int(part[2]), tag, modified)
        if response.status == 416:
            raise RemoteFailure("the server refuses to send its first byte (416)")
        return ObjectInfo(_length(headers.get("Content-Length", "")), tag, modified, has_ranges=False)


async def fetch(fs: Any, location: Location, info: ObjectInfo, start: int, end: int) -> bytes:
    """Bytes of a file, from `start` to before `end`. Raises what aiohttp does, and OSError where it has changed."""
    return await repeated(lambda: _fetched(fs, location, info, start, end))


async def _fetched(fs: Any, location: Location, info: ObjectInfo, start: int, end: int) -> bytes:
    conditions = {"Range": f"bytes={start}-{end - 1}"}
    if info.tag:
        conditions["If-Match"] = info.tag
    async with _answer(fs, location, conditions) as response:
        part = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if response.status != 206 or not part or part[1] != str(start):
            raise RemoteFailure("the server sends another part than the one that was asked for")
        if int(part[2]) != info.size or _has_changed(response.headers, info):
            raise RemoteFailure("changed while read")
        return await bounded(response.content.read, end - start)


async def download(fs: Any, location: Location, info: ObjectInfo, file: IO[bytes]) -> None:
    """Write a whole file to another one. Raises as `fetch` does."""
    await repeated(lambda: _downloaded(fs, location, info, file))


async def _downloaded(fs: Any, location: Location, info: ObjectInfo, file: IO[bytes]) -> None:
    file.seek(0)
    file.truncate()
    async with _answer(fs, location, {}) as response:
        if response.status != 200:
            raise RemoteFailure("the server sends a part of the file that was asked for")
        if _has_changed(response.headers, info):
            raise RemoteFailure("changed while read")
        began, received = time.monotonic(), 0
        while part := await response.content.read(_PIECE):
            received += len(part)
            seconds = time.monotonic() - began
            if received > MOST:
                raise RemoteFailure(f"over {size_text(MOST)} from a server that sends files whole only")
            if seconds > _PATIENCE and received < seconds * _SLOWEST:
                raise RemoteFailure("the server sends too slowly")
            file.write(part)
        if info.size is not None and received != info.size:
            raise Interrupted("the connection is lost")


async def bounded(read: Any, wanted: int) -> bytes:
    """So many bytes; what follows is not read. Raises Interrupted where there are fewer."""
    parts: list[bytes] = []
    left = wanted
    while left and (part := await read(min(left, _PIECE))):
        parts.append(part)
        left -= len(part)
    if left > 0:
        raise Interrupted("the connection is lost")
    return b"".join(parts)


@asynccontextmanager
async def _answer(
    fs: Any, location: Location, headers: dict[str, str], allowed: tuple[int, ...] = ()
) -> AsyncIterator[Any]:
    import yarl

    session = await fs.set_session()
    # What is written as a URL already stays as it is: a signature may be of its exact characters.
    is_encoded = location.url.isascii() and re.search(r"[\"<>\\^`{|}]", location.url) is None
    try:
        url = yarl.URL(location.url, encoded=is_encoded)
        _ = url.host, url.port
    except ValueError:
        raise RemoteFailure("not the URL of a website") from None
    headers = {"Accept-Encoding": "identity", **headers}
    for _ in range(redirects.MOST + 1):
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status not in redirects.STATUSES:
                _check(response, location, allowed)
                yield response
                return
            url = await redirects.target(url, response.headers.get("Location", ""))
    raise RemoteFailure("too many redirects")


def _check(response: Any, location: Location, allowed: tuple[int, ...]) -> None:
    """Raise RemoteFailure, or what aiohttp does, for an answer that isn't the file as it is."""
    if response.status not in (200, 206, *allowed):
        response.raise_for_status()
        raise RemoteFailure(f"the server sends no file ({response.status})")
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("", "identity") and not (encoding == "gzip" and location.shown.endswith((".gz", ".tgz"))):
        raise RemoteFailure("the server compresses what was asked for as it is")


def _has_changed(headers: Any, info: ObjectInfo) -> bool:
    """Whether an answer is of another version than the one that was found."""
    tag, modified = _version(headers)
    return tag != info.tag or (not tag and modified != info.modified)


def _version(headers: Any) -> tuple[str, float | None]:
    """The tag and the time of the last change that an answer tells."""
    tag = headers.get("ETag", "")
    return tag if _TAG.fullmatch(tag) else "", _seconds(headers.get("Last-Modified", ""))


def _length(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def _seconds(date: str) -> float | None:
    """A date of HTTP in seconds since 1970; None where it is none."""
    try:
        return parsedate_to_datetime(date).timestamp() if date else None
    except (ValueError, OverflowError):
        return None
