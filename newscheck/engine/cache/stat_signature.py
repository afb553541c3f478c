"""What `stat` says of some files, as a hash: while it stays the same, so do their bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from xxhash import xxh3_128_digest

from newscheck.engine.files.directory_walk import FileEntry

#: A file written this recently (ns) may be written again within the resolution of its time.
_SETTLED_NS = 2_000_000_000
#: The bits of an inode's number that count; it has more in some file systems.
_INODE = (1 << 64) - 1
_pack = msgspec.msgpack.Encoder().encode


class StatSignature(NamedTuple):
    """A hash of the `stat` of some files; not `is_settled` where the same `stat` may soon stand for other bytes."""

    digest: bytes
    is_settled: bool


def stat_signature(entries: Sequence[FileEntry], terms: str = "") -> StatSignature | None:
    """The signature of some files, of which what is read depends on `terms`; None where the `stat` of one fails.

    It includes the time of the last change of the inode, which nobody can set: an edit that keeps the size and the time
    of modification gives another signature.
    """
    recent = time.time_ns() - _SETTLED_NS
    newest = 0
    parts: list[object] = [terms]
    try:
        for entry in entries:
            # The target of a link has the same `stat` whether or not it may be read.
            parts += (entry.path, entry.fault)
            if entry.stored:
                parts.append(entry.stored.content_id)
            else:
                status = os.stat(entry.real)
                modified, changed = status.st_mtime_ns, status.st_ctime_ns
                if modified > newest or changed > newest:
                    newest = max(modified, changed)
                parts += (status.st_size, modified, changed, status.st_ino & _INODE)
            # They are about members: which of them are read is not in the key of a file.
            if entry.exclude or entry.pages:
                parts.append(([pattern.encode("utf-8", "surrogateescape") for pattern in entry.exclude], entry.pages))
    except OSError:
        return None
    return StatSignature(xxh3_128_digest(_pack(parts)), newest <= recent)
