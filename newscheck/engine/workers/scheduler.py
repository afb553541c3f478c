"""Files in shards: checked here or by other processes, cached, and yielded in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from newscheck.engine.cache.shard import Shard, batches, encode, is_large
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session
from newscheck.engine.workers.failures import LastResult, Notify
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.retries import RetryingChecker
from newscheck.engine.workers.timed_check import check_files

if TYPE_CHECKING:
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.cache.shard_results import ShardCache
    from newscheck.engine.workers.pool import WorkerPool
    from newscheck.engine.workers.task_loop import Heartbeat, TaskHandler

#: Fewer files than this are checked before another process has started.
_WORTHWHILE = 1_000
#: Shards handed out ahead of the one being folded, per process.
_AHEAD = 4
#: Seconds that a process may be silent in addition to the time limits of two files, to read, write and wait.
_PATIENCE = 5.0

_Pending = Callable[[], Shard]


def check_shards(
    session: Session,
    entries: Iterator[FileEntry],
    jobs: int,
    cache: Cache | None,
    notify: Notify | None = None,
    *,
    in_parts: bool = False,
) -> Iterator[Shard]:
    """The shards of a run in the order of their files, a few of them under way at a time.

    `notify` is called with a message for the user when a process is lost. With `in_parts`, a large file has several
    shards where it is checked in this process, and no cache keeps its result.
    """
    first = list(islice(entries, _WORTHWHILE)) if jobs > 1 else []
    pool = _pool(session, jobs) if len(first) == _WORTHWHILE else None
    ahead = _AHEAD * jobs if pool else 0
    known = _shard_cache(cache, session) if cache else None
    checker = RetryingChecker(session.checker, Limits.of(session), pool, notify)
    in_parts = in_parts and not pool and not known
    waiting: deque[_Pending] = deque()
    try:
        for batch in batches(chain(first, entries)):
            if in_parts and is_large(batch[0]):
                yield from checker.parts(batch[0])
                continue
            waiting.append(_from_cache(known, batch, checker.start) if known else checker.start(batch))
            if len(waiting) > ahead:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        if pool:
            pool.close()


def _from_cache(known: ShardCache, batch: list[FileEntry], start: Callable[[list[FileEntry]], _Pending]) -> _Pending:
    """A shard; only files without a result in the cache are checked."""
    signature = known.signature(batch)
    if cached := known.find(batch, signature):
        return lambda: cached
    partial_results = known.partial_results(batch)
    missing = partial_results.missing if partial_results else batch
    pending = start(missing) if missing else None
    known.count_files(known=len(batch) - len(missing), checked=len(missing))

    def finish() -> Shard:
        checked = pending() if pending else None
        shard = partial_results.completed_with(checked) if partial_results else checked
        assert shard is not None
        known.keep(batch, signature, shard)
        return shard

    return finish


def _shard_cache(cache: Cache, session: Session) -> ShardCache:
    from newscheck.engine.cache.shard_results import ShardCache  # not for runs without a cache

    return ShardCache(cache, session)


def _pool(session: Session, jobs: int) -> WorkerPool:
    from newscheck.engine.workers.pool import WorkerPool

    # A process sends a heartbeat before each file, and each file has a time limit.
    return WorkerPool(jobs, _prepare, session, patience=2 * session.project.file_timeout + _PATIENCE)


def _prepare(session: Session) -> TaskHandler:
    """The function that checks shards in a worker process."""
    checker, limits = session.checker, Limits.of(session)

    def work(batch: list[FileEntry], beat: Heartbeat) -> bytes:
        shard = check_files(checker, batch, limits, beat)
        if not shard.is_complete:
            raise LastResult(encode(shard))
        return encode(shard)

    return work
