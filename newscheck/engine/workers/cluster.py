"""Files are checked by a cluster of Dask: tasks of a thousand files or more, of which a few for each worker are under
way.

Dask runs the tasks of a lost worker again on another one; a result is taken once, in the order of the files. A task
that several workers are lost with is given up, and its files are checked again in parts (`retries`).
"""

from __future__ import annotations

import pickle
import time
import uuid
from contextlib import ExitStack
from typing import Any, NamedTuple

from newscheck.engine.cache.shard import Shard, is_large
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session
from newscheck.engine.workers import cluster_connection, cluster_task
from newscheck.engine.workers.cluster_task import SAME_FILES
from newscheck.engine.workers.executors import ShardFuture
from newscheck.engine.workers.failures import WorkerLost
from newscheck.errors import UsageError

#: Files of a task, and bytes of its large files.
_FILES, _BYTES = 1_000, 64_000_000
#: Shards of a task, about; tasks handed out per thread of the cluster ahead of the one being folded.
_SHARDS, _TASKS = 5, 2
#: Seconds between two looks at the cluster while a result is awaited, and for which it may have no worker.
_POLL, _WITHOUT_WORKERS = 15.0, 300.0


class ClusterExecutor:
    """Checks files on the cluster that a session names. Raises UsageError where it can't be reached or used."""

    def __init__(self, session: Session) -> None:
        self._address = session.project.scheduler
        # Keys are new: Dask would give another run with the same ones the same results.
        self._keys = f"newscheck-{uuid.uuid4().hex}"
        order = cluster_task.order_of(session)
        self._order = pickle.dumps(order)
        self._open, self._sent = _Task(), 0
        with ExitStack() as resources:
            self._client = cluster_connection.connected(self._address, resources)
            with cluster_connection.failures(self._address):
                cluster_connection.check_workers(self._client, order)
            self.ahead = self._wanted()
            self._resources = resources.pop_all()

    def submit(self, batch: list[FileEntry], *, first: bool = False) -> ShardFuture:
        """The check of the files of a shard, in a task with those of the next ones; with `first`, in a task of its own,
        before all others."""
        task = _Task() if first else self._open
        task.add(batch)
        future = _TaskFuture(self, task, len(task.batches) - 1)
        if first or task.is_full:
            self._send(task, priority=int(first))
        return future

    def answer(self, task: _Task, number: int) -> bytes:
        """The answer for one of the shards of a task. Raises WorkerLost or UsageError."""
        if task.lost:
            raise task.lost
        if task.answers is None:
            if task.future is None:
                self._send(task)
            try:
                task.answers = dict(enumerate(self._awaited(task.future)))
            except WorkerLost as lost:
                task.lost = lost
                raise
            finally:
                # The cluster forgets the result.
                task.future = None
        return task.answers.pop(number)

    def close(self) -> None:
        """Give up all tasks, and leave the cluster."""
        self._resources.close()

    def _send(self, task: _Task, priority: int = 0) -> None:
        self._sent += 1
        key = f"{self._keys}-{self._sent}"
        packed = pickle.dumps(task.batches)
        task.future = self._client.submit(cluster_task.check, self._order, packed, key=key, priority=priority)
        if task is self._open:
            self._open = _Task()
            self.ahead = self._wanted()

    def _wanted(self) -> int:
        """Shards to hand out ahead: workers come and go."""
        return _SHARDS * (_TASKS * cluster_connection.threads(self._client, self._address) + 1)

    def _awaited(self, future: Any) -> list[bytes]:
        """The answers of a task, as long as there are workers. Raises WorkerLost or UsageError."""
        from distributed import KilledWorker

        seen = time.monotonic()
        with cluster_connection.failures(self._address):
            while True:
                try:
                    # What is ready may be large, or be checked again because its worker has left.
                    answers: list[bytes] = future.result(timeout=_WITHOUT_WORKERS if future.done() else _POLL)
                    return answers
                except KilledWorker:
                    why = "was lost with several workers of the cluster, one after the other,"
                    raise WorkerLost(why) from None
                except TimeoutError:
                    if future.status == "error":
                        raise
                if cluster_connection.threads(self._client, self._address):
                    seen = time.monotonic()
                elif time.monotonic() - seen > _WITHOUT_WORKERS:
                    raise UsageError(f"the cluster has had no worker for {_WITHOUT_WORKERS:g} s: start workers")


class _Task:
    """The files of some shards, and what came back for them."""

    def __init__(self) -> None:
        self.batches: list[list[FileEntry]] = []
        self.future: Any = None
        self.answers: dict[int, bytes] | None = None
        self.lost: WorkerLost | None = None
        self._files = self._bytes = 0

    def add(self, batch: list[FileEntry]) -> None:
        """Add the files of a shard."""
        self.batches.append(batch)
        self._files += len(batch)
        # Others are small; to look at each of them takes long where they are on another machine.
        self._bytes += _size(batch[0]) if is_large(batch[0]) else 0

    @property
    def is_full(self) -> bool:
        """Whether it is worth being handed out."""
        return self._files >= _FILES or self._bytes >= _BYTES


def _size(entry: FileEntry) -> int:
    try:
        return entry.size
    except OSError:  # it was removed meanwhile
        return 0


class _TaskFuture(NamedTuple):
    executor: ClusterExecutor
    task: _Task
    number: int

    def result(self) -> Shard:
        answer = cluster_task.decode(self.executor.answer(self.task, self.number))
        if answer.refusal:
            raise UsageError(answer.refusal)
        if answer.lost:
            raise WorkerLost(answer.lost, is_unresponsive=answer.is_unresponsive, is_raised=answer.is_raised)
        batch = self.task.batches[self.number]
        for at, why in answer.unread.items():
            # Else it was removed since, or can't be read by this process either.
            if not cluster_task.unreadable_reason(batch[at]):
                raise UsageError(f"{batch[at].path}: {why} on {answer.host}, but not on this machine: {SAME_FILES}")
        assert answer.shard
        return answer.shard
