"""Measures the detection rate of newscheck on simulated newsrooms or on a user's dump."""

from __future__ import annotations

import os
import pickle
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newscheck import mutants
from newscheck.bench.fault_injection import (
    TRIAL_LENGTH,
    ControlOutcome,
    DetectorSuite,
    FaultTrial,
    ObservedArticle,
    TrialOutcome,
)
from newscheck.engine.files import directory_walk, inputs, urls
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.gathering import gathered_dump
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.remote import prefetch
from newscheck.engine.session import Session
from newscheck.engine.settings import package_data
from newscheck.engine.workers.failures import Notify, NoWorker, WorkerLost, no_heartbeat
from newscheck.errors import UsageError
from newscheck.model import RawInput
from newscheck.synthetic import simulator

if TYPE_CHECKING:
    from newscheck.engine.workers.pool import TaskFuture, WorkerPool
    from newscheck.engine.workers.task_loop import TaskHandler

#: Seconds without a heartbeat after which a process counts as lost: while it compares articles, it sends none.
_PATIENCE = 600.0
#: Least articles without a change for a trial; permutations of the shuffled stream.
_MIN_ARTICLES, _PERMUTATIONS = 400, 3
#: A time after all simulated articles.
_NOW = 2_500_000_000_000


class BenchPlan(NamedTuple):
    """What to measure: the articles of each site, how many trials they give at most, and the faults to put in."""

    articles: int
    trials: int
    faults: Sequence[str]


class SiteMeasurement(NamedTuple):
    """One site: the control with its untouched articles, the outcomes of its trials, and their number."""

    site: str
    control: ControlOutcome
    outcomes: list[TrialOutcome]
    trials: int


def of_simulator(
    plan: BenchPlan, session: Session, *, jobs: int = 0, progress: Callable[[], None] | None = None
) -> list[SiteMeasurement]:
    """Measure on the simulated publishers, each with `plan.articles` articles.

    Raises UsageError where a process is lost.
    """
    session = session.replace(now=_NOW, collects_features=True)
    tasks = [_SiteTask(session, plan, site) for site in simulator.SITE_NAMES]
    return _measure_all(tasks, jobs, progress)


def of_dump(
    plan: BenchPlan,
    session: Session,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    progress: Callable[[], None] | None = None,
    notify: Notify | None = None,
) -> list[SiteMeasurement]:
    """Measure on the articles below some paths, site by site; `notify` as for `gathered_dump`.

    Raises UsageError where a path is missing, where no site has enough articles in files of their own, and where a
    process is lost.
    """
    from newscheck.layout.site_streams import site_streams

    session = session.replace(collects_features=True, reference=None, since=None)
    tasks = []
    with gathered_dump(session, paths, jobs=jobs, notify=notify) as dump:
        for stream in site_streams(dump, _MIN_ARTICLES, session.project.now):
            order = {row: position for position, row in enumerate(stream.rows)}
            files = {order[row]: summary.path for row, summary in enumerate(dump) if row in order}
            latest = [files[position] for position in sorted(files)][-plan.articles :]
            tasks.append(_SiteTask(session, plan, stream.site, tuple(latest)))
    measured = [site for site in _measure_all(tasks, jobs, progress) if site.control.articles >= _MIN_ARTICLES]
    if not measured:
        raise UsageError(
            f"no site has {_MIN_ARTICLES} articles in files of their own (.md): too few to measure anything"
        )
    return measured


class _SiteTask(NamedTuple):
    """The task of one process."""

    session: Session
    plan: BenchPlan
    site: str
    paths: tuple[str, ...] = ()


def _measure_all(tasks: list[_SiteTask], jobs: int, progress: Callable[[], None] | None) -> list[SiteMeasurement]:
    jobs = min(jobs or os.cpu_count() or 1, len(tasks))
    if jobs <= 1:
        return list(_with_progress((_measure(task, no_heartbeat) for task in tasks), progress))
    from newscheck.engine.workers.pool import WorkerPool

    workers = WorkerPool(jobs, _worker, None, patience=_PATIENCE, ahead=1)
    try:
        futures = [workers.submit(task) for task in tasks]
        return list(_with_progress(map(partial(_result, workers), futures), progress))
    finally:
        workers.close()


def _result(workers: WorkerPool, future: TaskFuture) -> SiteMeasurement:
    try:
        result: SiteMeasurement | UsageError = pickle.loads(workers.result(future))  # noqa: S301 - from our own process
    except NoWorker:
        return _measure(future.task, no_heartbeat)
    except WorkerLost as lost:
        if lost.is_raised:
            raise RuntimeError(lost.why) from None
        raise UsageError(f"a process {lost.why} while it measured {future.task.site}") from None
    if isinstance(result, UsageError):
        raise result
    return result


def _worker(_: None) -> TaskHandler:
    """The task handler of a process; a user's mistake is a result, too."""

    def measured(task: _SiteTask, beat: Callable[[], None]) -> bytes:
        try:
            return pickle.dumps(_measure(task, beat))
        except UsageError as error:
            return pickle.dumps(error)

    return measured


def _with_progress(
    results: Iterable[SiteMeasurement], progress: Callable[[], None] | None
) -> Iterator[SiteMeasurement]:
    for result in results:
        if progress:
            progress()
        yield result


class _TimedDetectors(DetectorSuite):
    """Limits the time per article, and sends heartbeats."""

    def __init__(self, session: Session, beat: Callable[[], None]) -> None:
        super().__init__(session.checker, package_data.record_schemas(), session.thresholds)
        self._seconds, self._beat = session.project.file_timeout, beat

    def observe(self, raw: RawInput) -> ObservedArticle | None:
        """None also where it takes too long."""
        self._beat()
        try:
            return call_within(self._seconds, partial(super().observe, raw))
        except TimeLimitExceeded:
            return None


def _measure(task: _SiteTask, beat: Callable[[], None]) -> SiteMeasurement:
    detectors = _TimedDetectors(task.session, beat)
    observed = (detectors.observe(raw) for raw in _raws(task))
    articles = sorted(
        (article for article in observed if article and article.features.epoch),
        key=lambda article: article.features.epoch or 0,
    )
    control = detectors.control(articles, _PERMUTATIONS)
    trials = [FaultTrial(detectors, segment) for segment in _segments(articles, control.changes, task.plan.trials)]
    by_id = mutants.load()
    outcomes = [outcome for trial in trials for fault in task.plan.faults for outcome in trial.outcomes(by_id[fault])]
    return SiteMeasurement(task.site, control, outcomes, len(trials))


def _raws(task: _SiteTask) -> Iterator[RawInput]:
    if not task.paths:
        yield from simulator.stream(task.site, task.plan.articles)
    project = task.session.project
    is_remote = any(map(urls.is_url, task.paths))
    named = (FileEntry(path, path) for path in task.paths)
    entries = project.found_again([*named]) if is_remote else directory_walk.walk(task.paths)
    for entry in prefetch.ahead(entries, project.max_file_size):
        yield from inputs.read(entry, project.max_file_size)


def _segments(articles: list[ObservedArticle], changes: Sequence[int], most: int) -> list[list[ObservedArticle]]:
    """A random sample of the segments of articles without a change."""
    segments = [
        articles[low : low + TRIAL_LENGTH]
        for start, end in pairwise([0, *changes, len(articles)])
        for low in range(start, max(start + 1, end - TRIAL_LENGTH + 1), TRIAL_LENGTH)
        if min(end, low + TRIAL_LENGTH) - low >= _MIN_ARTICLES
    ]
    return random.Random(0).sample(segments, min(most, len(segments)))
