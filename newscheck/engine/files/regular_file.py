"""How a file is opened that a run reads: it is a regular one, it has an end, and no more is read of it than is said.

Pipes, devices and the files of the kernel (`/proc`, `/sys`: regular ones to `stat`, whose size is 0 or says nothing)
have no end, or wait for somebody, or do something when they are opened. Whoever could choose a name could stop a run
with one, or have it tell what is none of its business.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from functools import cache, partial

from newscheck.errors import UsageError

#: Bytes of a file that is no article: settings, schema, site, baseline, reference, page.
MAX_SIZE = 1 << 28
#: Where the kernel shows files that stand on no disk.
_KERNEL = ("/proc", "/sys")
#: A pipe that nobody writes to is opened all the same.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 23
#: What is wrong with a pipe, a socket or a device, and with what stands in memory of the kernel only.
NOT_REGULAR, PSEUDO_FILE = "neither a file nor a folder", "the kernel's, and on no disk"


def open_descriptor(path: str) -> tuple[int, os.stat_result]:
    """The handle of a regular file, to be closed, and what `stat` says of it.

    Raises OSError where it is none, or can't be opened.
    """
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        check(status)
    except BaseException:
        os.close(handle)
        raise
    return handle, status


def check(status: os.stat_result) -> None:
    """Raise OSError where what `status` is about is no file that could be read to its end."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if reason := unreadable_reason(status):
        raise OSError(errno.EINVAL, reason)


def unreadable_reason(status: os.stat_result) -> str:
    """Why what `status` is about could not be read to its end; empty where it is a file on a disk."""
    if is_pseudo_file(status):
        return PSEUDO_FILE
    return "" if stat.S_ISREG(status.st_mode) else NOT_REGULAR


def is_pseudo_file(status: os.stat_result) -> bool:
    """Whether a file or folder stands on no disk."""
    return status.st_dev in _kernel_devices()


@cache
def _kernel_devices() -> frozenset[int]:
    return frozenset(os.stat(place).st_dev for place in _KERNEL if os.path.ismount(place))


def check_size(handle: int, status: os.stat_result, size: int) -> None:
    """Raise OSError where `size` bytes came out of an open file that had none and still says so."""
    # Another mount of /proc, perhaps that of a container's host.
    if size and not status.st_size and not os.fstat(handle).st_size:
        raise OSError(errno.EINVAL, PSEUDO_FILE)


def content(path: str, limit: int = MAX_SIZE) -> bytes:
    """All of a file. Raises OSError where it is no regular one, can't be read, or is over the limit."""
    if "\0" in path:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    # A device may do something when it is opened.
    check(os.stat(path))
    handle, status = open_descriptor(path)
    try:
        data = read_bounded(partial(os.read, handle), limit)
        check_size(handle, status, len(data))
    finally:
        os.close(handle)
    return data


def head(path: str, size: int) -> bytes:
    """The first bytes of a file. Raises OSError as `content` does."""
    handle, _ = open_descriptor(path)
    try:
        return os.read(handle, size)
    finally:
        os.close(handle)


def text(path: str, encoding: str = "utf-8", errors: str = "strict") -> str:
    """All of a text file, with its lines ended by LF. Raises OSError as `content` does, and UnicodeDecodeError."""
    return _decoded(content(path), encoding, errors)


def required_content(path: str, label: str) -> bytes:
    """All of a file. Raises UsageError, `label: reason`, where it can't be read."""
    try:
        return content(path)
    except OSError as error:
        raise UsageError(f"{label}: {reason(error)}") from None


def required_text(path: str, label: str, encoding: str = "utf-8", errors: str = "strict") -> str:
    """All of a text file, as `text` gives it. Raises UsageError, `label: reason`, where it can't be read."""
    try:
        return _decoded(required_content(path, label), encoding, errors)
    except UnicodeDecodeError:
        raise UsageError(f"{label}: not UTF-8") from None


def reason(error: OSError) -> str:
    """What the system says is wrong, as the end of a message."""
    return (error.strerror or str(error)).lower()


def _decoded(data: bytes, encoding: str, errors: str) -> str:
    return data.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")


def read_bounded(more: Callable[[int], bytes], limit: int = MAX_SIZE, first: bytes = b"") -> bytes:
    """What comes out of a file or stream up to its end, behind its `first` bytes. Raises OSError where all of it is
    over the limit."""
    parts = [first]
    left = limit + 1 - len(first)
    while left > 0 and (part := more(min(left, _PIECE))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise OSError(errno.EFBIG, f"over the limit of {limit:,} bytes")
    return b"".join(parts)
