"""Read files and streams as `RawInput`: whole, or in pieces where they are long JSON Lines or JSON."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.engine.files import regular_file
from newscheck.engine.files.directory_walk import FileEntry, require_file
from newscheck.engine.files.path_names import actual_path
from newscheck.errors import UsageError, reason
from newscheck.model import RawInput

#: Bytes of the first read, which takes all of most files.
_FIRST = 1 << 16
#: Bytes of the pieces, cut at line ends, in which a long JSON Lines file is read.
_PIECE = 1 << 23
_IN_PIECES = (".jsonl", ".jl", ".ndjson")
_JSON = ".json"


def locate(file: str) -> tuple[str, int | None]:
    """A file and a line of it: `PATH:LINE`, unless a file has that whole name.

    Raises UsageError where there is no such file, or it is no regular file.
    """
    parts = re.fullmatch(r"(.+):([0-9]{1,9})", file, re.DOTALL)
    if parts and not os.path.lexists(actual_path(file)):
        return require_file(parts[1]).real, int(parts[2])
    return require_file(file).real, None


def read(entry: FileEntry, limit: int) -> Iterator[RawInput]:
    """The content of a file: one RawInput, also for a failure, or several for JSON Lines over `limit` bytes."""
    if entry.fault:
        yield RawInput(entry.path, fault=entry.kind, detail=entry.fault)
        return
    handle = -1
    try:
        handle, status = regular_file.open_descriptor(entry.real)
        yield from _contents(handle, status, entry, limit)
    except OSError as error:
        yield RawInput(entry.path, fault="unreadable", detail=_reason(entry.real, error))
    finally:
        if handle >= 0:
            os.close(handle)


def holds_article(path: str, limit: int, mapping: ItemMapping) -> bool:
    """Whether there is an article in a file, or the rest of one; `mapping` as for `readers.read`."""
    if not path.endswith(tuple(readers.suffixes())) or not os.path.isfile(path):
        return False
    documents = readers.read(next(read(FileEntry(path, path), limit)), mapping)
    full = (document for document in documents if not document.is_blank)
    return any(document.url or document.title or document.epoch or document.record_fields for document in full)


def read_stream(stream: IO[bytes], path: str, limit: int) -> Iterator[RawInput]:
    """The content of a stream (stdin), as if it were in a file with that path."""
    if path.endswith(_IN_PIECES):
        yield from _pieces(stream.read, b"", path, limit)
        return
    data = stream.read(limit + 1)
    if len(data) <= limit:
        yield RawInput(path, data)
    elif path.endswith(_JSON):
        yield from _json_pieces(stream.read, data, path, limit, f"over the limit of {_size_text(limit)}")
    else:
        yield RawInput(path, fault="too-large", detail=f"over the limit of {_size_text(limit)}")


def read_stdin(stream: IO[bytes], limit: int = regular_file.MAX_SIZE) -> bytes:
    """All of stdin. Raises UsageError where it can't be read, or is over the limit."""
    try:
        return regular_file.read_bounded(stream.read, limit)
    except OSError as error:
        raise UsageError(f"can't read stdin: {error.strerror}") from None


def _contents(handle: int, status: os.stat_result, entry: FileEntry, limit: int) -> Iterator[RawInput]:
    size = status.st_size
    if size <= limit:
        data = os.read(handle, _FIRST)
        if len(data) == _FIRST:
            data = regular_file.read_bounded(partial(os.read, handle), limit, data)
        regular_file.check_size(handle, status, len(data))
        yield RawInput(entry.path, data)
    elif entry.real.endswith(_IN_PIECES):
        yield from _pieces(_first_of(handle, size), b"", entry.path, limit)
    else:
        detail = f"{_size_text(size)}, over the limit of {_size_text(limit)}"
        if entry.real.endswith(_JSON):
            yield from _json_pieces(_first_of(handle, size), b"", entry.path, limit, detail)
        else:
            yield RawInput(entry.path, fault="too-large", detail=detail)


def _first_of(handle: int, left: int) -> Callable[[int], bytes]:
    """A reader of only the first `left` bytes: another process may append to the file without an end."""

    def more(most: int) -> bytes:
        nonlocal left
        part = os.read(handle, min(most, left))
        left -= len(part)
        return part

    return more


def _pieces(more: Callable[[int], bytes], data: bytes, path: str, limit: int) -> Iterator[RawInput]:
    line = 1
    while part := more(_PIECE):
        data += part
        cut = data.rfind(b"\n") + 1
        if cut:
            yield RawInput(path, data[:cut], line)
            line += data.count(b"\n", 0, cut)
            data = data[cut:]
        elif len(data) > limit:
            yield RawInput(path, line=line, fault="too-large", detail=f"a line over the limit of {_size_text(limit)}")
            return
    if data:
        yield RawInput(path, data, line)


def _json_pieces(more: Callable[[int], bytes], data: bytes, path: str, limit: int, detail: str) -> Iterator[RawInput]:
    """JSON over the limit in pieces; a fault with a detail where it can't be divided."""
    from newscheck.engine.files import json_pieces  # few runs need it

    data += more(_FIRST)
    if json_pieces.is_lines(data):
        yield from _pieces(more, data, path, limit)
    elif json_pieces.can_divide(data):
        yield from json_pieces.read(more, data, path, limit, _size_text(limit))
    else:
        yield RawInput(path, fault="too-large", detail=detail)


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "a folder with the name of a file"
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return "a link to nothing"
    return reason(error)


def _size_text(size: int) -> str:
    """A size in words, in bytes where it is below a megabyte."""
    if size < 1e6:
        return f"{size:,} bytes"
    return f"{size / 1e6:.3g} MB" if size < 1e9 else f"{size / 1e6:,.0f} MB"
