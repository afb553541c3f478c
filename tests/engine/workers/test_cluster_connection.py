"""What can be wrong with a cluster is said in one line before anything is checked, or when it happens."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dask_cluster
import pytest
from click.testing import CliRunner

from newscheck.checker import examples
from newscheck.cli import group
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings import config
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import cluster, cluster_connection
from newscheck.engine.workers.cluster_connection import connected, is_address
from newscheck.engine.workers.cluster_task import Order
from newscheck.errors import UsageError
from newscheck.synthetic import specimen


@pytest.fixture(scope="module", autouse=True)
def _threads() -> Iterator[None]:
    yield
    if find_spec("distributed"):
        dask_cluster.end_threads()


needs_dask = pytest.mark.skipif(not find_spec("distributed"), reason="Dask is not installed: newscheck[dask]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tcp://10.0.0.1:8786", True),
        ("tls://scheduler.example:8786", True),
        ("tcp://[::1]:8786", True),
        ("local:4", True),
        ("local:0", False),
        ("local:1000", False),
        ("local", False),
        ("tcp://host", False),
        ("tcp://a b:1", False),
        ("host:8786", False),
        ("inproc://1/2/3:4", False),
        ("http://host:8786", False),
        ("", False),
    ],
)
def test_addresses(text: str, expected: bool) -> None:
    assert is_address(text) is expected


@pytest.mark.parametrize(
    ("args", "line"),
    [
        pytest.param(["--scheduler", "host"], "'host' is none such as tcp://host:8786", id="no address"),
        pytest.param(["--scheduler", "local:2", "-j", "2"], "give only one", id="both"),
    ],
)
def test_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], line: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Exception, match=line):
        CliRunner().invoke(group, ["layouts", ".", *args], catch_exceptions=False, standalone_mode=False)


@pytest.mark.parametrize("args", [["-j", "1"], ["--jobs=2"]])
def test_jobs_of_the_command_line_are_nearer_than_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.setenv("NEWSCHECK_SCHEDULER", "tcp://127.0.0.1:1")
    (tmp_path / "1.md").write_bytes(specimen.render({}))
    result = CliRunner().invoke(group, ["validate", str(tmp_path), "--no-cache", "--now", "2023-09-01", *args])
    assert (result.exit_code, "1 file" in result.output) == (0, True), result.output


def test_the_settings_file_of_a_repository_names_no_cluster(tmp_path: Path) -> None:
    """Whoever may change it would choose where the run's files and settings are sent."""
    (tmp_path / "newscheck.toml").write_text('scheduler = "tcp://example.com:8786"\n')
    with pytest.raises(UsageError, match="unknown setting 'scheduler'"):
        config.load({}, folder=str(tmp_path))


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with ExitStack() as resources, pytest.raises(UsageError, match=r"pip install 'newscheck\[dask\]'"):
        connected("tcp://127.0.0.1:9", resources)


@needs_dask
@pytest.mark.slow
def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_connection, "_CONNECT", 0.2)
    before = logging.root.manager.disable
    with (
        pytest.raises(UsageError, match=r"^can't connect to the scheduler at tcp://127\.0\.0\.1:9: Timed out"),
        ExitStack() as resources,
    ):
        connected("tcp://127.0.0.1:9", resources)
    assert logging.root.manager.disable == before


VERSIONS = ("newscheck 1.2", "Python 3.11", "libxml2 2")
GOOD = ("3.11.7", "1.2", True)


