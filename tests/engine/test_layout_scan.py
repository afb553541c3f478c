"""The layouts that another process finds are those that this one would find, and so is what goes wrong."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newscheck.checker import examples
from newscheck.engine import dump_store, layout_scan
from newscheck.engine.layout_scan import Helpers
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.stages import LAYOUTS, RULES, Stage
from newscheck.engine.workers import pool, task_loop
from newscheck.errors import UsageError
from newscheck.layout import detection
from newscheck.layout.detection import DetectionSettings, GroupHistories, GroupHistory
from newscheck.layout.profile import FeatureCounts, Profile
from newscheck.model import LayoutHistory, RenderOptions, Report
from newscheck.outputs import json
from newscheck.synthetic import specimen

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only"),
    # Dask, in other tests, keeps a thread.
    pytest.mark.filterwarnings(r"ignore:This process \(pid=\d+\) is multi-threaded:DeprecationWarning"),
]
COUNT = 260
RENAMED = {"before": '<div class="story">', "after": "</div>"}
NOW = examples.NOW + 10_000 * 86_400_000


@pytest.fixture(autouse=True)
def _dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dump with a layout change, of which few articles are enough."""
    for seed in range(COUNT):
        (tmp_path / f"{seed:03}.md").write_bytes(specimen.render(RENAMED if seed >= 200 else {}, seed))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(layout_scan, "_WORTHWHILE", COUNT)
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.main_thread()])


def report(jobs: int, **settings: object) -> Report:
    return run(Session(msgspec.structs.replace(Project(now=NOW), **settings)), ["."], jobs=jobs)


def rendered(of: Report) -> str:
    return "".join(json.render(of, RenderOptions()))


def only_elsewhere(monkeypatch: pytest.MonkeyPatch, here: Callable[..., GroupHistory]) -> None:
    """What this process does in place of a scan; another one does what `layout_scan` names."""
    monkeypatch.setattr(detection, "group_history", here)


def killed(*_: object) -> GroupHistory:
    assert multiprocessing.parent_process(), "in the process of the tests"
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def stopped(*_: object) -> GroupHistory:
    assert multiprocessing.parent_process(), "in the process of the tests"
    os.kill(os.getpid(), signal.SIGSTOP)
    raise AssertionError


def slow(*_: object) -> GroupHistory:
    time.sleep(1.5)
    return GroupHistory(LayoutHistory(remarks=["slow"]), [])


def failing(*_: object) -> GroupHistory:
    raise ZeroDivisionError("by a scan")


@pytest.mark.slow
def test_another_process_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = report(1)
    assert [change.site for change in expected.changes] == ["rfi"]
    only_elsewhere(monkeypatch, failing)
    found = report(2)
    assert (rendered(found), found.crashes, found.remarks) == (rendered(expected), [], expected.remarks)
    assert not multiprocessing.active_children()


@pytest.mark.slow
@pytest.mark.parametrize("fault", [killed, stopped, failing])
def test_a_process_that_is_lost_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, fault: Callable[..., GroupHistory]
) -> None:
    expected = rendered(report(1))
    monkeypatch.setattr(pool, "_STARTUP", 0.1)
    monkeypatch.setattr(layout_scan, "_PATIENCE", 0.1)
    monkeypatch.setattr(layout_scan, "group_history", fault)
    found = report(2)
    assert (rendered(found), found.crashes) == (expected, [])


@pytest.mark.slow
@pytest.mark.parametrize(("jobs", "last"), [pytest.param(1, RULES, id="alone"), pytest.param(2, LAYOUTS, id="beside")])
def test_what_is_waited_for_is_shown(jobs: int, last: str) -> None:
    told: list[Stage] = []
    run(Session(Project(now=NOW)), ["."], jobs=jobs, progress=told.append)
    assert told[-1].name == last
    assert [stage.total for stage in told if stage.name == LAYOUTS] == [COUNT]


