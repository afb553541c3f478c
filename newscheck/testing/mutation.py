"""`@pytest.mark.newscheck_mutants`: a test is run for each mutant of some pages, and the score is told at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
import pytest

from newscheck.errors import UsageError
from newscheck.fixtures import cases, mutation_report, mutation_session, page_sources
from newscheck.fixtures.cases import Case
from newscheck.fixtures.extractors import AnyExtractor, Extractor
from newscheck.fixtures.mutation_report import CaseResults
from newscheck.fixtures.mutation_session import MutationSession
from newscheck.fixtures.mutation_testing import ROBUST, SURVIVED, WATCHERS, MutantResult, MutationRun
from newscheck.fixtures.page_encoding import text_of
from newscheck.mutants import Mutant
from newscheck.testing import settings
from newscheck.text.display import sanitize

#: Logs are read where nobody knows how wide the window is.
_WIDTH = 100
#: What the marker takes besides pages.
_OPTIONS = ("extractor", "select", "ignore", "watch", "limit")
_results = pytest.StashKey[list[tuple[str, MutantResult]]]()


class MutationTrial:
    """A page whose mutants are tried: made once, whatever test asks for one of them."""

    def __init__(self, case: Case, extractor: AnyExtractor, court: MutationSession, other: Case | None) -> None:
        self.case, self.extractor, self._court, self._other = case, extractor, court, other

    @cached_property
    def run(self) -> MutationRun:
        """The extractor run on the page as it is. Raises UsageError where the case can't be used."""
        return self._court.run(self.case, self.extractor)

    def result(self, mutant: Mutant) -> MutantResult | None:
        """What becomes of a mutant; None where it can't be put into the page."""
        other = text_of(self._other.page) if self._other else ""
        return next(self.run.results([mutant], other), None)


@dataclass(frozen=True, repr=False)
class PageMutant:
    """A page with one fault in it: the value of the fixture `newscheck_mutant`.

    `mutant` says which fault it is, and whether a reader still sees all of the article (`is_neutral`); `case` is the
    page fixture that it was put into.
    """

    trial: MutationTrial
    mutant: Mutant
    report: Callable[[str, MutantResult], None]

    def __repr__(self) -> str:
        return f"<{self.mutant.id} on {sanitize(self.case.name)}>"

    @property
    def case(self) -> Case:
        """The page fixture."""
        return self.trial.case

    @cached_property
    def fate(self) -> MutantResult:
        """What became of it: robust, killed (and by whom), or survived.

        The test fails where the extractor fails on the page as it is.
        """
        if self.trial.run.failure:
            reason = f"no mutants, the page itself fails: {self.trial.run.failure}"
            pytest.fail(sanitize(f"{self.case.name}: {reason}"), pytrace=False)
        found = self.trial.result(self.mutant)
        if found is None:
            pytest.skip(f"{sanitize(self.case.name)} can't have it")
        self.report(self.case.name, found)
        return found

    @property
    def html(self) -> str:
        """The page with the fault in it."""
        return self.fate.page

    def assert_noticed(self) -> None:
        """Raise AssertionError where the record is another and nobody said anything."""
        __tracebackhide__ = True
        if self.fate.outcome == SURVIVED:
            name, lines = sanitize(self.case.name), "\n".join(f"  {line}" for line in self.fate.changes)
            raise AssertionError(
                f"{self.mutant.id} survived on {name}: the record is another, and nobody said anything\n"
                f"{lines}\n  {self.mutant.summary}\n"
                f"  to keep it: newscheck mutants {name} --select {self.mutant.id} --save FOLDER"
            )

    def assert_robust(self) -> None:
        """Raise AssertionError where the record is another, whoever noticed."""
        __tracebackhide__ = True
        if self.fate.outcome != ROBUST:
            by = ", ".join(self.fate.rules or self.fate.killed_by) or "nobody"
            lines = "\n".join(f"  {line}" for line in self.fate.changes or (sanitize(self.fate.failure),))
            raise AssertionError(
                f"{self.mutant.id} changes the record of {sanitize(self.case.name)}; noticed by: {by}\n{lines}\n"
                f"  {self.mutant.summary}"
            )


def parametrize(metafunc: pytest.Metafunc) -> None:
    """Run a test for each mutant of the pages that its marker names. Raises UsageError for a mistake in the marker."""
    if "newscheck_mutant" not in metafunc.fixturenames:
        raise pytest.UsageError(
            f"{metafunc.definition.nodeid}: a test marked newscheck_mutants takes the fixture newscheck_mutant"
        )
    marks = list(metafunc.definition.iter_markers("newscheck_mutants"))
    try:
        tried = [(trial, mutant) for mark in marks for trial, mutant in _trials(metafunc, mark)]
    except UsageError as error:
        raise pytest.UsageError(f"{metafunc.definition.nodeid}: {sanitize(str(error))}") from None
    names = [f"{sanitize(trial.case.name)}-{mutant.id}" for trial, mutant in tried]
    metafunc.parametrize("newscheck_mutant", tried, ids=names, indirect=True)


