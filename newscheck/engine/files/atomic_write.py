"""Write files atomically: an output appears whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from newscheck.engine.files import temporary
from newscheck.engine.files.path_names import display_path
from newscheck.errors import UsageError

#: Folders whose names stand for files that a process has open.
_OPEN = ("/dev", "/dev/fd", "/proc/self/fd")
#: Seconds to wait for a reader of a named pipe, and between two attempts.
_READER_TIMEOUT, _READER_POLL = 5.0, 0.05


def write(path: str, pieces: Iterable[str]) -> None:
    """Write a text file whole or not at all. Raises UsageError where that fails.

    Surrogate escapes are written as their bytes.
    """
    with atomic_open(path) as file:
        file.writelines(piece.encode("utf-8", "surrogateescape") for piece in pieces)


def append(path: str, pieces: Iterable[str]) -> None:
    """Add to the end of a text file, in one piece. Raises UsageError where that fails."""
    try:
        with open(path, "ab", opener=_opener) as file:
            file.write("".join(pieces).encode())
    except OSError as error:
        raise UsageError(f"can't write {display_path(path)}: {error.strerror}") from None


@contextmanager
def atomic_open(path: str) -> Iterator[IO[bytes]]:
    """A temporary file beside `path`, which is renamed to it when the block ends without an error.

    A pipe or a device (`/dev/null`, `/dev/stdout`) is written to directly. Raises UsageError where `path` can't be
    written.
    """
    # A link stays a link.
    target = os.path.realpath(path)
    try:
        if is_stream(path):
            with open(path, "ab", opener=_opener) as file:
                yield file
            return
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with temporary.file(*os.path.split(target)) as part:
            assert part.handle is not None
            with open(part.handle, "wb", closefd=False) as file:
                yield file
            _rename(part, target)
    except OSError as error:
        raise UsageError(f"can't write {display_path(path)}: {error.strerror}") from None


def _opener(path: str, flags: int) -> int:
    """Open a file for `open`; a named pipe only waits some seconds for a reader. Raises OSError where none comes."""
    if not os.path.exists(path) or not stat.S_ISFIFO(os.stat(path).st_mode):
        return os.open(path, flags, 0o666)
    end = time.monotonic() + _READER_TIMEOUT
    while True:
        try:
            handle = os.open(path, flags | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
        else:
            os.set_blocking(handle, True)
            return handle
        if time.monotonic() > end:
            raise OSError(errno.ENXIO, "a pipe that nobody reads from")
        time.sleep(_READER_POLL)


def _rename(part: temporary.TemporaryPath, target: str) -> None:
    """Rename a finished file to `target`, while it is still locked where the system allows that."""
    mode = os.stat(target).st_mode if os.path.exists(target) else 0o666 & ~umask()
    os.chmod(part.path, stat.S_IMODE(mode))
    if sys.platform == "win32":
        part.close()
    os.replace(part.path, target)


def is_stream(path: str) -> bool:
    """Whether a path leads to a pipe, a device or an open file, which a rename must not replace."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    # stdout may be redirected to a file that other processes write to, too.
    is_open = os.path.dirname(os.path.abspath(path)) in _OPEN
    return is_open or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def umask() -> int:
    """The permission bits that this process removes from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
