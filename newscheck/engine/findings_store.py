"""The findings of a run in their order, however many there are: on disk where they don't fit into memory.

They come shard by shard. The findings of a shard are sorted and stored as one run; reading merges the runs, which
hardly overlap, since files come nearly in the order of their paths.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from weakref import finalize

import msgspec

from newscheck.engine.files.spill_file import SpillFile
from newscheck.model import SEVERITIES, Finding

_Key = tuple[str, int, int, str, str, str]
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Finding]).decode
#: Findings of one run: more are cut into several, so that reading holds few at a time.
_RUN = 2_000


class _Run(NamedTuple):
    """Sorted findings: the key of the first, and the number of their piece in the spill file."""

    first: _Key
    piece: int


class FindingsStore(Collection[Finding]):
    """Findings, sorted by location and counted as they are added. They can be read any number of times."""

    def __init__(self) -> None:
        self._spill_file = SpillFile()
        # The file is needed as long as a report has these findings.
        finalize(self, self._spill_file.close)
        self._runs: list[_Run] = []
        self._pieces = self._length = 0
        #: severity -> number of findings, aggregated ones included
        self.counts = dict.fromkeys(SEVERITIES, 0)
        #: rule -> severity of one of its findings
        self.rules: dict[str, str] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Add some findings, in any order."""
        ordered = sorted(findings, key=_order)
        for finding in ordered:
            self.counts[finding.severity] += finding.number
            self._length += 1
            self.rules[finding.rule] = finding.severity
        for start in range(0, len(ordered), _RUN):
            part = ordered[start : start + _RUN]
            self._spill_file.add(_encode(part))
            insort(self._runs, _Run(_order(part[0]), self._pieces))
            self._pieces += 1

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> FindingsStore:
        """The store of some findings, of which few are held in memory at a time."""
        store = cls()
        findings = iter(findings)
        while batch := list(islice(findings, _RUN)):
            store.add(batch)
        return store

    def __iter__(self) -> Iterator[Finding]:
        heap: list[tuple[_Key, int, Finding, Iterator[Finding]]] = []
        waiting = iter(self._runs)
        run = next(waiting, None)
        while heap or run:
            # A run is read when the next finding may be in it.
            while run and (not heap or run.first <= heap[0][0]):
                self._push(heap, run.piece, iter(_decode(self._spill_file.piece(run.piece))))
                run = next(waiting, None)
            _, piece, finding, rest = heapq.heappop(heap)
            yield finding
            self._push(heap, piece, rest)

    def _push(self, heap: list[Any], piece: int, rest: Iterator[Finding]) -> None:
        if (finding := next(rest, None)) is not None:
            heapq.heappush(heap, (_order(finding), piece, finding, rest))

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, finding: object) -> bool:
        return any(own == finding for own in self)


def _order(finding: Finding) -> _Key:
    return (finding.path, finding.line, finding.column, finding.rule, finding.pointer, finding.message)
