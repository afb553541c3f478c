"""Files in shards: checked here, by other processes or by a cluster, cached, and yielded in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING

from newscheck.engine.cache.shard import Shard, batches, is_large
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session
from newscheck.engine.workers.executors import Executor, ProcessExecutor, SerialExecutor
from newscheck.engine.workers.failures import Notify
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.retries import RetryingChecker

if TYPE_CHECKING:
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.cache.shard_results import ShardCache

#: Fewer files than this are checked before another process has started.
_WORTHWHILE = 1_000

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

    They are checked by the cluster that the session names, else by `jobs` processes. `notify` is called with a message
    for the user when a process is lost. With `in_parts`, a large file has several shards where it is checked in this
    process, and no cache keeps its result. Raises UsageError where the cluster can't be used.
    """
    is_local = not session.project.scheduler
    first = list(islice(entries, _WORTHWHILE)) if jobs > 1 and is_local else []
    known = _shard_cache(cache, session) if cache else None
    with closing(_executor(session, jobs if len(first) == _WORTHWHILE else 1)) as executor:
        checker = RetryingChecker(session.checker, Limits.of(session), executor, notify)
        in_parts = in_parts and not executor.ahead and not known
        waiting: deque[_Pending] = deque()
        for batch in batches(chain(first, entries)):
            if in_parts and is_large(batch[0]):
                yield from checker.parts(batch[0])
                continue
            waiting.append(_from_cache(known, batch, checker.start) if known else checker.start(batch))
            if len(waiting) > executor.ahead:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()


def _executor(session: Session, jobs: int) -> Executor:
    if session.project.scheduler:
        from newscheck.engine.workers.cluster import ClusterExecutor  # it needs Dask

        return ClusterExecutor(session)
    return ProcessExecutor(session, jobs) if jobs > 1 else SerialExecutor(session.checker, Limits.of(session))


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
