"""Files in shards: checked here or by other processes, remembered in the cache, handed back in their order."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

import msgspec
from xxhash import xxh32_intdigest

from newscheck import files
from newscheck.cache import Cache
from newscheck.checking import Checker
from newscheck.config import Project, checker
from newscheck.files import Entry
from newscheck.model import Card, Crash, Finding, Raw, Shaped
from newscheck.spool import pack

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


class Shard(msgspec.Struct, frozen=True):
    """What a shard of files says. Cards and shapes stay packed; `latest` is the greatest epoch in it."""

    files: int
    articles: int
    findings: list[Finding]
    cards: bytes
    shapes: bytes
    names: bytes
    crashes: list[Crash]
    latest: int


encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Shard).decode
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
    for raws in _handfuls(raw for entry in entries for raw in files.read(entry, limit)):
        result = judge.check(*raws)
        findings += result.findings
        cards += result.cards
        shapes += result.shapes
        names.update(result.names)
        crashes += result.crashes
        latest = max(latest, result.latest)
    return Shard(len(entries), len(cards), findings, pack(cards), pack(shapes), pack(names), crashes, latest)


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
    waiting: deque[tuple[str | None, _Pending]] = deque()
    try:
        for batch in batches(chain(first, entries)):
            key = cache.key(batch) if cache else None
            known = _known(project, cache, key)
            waiting.append((None, known) if known else (key, _start(project, judge, batch, pool)))
            if len(waiting) > ahead:
                yield _finish(project, cache, *waiting.popleft())
        while waiting:
            yield _finish(project, cache, *waiting.popleft())
    except BaseException:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)
        raise
    if pool:
        pool.shutdown()


def _known(project: Project, cache: Cache | None, key: str | None) -> _Pending | None:
    kept = cache.get(key) if cache else None
    if kept is None:
        return None
    shard = decode(kept)
    return (lambda: shard) if shard.latest <= project.now else None


def _start(project: Project, judge: Checker, batch: list[Entry], pool: ProcessPoolExecutor | None) -> _Pending:
    if pool is None:
        return lambda: check(judge, batch, project.max_file_size)
    with uninterrupted():
        future = pool.submit(_work, batch)
    return lambda: decode(future.result())


def _finish(project: Project, cache: Cache | None, key: str | None, pending: _Pending) -> Shard:
    shard = pending()
    if cache and key and not shard.crashes and shard.latest <= project.now:
        cache.put(key, encode(shard))
    return shard


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


def _start_worker(project: Project) -> None:
    """Make a process ready."""
    global _judge, _limit
    ignore_interrupts()
    _judge = checker(project)
    _limit = project.max_file_size


def _work(entries: list[Entry]) -> bytes:
    return encode(check(_judge, entries, _limit))
