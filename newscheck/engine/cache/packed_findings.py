"""The findings of a report in the cache: read from disk, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from weakref import finalize

import msgspec

from newscheck.engine.files.spill_file import SpillFile
from newscheck.model import Finding

_decode = msgspec.msgpack.Decoder(list[Finding]).decode


class PackedFindings(Collection[Finding]):
    """Findings in their order, in packed lists (`FindingsStore.pieces`). They can be read any number of times."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._spill_file = SpillFile()
        # The file is needed as long as a report has these findings.
        finalize(self, self._spill_file.close)

    def add(self, piece: bytes) -> None:
        """Add the next piece; all of them have `length` findings."""
        self._spill_file.add(piece)

    def __iter__(self) -> Iterator[Finding]:
        return chain.from_iterable(map(_decode, self._spill_file))

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, finding: object) -> bool:
        return any(own == finding for own in self)
