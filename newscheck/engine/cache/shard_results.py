"""Shards that need not be checked, or only in part, because the cache has results of their files."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newscheck.engine.cache import content_store as store
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.partial_results import PartialResults
from newscheck.engine.cache.shard import ContentDigests, Shard, decode, encode
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session


class ShardCache:
    """The shards of earlier runs; `count_files` counts files with a result and without."""

    def __init__(self, cache: Cache, session: Session) -> None:
        self._cache = cache
        self._limit, self._now = session.project.max_file_size, session.project.now
        self.count_files = cache.count_files
        self.signature = store.stat_signature

    def key(self, batch: Sequence[FileEntry]) -> bytes | None:
        """The key of a shard by its files; None where the cache is empty, so that no file need be read."""
        if self._cache.is_new:
            return None
        signature = self.signature(batch)
        key = self._cache.known_key(signature)
        if key is None:
            contents = ContentDigests.of(batch, self._limit)
            key = self._cache.key(contents.packed)
            self._cache.remember_keys(signature if contents.is_fully_read else None, key)
        return key

    def find(self, batch: Sequence[FileEntry]) -> Shard | None:
        """The shard that an earlier run made of the same bytes."""
        key = self.key(batch)
        shard = self._read(self._cache.get(key)) if key else None
        self.count_files(known=len(batch) if shard else 0)
        return shard

    def partial_results(self, batch: Sequence[FileEntry]) -> PartialResults | None:
        """Earlier results of some of the files, from shards with others."""
        paths = {entry.path for entry in batch}
        if self._cache.is_new or len(paths) < len(batch):
            return None
        results = PartialResults(batch, ContentDigests.of(batch, self._limit).packed)
        for value in self._cache.covering(paths):
            if shard := self._read(value):
                results.add(shard)
        return results if len(results.missing) < len(batch) else None

    def keep(self, batch: Sequence[FileEntry], signature: store.StatSignature | None, shard: Shard) -> None:
        """Remember a shard. `signature` is from before its files were read."""
        if shard.crashes or not shard.is_complete or shard.latest_epoch > self._now:
            return
        key = self._cache.key(shard.content_digests)
        paths = {entry.path for entry in batch}
        # Of a shard that has a file twice, no part can be used: the results of both have the same path.
        self._cache.put(key, paths if len(paths) == len(batch) else (), encode(shard))
        self._cache.remember_keys(signature if shard.is_fully_read else None, key)

    def _read(self, value: bytes | None) -> Shard | None:
        if value is None:
            return None
        try:
            shard = decode(value)
        except msgspec.DecodeError:
            return None
        return shard if shard.latest_epoch <= self._now else None
