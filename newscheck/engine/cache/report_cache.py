"""The cached report of an earlier run, for a run in which nothing has changed."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.shard import Shard, batches
from newscheck.engine.cache.shard_results import ShardCache
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.files.path_names import display_path
from newscheck.engine.session import Session
from newscheck.model import FileSelection, Report


class CachedReport(msgspec.Struct, frozen=True):
    """A whole report in the cache, and the greatest epoch in it; None for a report that must not be used again."""

    report: Report
    latest_epoch: int | None


#: A report with more findings is not cached; its shards are.
_MANY = 20_000
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(CachedReport).decode


class ReportCache:
    """The last report of the same kind of run: of the same paths and settings, with a focus or without."""

    def __init__(self, session: Session, paths: list[str], cache: Cache, focus: FileSelection | None) -> None:
        self._session = session
        self._paths = paths
        self._cache = cache
        self._kind = repr(([display_path(path) for path in paths], focus is not None))
        self._terms = [session.scan_identity, *([focus.description, *sorted(focus.paths)] if focus else [])]
        self._keys: list[bytes] = []

    def report(self, others: OtherFiles | None = None) -> Report | None:
        """The report, where all files are still the same; they are read only where their stat signatures are new.

        `others` counts the files that no reader takes.
        """
        known = ShardCache(self._cache, self._session)
        keys = []
        count = 0
        for batch in batches(self._session.walk(self._paths, others)):
            key = known.key(batch)
            if key is None:
                return None
            keys.append(key)
            count += len(batch)
        value = self._cache.report(self._kind, self._key(keys))
        try:
            cached = _decode(value) if value else None
        except msgspec.DecodeError:
            return None
        if cached is None or not self._is_valid(cached):
            return None
        self._cache.count_files(known=count)
        return cached.report

    def add(self, shard: Shard) -> None:
        """Add the next shard of the run."""
        self._keys.append(self._cache.key(shard.content_digests))

    def keep(self, report: Report, latest_epoch: int | None) -> None:
        """Store the report, with the greatest epoch in it; None where the report must not be used again."""
        cached = CachedReport(report, latest_epoch)
        if self._is_valid(cached) and not report.crashes and len(report.findings) <= _MANY:
            whole = CachedReport(replace(report, findings=[*report.findings]), latest_epoch)
            self._cache.put_report(self._kind, self._key(self._keys), _encode(whole))

    def _key(self, keys: list[bytes]) -> bytes:
        return self._cache.key(b"".join(keys) + "\0".join(self._terms).encode("utf-8", "surrogateescape"))

    def _is_valid(self, cached: CachedReport) -> bool:
        return cached.latest_epoch is not None and cached.latest_epoch <= self._session.project.now
