"""Which shards need not be checked, or not whole, because the cache knows them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newscheck.engine.cache import content_store as store
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.partial_results import PartialResults
from newscheck.engine.cache.shard import ContentDigests, Shard, decode, encode
from newscheck.engine.files.directory_walk import FileEntry


class ShardCache:
    """What a run may know of its shards. `limit` is the largest size of a file, `now` the time of the check."""

    def __init__(self, cache: Cache, limit: int, now: int) -> None:
        self._cache = cache
        self._limit = limit
        self._now = now
        self.note = cache.count_files

    def key(self, batch: Sequence[FileEntry]) -> bytes | None:
        """The key of a shard by its files; None where there is nothing to compare them with, so that none is read."""
        if self._cache.is_new:
            return None
        stamp = store.stat_signature(batch)
        key = self._cache.known_key(stamp)
        if key is None:
            contents = ContentDigests.of(batch, self._limit)
            key = self._cache.key(contents.packed)
            self._cache.remember_keys(stamp if contents.is_fully_read else None, key)
        return key

    def find(self, batch: Sequence[FileEntry]) -> Shard | None:
        """What an earlier run found out about the same bytes."""
        key = self.key(batch)
        shard = self._read(self._cache.get(key)) if key else None
        self.note(known=len(batch) if shard else 0)
        return shard

    def partial_results(self, batch: Sequence[FileEntry]) -> PartialResults | None:
        """What earlier runs found out about some of the files, while others were beside them."""
        paths = {entry.path for entry in batch}
        if self._cache.is_new or len(paths) < len(batch):
            return None
        work = PartialResults(batch, ContentDigests.of(batch, self._limit).packed)
        for value in self._cache.covering(paths):
            if shard := self._read(value):
                work.add(shard)
        return work if len(work.missing) < len(batch) else None

    def keep(self, batch: Sequence[FileEntry], stamp: store.StatSignature | None, shard: Shard) -> None:
        """Remember what was found out. `stamp` is from before the files were read."""
        if shard.crashes or not shard.is_complete or shard.latest_epoch > self._now:
            return
        key = self._cache.key(shard.content_digests)
        paths = {entry.path for entry in batch}
        # Whoever names a file twice gets no part of such a shard: it can't be told apart in it.
        self._cache.put(key, paths if len(paths) == len(batch) else (), encode(shard))
        self._cache.remember_keys(stamp if shard.is_fully_read else None, key)

    def _read(self, value: bytes | None) -> Shard | None:
        if value is None:
            return None
        try:
            shard = decode(value)
        except msgspec.DecodeError:
            return None
        return shard if shard.latest_epoch <= self._now else None
