"""Groups of sites on their way to the workers of a cluster, which scan them for layout changes.

A process of this machine packs them; a few are under way at a time, so that no machine holds the features of all
articles. Dask runs the tasks of a lost worker again; the groups of which no result comes are missing.
"""

from __future__ import annotations

import pickle
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, NamedTuple

import msgspec

from newscheck.engine.session import Session
from newscheck.engine.workers import cluster_connection, cluster_task
from newscheck.engine.workers.failures import NoWorker, WorkerLost
from newscheck.engine.workers.pool import WorkerPool
from newscheck.errors import UsageError
from newscheck.layout.detection import GroupHistory

#: Tasks and bytes under way at most: tasks per thread of the cluster, and one task in any case.
_TASKS, _BYTES = 2, 32_000_000
#: Seconds that a cluster which had workers may have none; between two looks at it while a result is awaited.
_JOIN, _POLL = 1.0, 15.0
_unpack = msgspec.msgpack.Decoder(tuple[int, bytes]).decode


class _Sent(NamedTuple):
    group: int
    bytes: int
    future: Any


class ClusterScan:
    """The scan of the groups that `pack` gives, from 0 on: tasks of a pool, which return the number of a group and the
    task for a worker, or nothing after the last one."""

    def __init__(self, session: Session, pool: WorkerPool, pack: Callable[[int], Any]) -> None:
        self._session, self._pool, self._pack = session, pool, pack
        self._known: dict[int, GroupHistory] = {}
        self._sent: list[_Sent] = []
        self._client: Any = None
        self._order = b""
        self._keys, self._packed = f"newscheck-{uuid.uuid4().hex}", 0
        self._resources = ExitStack()
        self._packing = pool.submit(pack(0))
        #: Whether nothing is to be sent any more.
        self._is_over = False

    def advance(self) -> None:
        """Take results that are there, and send what is packed, as long as there is room."""
        try:
            self._collect()
            while not self._is_over and self._has_room and self._pool.is_done(self._packing):
                self._send(self._pool.result(self._packing))
        except (UsageError, WorkerLost, NoWorker):
            # The groups that are missing are scanned by this process.
            self._is_over = True

    def histories(self) -> dict[int, GroupHistory]:
        """The results, as soon as all of them are there."""
        while not self._is_over:
            self.advance()
            if not self._is_over:
                self._wait()
        while self._sent:
            self._take(self._sent[0])
        return self._known

    def close(self) -> None:
        """Leave the cluster."""
        self._resources.close()

    @property
    def _has_room(self) -> bool:
        if not self._sent:
            return True
        is_small = sum(sent.bytes for sent in self._sent) < _BYTES
        return is_small and len(self._sent) < _TASKS * cluster_connection.threads(self._client, self._address)

    @property
    def _address(self) -> str:
        return self._session.project.scheduler

    def _send(self, packed: bytes) -> None:
        if not packed:
            self._is_over = True
            return
        if self._client is None:
            self._connect()
        self._packed += 1
        self._packing = self._pool.submit(self._pack(self._packed))
        group, task = _unpack(packed)
        key = f"{self._keys}-{group}"
        with cluster_connection.failures(self._address):
            self._sent.append(
                _Sent(group, len(task), self._client.submit(cluster_task.scan, self._order, task, key=key))
            )

    def _connect(self) -> None:
        self._order = pickle.dumps(cluster_task.order_of(self._session))
        self._client = cluster_connection.connected(self._address, self._resources, _JOIN)

    def _wait(self) -> None:
        """Wait for what is under way: the next group, or a result that makes room for it."""
        if self._sent and self._pool.is_done(self._packing):
            self._take(self._sent[0])
            return
        try:
            self._pool.result(self._packing)
        except (WorkerLost, NoWorker):
            self._is_over = True

    def _collect(self) -> None:
        for sent in [*self._sent]:
            if sent.future.done():
                self._take(sent)

    def _take(self, sent: _Sent) -> None:
        """Keep the result of a task, if there is one."""
        self._sent.remove(sent)
        try:
            answer = cluster_task.decode(self._result(sent.future))
        except UsageError:
            return
        if answer.history:
            self._known[sent.group] = answer.history

    def _result(self, future: Any) -> bytes:
        """The answer of a task. Raises UsageError where there is none, and no worker."""
        with cluster_connection.failures(self._address):
            while True:
                try:
                    answer: bytes = future.result(timeout=_POLL)
                    return answer
                except TimeoutError:
                    if future.status == "error" or not cluster_connection.threads(self._client, self._address):
                        raise
