"""Small files on other machines are fetched ahead of their turn: one after the other, each would take a round trip."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.stored_file import Stream

if TYPE_CHECKING:
    from newscheck.engine.remote.connection import Request
    from newscheck.engine.remote.remote_file import RemoteFile

#: Files that are fetched at a time, and bytes of them.
_FILES, _BYTES = 32, 1 << 25
_Beat = Callable[[], object] | None


def ahead(entries: Iterable[FileEntry], limit: int) -> Iterator[FileEntry]:
    """Files in their order; those over the `limit` are not fetched before they are opened."""
    waiting: deque[FileEntry] = deque()
    held = 0
    try:
        for entry in entries:
            if entry.stored is None and not waiting:
                yield entry
                continue
            started = _started(entry, limit)
            waiting.append(started)
            held += _held(started)
            while waiting and (len(waiting) > _FILES or held > _BYTES or entry.stored is None):
                held -= _held(waiting[0])
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for entry in waiting:
            if isinstance(entry.stored, FileBeingRead):
                entry.stored.give_up()


def version_read(entry: FileEntry) -> str:
    """The version of a file of `ahead` that has been read; empty where that failed, or there is none."""
    return entry.stored.version if isinstance(entry.stored, FileBeingRead) and not entry.stored.has_failed else ""


def _started(entry: FileEntry, limit: int) -> FileEntry:
    if entry.stored is None or entry.fault:
        return entry
    from newscheck.engine.remote.remote_file import RemoteFile  # not for runs on files of this machine

    if not isinstance(entry.stored, RemoteFile):
        return entry
    return msgspec.structs.replace(entry, stored=FileBeingRead(entry.stored, limit))


def _held(entry: FileEntry) -> int:
    return entry.stored.held if isinstance(entry.stored, FileBeingRead) else 0


class FileBeingRead:
    """A file that is about to be read, once; a small one is fetched already. It `has_failed` where its bytes could not
    be fetched, whatever became of that."""

    def __init__(self, file: RemoteFile, limit: int) -> None:
        self._file = file
        self.version = file.version
        self.has_failed = False
        self._request: Request | None = None
        self._error: OSError | None = None
        #: Bytes that it takes in memory, or will take.
        self.held = file.size if file.is_small and file.size <= limit else 0
        try:
            self._request = file.fetched(0, self.held) if self.held else None
        except OSError as error:
            self._error = error

    @property
    def content_id(self) -> str:
        """What only files with the same bytes have. Raises OSError where nothing is known to change with them."""
        return self._file.content_id

    @property
    def size(self) -> int:
        """Bytes of the file. Raises OSError where they aren't known."""
        return self._file.size

    @contextmanager
    def opened(self, beat: _Beat = None) -> Iterator[Stream]:
        """Its content, for a block. Raises OSError."""
        if self._request is None and self._error is None:
            with self._file.opened(beat, self._note_failure) as stream:
                yield stream
            return
        try:
            if self._error:
                raise self._error
            assert self._request
            content = _Content(self._request.result(beat))
        except OSError:
            self._note_failure()
            raise
        yield content

    def give_up(self) -> None:
        """End the fetching."""
        if self._request:
            self._request.give_up()

    def _note_failure(self) -> None:
        self.has_failed = True


class _Content(BytesIO):
    @property
    def size(self) -> int:
        """Bytes of the whole file."""
        return self.getbuffer().nbytes
