"""A connection to a cluster of Dask, which runs already or is started on this machine; what can be wrong with it."""

from __future__ import annotations

import importlib.metadata
import logging
import os
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from newscheck.engine.files import temporary
from newscheck.engine.workers import cluster_task
from newscheck.engine.workers.cluster_task import SAME_FILES, Order, check_versions
from newscheck.engine.workers.failures import WorkerLost
from newscheck.engine.workers.pool import safe_path, sigint_blocked
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client

#: Seconds to connect, that the first worker may take to join, and that the end may take.
_CONNECT, _JOIN, _CLOSE = 10.0, 60.0, 10.0
_DAY = 86_400
_LOCAL = "local:"


def is_address(text: str) -> bool:
    """Whether a text names a scheduler: `tcp://HOST:PORT`, `tls://HOST:PORT` or `local:WORKERS`."""
    return re.fullmatch(r"(tcp|tls)://\S+:\d{1,5}|local:[1-9]\d{0,2}", text, re.ASCII) is not None


def connected(address: str, resources: ExitStack, join: float | None = None) -> Client:
    """A connection to a cluster of which a worker joins within `join` seconds, closed with the resources. Raises
    UsageError where there is no scheduler or no worker."""
    join = _JOIN if join is None else join
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("--scheduler needs Dask: pip install 'newscheck[dask]'") from None
    # What Dask says of lost workers and connections in tracebacks, the run says in a line.
    resources.callback(logging.disable, logging.root.manager.disable)
    logging.disable(logging.CRITICAL)
    try:
        own = own_workers(address)
        where = _started(own, resources) if own else address
        client = Client(where, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # also for certificates that are missing, or processes that can't be started
        raise UsageError(f"can't connect to the scheduler at {address}: {_line(error)}") from None
    resources.callback(client.close, _CLOSE)
    with failures(address):
        try:
            client.wait_for_workers(1, timeout=join)
        except TimeoutError:
            raise UsageError(
                f"the cluster at {address} has no worker after {join:g} s: dask worker {address} --nthreads 1"
            ) from None
    return client


def _started(workers: int, resources: ExitStack) -> str:
    """The address of a cluster on this machine, which ends with the resources."""
    import dask
    from distributed import LocalCluster

    # Dask starts lost workers anew. It would give up one for good that happens to be lost again after these seconds.
    # Its own place for temporary files would stay.
    place = resources.enter_context(temporary.directory()).path
    options = {"distributed.deploy.lost-worker-timeout": _DAY, "temporary-directory": place}
    resources.enter_context(dask.config.set(options))
    # It sets variables for numpy where workers are started.
    resources.enter_context(_same_environment())
    # A worker that is started imports nothing from the working folder.
    resources.enter_context(safe_path())
    _start_resource_tracker()
    # Dask can't end a cluster that is half started. Its workers never receive Ctrl-C, either.
    with sigint_blocked():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
            preload=[cluster_task.__name__],
        )
        resources.callback(cluster.close, _CLOSE)
    return str(cluster.scheduler_address)


@contextmanager
def _same_environment() -> Iterator[None]:
    """Have the environment in the end that there was."""
    before = dict(os.environ)
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)


def _start_resource_tracker() -> None:
    """Start the process that the workers of a cluster need: whoever starts it lets Ctrl-C through afterwards."""
    if sys.platform != "win32":
        from multiprocessing.resource_tracker import ensure_running

        ensure_running()


def own_workers(address: str) -> int:
    """The number of workers of a cluster that a run starts on its own machine; 0 of any other."""
    return int(address.removeprefix(_LOCAL)) if address.startswith(_LOCAL) else 0


def threads(client: Client, address: str) -> int:
    """The number of tasks that the cluster runs at a time. Raises UsageError where the scheduler is gone."""
    with failures(address):
        return sum(client.nthreads().values())


@contextmanager
def failures(address: str) -> Iterator[None]:
    """Raise UsageError, in one line, for what goes wrong with a cluster in the block."""
    try:
        yield
    except (UsageError, WorkerLost):
        raise
    except OSError as error:
        raise UsageError(f"the connection to the scheduler at {address} is lost: {_line(error)}") from None
    except Exception as error:  # of the cluster, or of a worker that can't even import newscheck
        raise UsageError(f"the cluster at {address} fails: {_line(error)}") from None


def check_workers(client: Client, order: Order) -> None:
    """Raise UsageError where a worker has another version than this machine, or not its folder.

    Only what Python itself has is called there: newscheck may be missing.
    """
    python = client.run(platform.python_version, on_error="return")
    package = client.run(importlib.metadata.version, "newscheck", on_error="return")
    folder = client.run(os.path.isdir, order.folder, on_error="return")
    for worker in python.keys() & package.keys() & folder.keys():
        if isinstance(package[worker], ImportError):
            raise UsageError(f"worker {worker}: newscheck isn't installed there")
        # One that has left meanwhile gives an error instead.
        if isinstance(python[worker], str) and isinstance(package[worker], str):
            own = (f"newscheck {package[worker]}", f"Python {python[worker].rpartition('.')[0]}")
            check_versions(order.versions, own, f"worker {worker}")
        if folder[worker] is False:
            raise UsageError(f"worker {worker}: no working folder {order.folder}: {SAME_FILES}")


def _line(error: BaseException) -> str:
    text = str(error) if isinstance(error, OSError) and str(error) else f"{type(error).__name__}: {error}"
    return " ".join(text.split())
