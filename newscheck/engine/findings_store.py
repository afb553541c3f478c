"""The findings of a run in their order, however many there are: on disk where they don't fit into memory.

They come shard by shard. The findings of a shard are sorted and stored as one run; reading merges the runs, which
hardly overlap, since files come nearly in the order of their paths.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from newscheck.engine.files.spilled_findings import SpilledFindings
from newscheck.model import SEVERITIES, Finding

_Key = tuple[str, int, int, str, str, str]
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Finding]).decode
#: Findings of one run: more are cut into several, so that reading holds few at a time.
_RUN = 2_000


class _Run(NamedTuple):
    """Sorted findings: the key of the first, the number of their piece in the spill file, and the key of the last."""

    first: _Key
    piece: int
    last: _Key


class _Opened(NamedTuple):
    """A run that is read: the key of its next finding, the number of the piece, the finding, and the later ones."""

    key: _Key
    piece: int
    finding: Finding
    rest: Iterator[Finding]


class FindingsStore(SpilledFindings):
    """Findings, sorted by location and counted as they are added."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[_Run] = []
        self._pieces = 0
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
            insort(self._runs, _Run(_order(part[0]), self._pieces, _order(part[-1])))
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
        for part in self._parts():
            if isinstance(part, bytes):
                yield from _decode(part)
            else:
                yield part

    def pieces(self) -> Iterator[bytes]:
        """The findings in their order, in packed lists."""
        held: list[Finding] = []
        for part in self._parts():
            if isinstance(part, bytes):
                yield from (_encode(held),) if held else ()
                held = []
                yield part
                continue
            held.append(part)
            if len(held) == _RUN:
                yield _encode(held)
                held = []
        if held:
            yield _encode(held)

    def _parts(self) -> Iterator[bytes | Finding]:
        """The findings in their order: in packed runs, or one by one where another run has findings among theirs."""
        heap: list[_Opened] = []
        waiting = deque(self._runs)
        while heap or waiting:
            # A run is read when the next finding may be in it.
            while waiting and (not heap or waiting[0].first <= heap[0].key):
                run = waiting.popleft()
                limits = [*(next_run.first for next_run in islice(waiting, 1)), *(opened.key for opened in heap[:1])]
                packed = self._spill_file.piece(run.piece)
                if all(run.last < limit for limit in limits):
                    yield packed
                else:
                    _push(heap, run.piece, iter(_decode(packed)))
            if heap:
                _, piece, finding, rest = heapq.heappop(heap)
                yield finding
                _push(heap, piece, rest)


def _push(heap: list[_Opened], piece: int, rest: Iterator[Finding]) -> None:
    if (finding := next(rest, None)) is not None:
        heapq.heappush(heap, _Opened(_order(finding), piece, finding, rest))


def _order(finding: Finding) -> _Key:
    return (finding.path, finding.line, finding.column, finding.rule, finding.pointer, finding.message)
