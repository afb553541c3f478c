"""What a worker of a cluster does, without Dask: a process checks, refuses, or is lost without harm to the worker."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest

from newscheck.checker import examples
from newscheck.engine.files import directory_walk
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import cluster, cluster_task
from newscheck.engine.workers.cluster_task import Answer, Order, SitesTask
from newscheck.engine.workers.failures import WorkerLost
from newscheck.errors import UsageError
from newscheck.layout import packed_sites
from newscheck.layout.detection import DetectionSettings, group_history, site_groups
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.synthetic import specimen

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="processes get their sockets as POSIX has it"),
]
PROJECT = Project(now=examples.NOW)
SLOW = '''"""Takes its time, in another process only."""
import sys, time
from newscheck.model import Article, Context, Hit
SEVERITY = "note"
BAD = [{"title": "!"}]
GOOD = [{}]
def check(article: Article, ctx: Context):
    if article.title == "slow":
        assert "pytest" not in sys.modules, "in the process of the tests"
        time.sleep(60)
    if article.title == "!":
        yield Hit("!", "/title")
'''


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[FileEntry]:
    monkeypatch.chdir(tmp_path)
    for number in range(4):
        Path(f"{number}.md").write_bytes(specimen.render({}, number))
    return [*directory_walk.walk(["."])]


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes of a test end with it."""
    monkeypatch.setattr(cluster_task, "_processes", cluster_task._Processes())
    yield
    for _, pool, timer in [*cluster_task._processes._idle]:
        timer.cancel()
        cluster_task._processes._expire(pool)


def order(of: Project = PROJECT, **changes: Any) -> bytes:
    digest = cluster_task.settings_digest(Session(of))
    own = Order("run", str(Path.cwd()), of, digest, cluster_task.versions())
    return pickle.dumps(own._replace(**changes))


def answers(packed: bytes, *batches: list[FileEntry]) -> list[Answer]:
    return [cluster_task.decode(answer) for answer in cluster_task.check(packed, pickle.dumps([*batches]))]


def test_each_shard_has_an_answer(entries: list[FileEntry], monkeypatch: pytest.MonkeyPatch) -> None:
    packed = order()
    # The worker's own working folder is another one.
    monkeypatch.chdir("/")
    first, second = answers(packed, entries[:3], entries[3:])
    assert first.shard and second.shard
    assert (first.shard.files, first.shard.articles, second.shard.files) == (3, 3, 1)
    assert not (first.unread or second.unread)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param(
            {"versions": ("newscheck 0",)}, "it has newscheck .*, and this machine newscheck 0: ", id="version"
        ),
        pytest.param({"folder": "/no/such"}, "no working folder /no/such .*: workers need the same files", id="folder"),
        pytest.param({"settings": "0"}, "it has other files of sites, schemas or rules: workers need", id="settings"),
        pytest.param(
            {"project": Project(now=0, rules_from=("nonesuch",), file="newscheck.toml")}, "rules-from: ", id="rules"
        ),
        pytest.param({"project": None}, "AttributeError: ", id="an order of another version"),
    ],
)
def test_a_worker_that_cannot_check_as_the_run_would_says_so(
    entries: list[FileEntry], changes: dict[str, Any], why: str
) -> None:
    refuse = cluster_task.prepare(order(**changes))
    answer = cluster_task.decode(refuse(entries, lambda: None))
    assert answer.shard is None
    with pytest.raises(UsageError, match=f"^worker on .*: {why}"):
        result(answer, entries)


def result(answer: Answer, batch: list[FileEntry]) -> object:
    """What the run makes of an answer."""

    class Executor:
        def answer(self, task: object, number: int) -> bytes:
            return msgspec.msgpack.encode(answer)

    task = cluster._Task()
    task.add(batch)
    executor: Any = Executor()
    return cluster._TaskFuture(executor, task, 0).result()


def test_a_file_that_only_the_worker_cannot_read_is_no_finding(entries: list[FileEntry]) -> None:
    elsewhere = [FileEntry(entry.path, f"/no/such/{entry.path}") for entry in entries]
    (answer,) = answers(order(), elsewhere)
    assert answer.unread == dict.fromkeys(range(4), "no such file or directory")
    with pytest.raises(UsageError, match=r"^0.md: no such file or directory on .*, but not on this machine: workers"):
        result(answer, entries)
    # Where the run can't read them either, they are findings.
    assert result(answer, elsewhere) == answer.shard


def test_a_file_has_its_time_limit_though_the_worker_runs_tasks_in_threads(entries: list[FileEntry]) -> None:
    Path("title_slow.py").write_text(SLOW)
    Path("1.md").write_bytes(specimen.render({"title": "slow"}, 1))
    project = Project(now=examples.NOW, rules_from=("title_slow",), file="newscheck.toml", file_timeout=1.0)
    found: list[Answer] = []
    packed = order(project)
    thread = Thread(target=lambda: found.extend(answers(packed, entries[1:2], entries[2:])))
    thread.start()
    thread.join()
    slow, rest = (answer.shard for answer in found)
    assert slow and rest
    assert [finding.rule for finding in slow.findings] == ["check-timeout"]
    assert (rest.articles, rest.is_complete) == (2, True)


def test_a_process_stays_for_the_next_task_of_its_run(entries: list[FileEntry]) -> None:
    packed, other = order(), order(run="another")
    pids = []
    for each in (packed, packed, other):
        with cluster_task._processes.borrowed(each) as pool:
            pool.result(pool.submit(entries))
            pids.append(pool._workers[0].process.pid)
            # Another task of the same run meanwhile has its own.
            assert cluster_task._processes._taken(each) is None
    assert pids[0] == pids[1] != pids[2]
    assert len(cluster_task._processes._idle) == 2
    process = pool._workers[0].process
    cluster_task._processes._expire(pool)
    assert process.exitcode == 0
    assert len(cluster_task._processes._idle) == 1


def test_a_lost_process_is_told_with_what_became_of_it(entries: list[FileEntry]) -> None:
    with pytest.raises(WorkerLost, match=r"^crashed$") as raised:
        result(Answer(lost="crashed", is_unresponsive=True), entries)
    assert raised.value.is_unresponsive and not raised.value.is_raised


def test_sites_are_scanned_in_the_process(entries: list[FileEntry]) -> None:
    features = Session(msgspec.structs.replace(PROJECT, collects_features=True)).checker
    result = features.check(
        *specimen.series([{"before": "<p>", "after": "</p>"} if at > 120 else {} for at in range(170)])
    )
    dump = InMemoryDump(result.summaries, result.features, result.feature_names)
    settings = DetectionSettings()
    groups = site_groups(dump, settings)
    assert groups
    expected = group_history(dump, groups.streams(0), settings)
    task = pickle.dumps(SitesTask(settings, packed_sites.encode(packed_sites.packed(dump, groups, 0))))
    assert expected.history.layouts
    assert cluster_task.decode(cluster_task.scan(order(), task)).history == expected
    refused = cluster_task.decode(cluster_task.scan(order(versions=("newscheck 0",)), task))
    assert refused.history is None and "newscheck 0" in refused.refusal
    failed = cluster_task.decode(cluster_task.scan(order(), pickle.dumps(SitesTask(settings, b""))))
    assert failed.history is None and "DecodeError" in failed.lost and failed.is_raised
