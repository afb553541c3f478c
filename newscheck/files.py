"""The disk: which files a run is about, and what is in them.

How files are called stands in `paths`, how they are opened in `opening`, how they are written in `writing`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import IO, Any

from newscheck import opening, readers
from newscheck.errors import UsageError
from newscheck.model import Raw
from newscheck.paths import EXCLUDED, Exclusion, found, only, shown, shown_name
from newscheck.temporary import abandon
from newscheck.walking import Entry, is_inside, leads_out, named, walk
from newscheck.writing import append, is_stream, umask, whole, write

__all__ = [
    "EXCLUDED",
    "Entry",
    "Exclusion",
    "abandon",
    "append",
    "found",
    "holds_article",
    "is_inside",
    "is_stream",
    "leads_out",
    "named",
    "only",
    "place",
    "read",
    "read_stream",
    "read_whole",
    "shown",
    "shown_name",
    "umask",
    "walk",
    "whole",
    "write",
]

#: Most files are smaller than this and are read by one call.
_FIRST = 1 << 16
#: A long JSON Lines file is read in pieces of this size, cut at line ends.
_PIECE = 1 << 23
_IN_PIECES = (".jsonl", ".jl", ".ndjson")


def place(file: str) -> tuple[str, int | None]:
    """A file, and the line that is named behind it (`PATH:LINE`) unless a file has that name.

    Raises UsageError where there is no such file, or none that could be read to its end.
    """
    parts = re.fullmatch(r"(.+):([0-9]{1,9})", file, re.DOTALL)
    if parts and not os.path.lexists(found(file)):
        return named(parts[1]).real, int(parts[2])
    return named(file).real, None


def read(entry: Entry, limit: int) -> Iterator[Raw]:
    """What is in a file: one Raw, or several for a JSON Lines file over `limit` bytes; a failure is a Raw, too."""
    if entry.fault:
        yield Raw(entry.path, fault=entry.kind, detail=entry.fault)
        return
    handle = -1
    try:
        handle, status = opening.opened(entry.real)
        yield from _contents(handle, status, entry, limit)
    except OSError as error:
        yield Raw(entry.path, fault="unreadable", detail=_reason(entry.real, error))
    finally:
        if handle >= 0:
            os.close(handle)


def holds_article(path: str, limit: int, fields: Mapping[str, Any] = {}) -> bool:
    """Whether there is an article in a file, or what is left of one; what `fields` are, `readers.read` says."""
    if not path.endswith(tuple(readers.suffixes())) or not os.path.isfile(path):
        return False
    documents = readers.read(next(read(Entry(path, path), limit)), fields)
    return any(one.url or one.title or one.epoch or one.record_fields for one in documents if not one.is_blank)


def read_stream(stream: IO[bytes], path: str, limit: int) -> Iterator[Raw]:
    """What comes out of a stream (stdin), as if it stood in a file of that name."""
    if path.endswith(_IN_PIECES):
        yield from _pieces(stream.read, b"", path, limit)
        return
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield Raw(path, fault="too-large", detail=f"over the limit of {_told(limit)}")
    else:
        yield Raw(path, data)


def read_whole(stream: IO[bytes], limit: int = opening.LARGEST) -> bytes:
    """All that comes out of stdin. Raises UsageError where there is no end of it."""
    try:
        return opening.bounded(stream.read, limit)
    except OSError as error:
        raise UsageError(f"can't read stdin: {error.strerror}") from None


def _contents(handle: int, status: os.stat_result, entry: Entry, limit: int) -> Iterator[Raw]:
    size = status.st_size
    if size <= limit:
        data = os.read(handle, _FIRST)
        if len(data) == _FIRST:
            data = opening.bounded(partial(os.read, handle), limit, data)
        opening.check_size(handle, status, len(data))
        yield Raw(entry.path, data)
    elif entry.real.endswith(_IN_PIECES):
        yield from _pieces(_first_of(handle, size), b"", entry.path, limit)
    else:
        told = f"{_told(size)}, over the limit of {_told(limit)}"
        yield Raw(entry.path, fault="too-large", detail=told)


def _first_of(handle: int, left: int) -> Callable[[int], bytes]:
    """Reads no more of a file than it had when it was opened: another process may write without an end."""

    def more(most: int) -> bytes:
        nonlocal left
        part = os.read(handle, min(most, left))
        left -= len(part)
        return part

    return more


def _pieces(more: Callable[[int], bytes], data: bytes, path: str, limit: int) -> Iterator[Raw]:
    line = 1
    while part := more(_PIECE):
        data += part
        cut = data.rfind(b"\n") + 1
        if cut:
            yield Raw(path, data[:cut], line)
            line += data.count(b"\n", 0, cut)
            data = data[cut:]
        elif len(data) > limit:
            yield Raw(path, line=line, fault="too-large", detail=f"a line over the limit of {_told(limit)}")
            return
    if data:
        yield Raw(path, data, line)


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "a folder with the name of a file"
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return "a link to nothing"
    return (error.strerror or str(error)).lower()


def _told(size: int) -> str:
    """A size in words: of a small limit not "0 MB"."""
    if size < 1e6:
        return f"{size:,} bytes"
    return f"{size / 1e6:.3g} MB" if size < 1e9 else f"{size / 1e6:,.0f} MB"
