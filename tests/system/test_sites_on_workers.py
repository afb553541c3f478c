"""Sites are scanned for layout changes by the workers of a cluster, and whatever becomes of these, the report is the
same."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import dask_cluster
import msgspec
import pytest
from dask_cluster import Cluster

from newscheck.checker import examples
from newscheck.engine import layout_scan
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.stages import RULES, Stage
from newscheck.engine.workers.cluster_scan import ClusterScan
from newscheck.layout import detection
from newscheck.model import RenderOptions, Report
from newscheck.outputs import json
from newscheck.synthetic import specimen

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only"),
    # Dask keeps a thread between two runs; a process that was forked doesn't use it.
    pytest.mark.filterwarnings(r"ignore:This process \(pid=\d+\) is multi-threaded:DeprecationWarning"),
]
SITES, COUNT = 5, 170
RENAMED = {"before": '<div class="story">', "after": "</div>"}
PROJECT = Project(now=examples.NOW + 10_000 * 86_400_000, finds_templates=True)


@pytest.fixture
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: newscheck[dask]")
    with dask_cluster.started(tmp_path_factory.mktemp("dask")) as running:
        with distributed.Client(running.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield running
    dask_cluster.end_threads()


@pytest.fixture(autouse=True)
def _dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dump of some sites, whose articles are mixed; the layouts of all but one change. Each site is a group."""
    monkeypatch.chdir(tmp_path)
    for seed in range(COUNT):
        for site in range(SITES):
            page = specimen.render(RENAMED if site and seed >= 120 + site else {}, seed)
            host = b"www.site%d.example" % site
            (tmp_path / f"{seed:03}-{site}.md").write_bytes(page.replace(b"www.rfi.fr", host) if site < 4 else page)
    monkeypatch.setattr("newscheck.layout.site_streams._TOGETHER", COUNT)
    monkeypatch.setattr("newscheck.engine.workers.cluster._FILES", 100)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[ClusterScan]:
    """The scan each time that a group has been sent."""
    scans: list[ClusterScan] = []
    send = ClusterScan._send

    def recorded(self: ClusterScan, packed: bytes) -> None:
        send(self, packed)
        if packed:
            scans.append(self)

    enumerate_all, own = threading.enumerate, {*threading.enumerate()} - {threading.main_thread()}
    # Plugins of pytest have threads.
    monkeypatch.setattr(threading, "enumerate", lambda: [thread for thread in enumerate_all() if thread not in own])
    monkeypatch.setattr(layout_scan, "_WORTHWHILE", SITES * COUNT)
    monkeypatch.setattr(ClusterScan, "_send", recorded)
    return scans


def report(address: str = "", **hooks: object) -> Report:
    project = msgspec.structs.replace(PROJECT, scheduler=address)
    return run(Session(project), ["."], jobs=1, **hooks)  # type: ignore[arg-type]


def rendered(of: Report) -> str:
    return "".join(json.render(of, RenderOptions())) + repr((of.layouts, of.changes, of.remarks, of.crashes))


def never(*_: object) -> None:
    raise AssertionError("scanned by the run itself")


def test_workers_find_what_one_process_finds(
    dask: Cluster, sent: list[ClusterScan], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = report()
    assert len(expected.changes) == SITES - 1 and len({layout.site for layout in expected.layouts}) == SITES
    # One group stays on this machine, and another process scans it.
    monkeypatch.setattr(detection, "group_history", never)
    found = report(dask.address)
    assert rendered(found) == rendered(expected)
    assert len(sent) == SITES - 1 and sorted(sent[0]._known) == [1, 2, 3, 4]


def test_a_worker_that_is_killed_while_it_scans_changes_nothing(
    dask: Cluster, sent: list[ClusterScan], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = rendered(report())
    killed: list[object] = []
    advance = ClusterScan.advance

    def stop(stage: Stage) -> None:
        # It takes tasks, and works on none.
        if stage.name == RULES and stage.done == 1:
            os.kill(dask.mortal.pid, signal.SIGSTOP)

    def kill(self: ClusterScan) -> None:
        advance(self)
        if sent and not killed:
            own = [
                tasks for tasks in self._client.processing().values() if any("newscheck" in str(key) for key in tasks)
            ]
            if len(own) == 2:
                dask.mortal.kill()
                dask.mortal.wait()
                killed.extend(own)

    monkeypatch.setattr(ClusterScan, "advance", kill)
    monkeypatch.setattr(detection, "group_history", never)
    assert rendered(report(dask.address, progress=stop)) == expected
    assert killed


def test_a_cluster_that_is_gone_is_no_error(
    dask: Cluster, sent: list[ClusterScan], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = rendered(report())
    monkeypatch.setattr("newscheck.engine.workers.cluster_connection._CONNECT", 0.5)

    def leave(stage: Stage) -> None:
        if stage.name == RULES and stage.done == 1:
            monkeypatch.setattr(ClusterScan, "_address", "tcp://127.0.0.1:9")

    assert rendered(report(dask.address, progress=leave)) == expected
    assert not sent
