"""Columns in temporary files that are mapped into memory: as arrays, of which only what is in use takes memory."""

from __future__ import annotations

import errno
import mmap
import os
from array import array
from typing import IO
from weakref import WeakSet, finalize

from newscheck.engine.files.spill_file import refused
from newscheck.layout.in_memory_storage import in_memory
from newscheck.model import Typecode

#: Bytes of a column that stays in memory, of all of these at a time, and those written at a time.
_IN_MEMORY, _TOGETHER, _PIECE = 1 << 20, 1 << 22, 1 << 20
#: What a file system says that can't reserve room.
_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}


class SpilledColumns:
    """Room for columns of any length (`model.Storage`). A file lasts as long as its column, and has no name."""

    def __init__(self) -> None:
        self._maps: WeakSet[mmap.mmap] = WeakSet()
        #: Bytes of the columns in memory that are still in use.
        self._held = 0

    def column(self, typecode: Typecode, length: int) -> memoryview[int]:
        """A column of zeros, to be filled. Raises UsageError where there is no room for it."""
        size = length * array(typecode).itemsize
        if size <= _IN_MEMORY and self._held + size <= _TOGETHER:
            return self._in_memory(typecode, length, size)
        import tempfile

        try:
            with tempfile.TemporaryFile() as file:
                _reserve(file, size)
                mapped = mmap.mmap(file.fileno(), size)
        except OSError as error:
            raise refused(error) from None
        self._maps.add(mapped)
        return memoryview(mapped).cast(typecode)

    def _in_memory(self, typecode: Typecode, length: int, size: int) -> memoryview[int]:
        column = in_memory(typecode, length)
        self._held += size
        finalize(column.obj, self._forget, size).atexit = False
        return column

    def _forget(self, size: int) -> None:
        self._held -= size

    def release(self) -> None:
        """Give back the memory of what was read and written since; the files have it."""
        advice = getattr(mmap, "MADV_DONTNEED", None)
        if advice is not None:  # not on Windows
            for mapped in self._maps:
                mapped.madvise(advice)


def _reserve(file: IO[bytes], size: int) -> None:
    """Give a file its size and its place on disk: a disk that is full later would end the process."""
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(file.fileno(), 0, size)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
        else:
            return
    for low in range(0, size, _PIECE):
        file.write(bytes(min(_PIECE, size - low)))
    file.flush()
