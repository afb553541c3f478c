"""Who checks the files of shards: this process, or other ones of this machine; `cluster` has those of a cluster.

An executor takes the files of one shard after another, and gives a future for each, as `concurrent.futures` does.
"""

from __future__ import annotations

import sys
import threading
import traceback
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newscheck.checker.execution import Checker
from newscheck.engine.cache.shard import Shard, decode, encode
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session
from newscheck.engine.workers.failures import LastResult, WorkerLost
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.timed_check import check_files
from newscheck.errors import is_crash

if TYPE_CHECKING:
    from newscheck.engine.workers.pool import Starter, TaskFuture, WorkerPool
    from newscheck.engine.workers.task_loop import Heartbeat, TaskHandler

#: Shards handed out ahead of the one being folded, per process.
_AHEAD = 4
#: Seconds that a process may be silent in addition to the time limits of two files, to read, write and wait.
_PATIENCE = 5.0


class ShardFuture(Protocol):
    """The check of some files that has been submitted."""

    def result(self) -> Shard:
        """The shard, as soon as it is there. Raises WorkerLost or NoWorker, and UsageError of a cluster."""


class Executor(Protocol):
    """Checks files, in any order, and gives their shards."""

    @property
    def ahead(self) -> int:
        """The number of shards to hand out ahead of the one being folded; 0 where a shard is made when requested."""

    def submit(self, batch: list[FileEntry], *, first: bool = False) -> ShardFuture:
        """Submit the check of the files of one shard; with `first`, before all others that wait."""

    def close(self) -> None:
        """Give up what has been submitted."""


class SerialExecutor:
    """Checks files in this process, each shard when it is requested."""

    ahead = 0

    def __init__(self, checker: Checker, limits: Limits) -> None:
        self._checker, self._limits = checker, limits

    def submit(self, batch: list[FileEntry], *, first: bool = False) -> ShardFuture:
        """The check of some files, which runs when its result is requested."""
        return _SerialFuture(self._checker, batch, self._limits)

    def close(self) -> None:
        """Nothing has been started."""


class _SerialFuture(NamedTuple):
    checker: Checker
    batch: list[FileEntry]
    limits: Limits

    def result(self) -> Shard:
        try:
            return check_files(self.checker, self.batch, self.limits)
        except BaseException as error:
            if not is_crash(error):
                raise
            raise WorkerLost(traceback.format_exc(), is_raised=True) from None


class ProcessExecutor:
    """Checks files in at most `jobs` processes of this machine."""

    def __init__(self, session: Session, jobs: int) -> None:
        from newscheck.engine.workers.pool import WorkerPool

        self.ahead = _AHEAD * jobs
        self._pool = WorkerPool(jobs, prepare, session, patience=patience(session), start=_starter())

    def submit(self, batch: list[FileEntry], *, first: bool = False) -> ShardFuture:
        """The check of some files in one of the processes."""
        return _PoolFuture(self._pool, self._pool.submit(batch, first=first))

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


class _PoolFuture(NamedTuple):
    pool: WorkerPool
    future: TaskFuture

    def result(self) -> Shard:
        return decode(self.pool.result(self.future))


def _starter() -> Starter | None:
    """What starts processes beside threads, whose locks a fork would copy as they are; None for the pool's own."""
    if sys.platform != "linux" or threading.active_count() == 1:
        return None
    from newscheck.engine.workers import fresh_process

    return fresh_process.start


def patience(session: Session) -> float:
    """Seconds for which a process may be silent: it sends a heartbeat before each file, and each has a time limit."""
    return 2 * session.project.file_timeout + _PATIENCE


def prepare(session: Session) -> TaskHandler:
    """The function that checks shards in a worker process."""
    check = partial(check_files, session.checker, limits=Limits.of(session))

    def work(batch: list[FileEntry], beat: Heartbeat) -> bytes:
        shard = check(batch, beat=beat)
        if not shard.is_complete:
            raise LastResult(encode(shard))
        return encode(shard)

    return work
