"""Cards on their way from the files to the dump rules: written down as they come, read back as often as one likes."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO

import msgspec

from newscheck.model import Card

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Card]).decode
#: A spool smaller than this stays in memory.
_IN_MEMORY = 1 << 20


def pack(cards: list[Card]) -> bytes:
    """The cards of a shard as bytes, ready for `Spool.add`."""
    return _encode(cards)


class Spool:
    """All cards of a run (`model.Dump`) in a temporary file, so that memory doesn't grow with the dump."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._sizes: list[int] = []
        self._count = 0

    def add(self, packed: bytes, count: int) -> None:
        """Append the packed cards of a shard."""
        self._file.seek(0, 2)
        if isinstance(self._file, BytesIO) and self._file.tell() > _IN_MEMORY:
            self._file = _on_disk(self._file)
        self._file.write(packed)
        self._sizes.append(len(packed))
        self._count += count

    def __iter__(self) -> Iterator[Card]:
        at = 0
        for size in self._sizes:
            # Another iteration may have moved the file in the meantime.
            self._file.seek(at)
            yield from _decode(self._file.read(size))
            at += size

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


def _on_disk(memory: BytesIO) -> IO[bytes]:
    """The same bytes in a temporary file that no name leads to."""
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
    file.write(memory.getvalue())
    return file