@pytest.mark.slow
def test_a_scan_takes_as_long_as_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, seconds in ((pool, "_STARTUP", 0), (layout_scan, "_PATIENCE", 0.5), (task_loop, "_BEAT", 0.05)):
        monkeypatch.setattr(module, name, seconds)
    monkeypatch.setattr(layout_scan, "group_history", slow)
    only_elsewhere(monkeypatch, failing)
    assert "slow" in report(2).remarks


@pytest.mark.slow
def test_a_crash_of_the_scan_is_that_of_a_single_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (layout_scan, detection):
        monkeypatch.setattr(module, "group_history", failing)
    crashes = [[(crash.path, crash.rule) for crash in report(jobs).crashes] for jobs in (1, 2)]
    assert crashes[0][:1] == [("", "layout-change")]
    assert sorted(crashes[0]) == sorted(crashes[1])


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reference_of_other_sites_ends_the_run(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    profile = Profile(FeatureCounts({}, {}, (0, "a"), (0, "a")), {}, {})
    settings = DetectionSettings(reference={"dw": profile})
    monkeypatch.setattr(Session, "detection_settings", settings)
    with pytest.raises(UsageError, match="the reference has dw, not rfi"):
        report(jobs)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("jobs", "articles", "threads", "is_beside"),
    [
        pytest.param(2, COUNT, [], True, id="worthwhile"),
        pytest.param(1, COUNT, [], False, id="one process"),
        pytest.param(2, COUNT - 1, [], False, id="few articles"),
        pytest.param(2, COUNT, ["Thread-1"], False, id="threads"),
        pytest.param(2, COUNT, ["Dask-Offload_0"], True, id="after a run on a cluster"),
    ],
)
def test_a_process_is_started_where_that_is_worthwhile(
    monkeypatch: pytest.MonkeyPatch, jobs: int, articles: int, threads: list[str], is_beside: bool
) -> None:
    running = [threading.main_thread(), *(threading.Thread(name=name) for name in threads)]
    monkeypatch.setattr(threading, "enumerate", lambda: running)
    monkeypatch.setattr(dump_store.DumpStore, "__len__", lambda _: articles)
    dump = dump_store.DumpStore(DetectionSettings())
    with layout_scan.beside(dump, Helpers(jobs)) as found:
        assert (found is not None) is is_beside
        assert dump.history == LayoutHistory()
    assert dump.scanned() == GroupHistories()


def test_an_interruption_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout_scan, "site_groups", lambda *_: threading.Event().wait())
    monkeypatch.setattr(dump_store.DumpStore, "__len__", lambda _: COUNT)
    scan = layout_scan.beside(dump_store.DumpStore(DetectionSettings()), Helpers(2))
    scan.__enter__()
    assert multiprocessing.active_children()
    assert not scan.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not multiprocessing.active_children()


def test_a_history_that_is_known_is_not_looked_for() -> None:
    dump = dump_store.DumpStore(DetectionSettings())
    dump.history = LayoutHistory(remarks=["known"])
    with layout_scan.beside(dump, Helpers(2)) as found:
        assert found is None
        assert dump.history.remarks == ["known"]


@pytest.mark.slow
def test_only_what_a_lost_process_had_is_scanned_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(COUNT):
        (tmp_path / f"{seed:03}-other.md").write_bytes(
            specimen.render(RENAMED if seed >= 150 else {}, seed).replace(b"www.rfi.fr", b"www.other.example")
        )
    monkeypatch.setattr("newscheck.layout.site_streams._TOGETHER", COUNT)
    monkeypatch.setattr(layout_scan, "_ARTICLES", COUNT)
    expected = rendered(report(1))
    scan, scanned_here = detection.group_history, list[str]()

    def kills_the_second(*arguments: Any) -> GroupHistory:
        found = scan(*arguments)
        return killed() if found.history.layouts[0].site == "rfi" else found

    def here(*arguments: Any) -> GroupHistory:
        found = scan(*arguments)
        scanned_here.append(found.history.layouts[0].site)
        return found

    monkeypatch.setattr(layout_scan, "group_history", kills_the_second)
    only_elsewhere(monkeypatch, here)
    assert rendered(report(3)) == expected
    assert scanned_here == ["rfi"]
