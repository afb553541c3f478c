"""A cluster of Dask on the loopback interface, started by the commands that the documentation has."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

#: Seconds that the scheduler may take to start.
_START = 60.0


class Cluster(NamedTuple):
    """The address of the scheduler, and a worker that nothing starts again once it is killed."""

    address: str
    mortal: subprocess.Popen[bytes]


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, which work in a folder of their own; all of them end with the block."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        with open(folder / f"{len(processes)}.log", "wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words], stdout=log, stderr=log, cwd=folder, start_new_session=True
            )
        processes.append(process)
        return process

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "scheduler.json")
        address = _address(folder / "scheduler.json")
        options = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
        start("worker", address, *options)
        yield Cluster(address, start("worker", address, *options, "--no-nanny"))
    finally:
        for process in reversed(processes):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def end_threads() -> None:
    """End the thread that Dask keeps for the next message: tests that fork need a process without any."""
    utils: Any = pytest.importorskip("distributed.utils")
    utils._offload_executor.shutdown()
    utils._offload_executor = ThreadPoolExecutor(1, "Dask-Offload")


def _address(file: Path) -> str:
    end = time.monotonic() + _START
    while time.monotonic() < end:
        # It may be written just now.
        with suppress(OSError, ValueError):
            return str(json.loads(file.read_text("utf-8"))["address"])
        time.sleep(0.05)
    raise TimeoutError("the scheduler doesn't start")
