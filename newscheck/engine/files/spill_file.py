"""Bytes that are read back as often as needed: in memory as long as they are few, then on disk."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import IO

from newscheck.errors import UsageError, reason

#: Bytes up to which a spill file stays in memory.
_IN_MEMORY = 1 << 20
#: Whether a file can be read without regard to its position.
_READS_AT = hasattr(os, "pread")


class SpillFile:
    """A sequence of packed pieces, in memory or in a temporary file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._starts = array("Q", [0])

    def add(self, packed: bytes) -> None:
        """Append a piece."""
        self.write_from(len(self._starts) - 1, (packed,))

    def write_from(self, number: int, pieces: Iterable[bytes]) -> int:
        """Write pieces from a number on, over what an interruption left there; return the next number. Raises
        UsageError where there is no room for them."""
        for packed in pieces:
            start = self._starts[number]
            try:
                if isinstance(self._file, BytesIO) and start > _IN_MEMORY:
                    self._file = _on_disk(self._file)
                self._file.seek(start)
                self._file.write(packed)
            except OSError as error:
                raise refused(error) from None
            number += 1
            self._starts[number:] = array("Q", [start + len(packed)])
        return number

    def piece(self, number: int) -> bytes:
        """The piece with a number, from 0 on."""
        start, end = self._starts[number : number + 2]
        try:
            if _READS_AT and not isinstance(self._file, BytesIO):
                # A process that was forked has the same file position.
                self._file.flush()
                return os.pread(self._file.fileno(), end - start, start)
            # Another reader may have moved the file position.
            self._file.seek(start)
        except OSError as error:  # of what was written last
            raise refused(error) from None
        return self._file.read(end - start)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.piece, range(len(self._starts) - 1))

    def close(self) -> None:
        """Close the file."""
        # What is still to be written when the disk is full is read by nobody.
        with suppress(OSError):
            self._file.close()


def refused(error: OSError) -> UsageError:
    """The error where a temporary file can't be written."""
    import tempfile

    folder = f" in {tempfile.tempdir}" if tempfile.tempdir else ""
    return UsageError(
        f"can't write a temporary file{folder}: {reason(error)}; the variable TMPDIR names another folder"
    )


def _on_disk(memory: BytesIO) -> IO[bytes]:
    """The same bytes in a temporary file without a name."""
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
    file.write(memory.getvalue())
    return file
