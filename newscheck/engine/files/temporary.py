"""Temporary files and folders, each locked by the process that uses it.

The system releases the locks of a process whatever ends it. So a run distinguishes what a killed process has left from
what is in use, also across containers and reused process ids, and removes it when it writes to the same place. Without
such locks nothing is removed, except on Windows, which refuses to remove a file that a process has open.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

if sys.platform != "win32":
    import fcntl

#: The suffix of the names of temporary files and folders.
SUFFIX = ".newscheck-part"
#: Bytes of the final name that are part of the temporary one, which may have 255.
_MAX_NAME = 180
#: Attempts, since another process may remove a new file before it is locked.
_TRIES = 10
#: The temporary files and folders of this process.
_unfinished: set[str] = set()


class TemporaryPath:
    """A temporary file or folder, and the handle that locks it."""

    def __init__(self, path: str, handle: int | None) -> None:
        self.path = path
        self.handle = handle
        _unfinished.add(path)

    def close(self) -> None:
        """Unlock it."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def end(self) -> None:
        """Unlock it, and remove it if it is still there."""
        self.close()
        _remove(self.path)
        _unfinished.discard(self.path)


@contextmanager
def file(folder: str, name: str) -> Iterator[TemporaryPath]:
    """A new file in a folder, for a file that will be called `name`. At the end it is removed if it is still there.

    Raises OSError where it can't be created.
    """
    import tempfile

    def make() -> TemporaryPath:
        handle, path = tempfile.mkstemp(SUFFIX, _prefix(name), folder)
        return TemporaryPath(path, handle)

    remove_stale(folder, name)
    yield from _locked(make)


@contextmanager
def directory(folder: str | None = None, name: str = "") -> Iterator[TemporaryPath]:
    """The same for a folder; without `folder`, in the system's temporary folder."""
    import tempfile

    place, prefix = folder or tempfile.gettempdir(), _prefix(name) if name else "newscheck-"

    def make() -> TemporaryPath:
        path = tempfile.mkdtemp(SUFFIX, prefix, place)
        return TemporaryPath(path, None if sys.platform == "win32" else os.open(path, os.O_RDONLY | os.O_CLOEXEC))

    _sweep(place, prefix)
    yield from _locked(make)


def abandon() -> None:
    """Remove all temporary files and folders of this process, which is being ended."""
    for path in list(_unfinished):
        _remove(path)


def remove_stale(folder: str, name: str) -> None:
    """Remove what killed processes have left in a folder for a file that would be called `name`."""
    _sweep(folder, _prefix(name))


def _locked(make: Callable[[], TemporaryPath]) -> Iterator[TemporaryPath]:
    for _ in range(_TRIES):
        part = make()
        try:
            if _is_locked(part):
                yield part
                return
        finally:
            part.end()
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _is_locked(part: TemporaryPath) -> bool:
    """Whether this process has locked a new file: another process may have removed it as left over."""
    if sys.platform == "win32" or part.handle is None:
        return True
    try:
        fcntl.flock(part.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # without locks, other processes remove nothing either
    return os.path.lexists(part.path)


def _sweep(folder: str, prefix: str) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    _remove_abandoned(entry.path)


def _remove_abandoned(path: str) -> None:
    """Remove a path. Raises OSError where a process uses it, or where that is unknown."""
    if sys.platform == "win32":
        os.unlink(path)
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        is_ours = status.st_uid == os.geteuid() and (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode))
        if is_ours:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(path)
    finally:
        os.close(handle)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        import shutil

        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        os.unlink(path)


def _prefix(name: str) -> str:
    return "." + os.fsencode(name)[:_MAX_NAME].decode("utf-8", "ignore") + "."
