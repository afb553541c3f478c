"""Cards and shapes on their way from the files to the dump rules: written down as they come, read back as often as one
likes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import IO, Any

import msgspec

from newscheck.layouts import history
from newscheck.model import Card, History, Shaped

_encode = msgspec.msgpack.Encoder().encode
_cards = msgspec.msgpack.Decoder(list[Card]).decode
_shapes = msgspec.msgpack.Decoder(list[Shaped]).decode
#: A tape shorter than this stays in memory.
_IN_MEMORY = 1 << 20


def pack(things: list[Any]) -> bytes:
    """The cards or shapes of a shard as bytes, ready for `Spool.add`."""
    return _encode(things)


class _Tape:
    """Packed lists one behind the other, in memory as long as they are few, then in a temporary file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._sizes: list[int] = []

    def add(self, packed: bytes) -> None:
        self._file.seek(0, 2)
        if isinstance(self._file, BytesIO) and self._file.tell() > _IN_MEMORY:
            self._file = _on_disk(self._file)
        self._file.write(packed)
        self._sizes.append(len(packed))

    def __iter__(self) -> Iterator[bytes]:
        at = 0
        for size in self._sizes:
            # Another iteration may have moved the file in the meantime.
            self._file.seek(at)
            yield self._file.read(size)
            at += size

    def close(self) -> None:
        self._file.close()


class Spool:
    """All cards and shapes of a run (`model.Dump`), so that memory doesn't grow with the dump."""

    def __init__(self) -> None:
        self._card_tape = _Tape()
        self._shape_tape = _Tape()
        self._count = 0
        self._names: dict[int, str] = {}

    def add(self, cards: bytes, count: int, shapes: bytes, names: Mapping[int, str]) -> None:
        """Append what a shard packed."""
        self._card_tape.add(cards)
        self._shape_tape.add(shapes)
        self._count += count
        self._names.update(names)

    @property
    def names(self) -> Mapping[int, str]:
        """Features by their hashes."""
        return self._names

    def __iter__(self) -> Iterator[Card]:
        for packed in self._card_tape:
            yield from _cards(packed)

    def shapes(self) -> Iterator[Shaped]:
        """What each article looks like, in the order of the cards."""
        for packed in self._shape_tape:
            yield from _shapes(packed)

    @cached_property
    def history(self) -> History:
        """Layouts and changes."""
        return history(self)

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Give the files back."""
        self._card_tape.close()
        self._shape_tape.close()


def _on_disk(memory: BytesIO) -> IO[bytes]:
    """The same bytes in a temporary file that no name leads to."""
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
    file.write(memory.getvalue())
    return file
