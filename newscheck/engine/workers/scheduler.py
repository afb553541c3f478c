"""Files in shards: checked here or by other processes, remembered in the cache, handed back in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from xxhash import xxh32_intdigest

from newscheck.checker.execution import Checker
from newscheck.engine.cache.content_store import Cache, stat_signature
from newscheck.engine.cache.shard import Shard, encode
from newscheck.engine.cache.shard_results import ShardCache
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.settings.config import Project, build_checker
from newscheck.engine.workers.failures import LastResult, Notify
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.retries import RetryingChecker
from newscheck.engine.workers.timed_check import check_files

if TYPE_CHECKING:
    from newscheck.engine.workers.pool import WorkerPool
    from newscheck.engine.workers.task_loop import Heartbeat, TaskHandler

#: Files a shard on average: enough that handing it over costs nothing, few enough that partial results stay small.
_SHARD = 200
_LARGEST = 4 * _SHARD
#: Fewer files than this are checked sooner than another process has started.
_WORTHWHILE = 1_000
#: Shards handed out ahead of the one being folded, per process.
_AHEAD = 4
#: Seconds that a process may be silent besides the time of two files: it reads, writes, and may get no processor.
_PATIENCE = 5.0

_Pending = Callable[[], Shard]


def batches(entries: Iterator[FileEntry]) -> Iterator[list[FileEntry]]:
    """Files in shards whose borders depend on the names at them, so that a new file changes one shard only."""
    batch: list[FileEntry] = []
    for entry in entries:
        batch.append(entry)
        if xxh32_intdigest(entry.path.encode()) % _SHARD == 0 or len(batch) == _LARGEST:
            yield batch
            batch = []
    if batch:
        yield batch


def check_shards(
    project: Project,
    judge: Checker,
    entries: Iterator[FileEntry],
    jobs: int,
    cache: Cache | None,
    tell: Notify | None = None,
) -> Iterator[Shard]:
    """The shards of a run in the order of their files, a few of them under way at a time.

    `tell` is called with a line for people where a process was lost.
    """
    first = list(islice(entries, _WORTHWHILE)) if jobs > 1 else []
    pool = _pool(project, jobs) if len(first) == _WORTHWHILE else None
    ahead = _AHEAD * jobs if pool else 0
    recall = ShardCache(cache, project.max_file_size, project.now) if cache else None
    start = RetryingChecker(judge, Limits.of(project), pool, tell).start
    waiting: deque[_Pending] = deque()
    try:
        for batch in batches(chain(first, entries)):
            waiting.append(_from_cache(recall, batch, start) if recall else start(batch))
            if len(waiting) > ahead:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        if pool:
            pool.close()


def _from_cache(recall: ShardCache, batch: list[FileEntry], start: Callable[[list[FileEntry]], _Pending]) -> _Pending:
    """A shard of which only is checked what no earlier run knew."""
    seen = stat_signature(batch)
    known = recall.find(batch)
    if known:
        return lambda: known
    patchwork = recall.partial_results(batch)
    missing = patchwork.missing if patchwork else batch
    pending = start(missing) if missing else None
    recall.note(known=len(batch) - len(missing), checked=len(missing))

    def finish() -> Shard:
        checked = pending() if pending else None
        shard = patchwork.completed_with(checked) if patchwork else checked
        assert shard is not None
        recall.keep(batch, seen, shard)
        return shard

    return finish


def _pool(project: Project, jobs: int) -> WorkerPool:
    from newscheck.engine.workers.pool import WorkerPool

    # After the time of one file, a process says that it goes on with the next one.
    return WorkerPool(jobs, _prepare, project, patience=2 * project.file_timeout + _PATIENCE)


def _prepare(project: Project) -> TaskHandler:
    """Make a process ready to check shards."""
    judge, limits = build_checker(project), Limits.of(project)

    def work(batch: list[FileEntry], beat: Heartbeat) -> bytes:
        shard = check_files(judge, batch, limits, beat)
        if not shard.is_complete:
            raise LastResult(encode(shard))
        return encode(shard)

    return work
