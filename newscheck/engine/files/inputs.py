"""Read files and streams as `RawInput`: whole, or in pieces where they are long JSON Lines, JSON, CSV or XML.

What is in a container, such as an archive, is read by `container_inputs`, which runs without one don't import.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO, IOBase
from itertools import islice
from typing import IO, TYPE_CHECKING, cast

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.engine.files import file_types, regular_file
from newscheck.engine.files.directory_walk import FOLDER_AS_FILE, FileEntry, require_file
from newscheck.engine.files.path_names import actual_path
from newscheck.engine.files.stored_file import StoredFile, Stream
from newscheck.errors import UsageError, reason
from newscheck.model import Document, RawInput
from newscheck.text import member_paths, report_beginnings
from newscheck.text.display import size_text

if TYPE_CHECKING:
    from newscheck.containers import Source

#: Bytes of the first read, which takes all of most files.
_FIRST = 1 << 16
#: Inputs of a container in which an article is looked for.
_FEW = 50
#: Bytes of the pieces, cut at line ends, in which a long JSON Lines file is read.
_PIECE = 1 << 23
#: Bytes of a line from which on the end of it is found sooner than counted.
_LONG_LINE = 1_000
_JSON = ".json"
_TABLES = (".csv", ".tsv", ".tab")
_FEEDS = (".xml", ".rss", ".atom", ".rdf")


def locate(file: str) -> tuple[str, int | None]:
    """A file, or a member of an archive, and a line of it: `PATH:LINE`, unless a file has that whole name.

    Raises UsageError where there is no such file, or it is no regular file.
    """
    parts = re.fullmatch(r"(.+):([0-9]{1,9})", file, re.DOTALL)
    if parts and not os.path.lexists(actual_path(file)):
        return _place(require_file(parts[1])), int(parts[2])
    return _place(require_file(file)), None


def _place(entry: FileEntry) -> str:
    return member_paths.join(entry.real, entry.member) if entry.member else entry.real


def read(entry: FileEntry, limit: int, beat: Callable[[], object] | None = None) -> Iterator[RawInput]:
    """The content of a file: one RawInput, also for a failure, or several for JSON Lines over `limit` bytes and for a
    container, while which is read `beat` is called now and then."""
    if entry.fault:
        yield RawInput(entry.path, fault=entry.kind, detail=entry.fault)
        return
    handle = -1
    try:
        if entry.stored:
            yield from _stored(entry, entry.stored, limit, beat)
            return
        handle, status = regular_file.open_descriptor(entry.real)
        if file_types.is_container(entry.real):
            with regular_file.stream(handle) as stream:
                yield from _in_container(stream, status.st_size, entry, limit, beat)
        else:
            yield from _contents(handle, status, entry, limit)
    except OSError as error:
        yield RawInput(entry.path, fault="unreadable", detail=_reason(entry.real, error))
    finally:
        if handle >= 0:
            os.close(handle)


def holds_article(path: str, limit: int, mapping: ItemMapping) -> bool:
    """Whether there is an article in a file, or the rest of one; `mapping` as for `readers.read`."""
    if not file_types.is_input(path) or not os.path.isfile(path):
        return False
    raws = islice(read(FileEntry(path, path, pages=mapping.extractor is not None), limit), _FEW)
    full = (document for raw in raws for document in readers.read(raw, mapping) if not document.is_blank)
    return any(map(_has_article, full))


def _has_article(document: Document) -> bool:
    if document.url or document.epoch:
        return True
    # A report may begin with a heading, or like front matter, too.
    return document.format != "markdown" and bool(document.title or document.record_fields)


def read_stream(stream: IO[bytes], path: str, limit: int, *, pages: bool = False) -> Iterator[RawInput]:
    """The content of a stream (stdin), as if it were in a file with that path; `pages` as for `FileEntry`."""
    if file_types.is_container(path):
        data = stream.read(regular_file.MAX_SIZE + 1)
        if len(data) > regular_file.MAX_SIZE:
            yield RawInput(path, fault="too-large", detail=f"over {size_text(regular_file.MAX_SIZE)} on stdin")
            return
        from newscheck.engine.files import container_inputs
        from newscheck.engine.files.container_inputs import Container

        yield from container_inputs.read(BytesIO(data), Container(path, len(data), limit, pages=pages), _content)
        return
    yield from _content(stream, path, path, limit)


def read_stdin(stream: IO[bytes], limit: int = regular_file.MAX_SIZE) -> bytes:
    """All of stdin. Raises UsageError where it can't be read, or is over the limit."""
    try:
        return regular_file.read_bounded(stream.read, limit)
    except OSError as error:
        raise UsageError(f"can't read stdin: {error.strerror}") from None


def _stored(entry: FileEntry, stored: StoredFile, limit: int, beat: Callable[[], object] | None) -> Iterator[RawInput]:
    with stored.opened(beat) as content:
        if file_types.is_container(entry.real):
            with _seekable(content, beat) as stream:
                yield from _in_container(stream, content.size, entry, limit, beat)
        elif content.size <= limit:
            yield RawInput(entry.path, content.read(content.size))
        else:
            yield from _over_limit(content.read, content.size, entry, limit)


