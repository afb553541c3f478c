"""How files become tasks of a cluster, and what the run makes of what comes back, without a cluster."""

from __future__ import annotations

from concurrent.futures import CancelledError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.workers import cluster
from newscheck.engine.workers.cluster import ClusterExecutor, _Task
from newscheck.engine.workers.failures import WorkerLost
from newscheck.errors import UsageError


class Future:
    """A task of which `outcomes` come one after the other."""

    status = "pending"

    def __init__(self, *outcomes: object) -> None:
        self.outcomes = [*outcomes]

    def done(self) -> bool:
        return len(self.outcomes) == 1

    def result(self, timeout: float) -> object:
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture
def executor(monkeypatch: pytest.MonkeyPatch) -> ClusterExecutor:
    """One without a connection."""
    pytest.importorskip("distributed", reason="Dask is not installed: newscheck[dask]")
    monkeypatch.setattr(ClusterExecutor, "__init__", lambda self: None)
    made = ClusterExecutor()  # type: ignore[call-arg]
    made._address = "tcp://host:1"
    client: Any = SimpleNamespace(nthreads=lambda: {"tcp://worker:2": 1})
    made._client = client
    return made


def task(future: Future) -> _Task:
    made = _Task()
    made.future = future
    return made


def test_answers_are_taken_once_each(executor: ClusterExecutor) -> None:
    done = task(Future(TimeoutError(), [b"first", b"second"]))
    assert (executor.answer(done, 1), executor.answer(done, 0)) == (b"second", b"first")
    assert done.future is None and done.answers == {}


def test_all_shards_of_a_task_that_kills_workers_are_lost(executor: ClusterExecutor) -> None:
    from distributed import KilledWorker

    lost = task(Future(KilledWorker("task", None, 3)))
    for number in (0, 1):
        with pytest.raises(WorkerLost, match=r"^was lost with several workers of the cluster, one after the other,$"):
            executor.answer(lost, number)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        pytest.param(
            ModuleNotFoundError("No module named 'newscheck'"),
            "the cluster at tcp://host:1 fails: ModuleNotFoundError: No module named 'newscheck'",
            id="a worker that joined later has no newscheck",
        ),
        pytest.param(
            CancelledError("scheduler-connection-lost.\nPlease"),
            "the cluster at tcp://host:1 fails: CancelledError: scheduler-connection-lost. Please",
            id="the scheduler is gone",
        ),
        pytest.param(
            OSError("Timed out"), "the connection to the scheduler at tcp://host:1 is lost: Timed out", id="no answer"
        ),
        pytest.param(UsageError("worker on b: no"), "worker on b: no", id="a worker that can't check"),
    ],
)
def test_what_goes_wrong_is_one_line(executor: ClusterExecutor, error: Exception, line: str) -> None:
    with pytest.raises(UsageError) as raised:
        executor.answer(task(Future(error)), 0)
    assert str(raised.value) == line


def test_a_failure_of_a_task_that_looks_like_waiting_ends_the_wait(executor: ClusterExecutor) -> None:
    future = Future(TimeoutError("in the task"))
    future.status = "error"
    with pytest.raises(UsageError, match="in the task"):
        executor.answer(task(future), 0)


@pytest.mark.parametrize(
    ("sizes", "full"),
    [
        pytest.param([999], [False], id="too few files"),
        pytest.param([600, 400], [False, True], id="a thousand files"),
        pytest.param([1_200], [True], id="more in one shard"),
    ],
)
def test_small_files_are_counted(sizes: list[int], full: list[bool]) -> None:
    made, seen = _Task(), []
    for size in sizes:
        made.add([FileEntry("a.md", "/no/such.md")] * size)
        seen.append(made.is_full)
    assert seen == full


def test_large_files_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "feed.jsonl"
    with open(path, "wb") as file:
        file.truncate(10_000_000)
    made = _Task()
    for number in range(1, 8):
        made.add([FileEntry(path.name, str(path))])
        assert made.is_full == (number * 10_000_000 >= cluster._BYTES)
    path.unlink()
    made.add([FileEntry(path.name, str(path))])
