"""Open and read regular files only, and only up to a limit.

Pipes, devices and files of the kernel (`/proc`, `/sys`: regular files to `stat`, but without a true size) may have no
end, may block, or may act when they are opened. An attacker who can choose a path could stop a run with one, or have it
reveal what the path leads to.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from functools import cache, partial
from typing import IO

from newscheck.errors import UsageError, reason

#: Largest size of a file that is no article: settings, schema, site, baseline, reference, page.
MAX_SIZE = 1 << 28
#: Folders of files that are on no disk.
_KERNEL = ("/proc", "/sys")
#: Without O_NONBLOCK, opening a pipe would wait for a writer.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 23
#: Reasons to refuse a pipe, a socket or a device, and a file of the kernel.
NOT_REGULAR, PSEUDO_FILE = "neither a file nor a folder", "the kernel's, and on no disk"


def open_descriptor(path: str) -> tuple[int, os.stat_result]:
    """The handle of a regular file, which the caller closes, and its `stat`.

    Raises OSError where it is no regular file, or can't be opened.
    """
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        check(status)
    except BaseException:
        os.close(handle)
        raise
    return handle, status


def stream(handle: int) -> IO[bytes]:
    """An open file as a stream, which leaves the handle to the caller."""
    return os.fdopen(handle, "rb", closefd=False)


def check(status: os.stat_result) -> None:
    """Raise OSError where `status` isn't that of a regular file on a disk."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if refusal := unreadable_reason(status):
        raise OSError(errno.EINVAL, refusal)


def unreadable_reason(status: os.stat_result) -> str:
    """Why a file with this `status` can't be read to its end; empty for a regular file on a disk."""
    if is_pseudo_file(status):
        return PSEUDO_FILE
    return "" if stat.S_ISREG(status.st_mode) else NOT_REGULAR


def is_pseudo_file(status: os.stat_result) -> bool:
    """Whether a file or folder is one of the kernel's."""
    return status.st_dev in _kernel_devices()


@cache
def _kernel_devices() -> frozenset[int]:
    return frozenset(os.stat(place).st_dev for place in _KERNEL if os.path.ismount(place))


def check_size(handle: int, status: os.stat_result, size: int) -> None:
    """Raise OSError where an open file gave `size` bytes, but has a size of 0 before and after."""
    # It is in another mount of /proc, perhaps that of a container's host.
    if size and not status.st_size and not os.fstat(handle).st_size:
        raise OSError(errno.EINVAL, PSEUDO_FILE)


def content(path: str, limit: int = MAX_SIZE) -> bytes:
    """All of a file. Raises OSError where it is no regular one, can't be read, or is over the limit."""
    if "\0" in path:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    # Before it is opened: opening a device may act on it.
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


def _decoded(data: bytes, encoding: str, errors: str) -> str:
    return data.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")


def read_bounded(more: Callable[[int], bytes], limit: int = MAX_SIZE, first: bytes = b"") -> bytes:
    """All of a file or stream, whose `first` bytes have been read. Raises OSError where it is over the limit."""
    parts = [first]
    left = limit + 1 - len(first)
    while left > 0 and (part := more(min(left, _PIECE))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise OSError(errno.EFBIG, f"over the limit of {limit:,} bytes")
    return b"".join(parts)