def fixture_value(request: pytest.FixtureRequest) -> PageMutant:
    """The value of the fixture."""
    if not hasattr(request, "param"):
        pytest.fail("newscheck_mutant is for tests marked @pytest.mark.newscheck_mutants(page, ...)", pytrace=False)
    trial, mutant = request.param
    fates = request.config.stash.setdefault(_results, [])
    return PageMutant(trial, mutant, lambda name, fate: fates.append((name, fate._replace(page=""))))


def worker_output(config: pytest.Config) -> str:
    """What a worker of pytest-xdist has found out."""
    return msgspec.json.encode(config.stash.get(_results, [])).decode()


def add_worker_output(config: pytest.Config, told: str) -> None:
    """Add what a worker has found out."""
    config.stash.setdefault(_results, []).extend(msgspec.json.decode(told, type=list[tuple[str, MutantResult]]))


def write_summary(terminal: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The score by mutation."""
    found = config.stash.get(_results, [])
    if not found:
        return
    names = sorted({name for name, _ in found})
    tried = [CaseResults(name, [fate for own, fate in found if own == name]) for name in names]
    happened = {fate.mutant for _, fate in found}
    if config.get_verbosity() <= 0 and not any(fate.outcome == SURVIVED for _, fate in found):
        terminal.write_line(f"newscheck: {mutation_report.summary_line(tried)}")
        return
    terminal.section("newscheck mutants")
    width = max(terminal._tw.fullwidth, _WIDTH)  # pytest's own plugins know no other way
    chosen = [mutant for mutant in mutation_session.select_mutants() if mutant.id in happened]
    for line in mutation_report.table(tried, chosen, width, color=False):
        terminal.write_line(line.rstrip("\n"))


def _trials(metafunc: pytest.Metafunc, mark: pytest.Mark) -> Iterable[tuple[MutationTrial, Mutant]]:
    config = metafunc.config
    for name in mark.kwargs:
        if name not in _OPTIONS:
            raise UsageError(f"newscheck_mutants: unknown option {name!r}; there are {', '.join(_OPTIONS)}")
    if not mark.args:
        raise UsageError("newscheck_mutants: wanted a page fixture or a folder of some")
    wanted = mutation_session.select_mutants(_names(mark, "select"), _names(mark, "ignore"))
    watch = _names(mark, "watch") or WATCHERS
    for name in watch:
        if name not in WATCHERS:
            raise UsageError(f"newscheck_mutants: watch: unknown watcher {name!r}; there are {', '.join(WATCHERS)}")
    court = MutationSession(settings.project(config), mark.kwargs.get("limit") or settings.time_limit(config), watch)
    found = [case for place in mark.args for case in _cases(metafunc, court, place)]
    for at, case in enumerate(found):
        extractor = _extractor(config, case, mark.kwargs.get("extractor"))
        other = next((one for one in found[at + 1 :] + found[:at] if one.site == case.site), None)
        trial = MutationTrial(case, extractor, court, other)
        yield from ((trial, mutant) for mutant in wanted if mutation_session.is_applicable(case, mutant, other))


def _names(mark: pytest.Mark, option: str) -> tuple[str, ...]:
    given = mark.kwargs.get(option, ())
    return (given,) if isinstance(given, str) else tuple(given)


def _cases(metafunc: pytest.Metafunc, court: MutationSession, place: str | os.PathLike[str]) -> Sequence[Case]:
    """The cases at a place: relative to the root folder of the run, or to that of the test's file."""
    roots = (metafunc.config.rootpath, metafunc.definition.path.parent)
    path = next((found for root in roots if (found := root / place).exists()), roots[0] / place)
    if page_sources.is_page(str(path)):
        return [page_sources.of_file(court.project, str(path))]
    if not path.is_dir():
        raise UsageError(f"newscheck_mutants: no such page fixture: {place}")
    loaded = [cases.load(folder) for folder in ([path] if cases.is_case(path) else cases.find(path))]
    if not loaded:
        raise UsageError(f"newscheck_mutants: no page fixtures in {place}")
    return loaded


def _extractor(config: pytest.Config, case: Case, given: Any) -> AnyExtractor:
    if callable(given):
        return Extractor(given)
    name = given or case.extractor or settings.extractor_name(config)
    if not name:
        raise UsageError("newscheck_mutants: no extractor: extractor=FUNCTION, or `extractor` in newscheck's settings")
    return settings.extractor(config, name)
