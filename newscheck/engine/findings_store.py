"""The findings of a run in their order, however many there are: what doesn't fit into memory is on disk.

They come shard by shard. Each shard's are sorted and written down as one run; reading merges the runs, which hardly
overlap, since files come nearly in the order of their paths.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from weakref import finalize

import msgspec

from newscheck.engine.files.dump_store import SpillFile
from newscheck.model import SEVERITIES, Finding

_Key = tuple[str, int, int, str, str, str]
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Finding]).decode
#: Findings of one run: more are cut into several, so that reading holds few at a time.
_RUN = 2_000


class _Run(NamedTuple):
    """Sorted findings on the tape: the first one's key, and which piece of the tape they are."""

    first: _Key
    piece: int


class FindingsStore(Collection[Finding]):
    """Findings, sorted by place; counted while they are added. May be read as often as one likes."""

    def __init__(self) -> None:
        self._spill_file = SpillFile()
        # Whoever holds the last report that has it is done with it.
        finalize(self, self._spill_file.close)
        self._runs: list[_Run] = []
        self._pieces = self._length = 0
        #: severity -> how many there are, with those that are only counted
        self.counts = dict.fromkeys(SEVERITIES, 0)
        #: rule -> severity of one of its findings
        self.rules: dict[str, str] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Add some findings, in any order."""
        found = sorted(findings, key=_order)
        for finding in found:
            self.counts[finding.severity] += finding.number
            self._length += 1
            self.rules[finding.rule] = finding.severity
        for start in range(0, len(found), _RUN):
            part = found[start : start + _RUN]
            self._spill_file.add(_encode(part))
            insort(self._runs, _Run(_order(part[0]), self._pieces))
            self._pieces += 1

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> FindingsStore:
        """The ledger of some findings, of which few are held at a time."""
        ledger = cls()
        findings = iter(findings)
        while batch := list(islice(findings, _RUN)):
            ledger.add(batch)
        return ledger

    def __iter__(self) -> Iterator[Finding]:
        heap: list[tuple[_Key, int, Finding, Iterator[Finding]]] = []
        waiting = iter(self._runs)
        run = next(waiting, None)
        while heap or run:
            # A run is read when the next finding may be one of its.
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
        return any(one == finding for one in self)


def _order(finding: Finding) -> _Key:
    return (finding.path, finding.line, finding.column, finding.rule, finding.pointer, finding.message)
