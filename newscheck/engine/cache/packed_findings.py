"""The findings of a report in the cache: read from disk, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import msgspec

from newscheck.engine.files.spilled_findings import SpilledFindings
from newscheck.model import Finding

_decode = msgspec.msgpack.Decoder(list[Finding]).decode


class PackedFindings(SpilledFindings):
    """As many findings as are named, in their order, in packed lists (`FindingsStore.pieces`)."""

    def add(self, piece: bytes) -> None:
        """Add the next piece."""
        self._spill_file.add(piece)

    def __iter__(self) -> Iterator[Finding]:
        return chain.from_iterable(map(_decode, self._spill_file))