@pytest.mark.parametrize(
    ("second", "line"),
    [
        pytest.param(GOOD, "", id="the same"),
        pytest.param(("3.11.1", "1.2", True), "", id="another patch of Python"),
        pytest.param(("3.12.1", "1.2", True), "has Python 3.12, and this machine Python 3.11", id="Python"),
        pytest.param(("3.11.7", "1.3", True), "has newscheck 1.3, and this machine newscheck 1.2", id="newscheck"),
        pytest.param(("3.11.7", PackageNotFoundError("newscheck"), True), "newscheck isn't installed", id="without"),
        pytest.param(("3.11.7", "1.2", False), "no working folder /work: workers need the same files", id="folder"),
        pytest.param((OSError("gone"), OSError("gone"), OSError("gone")), "", id="it has left"),
    ],
)
def test_workers(second: tuple[Any, ...], line: str) -> None:
    names = ("python_version", "version", "isdir")
    found = {
        name: {"tcp://a:1": good, "tcp://b:2": other} for name, good, other in zip(names, GOOD, second, strict=True)
    }
    client: Any = SimpleNamespace(run=lambda function, *args, on_error: found[function.__name__])
    order = Order("run", "/work", Project(now=0), "", VERSIONS)
    if not line:
        cluster_connection.check_workers(client, order)
        return
    with pytest.raises(UsageError, match=f"^worker tcp://b:2:? {line}"):
        cluster_connection.check_workers(client, order)


@contextmanager
def inside(workers: int) -> Iterator[Any]:
    """A cluster in threads of this process."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0"
    ) as running:
        yield running


@needs_dask
@pytest.mark.slow
def test_no_worker_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_connection, "_JOIN", 0.2)
    with (
        inside(0) as running,
        pytest.raises(UsageError, match=r"has no worker after 0\.2 s: dask worker inproc://.* --nthreads 1"),
        ExitStack() as resources,
    ):
        connected(running.scheduler_address, resources)


@needs_dask
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes get their sockets as POSIX has it")
def test_all_workers_leave_during_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cluster, "_POLL", 0.1)
    monkeypatch.setattr(cluster, "_WITHOUT_WORKERS", 0.2)
    with inside(1) as running:
        executor = cluster.ClusterExecutor(Session(Project(now=examples.NOW, scheduler=running.scheduler_address)))
        Path("a.md").write_bytes(specimen.render({}))
        assert executor.submit([FileEntry("a.md", "a.md")]).result().articles == 1
        running.scale(0)
        running.sync(running._correct_state)
        with pytest.raises(UsageError, match=r"^the cluster has had no worker for 0\.2 s: start workers$"):
            executor.submit([FileEntry("a.md", "a.md")], first=True).result()
        executor.close()


@needs_dask
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes get their sockets as POSIX has it")
def test_a_cluster_of_this_machine_starts_and_ends_with_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    for number in range(3):
        Path(f"{number}.md").write_bytes(specimen.render({}, number))
    # The repository of the dump may have a module of any name.
    for name in ("multiprocessing", "pickle", "socket", "distributed", "newscheck"):
        Path(f"{name}.py").write_text("open('owned', 'w').close()\n")
    report = run(Session(Project(now=examples.NOW, scheduler="local:1")), ["."])
    assert (report.summary.articles, report.crashes) == (3, [])
    assert not Path("owned").exists() and "PYTHONSAFEPATH" not in os.environ


@needs_dask
@pytest.mark.slow
def test_a_cluster_of_this_machine_leaves_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr("tempfile.tempdir", None)
    with ExitStack() as resources:
        connected("local:1", resources)
        assert len([*place.iterdir()]) == 1
    assert [*place.iterdir()] == []


@needs_dask
@pytest.mark.skipif(sys.platform == "win32", reason="no signal of POSIX")
def test_an_interrupted_start_of_a_cluster_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[object] = []

    class Cluster:
        def __init__(self, **_options: object) -> None:
            # Threads of other tests would take one for the whole process.
            signal.raise_signal(signal.SIGINT)
            events.append("started")

        def close(self, timeout: float) -> None:
            events.append("closed")

    monkeypatch.setattr("distributed.LocalCluster", Cluster)
    with pytest.raises(KeyboardInterrupt), ExitStack() as resources:
        connected("local:1", resources)
    assert events == ["started", "closed"]
