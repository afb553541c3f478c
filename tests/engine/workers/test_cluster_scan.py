"""Which groups of sites are under way to a cluster at a time, and which are missing in the end, without a cluster."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import cluster_connection, cluster_scan
from newscheck.engine.workers.cluster_scan import ClusterScan
from newscheck.engine.workers.cluster_task import Answer
from newscheck.engine.workers.failures import NoWorker, WorkerLost
from newscheck.layout.detection import GroupHistory
from newscheck.model import LayoutHistory

HISTORY = GroupHistory(LayoutHistory(remarks=["found"]), [])
FOUND = msgspec.msgpack.encode(Answer(history=HISTORY))


class Packing:
    """A pool that has packed everything; each task is its number."""

    def __init__(self, *packed: bytes | Exception) -> None:
        self.packed = packed

    def submit(self, task: int) -> int:
        return task

    def is_done(self, task: int) -> bool:
        return True

    def result(self, task: int) -> bytes:
        packed = self.packed[task] if task < len(self.packed) else b""
        if isinstance(packed, Exception):
            raise packed
        return packed


class Future:
    """A task that is done when a test says so, or when its result is awaited."""

    status = "pending"

    def __init__(self, outcome: bytes | Exception) -> None:
        self.outcome, self.is_done = outcome, False

    def done(self) -> bool:
        return self.is_done

    def result(self, timeout: float) -> bytes:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def groups(*sizes: int) -> list[bytes]:
    return [msgspec.msgpack.encode((number, bytes(size))) for number, size in enumerate(sizes)]


@pytest.fixture
def futures() -> list[Future]:
    """The tasks that have been sent."""
    return []


@pytest.fixture
def outcomes() -> dict[int, bytes | Exception]:
    """What becomes of a task, if it isn't found."""
    return {}


@pytest.fixture(autouse=True)
def _cluster(monkeypatch: pytest.MonkeyPatch, futures: list[Future], outcomes: dict[int, bytes | Exception]) -> None:
    """A cluster with two threads, or none where a test says so."""
    pytest.importorskip("distributed", reason="Dask is not installed: newscheck[dask]")

    def submit(*_: object, key: str) -> Future:
        futures.append(Future(outcomes.get(int(key.rpartition("-")[2]), FOUND)))
        return futures[-1]

    client: Any = SimpleNamespace(submit=submit)
    monkeypatch.setattr(cluster_connection, "connected", lambda *_: client)
    monkeypatch.setattr(cluster_connection, "threads", lambda *_: 2)


def scan(*packed: bytes | Exception) -> ClusterScan:
    pool: Any = Packing(*packed)
    return ClusterScan(Session(Project(now=0, scheduler="tcp://host:1")), pool, lambda number: number)


def test_two_tasks_a_thread_are_under_way(futures: list[Future]) -> None:
    under_way = scan(*groups(*[1] * 9))
    under_way.advance()
    assert len(futures) == 4
    under_way.advance()
    assert len(futures) == 4
    for future in futures[1:3]:
        future.is_done = True
    under_way.advance()
    assert len(futures) == 6
    assert under_way.histories() == dict.fromkeys(range(9), HISTORY)
    assert len(futures) == 9


def test_large_tasks_are_under_way_one_by_one(futures: list[Future], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_scan, "_BYTES", 100)
    under_way = scan(*groups(150, 60, 60, 60))
    for done in (1, 3, 4):
        under_way.advance()
        assert len(futures) == done
        for future in futures:
            future.is_done = True
    assert len(under_way.histories()) == 4


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        pytest.param(RuntimeError("killed four workers"), [0, 2], id="given up"),
        pytest.param(msgspec.msgpack.encode(Answer(refusal="no")), [0, 2], id="refused"),
        pytest.param(msgspec.msgpack.encode(Answer(lost="crashed")), [0, 2], id="its process crashed"),
        pytest.param(FOUND, [0, 1, 2], id="found"),
    ],
)
def test_a_group_without_a_result_is_missing(
    outcomes: dict[int, bytes | Exception], outcome: bytes | Exception, found: list[int]
) -> None:
    outcomes[1] = outcome
    assert sorted(scan(*groups(1, 1, 1)).histories()) == found


@pytest.mark.parametrize("lost", [WorkerLost("was ended"), NoWorker()])
def test_without_the_process_that_packs_nothing_more_is_sent(futures: list[Future], lost: Exception) -> None:
    assert sorted(scan(*groups(1), lost, *groups(1)).histories()) == [0]
    assert len(futures) == 1


def test_a_cluster_without_workers_is_not_waited_for(
    outcomes: dict[int, bytes | Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes[0] = TimeoutError()
    under_way = scan(*groups(1))
    under_way.advance()
    monkeypatch.setattr(cluster_connection, "threads", lambda *_: 0)
    assert under_way.histories() == {}


def test_without_groups_there_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_connection, "connected", None)
    assert scan().histories() == {}
