"""The report of an earlier run, for one in which nothing has changed."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.shard import Shard
from newscheck.engine.cache.shard_results import ShardCache
from newscheck.engine.files.path_names import display_path
from newscheck.engine.settings.config import Project, scan_identity
from newscheck.engine.workers import scheduler
from newscheck.model import FileSelection, Report


class CachedReport(msgspec.Struct, frozen=True):
    """A whole report in the cache, and the greatest epoch in it; None where each run has to judge anew."""

    report: Report
    latest_epoch: int | None


#: More findings than this are remembered shard by shard only.
_MANY = 20_000
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(CachedReport).decode


class ReportCache:
    """The last report of the same kind of run: of the same paths and settings, with a focus or without."""

    def __init__(self, project: Project, paths: list[str], cache: Cache, focus: FileSelection | None) -> None:
        self._project = project
        self._paths = paths
        self._cache = cache
        self._kind = repr(([display_path(path) for path in paths], focus is not None))
        self._terms = [scan_identity(project), *([focus.description, *sorted(focus.paths)] if focus else [])]
        self._keys: list[bytes] = []

    def report(self) -> Report | None:
        """The report, where all files are still the same, by a walk that only looks where it can."""
        recall = ShardCache(self._cache, self._project.max_file_size, self._project.now)
        keys = []
        count = 0
        for batch in scheduler.batches(self._project.walk(self._paths)):
            key = recall.key(batch)
            if key is None:
                return None
            keys.append(key)
            count += len(batch)
        value = self._cache.report(self._kind, self._key(keys))
        try:
            kept = _decode(value) if value else None
        except msgspec.DecodeError:
            return None
        if kept is None or not self._is_known(kept):
            return None
        self._cache.count_files(known=count)
        return kept.report

    def add(self, shard: Shard) -> None:
        """Hear of a shard that the run has come to, in their order."""
        self._keys.append(self._cache.key(shard.content_digests))

    def keep(self, kept: CachedReport) -> None:
        """Remember the report."""
        if self._is_known(kept) and not kept.report.crashes and len(kept.report.findings) <= _MANY:
            whole = replace(kept, report=replace(kept.report, findings=[*kept.report.findings]))
            self._cache.put_report(self._kind, self._key(self._keys), _encode(whole))

    def _key(self, keys: list[bytes]) -> bytes:
        return self._cache.key(b"".join(keys) + "\0".join(self._terms).encode("utf-8", "surrogateescape"))

    def _is_known(self, kept: CachedReport) -> bool:
        return kept.latest_epoch is not None and kept.latest_epoch <= self._project.now
