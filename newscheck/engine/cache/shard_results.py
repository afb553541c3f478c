"""Shards that need not be checked, or only in part, because the cache has results of their files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec
from msgspec.structs import replace
from xxhash import xxh3_128_digest

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.partial_results import PartialResults
from newscheck.engine.cache.shard import ContentDigests, Shard, decode, encode
from newscheck.engine.cache.stat_signature import StatSignature, stat_signature
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session


class ShardCache:
    """The shards of earlier runs; `count_files` counts files with a result and without."""

    def __init__(self, cache: Cache, session: Session) -> None:
        self._cache = cache
        self._session = session
        self._limit, self._now = session.project.max_file_size, session.project.now
        self.count_files = cache.count_files

    def signature(self, batch: Sequence[FileEntry]) -> StatSignature | None:
        """The stat signature of a shard."""
        return stat_signature(batch, str(self._limit))

    def contents(self, batch: Sequence[FileEntry], signature: StatSignature | None) -> bytes | None:
        """The digest of the contents of a shard; None where the cache is empty, so that no file need be read."""
        if self._cache.is_new:
            return None
        contents = self._cache.known_contents(signature)
        if contents is None:
            read = ContentDigests.of(batch, self._limit)
            contents = self.digest(read.packed)
            self._cache.remember_contents(signature if read.is_fully_read else None, contents)
        return contents

    @staticmethod
    def digest(content_digests: bytes) -> bytes:
        """The digest of the contents of a shard, by those of its files."""
        return xxh3_128_digest(content_digests)

    def has(self, contents: bytes) -> bool:
        """Whether there is a shard with these contents. `result` may have none all the same, if it is of later news."""
        return self._cache.has(contents)

    def result(self, contents: bytes) -> Shard | None:
        """The shard that an earlier run made of the same bytes."""
        shard = self._read(self._cache.get(contents))
        if shard:
            self.count_files(known=shard.files)
        return shard

    def find(self, batch: Sequence[FileEntry], signature: StatSignature | None) -> Shard | None:
        """The same by the files."""
        contents = self.contents(batch, signature)
        return self.result(contents) if contents else None

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

    def keep(self, batch: Sequence[FileEntry], signature: StatSignature | None, shard: Shard) -> None:
        """Remember a shard. `signature` is from before its files were read."""
        if shard.crashes or not shard.is_complete or shard.latest_epoch > self._now:
            return
        contents = self.digest(shard.content_digests)
        paths = {entry.path for entry in batch}
        # Of a shard that has a file twice, no part can be used: the results of both have the same path.
        self._cache.put(contents, paths if len(paths) == len(batch) else (), encode(shard))
        self._cache.remember_contents(signature if shard.is_fully_read else None, contents)

    def _read(self, value: bytes | None) -> Shard | None:
        if value is None:
            return None
        try:
            shard = decode(value)
        except msgspec.DecodeError:
            return None
        return self._narrowed(shard) if shard.latest_epoch <= self._now else None

    def _narrowed(self, shard: Shard) -> Shard | None:
        """A shard without the findings of rules that don't run here; None where it has no features and needs them."""
        if not self._cache.is_wider_used:
            return shard
        if shard.articles and not shard.features and self._session.checker.collects_features:
            return None
        return replace(
            shard,
            findings=[finding for finding in shard.findings if finding.rule in self._active],
            hit_counts=[count for count in shard.hit_counts if count.rule in self._active],
        )

    @cached_property
    def _active(self) -> frozenset[str]:
        return self._session.active_rule_ids
