"""Whoever checks the files, this process, others, or a cluster that loses a worker: the report is the same."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dask_cluster
import pytest
from dask_cluster import Cluster
from git_repository import git

from newscheck.checker import examples
from newscheck.dump import feature_columns
from newscheck.engine.cache.shard import Shard, feature_names
from newscheck.engine.files import directory_walk
from newscheck.engine.git import revisions
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.stages import Stage
from newscheck.engine.workers import cluster, scheduler
from newscheck.engine.workers.executors import Executor
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.timed_check import check_files
from newscheck.model import RenderOptions, Report
from newscheck.outputs import json
from newscheck.synthetic import specimen

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes get their sockets as POSIX has it"),
    # Dask keeps a thread between two runs; a process that was forked doesn't use it.
    pytest.mark.filterwarnings(r"ignore:This process \(pid=\d+\) is multi-threaded:DeprecationWarning"),
]
COUNT = 240
PROJECT = Project(now=examples.NOW + 10_000 * 86_400_000)
KINDS = ["serial", "processes", "beside a thread", "cluster"]
FATAL = '''"""A file that ends its process, and does so in another process only."""
import multiprocessing, os, signal, sys
from newscheck.model import Article, Context, Hit
SEVERITY = "note"
BAD = [{"title": "!"}]
GOOD = [{}]
def check(article: Article, ctx: Context):
    if article.title == "fatal":
        assert "pytest" not in sys.modules or multiprocessing.parent_process(), "in the process of the tests"
        os.kill(os.getpid(), signal.SIGKILL)
    if article.title == "!":
        yield Hit("!", "/title")
'''
FAR = '''"""A title that isn't empty."""
from newscheck.model import Article, Context, Hit
SEVERITY = "note"
BAD = [{}]
GOOD = [{"title": ""}]
def check(article: Article, ctx: Context):
    if article.title:
        yield Hit("!", "/title")
