"""Read files that newscheck wrote, compressed with gzip or not, up to a limit: they may come from anywhere."""

from __future__ import annotations

import errno
import os
import zlib
from functools import partial
from typing import IO

from newscheck.engine.files import regular_file
from newscheck.text import report_beginnings

#: Bytes of the largest report: about a million findings.
MAX_SIZE = 1 << 30
_MAGIC, _GZIP = b"\x1f\x8b", 31
#: Bytes of a compressed file that are unpacked at a time.
_PIECE = 1 << 16
#: Bytes in which a report begins, and what a table begins with.
_HEAD, _TABLE = 1 << 10, b"PAR1"


def content(path: str, limit: int = MAX_SIZE) -> bytes:
    """All of a file, unpacked. Raises OSError as `regular_file.content` does, and where it is damaged."""
    return unpacked(regular_file.content(path, limit), limit)


def of_stream(stream: IO[bytes], limit: int = MAX_SIZE) -> bytes:
    """All of a stream, unpacked. Raises OSError in the same way."""
    return unpacked(regular_file.read_bounded(stream.read, limit), limit)


def head(path: str, size: int) -> bytes:
    """At least the first `size` bytes of a file, unpacked, if it has as many and no more than that has to be read.

    What is damaged is empty. Raises OSError where the file can't be read.
    """
    data = regular_file.head(path, size)
    if not data.startswith(_MAGIC):
        return data
    try:
        return zlib.decompressobj(_GZIP).decompress(data, size)
    except zlib.error:
        return b""


def is_report(path: str) -> bool:
    """Whether a file has a saved report or a part of one, by its beginning: as JSON, in lines, or as a table."""
    if not os.path.isfile(path):
        return False
    try:
        data = head(path, _HEAD)
    except OSError:
        return False
    return data.startswith(_TABLE) or report_beginnings.begins_json(data) or report_beginnings.begins_findings(data)


def packed() -> zlib._Compress:
    """Compresses as gzip does, with neither time nor name in the header: the same content gives the same bytes."""
    return zlib.compressobj(wbits=_GZIP)


def unpacked(data: bytes, limit: int) -> bytes:
    """The content of a file that gzip compressed; any other as it is. Raises OSError where it is damaged or too large.

    A few bytes may unpack to gigabytes: no more than the limit is ever in memory.
    """
    if not data.startswith(_MAGIC):
        return data
    stream = zlib.decompressobj(_GZIP)
    try:
        found = regular_file.read_bounded(partial(_more, stream, _Rest(data)), limit)
    except zlib.error:
        raise OSError(errno.EINVAL, "the compressed data is damaged") from None
    if not stream.eof:
        raise OSError(errno.EINVAL, "the compressed data is cut off")
    return found


class _Rest:
    """The compressed bytes that are not unpacked yet."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = memoryview(data), 0

    def take(self) -> bytes:
        """The next ones."""
        self._at += _PIECE
        return bytes(self._data[self._at - _PIECE : self._at])


def _more(stream: zlib._Decompress, rest: _Rest, size: int) -> bytes:
    """The next bytes, at most `size`; none at the end."""
    while not stream.eof:
        given = stream.unconsumed_tail or rest.take()
        if found := stream.decompress(given, size):
            return found
        if not given:
            return b""
    return b""