def _seekable(content: Stream, beat: Callable[[], object] | None) -> IO[bytes]:
    """A stored container as a file: itself where it can seek, else in memory, or a temporary one where it is large."""
    if isinstance(content, IOBase):
        return cast("IO[bytes]", content)
    if content.size <= _PIECE:
        return BytesIO(content.read(content.size))
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    try:
        while part := content.read(_PIECE):
            file.write(part)
            if beat:
                beat()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def _in_container(
    stream: IO[bytes], size: int, entry: FileEntry, limit: int, beat: Callable[[], object] | None
) -> Iterator[RawInput]:
    from newscheck.engine.files import container_inputs
    from newscheck.engine.files.container_inputs import Container

    path = entry.path.removesuffix(member_paths.join("", entry.member)) if entry.member else entry.path
    container = Container(path, size, limit, entry.member, entry.exclude, entry.pages or bool(entry.member), beat)
    yield from container_inputs.read(stream, container, _content)


def _content(source: Source, name: str, path: str, limit: int) -> Iterator[RawInput]:
    """The content of a stream that holds a file with a name: JSON Lines in pieces, others whole.

    Raises ContainerFault as the stream does, after what came before.
    """
    from newscheck.containers import ContainerFault

    if name.endswith(file_types.IN_PIECES):
        yield from _pieces(source.read, b"", path, limit)
        return
    if name.endswith(_TABLES):
        yield from _rows(source.read, path, limit)
        return
    parts: list[bytes] = []
    left = limit + 1
    try:
        while left > 0 and (part := source.read(min(left, _PIECE))):
            parts.append(part)
            left -= len(part)
    except ContainerFault:
        if parts:
            yield RawInput(path, b"".join(parts))
        raise
    if left > 0:
        yield RawInput(path, b"".join(parts))
        return
    detail = f"over the limit of {size_text(limit)}"
    if name.endswith(_JSON):
        yield from _json_pieces(source.read, b"".join(parts), path, limit, detail)
    elif name.endswith(_FEEDS):
        yield from _feed_pieces(source.read, b"".join(parts), path, limit, detail)
    else:
        yield RawInput(path, fault="too-large", detail=detail)


def _contents(handle: int, status: os.stat_result, entry: FileEntry, limit: int) -> Iterator[RawInput]:
    size = status.st_size
    if size <= limit:
        data = os.read(handle, _FIRST)
        if len(data) == _FIRST:
            data = regular_file.read_bounded(partial(os.read, handle), limit, data)
        regular_file.check_size(handle, status, len(data))
        yield RawInput(entry.path, data)
    else:
        yield from _over_limit(_first_of(handle, size), size, entry, limit)


def _over_limit(more: Callable[[int], bytes], size: int, entry: FileEntry, limit: int) -> Iterator[RawInput]:
    """The content of a file of that size, in pieces where it can be divided."""
    if entry.real.endswith(file_types.IN_PIECES):
        yield from _pieces(more, b"", entry.path, limit)
    elif entry.real.endswith(_TABLES):
        yield from _rows(more, entry.path, limit)
    else:
        detail = f"{size_text(size)}, over the limit of {size_text(limit)}"
        if entry.real.endswith(_JSON):
            yield from _json_pieces(more, b"", entry.path, limit, detail)
        elif entry.real.endswith(_FEEDS):
            yield from _feed_pieces(more, b"", entry.path, limit, detail)
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
    from newscheck.containers import ContainerFault

    line = 1
    try:
        while part := more(_PIECE):
            if cut := part.rfind(b"\n") + 1:
                piece = data + memoryview(part)[:cut]
                yield RawInput(path, piece, line)
                line += _line_ends(piece)
                data = part[cut:]
                continue
            data += part
            if len(data) > limit:
                detail = f"a line over the limit of {size_text(limit)}"
                yield RawInput(path, line=line, fault="too-large", detail=detail)
                return
    except ContainerFault as fault:
        # The line in which the stream ends has no item.
        fault.line = line
        raise
    if data or line == 1:
        yield RawInput(path, data, line)


def _line_ends(data: bytes) -> int:
    """The number of line ends. They are far apart in articles, so that finding one after the other takes less time."""
    if data.count(b"\n", 0, _FIRST) > _FIRST // _LONG_LINE:
        return data.count(b"\n")
    number, at = 0, -1
    while (at := data.find(b"\n", at + 1)) >= 0:
        number += 1
    return number


def _rows(more: Callable[[int], bytes], path: str, limit: int) -> Iterator[RawInput]:
    """A table in pieces of whole rows."""
    from newscheck.engine.files import csv_pieces  # few runs need it

    yield from csv_pieces.pieces(more, path, limit)


def _json_pieces(more: Callable[[int], bytes], data: bytes, path: str, limit: int, detail: str) -> Iterator[RawInput]:
    """JSON over the limit in pieces; a fault with a detail where it can't be divided."""
    from newscheck.engine.files import json_pieces  # few runs need it

    data += more(_FIRST)
    if json_pieces.is_lines(data):
        yield from _pieces(more, data, path, limit)
    elif report_beginnings.begins_json(data):
        # Only as a whole it is told from anything else that begins like it.
        yield RawInput(path, fault="too-large", detail=f"a report of newscheck, or what begins like one, {detail}")
    elif json_pieces.can_divide(data):
        yield from json_pieces.read(more, data, path, limit)
    else:
        yield RawInput(path, fault="too-large", detail=detail)


def _feed_pieces(more: Callable[[int], bytes], data: bytes, path: str, limit: int, detail: str) -> Iterator[RawInput]:
    """XML over the limit in pieces; a fault with a detail where it can't be divided."""
    from newscheck.engine.files import xml_pieces  # few runs need it

    yield from xml_pieces.pieces(more, data, path, limit, detail)


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return FOLDER_AS_FILE
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return "a link to nothing"
    return reason(error)
