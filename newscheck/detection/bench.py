"""The detection rate of newscheck, measured: on the built-in newsroom, or on a dump of the user's own."""

from __future__ import annotations

import os
import pickle
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from newscheck import files, mutants, newsroom
from newscheck.detection.trials import LENGTH, Outcome, Trial, Untouched, Watched, Watcher
from newscheck.errors import UsageError
from newscheck.layout.gates import Gates
from newscheck.model import Raw
from newscheck.run import gather
from newscheck.settings import bundle
from newscheck.settings.config import Project, checker, watch
from newscheck.store.limits import TimeUp, within
from newscheck.store.lost import Lost, NoProcess, Tell

if TYPE_CHECKING:
    from newscheck.store.serving import Work
    from newscheck.store.workers import Ticket, Workers

#: Seconds without an article looked at after which a process is taken for dead: between them, all are compared.
_PATIENCE = 600.0
#: A stretch without a change must be so long for a trial; deals of the shuffled stream.
_LEAST, _DEALS = 400, 3
#: After all articles of the newsroom.
_NOW = 2_500_000_000_000


class Plan(NamedTuple):
    """What is to be measured: how many articles of each site are looked at, how many trials they give at most, which
    faults are put in."""

    articles: int
    trials: int
    faults: Sequence[str]


class Measured(NamedTuple):
    """One site: what its untouched articles say, the outcomes of its trials, and how many there were."""

    site: str
    control: Untouched
    outcomes: list[Outcome]
    trials: int


def builtin(
    plan: Plan, project: Project, *, jobs: int = 0, progress: Callable[[], None] | None = None
) -> list[Measured]:
    """Measure on the publishers of the built-in newsroom, each of `plan.articles` articles.

    Raises UsageError where a process is lost.
    """
    project = msgspec.structs.replace(project, now=_NOW, shapes=True)
    units = [_Unit(project, plan, site) for site in newsroom.PUBLISHERS]
    return _each(units, jobs, progress)


def of_dump(
    plan: Plan,
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    progress: Callable[[], None] | None = None,
    tell: Tell | None = None,
) -> list[Measured]:
    """Measure on the articles below some paths, site by site; `tell` as for `gather`.

    Raises UsageError where a path is missing, where no site has enough articles in files of their own, and where a
    process is lost.
    """
    from newscheck.layout.streams import streams

    project = msgspec.structs.replace(project, shapes=True, reference=None, since=None)
    units = []
    with gather(project, paths, jobs=jobs, tell=tell) as dump:
        for stream in streams(dump, _LEAST, project.now):
            rows = {row: place for place, row in enumerate(stream.rows)}
            found = {rows[row]: card.path for row, card in enumerate(dump) if row in rows}
            latest = [found[place] for place in sorted(found)][-plan.articles :]
            units.append(_Unit(project, plan, stream.site, tuple(latest)))
    measured = [site for site in _each(units, jobs, progress) if site.control.articles >= _LEAST]
    if not measured:
        raise UsageError(f"no site has {_LEAST} articles in files of their own (.md): too few to measure anything")
    return measured


class _Unit(NamedTuple):
    """What one process measures."""

    project: Project
    plan: Plan
    site: str
    paths: tuple[str, ...] = ()


def _each(units: list[_Unit], jobs: int, progress: Callable[[], None] | None) -> list[Measured]:
    jobs = min(jobs or os.cpu_count() or 1, len(units))
    if jobs <= 1:
        return list(_told((_measure(unit, _quiet) for unit in units), progress))
    from newscheck.store.workers import Workers

    workers = Workers(jobs, _ready, None, patience=_PATIENCE, ahead=1)
    try:
        tickets = [workers.submit(unit) for unit in units]
        return list(_told(map(partial(_result, workers), tickets), progress))
    finally:
        workers.close()


def _result(workers: Workers, ticket: Ticket) -> Measured:
    try:
        made: Measured | UsageError = pickle.loads(workers.result(ticket))  # noqa: S301 - of a process of ours
    except NoProcess:
        return _measure(ticket.task, _quiet)
    except Lost as lost:
        if lost.is_raised:
            raise RuntimeError(lost.why) from None
        raise UsageError(f"a process {lost.why} while it measured {ticket.task.site}") from None
    if isinstance(made, UsageError):
        raise made
    return made


def _ready(_: None) -> Work:
    """What a process does with a unit; a mistake of the user's is a result, too."""

    def measured(unit: _Unit, beat: Callable[[], None]) -> bytes:
        try:
            return pickle.dumps(_measure(unit, beat))
        except UsageError as error:
            return pickle.dumps(error)

    return measured


def _quiet() -> None:
    """Nobody is there to hear a sign of life."""


def _told(results: Iterable[Measured], progress: Callable[[], None] | None) -> Iterator[Measured]:
    for result in results:
        if progress:
            progress()
        yield result


class _Watcher(Watcher):
    """Gives each article the time of a file, and says that it goes on."""

    def __init__(self, project: Project, beat: Callable[[], None]) -> None:
        asked = watch(project)
        super().__init__(checker(project), bundle.record_schemas(), Gates(asked.threshold, asked.min_share))
        self._seconds, self._beat = project.file_timeout, beat

    def observe(self, raw: Raw) -> Watched | None:
        """None also where that takes too long."""
        self._beat()
        try:
            return within(self._seconds, partial(super().observe, raw))
        except TimeUp:
            return None


def _measure(unit: _Unit, beat: Callable[[], None]) -> Measured:
    watcher = _Watcher(unit.project, beat)
    found = (watcher.observe(raw) for raw in _raws(unit))
    articles = sorted((one for one in found if one and one.shape.epoch), key=lambda one: one.shape.epoch or 0)
    untouched = watcher.control(articles, _DEALS)
    trials = [Trial(watcher, part) for part in _parts(articles, untouched.changes, unit.plan.trials)]
    known = mutants.load()
    outcomes = [outcome for trial in trials for fault in unit.plan.faults for outcome in trial.outcomes(known[fault])]
    return Measured(unit.site, untouched, outcomes, len(trials))


def _raws(unit: _Unit) -> Iterator[Raw]:
    if not unit.paths:
        yield from newsroom.stream(unit.site, unit.plan.articles)
    for entry in files.walk(unit.paths):
        yield from files.read(entry, unit.project.max_file_size)


def _parts(articles: list[Watched], changes: Sequence[int], most: int) -> list[list[Watched]]:
    """Stretches of articles in which nothing changed, drawn from all that there are."""
    parts = [
        articles[low : low + LENGTH]
        for start, end in pairwise([0, *changes, len(articles)])
        for low in range(start, max(start + 1, end - LENGTH + 1), LENGTH)
        if min(end, low + LENGTH) - low >= _LEAST
    ]
    return random.Random(0).sample(parts, min(most, len(parts)))
