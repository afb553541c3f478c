"""The cached report of an earlier run, for a run in which nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.packed_findings import PackedFindings
from newscheck.engine.cache.shard import Shard
from newscheck.engine.cache.shard_results import ShardCache
from newscheck.engine.cache.walked_files import WalkedFiles
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.path_names import display_path
from newscheck.engine.session import Session
from newscheck.model import FileSelection, LayoutHistory, Report


class CachedReport(msgspec.Struct, frozen=True):
    """A report without its `findings`, of which there are so many in so many `pieces`, and the greatest epoch in it."""

    report: Report
    findings: int
    pieces: int
    latest_epoch: int


class CachedHistory(msgspec.Struct, frozen=True):
    """The history of the layouts of a dump, and the greatest epoch in it."""

    history: LayoutHistory
    latest_epoch: int


_encode = msgspec.msgpack.Encoder().encode
_decode_report = msgspec.msgpack.Decoder(CachedReport).decode
_decode_history = msgspec.msgpack.Decoder(CachedHistory).decode
_Cached = TypeVar("_Cached", CachedReport, CachedHistory)


class ReportCache:
    """The last report of the same kind of run: of the same paths and settings, with a focus or without, with series or
    without; and the history of the layouts, which all have.

    A report that has an article later than the time of the check is neither kept nor found.
    """

    def __init__(
        self,
        session: Session,
        paths: list[str],
        cache: Cache,
        focus: FileSelection | None,
        walk: Callable[[], Iterator[FileEntry]],
        *,
        with_series: bool = False,
    ) -> None:
        #: The files below the paths, as `walk` gives them.
        self.files = WalkedFiles(cache, session, walk)
        self._now = session.project.now
        self._cache = cache
        places = [display_path(path) for path in paths]
        self._kind = repr((places, focus is not None, with_series))
        self._history_kind = repr((places, "layouts"))
        self._scan = [session.scan_identity]
        self._terms = [*self._scan, *([focus.description, *sorted(focus.paths)] if focus else [])]
        self._contents: list[bytes] = []

    def report(self) -> Report | None:
        """The report, where all files are still the same; they are read only where their stat signatures are new."""
        contents = self.files.known_contents()
        if contents is None:
            return None
        key = self._key(contents, self._terms)
        cached = self._decoded(self._cache.report(self._kind, key), _decode_report)
        if cached is None:
            return None
        findings = PackedFindings(cached.findings)
        for piece in self._cache.report_pieces(self._kind, key, cached.pieces):
            if piece is None:
                return None
            findings.add(piece)
        self._cache.count_files(known=self.files.count)
        return replace(cached.report, findings=findings)

    def add(self, shard: Shard) -> None:
        """Add the next shard of the run."""
        self._contents.append(ShardCache.digest(shard.content_digests))

    def history(self) -> LayoutHistory | None:
        """The history of the layouts in the shards of the run."""
        value = self._cache.report(self._history_kind, self._key(self._contents, self._scan))
        cached = self._decoded(value, _decode_history)
        return cached.history if cached else None

    def keep_history(self, history: LayoutHistory, latest_epoch: int) -> None:
        """Store the history of the layouts, with the greatest epoch of an article."""
        if latest_epoch <= self._now:
            key = self._key(self._contents, self._scan)
            self._cache.put_report(self._history_kind, key, lambda _: _encode(CachedHistory(history, latest_epoch)))

    def keep(self, report: Report, pieces: Iterable[bytes], latest_epoch: int) -> None:
        """Store the report, with the `pieces` of its findings (`FindingsStore.pieces`) and the greatest epoch in it."""
        if report.crashes or latest_epoch > self._now:
            return
        length, rest = len(report.findings), replace(report, findings=[])

        def whole(number: int) -> bytes:
            return _encode(CachedReport(rest, length, number, latest_epoch))

        self._cache.put_report(self._kind, self._key(self._contents, self._terms), whole, pieces, length)

    def _key(self, contents: list[bytes], terms: list[str]) -> bytes:
        return self._cache.key(b"".join(contents) + "\0".join(terms).encode("utf-8", "surrogateescape"))

    def _decoded(self, value: bytes | None, decode: Callable[[bytes], _Cached]) -> _Cached | None:
        try:
            cached = decode(value) if value else None
        except msgspec.DecodeError:
            return None
        return cached if cached and cached.latest_epoch <= self._now else None
