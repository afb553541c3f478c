"""Files and folders that stand for a while: locked as long as the process that made them is at them.

Whatever ends a process gives its locks back. So what a killed one has left can be told from what is in use, also by
another container and when its number has been given to another process, and the next run that writes to the same place
removes it. Where there are no such locks, nothing is removed but files of Windows, which it removes only when no
process has them open.
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

#: What the names of all of them end with.
SUFFIX = ".newscheck-part"
#: Bytes of the name that they are for; a name has 255 at most, and something is put around it.
_NAME = 180
#: Another process may remove a new one before it is locked, but not again and again.
_TRIES = 10
#: Those of this process.
_unfinished: set[str] = set()


class TemporaryPath:
    """A file that is written to, or a folder, and the handle that locks it."""

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
        """Unlock it, and remove what is still there."""
        self.close()
        _remove(self.path)
        _unfinished.discard(self.path)


@contextmanager
def file(folder: str, name: str) -> Iterator[TemporaryPath]:
    """A new file in a folder, of what is to be called `name` there. At the end it is removed if it is still there.

    Raises OSError where it can't be made.
    """
    import tempfile

    def make() -> TemporaryPath:
        handle, path = tempfile.mkstemp(SUFFIX, _prefix(name), folder)
        return TemporaryPath(path, handle)

    remove_stale(folder, name)
    yield from _made(make)


@contextmanager
def directory(folder: str | None = None, name: str = "") -> Iterator[TemporaryPath]:
    """The same for a folder; without `folder`, where the system has what is temporary."""
    import tempfile

    place, prefix = folder or tempfile.gettempdir(), _prefix(name) if name else "newscheck-"

    def make() -> TemporaryPath:
        path = tempfile.mkdtemp(SUFFIX, prefix, place)
        return TemporaryPath(path, None if sys.platform == "win32" else os.open(path, os.O_RDONLY | os.O_CLOEXEC))

    _sweep(place, prefix)
    yield from _made(make)


def abandon() -> None:
    """Remove those of this process, which ends in the middle of its work."""
    for path in list(_unfinished):
        _remove(path)


def remove_stale(folder: str, name: str) -> None:
    """Remove what killed processes have left of what was to be called `name` in a folder."""
    _sweep(folder, _prefix(name))


def _made(make: Callable[[], TemporaryPath]) -> Iterator[TemporaryPath]:
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
    """Whether a new one is this process's: another one may have taken it for what a dead process has left."""
    if sys.platform == "win32" or part.handle is None:
        return True
    try:
        fcntl.flock(part.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # no locks here: the other process can't have one either, and removes nothing
    return os.path.lexists(part.path)


def _sweep(folder: str, prefix: str) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    _remove_abandoned(entry.path)


def _remove_abandoned(path: str) -> None:
    """Raises OSError where a process is at it, or where there is no telling."""
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
    return "." + os.fsencode(name)[:_NAME].decode("utf-8", "ignore") + "."
