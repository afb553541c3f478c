"""How an output gets to its place: whole or not at all."""

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

#: Where names stand for what a process has open.
_OPEN = ("/dev", "/dev/fd", "/proc/self/fd")
#: Seconds for which a pipe with a name may have nobody who reads from it, and between two looks.
_PATIENCE, _LOOK = 5.0, 0.05


def write(path: str, pieces: Iterable[str]) -> None:
    """Write a text file whole or not at all. Raises UsageError where that fails.

    Surrogate escapes become the bytes that they stand for.
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
    """A file to write to that stands beside its place, and is renamed when the block has ended well.

    What is no file (a pipe, `/dev/null`, `/dev/stdout`) is written to as it is. Raises UsageError where it can't be
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
    """For `open`: a pipe with a name, which would else be waited for as long as nobody reads from it, has a while to
    find a reader. Raises OSError where it finds none."""
    if not os.path.exists(path) or not stat.S_ISFIFO(os.stat(path).st_mode):
        return os.open(path, flags, 0o666)
    end = time.monotonic() + _PATIENCE
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
        time.sleep(_LOOK)


def _rename(part: temporary.TemporaryPath, target: str) -> None:
    """Give a finished file its name; locked up to the end, where it can be renamed so."""
    mode = os.stat(target).st_mode if os.path.exists(target) else 0o666 & ~umask()
    os.chmod(part.path, stat.S_IMODE(mode))
    if sys.platform == "win32":
        part.close()
    os.replace(part.path, target)


def is_stream(path: str) -> bool:
    """Whether a path leads to what takes bytes and is no file that another could be put in the place of."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    # What stdout is redirected to may be a file, and is one that others write to.
    is_open = os.path.dirname(os.path.abspath(path)) in _OPEN
    return is_open or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def umask() -> int:
    """The permissions that new files of this process don't have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