'''


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="Dask is not installed: newscheck[dask]")
    with dask_cluster.started(tmp_path_factory.mktemp("dask")) as running:
        yield running
    dask_cluster.end_threads()


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dump in many small shards, of which a task of the cluster has several."""
    monkeypatch.chdir(tmp_path)
    for number in range(COUNT):
        name = specimen.path({}, number).replace("rfi/", "")
        (tmp_path / name).write_bytes(specimen.render({"title": ""} if number % 9 == 0 else {}, number))
    monkeypatch.setattr(scheduler, "_WORTHWHILE", 2)
    monkeypatch.setattr(cluster, "_FILES", 10)
    monkeypatch.setattr("newscheck.engine.cache.shard._AVERAGE", 4)
    monkeypatch.setattr("newscheck.engine.cache.shard._LARGEST", 6)
    return tmp_path


@pytest.fixture(params=KINDS)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    is_cluster = request.param == "cluster"
    project = Project(now=PROJECT.now, scheduler=request.getfixturevalue("dask").address if is_cluster else "")
    with waiting_thread(request.param == "beside a thread"):
        executor = scheduler._executor(Session(project), 1 if request.param == "serial" else 2)
        yield executor
        executor.close()


@contextmanager
def waiting_thread(is_wanted: bool) -> Iterator[None]:
    """A thread of this process, as plugins of pytest start one."""
    is_over = threading.Event()
    thread = threading.Thread(target=is_over.wait)
    if is_wanted:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        if is_wanted:
            thread.join()


def parts(shard: Shard) -> list[object]:
    """All that a shard has, where names of features stand in the order of a set."""
    values = {name: getattr(shard, name) for name in shard.__struct_fields__}
    names = feature_names(values.pop("feature_names"))
    articles = [
        (article.kind, {names[number] for number in array("I", article.features)})
        for packed in values.pop("features")
        for article in feature_columns.rows(packed)
    ]
    return [*values.values(), names, articles]


def rendered(report: Report) -> str:
    return "".join(json.render(report, RenderOptions()))


@pytest.mark.slow
def test_a_shard_is_that_of_its_files_whatever_the_order_in_which_it_is_requested(
    dump: Path, executor: Executor
) -> None:
    session = Session(PROJECT)
    entries = [*directory_walk.walk(["."])][:30]
    batches = [entries[:4], entries[4:5], entries[5:16], entries[16:30]]
    futures = [executor.submit(batch, first=number == 3) for number, batch in enumerate(batches)]
    for number in (2, 0, 3, 1):
        shard = check_files(session.checker, batches[number], Limits.of(session))
        assert parts(futures[number].result()) == parts(shard)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="no process is forked in any case")
def test_a_process_with_threads_is_not_forked(dump: Path) -> None:
    """Rules may be in a folder that only this process has in its path, as pytest's setting `pythonpath` adds one."""
    (dump / "elsewhere").mkdir()
    (dump / "elsewhere" / "title_far.py").write_text(FAR)
    project = Project(now=PROJECT.now, rules_from=("title_far",), file="newscheck.toml")
    sys.path.append(str(dump / "elsewhere"))
    try:
        expected = rendered(run(Session(project), ["."], jobs=1))
        with waiting_thread(True):
            executor = scheduler._executor(Session(project), 2)
            shard = executor.submit([*directory_walk.walk(["."])]).result()
            assert not multiprocessing.active_children()
            executor.close()
    finally:
        sys.path.remove(str(dump / "elsewhere"))
    assert expected.count('"rule": "title-far"') == sum(finding.rule == "title-far" for finding in shard.findings) > 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_the_file_that_ends_its_process_is_found(dump: Path, request: pytest.FixtureRequest, kind: str) -> None:
    """The worker of the cluster, and its other tasks, are not harmed."""
    # Python imports a module of a name once.
    module = f"title_fatal_{kind}"
    (dump / f"{module}.py").write_text(FATAL)
    guilty = specimen.path({}, 5).replace("rfi/", "")
    (dump / guilty).write_bytes(specimen.render({"title": "fatal"}, 5))
    address = request.getfixturevalue("dask").address if kind == "cluster" else ""
    project = Project(now=PROJECT.now, rules_from=(module,), file="newscheck.toml", scheduler=address)
    report = run(Session(project), ["."], jobs=2)
    assert [finding.rule for finding in report.findings if finding.path == guilty] == ["check-crashed"]
    assert (report.summary.files, report.summary.articles) == (COUNT, COUNT - 1)
    assert [crash.path for crash in report.crashes] == [guilty]
    (remark,) = report.remarks
    assert remark.startswith("a process was ended from outside, perhaps for memory, while it checked these files: ")


@pytest.mark.slow
def test_workers_read_the_files_of_a_commit(dump: Path, dask: Cluster) -> None:
    """They open the repository themselves, at the same path."""
    expected = rendered(run(Session(PROJECT), ["."], jobs=1))
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "dump")):
        git(dump, *words)
    for path in dump.glob("*.md"):
        path.unlink()
    project = Project(now=PROJECT.now, revision=revisions.named("HEAD"), scheduler=dask.address)
    report = run(Session(project), ["."])
    assert (rendered(report), report.summary.files) == (expected, COUNT)


@pytest.mark.slow
def test_a_worker_that_is_killed_half_way_changes_nothing(dump: Path, dask: Cluster) -> None:
    from distributed import Client

    with Client(dask.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    before = rendered(run(Session(PROJECT), ["."], jobs=1))
    done: list[int] = []

    def kill(stage: Stage) -> None:
        if not done:
            dask.mortal.kill()
            dask.mortal.wait()
        done.append(stage.done)

    report = run(Session(Project(now=PROJECT.now, scheduler=dask.address)), ["."], progress=kill)
    assert done[0] < COUNT / 2
    assert rendered(report) == before
    assert report.remarks == run(Session(PROJECT), ["."], jobs=1).remarks
