"""Columns in temporary files that are mapped into memory: as arrays, of which only what is in use takes memory."""

from __future__ import annotations

import errno
import mmap
import os
from array import array
from weakref import WeakSet, finalize

from newscheck.engine.files.spill_file import refused
from newscheck.layout.in_memory_storage import in_memory
from newscheck.model import Typecode

#: Bytes of a column that stays in memory, of all of these at a time, and those written at a time.
_IN_MEMORY, _TOGETHER, _PIECE = 1 << 20, 1 << 22, 1 << 20
#: The size of a place in the file is a multiple of this, which each system can map.
_STEP = 1 << 16
_ZEROS = bytes(_STEP)
#: What a file system says that can't reserve room.
_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}


class SpilledColumns:
    """Room for columns of any length (`model.Storage`), in a file without a name.

    The room of a column that nobody has any more is used again: making, reserving and removing a file for each takes
    longer than filling it.
    """

    def __init__(self) -> None:
        self._maps: WeakSet[mmap.mmap] = WeakSet()
        #: Bytes of the columns in memory that are still in use.
        self._held = 0
        self._room = _Room()

    def column(self, typecode: Typecode, length: int) -> memoryview[int]:
        """A column of zeros, to be filled. Raises UsageError where there is no room for it."""
        size = length * array(typecode).itemsize
        if size <= _IN_MEMORY and self._held + size <= _TOGETHER:
            return self._in_memory(typecode, length, size)
        if not self._room.is_own:
            # Since a fork, another process takes room in the same file.
            self._room = _Room()
        try:
            mapped = self._room.mapped(size)
        except OSError as error:
            raise refused(error) from None
        self._maps.add(mapped)
        return memoryview(mapped)[:size].cast(typecode)

    def _in_memory(self, typecode: Typecode, length: int, size: int) -> memoryview[int]:
        column = in_memory(typecode, length)
        self._held += size
        finalize(column.obj, self._forget, size).atexit = False
        return column

    def _forget(self, size: int) -> None:
        self._held -= size

    def release(self) -> None:
        """Give back the memory of what was read and written since; the files have it."""
        for mapped in self._maps:
            _release(mapped)


class _Room:
    """A file that grows, and the places in it that are free again, by their size."""

    def __init__(self) -> None:
        self._process, self._end = os.getpid(), 0
        self._file = -1
        self._free: dict[int, list[int]] = {}

    @property
    def is_own(self) -> bool:
        """Whether this process made it."""
        return self._process == os.getpid()

    def mapped(self, size: int) -> mmap.mmap:
        """Room for so many bytes or somewhat more, all zero. Raises OSError where there is none."""
        size = -(-size // _STEP) * _STEP
        free = self._free.setdefault(size, [])
        is_used, place = bool(free), free.pop() if free else self._reserved(size)
        mapped = mmap.mmap(self._file, size, offset=place)
        finalize(mapped, free.append, place).atexit = False
        if is_used:
            _fill_with_zeros(mapped)
        return mapped

    def _reserved(self, size: int) -> int:
        """The place of further bytes at the end of the file."""
        if self._file < 0:
            self._file = _unnamed_file()
            finalize(self, os.close, self._file)
        place = self._end
        _reserve(self._file, place, size)
        self._end += size
        return place


def _release(mapped: mmap.mmap) -> None:
    advice = getattr(mmap, "MADV_DONTNEED", None)
    if advice is not None:  # not on Windows
        mapped.madvise(advice)


def _fill_with_zeros(mapped: mmap.mmap) -> None:
    for low in range(0, len(mapped), _STEP):
        mapped[low : low + _STEP] = _ZEROS
        if low % _PIECE == 0:
            _release(mapped)


def _unnamed_file() -> int:
    """The descriptor of a temporary file without a name, to be closed."""
    import tempfile

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _reserve(file: int, place: int, size: int) -> None:
    """Give a file a further size and its place on disk: a disk that is full later would end the process."""
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(file, place, size)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
        else:
            return
    os.lseek(file, place, os.SEEK_SET)
    for low in range(0, size, _PIECE):
        left = memoryview(bytes(min(_PIECE, size - low)))
        while left:
            left = left[os.write(file, left) :]
