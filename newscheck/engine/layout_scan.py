"""The scan for layout changes in another process, while this one runs the rules of the dump: they are independent of
each other, but for a few rules that need its result.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from newscheck.engine.dump_store import DumpStore
from newscheck.engine.workers.failures import NoWorker, WorkerLost
from newscheck.layout.detection import layout_history
from newscheck.model import LayoutHistory

if TYPE_CHECKING:
    from newscheck.engine.workers.pool import TaskFuture, WorkerPool
    from newscheck.engine.workers.task_loop import Heartbeat, TaskHandler

#: Fewer articles are scanned before another process has started.
_WORTHWHILE = 1_000
#: Seconds between two heartbeats of a scan, and of silence after which it is done in this process.
_BEAT, _PATIENCE = 2.0, 60.0
#: The name of a thread that Dask keeps after a run on a cluster; it waits for work, and holds no lock.
_IDLE = "Dask-Offload"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(LayoutHistory).decode


@contextmanager
def beside(dump: DumpStore, jobs: int) -> Iterator[bool]:
    """Scan a dump, which nothing is added to any more, during the block; `dump.history` waits for the result.

    Gives False where that isn't worthwhile or possible: then `dump.history` scans at its first use.
    """
    if jobs < 2 or len(dump) < _WORTHWHILE or "history" in vars(dump) or not _can_fork():
        yield False
        return
    from newscheck.engine.workers.pool import WorkerPool  # not for runs of few articles

    # The two processes have one file: only this one may write to it.
    dump.join()
    with closing(WorkerPool(1, _prepare, dump, patience=_PATIENCE)) as pool:
        dump.scanned = partial(_result, pool, pool.submit(None))
        try:
            yield True
        finally:
            dump.scanned = None


def _can_fork() -> bool:
    """Whether a process can have what this one has, without a copy: where there are threads, it could deadlock."""
    others = (thread for thread in threading.enumerate() if thread is not threading.main_thread())
    return sys.platform == "linux" and all(thread.name.startswith(_IDLE) for thread in others)


def _prepare(dump: DumpStore) -> TaskHandler:
    def scan(task: object, beat: Heartbeat) -> bytes:
        with _beating(beat):
            return _encode(layout_history(dump, dump.detection))

    return scan


@contextmanager
def _beating(beat: Heartbeat) -> Iterator[None]:
    """Send heartbeats during the block: a scan takes as long as it takes, but a stopped process sends none."""
    is_over = threading.Event()

    def send() -> None:
        with suppress(OSError):  # nobody waits any more
            while not is_over.wait(_BEAT):
                beat()

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _result(pool: WorkerPool, future: TaskFuture) -> LayoutHistory | None:
    """The result; None where there is none, so that this process finds out why."""
    try:
        return _decode(pool.result(future))
    except (WorkerLost, NoWorker):
        return None
