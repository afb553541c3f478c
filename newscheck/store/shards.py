"""Files in shards: checked here or by other processes, remembered in the cache, handed back in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from xxhash import xxh32_intdigest

from newscheck.files import Entry
from newscheck.judgement.checking import Checker
from newscheck.settings.config import Project, checker
from newscheck.store.cache import Cache, stamp
from newscheck.store.examining import examine
from newscheck.store.limits import Limits
from newscheck.store.lost import Spent, Tell
from newscheck.store.recall import Recall
from newscheck.store.recovery import Recovery
from newscheck.store.shard import Shard, encode

if TYPE_CHECKING:
    from newscheck.store.serving import Beat, Work
    from newscheck.store.workers import Workers

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


def batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """Files in shards whose borders depend on the names at them, so that a new file changes one shard only."""
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if xxh32_intdigest(entry.path.encode()) % _SHARD == 0 or len(batch) == _LARGEST:
            yield batch
            batch = []
    if batch:
        yield batch


def results(
    project: Project,
    judge: Checker,
    entries: Iterator[Entry],
    jobs: int,
    cache: Cache | None,
    tell: Tell | None = None,
) -> Iterator[Shard]:
    """The shards of a run in the order of their files, a few of them under way at a time.

    `tell` is called with a line for people where a process was lost.
    """
    first = list(islice(entries, _WORTHWHILE)) if jobs > 1 else []
    pool = _pool(project, jobs) if len(first) == _WORTHWHILE else None
    ahead = _AHEAD * jobs if pool else 0
    recall = Recall(cache, project.max_file_size, project.now) if cache else None
    start = Recovery(judge, Limits.of(project), pool, tell).start
    waiting: deque[_Pending] = deque()
    try:
        for batch in batches(chain(first, entries)):
            waiting.append(_recalled(recall, batch, start) if recall else start(batch))
            if len(waiting) > ahead:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        if pool:
            pool.close()


def _recalled(recall: Recall, batch: list[Entry], start: Callable[[list[Entry]], _Pending]) -> _Pending:
    """A shard of which only is checked what no earlier run knew."""
    seen = stamp(batch)
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


def _pool(project: Project, jobs: int) -> Workers:
    from newscheck.store.workers import Workers

    # After the time of one file, a process says that it goes on with the next one.
    return Workers(jobs, _ready, project, patience=2 * project.file_timeout + _PATIENCE)


def _ready(project: Project) -> Work:
    """Make a process ready to check shards."""
    judge, limits = checker(project), Limits.of(project)

    def work(batch: list[Entry], beat: Beat) -> bytes:
        shard = examine(judge, batch, limits, beat)
        if not shard.is_complete:
            raise Spent(encode(shard))
        return encode(shard)

    return work
