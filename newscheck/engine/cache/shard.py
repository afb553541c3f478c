"""A shard: some files of a dump, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from xxhash import xxh3_128

from newscheck.engine.files import inputs
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.model import Crash, Finding, RawInput

#: Bytes of the digest of a file.
DIGEST_SIZE = 16


class Shard(msgspec.Struct, frozen=True):
    """What a shard of files says. Cards and shapes stay packed; `latest_epoch` is the greatest epoch in it.

    `content_digests` are the digests of the files as they were read, in their order; where not `is_fully_read`, one of
    them could not be read, which is no matter of its bytes. It `is_complete` where the check of none was cut short."""

    files: int
    articles: int
    findings: list[Finding]
    summaries: bytes
    features: bytes
    feature_names: bytes
    crashes: list[Crash]
    latest_epoch: int
    content_digests: bytes
    is_fully_read: bool
    is_complete: bool = True


encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Shard).decode


class ContentDigests:
    """Digests of files by their names and all that was read of them, taken while they are read."""

    def __init__(self) -> None:
        self._digests: list[bytes] = []
        self.is_fully_read = True

    @classmethod
    def of(cls, entries: Iterable[FileEntry], limit: int) -> ContentDigests:
        """Read files for nothing else."""
        contents = cls()
        for _ in contents.read(entries, limit):
            pass
        return contents

    @classmethod
    def unread(cls, entry: FileEntry) -> bytes:
        """The digest of a file of which only the name is known."""
        return xxh3_128(entry.path.encode()).digest()

    def read(self, entries: Iterable[FileEntry], limit: int) -> Iterator[RawInput]:
        """The pieces of some files, as `engine.files.inputs.read` gives them."""
        for entry in entries:
            digest = xxh3_128(entry.path.encode())
            for raw in inputs.read(entry, limit):
                digest.update(f"\0{raw.line}\0{raw.fault}\0{raw.detail}\0{len(raw.data)}\0".encode())
                digest.update(raw.data)
                self.is_fully_read = self.is_fully_read and not raw.fault
                yield raw
            self._digests.append(digest.digest())

    @property
    def packed(self) -> bytes:
        """All of them, one behind the other."""
        return b"".join(self._digests)


def names_digest(entries: Iterable[FileEntry]) -> bytes:
    """A digest of the names of some files."""
    return xxh3_128("\0".join(entry.path for entry in entries).encode("utf-8", "surrogateescape")).digest()


def split_digests(packed: bytes) -> list[bytes]:
    """The digests of the files of a shard, in their order."""
    return [packed[at : at + DIGEST_SIZE] for at in range(0, len(packed), DIGEST_SIZE)]
