"""Files in shards: checked here or by other processes, remembered in the cache, handed back in their order."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

from xxhash import xxh32_intdigest

from newscheck.dump.spool import pack
from newscheck.files import Entry
from newscheck.judgement.checking import Checker
from newscheck.model import Card, Crash, Finding, Raw, Shaped
from newscheck.settings.config import Project, checker
from newscheck.store.cache import Cache, stamp
from newscheck.store.recall import Recall
from newscheck.store.shard import Contents, Shard, decode, encode
from newscheck.telling.rests import limited

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

#: Files a shard on average: enough that handing it over costs nothing, few enough that partial results stay small.
_SHARD = 200
_LARGEST = 4 * _SHARD
#: Files checked at a time: their articles are held together while each rule goes over all of them.
_HANDFUL, _HANDFUL_BYTES = 50, 1 << 20
#: Fewer files than this are checked sooner than another process has started.
_WORTHWHILE = 1_000
#: Shards handed out ahead of the one being folded, per process.
_AHEAD = 4


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


def check(judge: Checker, entries: list[Entry], limit: int) -> Shard:
    """Read and check some files, a handful at a time."""
    findings: list[Finding] = []
    cards: list[Card] = []
    shapes: list[Shaped] = []
    names: dict[int, str] = {}
    crashes: list[Crash] = []
    latest = 0
    contents = Contents()
    for raws in _handfuls(contents.read(entries, limit)):
        result = judge.check(*raws)
        findings += result.findings
        cards += result.cards
        shapes += result.shapes
        names.update(result.names)
        crashes += result.crashes
        latest = max(latest, result.latest)
    return Shard(
        files=len(entries),
        articles=len(cards),
        findings=limited(findings),
        cards=pack(cards),
        shapes=pack(shapes),
        names=pack(names),
        crashes=crashes,
        latest=latest,
        contents=contents.packed,
        is_lasting=contents.is_lasting,
    )


def _handfuls(raws: Iterator[Raw]) -> Iterator[list[Raw]]:
    """Pieces of input in lists that are neither long nor large."""
    handful: list[Raw] = []
    size = 0
    for raw in raws:
        handful.append(raw)
        size += len(raw.data)
        if len(handful) == _HANDFUL or size > _HANDFUL_BYTES:
            yield handful
            handful, size = [], 0
    if handful:
        yield handful


def results(
    project: Project, judge: Checker, entries: Iterator[Entry], jobs: int, cache: Cache | None
) -> Iterator[Shard]:
    """The shards of a run in the order of their files, a few of them under way at a time."""
    first = list(islice(entries, _WORTHWHILE)) if jobs > 1 else []
    pool = _pool(project, jobs) if len(first) == _WORTHWHILE else None
    ahead = _AHEAD * jobs if pool else 0
    recall = Recall(cache, project.max_file_size, project.now) if cache else None
    waiting: deque[_Pending] = deque()

    def start(batch: list[Entry]) -> _Pending:
        return _start(project, judge, batch, pool)

    try:
        for batch in batches(chain(first, entries)):
            waiting.append(_recalled(recall, batch, start) if recall else start(batch))
            if len(waiting) > ahead:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    except BaseException:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)
        raise
    if pool:
        pool.shutdown()


def _recalled(recall: Recall, batch: list[Entry], start: Callable[[list[Entry]], _Pending]) -> _Pending:
    """A shard of which only is checked what no earlier run knew."""
    seen = stamp(batch)
    known = recall.find(batch)
    if known:
        return lambda: known
    patchwork = recall.patchwork(batch)
    missing = patchwork.missing if patchwork else batch
    pending = start(missing) if missing else None
    recall.note(known=len(batch) - len(missing), checked=len(missing))

    def finish() -> Shard:
        checked = pending() if pending else None
        shard = patchwork.finished(checked) if patchwork else checked
        assert shard is not None
        recall.keep(batch, seen, shard)
        return shard

    return finish


def _start(project: Project, judge: Checker, batch: list[Entry], pool: ProcessPoolExecutor | None) -> _Pending:
    if pool is None:
        return lambda: check(judge, batch, project.max_file_size)
    with uninterrupted():
        future = pool.submit(_work, batch)
    return lambda: decode(future.result())


def _pool(project: Project, jobs: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork has everything imported; elsewhere each process starts afresh.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(project,))


_judge: Checker
_limit: int


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: a process forked meanwhile never hears of it, not even before it could say that it won't listen."""
    if sys.platform == "win32":
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def ignore_interrupts() -> None:
    """Ctrl-C is for the parent process to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_with_parent() -> None:
    """Whatever ends the parent process, kill included: nobody is left who would give us work, or end us."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _start_worker(project: Project) -> None:
    """Make a process ready."""
    global _judge, _limit
    ignore_interrupts()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _judge = checker(project)
    _limit = project.max_file_size


def _work(entries: list[Entry]) -> bytes:
    return encode(check(_judge, entries, _limit))
