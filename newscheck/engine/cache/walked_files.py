"""The files of a run that has a cache, walked once: for the report of an earlier run, and where there is none, for the
shards of earlier runs and the files to check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.shard import Shard, batches
from newscheck.engine.cache.shard_results import ShardCache
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session

_Check = Callable[[Iterator[FileEntry]], Iterable[Shard]]


class WalkedFiles:
    """The files that `walk` gives. Of shards with a result, only the digest of their contents is held in memory.

    `walk` is called again only where a result is gone by the time that it is needed.
    """

    def __init__(self, cache: Cache, session: Session, walk: Callable[[], Iterator[FileEntry]]) -> None:
        self._known = ShardCache(cache, session)
        self._walk = walk
        self._batches = batches(walk())
        self._contents: list[bytes] = []
        self._first: list[FileEntry] = []
        #: Files of the shards that have been found.
        self.count = 0

    def known_contents(self) -> list[bytes] | None:
        """The digests of the contents of all shards; None where one has no result, and the walk ends there.

        A file is read only where its stat signature is new.
        """
        for batch in self._batches:
            contents = self._known.contents(batch, self._known.signature(batch))
            if contents is None or not self._known.has(contents):
                self._first = batch
                return None
            self._contents.append(contents)
            self.count += len(batch)
        return self._contents

    def shards(self, check: _Check) -> Iterator[Shard]:
        """The shards in the order of their files: those with a result, then what `check` makes of the other files."""
        for number, contents in enumerate(self._contents):
            shard = self._known.result(contents)
            if shard is None:
                # Another run has dropped it, or it has an article that is later than the time of this check.
                rest = islice(batches(self._walk()), number, None)
                yield from check(chain.from_iterable(rest))
                return
            yield shard
        yield from check(chain(self._first, chain.from_iterable(self._batches)))
