"""Files that can seek and are never in memory as a whole: read in blocks from afar, or spooled to the disk."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any

#: Blocks that are held.
_BLOCKS = 8


class RangedFile(io.RawIOBase):
    """A file of `size` bytes of which `fetch(start, end)` gives some; they are asked for in blocks."""

    def __init__(self, size: int, block: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self.size = size
        self._block, self._fetch = block, fetch
        self._cache: Any = None
        self._at = 0

    def seekable(self) -> bool:
        """It can seek."""
        return True

    def readable(self) -> bool:
        """It can be read."""
        return True

    def tell(self) -> int:
        """Where it is read next."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go elsewhere. Raises OSError for a place before the beginning."""
        at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if at < 0:
            raise OSError(22, "a place before the beginning")
        self._at = at
        return at

    def read(self, size: int | None = -1, /) -> bytes:
        """So many bytes, fewer only at the end. Raises OSError."""
        end = self.size if size is None or size < 0 else min(self.size, self._at + size)
        if self._at >= end:
            return b""
        if self.size <= self._block and not self._at and end == self.size:
            data = self._fetch(0, end)
        else:
            data = self._cached(self._at, end)
        self._at = end
        return data

    def readall(self) -> bytes:
        """All that is left. Raises OSError."""
        return self.read()

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer. Raises OSError."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _fetched(self, start: int, end: int) -> bytes:
        # The last block ends with the file.
        return self._fetch(start, min(end, self.size))

    def _cached(self, start: int, end: int) -> bytes:
        if self._cache is None:
            from fsspec.caching import BlockCache

            self._cache = BlockCache(self._block, self._fetched, self.size, _BLOCKS)
        data: bytes = self._cache._fetch(start, end)
        return data


class SpooledFile(io.BufferedReader):
    """A file on the disk, which is closed with it, from its beginning."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__(file)
        self.size = self.seek(0, os.SEEK_END)
        self.seek(0)
