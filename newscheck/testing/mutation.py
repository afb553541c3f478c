"""`@pytest.mark.newscheck_mutants`: a test runs for each mutant of some pages, and the score is printed at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
import pytest

from newscheck.engine.extraction.extractors import AnyExtractor, Extractor
from newscheck.errors import UsageError
from newscheck.fixtures import cases, mutation_report, mutation_session, page_sources
from newscheck.fixtures.cases import Case
from newscheck.fixtures.mutation_report import CaseResults
from newscheck.fixtures.mutation_session import MutationSession
from newscheck.fixtures.mutation_testing import ROBUST, SURVIVED, WATCHERS, MutantResult, MutationRun
from newscheck.mutants import Mutant
from newscheck.testing import settings
from newscheck.text.display import sanitize
from newscheck.text.page_encoding import text_of

#: CI logs have no width.
_WIDTH = 100
#: Options of the marker.
_OPTIONS = ("extractor", "select", "ignore", "watch", "limit")
_results = pytest.StashKey[list[tuple[str, MutantResult]]]()


class MutationTrial:
    """A page whose mutants are tested; its tests share it."""

    def __init__(self, case: Case, extractor: AnyExtractor, session: MutationSession, other: Case | None) -> None:
        self.case, self.extractor, self._session, self._other = case, extractor, session, other

    @cached_property
    def run(self) -> MutationRun:
        """The extractor run on the page as it is. Raises UsageError where the case can't be used."""
        return self._session.run(self.case, self.extractor)

    def result(self, mutant: Mutant) -> MutantResult | None:
        """The outcome of a mutant; None where it is not applicable to the page."""
        other = text_of(self._other.page) if self._other else ""
        return next(self.run.results([mutant], other), None)


@dataclass(frozen=True, repr=False)
class PageMutant:
    """A page with one fault in it: the value of the fixture `newscheck_mutant`.

    `mutant` is the fault, `mutant.is_neutral` whether a reader still sees all of the article; `case` is the page
    fixture that it was put into.
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
        """The outcome: robust, killed (and by what), or survived.

        The test fails where the extractor fails on the page as it is.
        """
        if self.trial.run.failure:
            reason = f"no mutants, the page itself fails: {self.trial.run.failure}"
            pytest.fail(sanitize(f"{self.case.name}: {reason}"), pytrace=False)
        result = self.trial.result(self.mutant)
        if result is None:
            pytest.skip(f"{self.mutant.id} is not applicable to {sanitize(self.case.name)}")
        self.report(self.case.name, result)
        return result

    @property
    def html(self) -> str:
        """The page with the fault in it."""
        return self.fate.page

    def assert_noticed(self) -> None:
        """Raise AssertionError where the record changed and no check reported it."""
        __tracebackhide__ = True
        if self.fate.outcome == SURVIVED:
            name, lines = sanitize(self.case.name), "\n".join(f"  {line}" for line in self.fate.changes)
            raise AssertionError(
                f"{self.mutant.id} survived on {name}: the record changed, and no check reported it\n"
                f"{lines}\n  {self.mutant.summary}\n"
                f"  to keep it: newscheck mutants {name} --select {self.mutant.id} --save FOLDER"
            )

    def assert_robust(self) -> None:
        """Raise AssertionError where the record changed, even if a check reported it."""
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
        pairs = [(trial, mutant) for mark in marks for trial, mutant in _trials(metafunc, mark)]
    except UsageError as error:
        raise pytest.UsageError(f"{metafunc.definition.nodeid}: {sanitize(str(error))}") from None
    names = [f"{sanitize(trial.case.name)}-{mutant.id}" for trial, mutant in pairs]
    metafunc.parametrize("newscheck_mutant", pairs, ids=names, indirect=True)


def fixture_value(request: pytest.FixtureRequest) -> PageMutant:
    """The value of the fixture."""
    if not hasattr(request, "param"):
        pytest.fail("newscheck_mutant is for tests marked @pytest.mark.newscheck_mutants(page, ...)", pytrace=False)
    trial, mutant = request.param
    results = request.config.stash.setdefault(_results, [])
    return PageMutant(trial, mutant, lambda name, result: results.append((name, result._replace(page=""))))


def worker_output(config: pytest.Config) -> str:
    """The results of a worker of pytest-xdist, encoded."""
    return msgspec.json.encode(config.stash.get(_results, [])).decode()


def add_worker_output(config: pytest.Config, output: str) -> None:
    """Add the results of a worker."""
    config.stash.setdefault(_results, []).extend(msgspec.json.decode(output, type=list[tuple[str, MutantResult]]))


def write_summary(terminal: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The mutation score."""
    results = config.stash.get(_results, [])
    if not results:
        return
    names = sorted({name for name, _ in results})
    by_case = [CaseResults(name, [result for own, result in results if own == name]) for name in names]
    tested = {result.mutant for _, result in results}
    if config.get_verbosity() <= 0 and not any(result.outcome == SURVIVED for _, result in results):
        terminal.write_line(f"newscheck: {mutation_report.summary_line(by_case)}")
        return
    terminal.section("newscheck mutants")
    width = max(terminal._tw.fullwidth, _WIDTH)  # pytest has no public name for it
    chosen = [mutant for mutant in mutation_session.select_mutants() if mutant.id in tested]
    for line in mutation_report.table(by_case, chosen, width, color=False):
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
    session = MutationSession(settings.session(config), mark.kwargs.get("limit") or settings.time_limit(config), watch)
    given = mark.kwargs.get("extractor")
    given = Extractor(given) if callable(given) else given
    named_cases = [case for place in mark.args for case in _cases(metafunc, session, place)]
    named = [(case, _extractor(config, case, given)) for case in named_cases]
    for at, (case, extractor) in enumerate(named):
        other = mutation_session.other_case(named, at)
        trial = MutationTrial(case, extractor, session, other)
        yield from ((trial, mutant) for mutant in wanted if mutation_session.is_applicable(case, mutant, other))


def _names(mark: pytest.Mark, option: str) -> tuple[str, ...]:
    given = mark.kwargs.get(option, ())
    return (given,) if isinstance(given, str) else tuple(given)


def _cases(metafunc: pytest.Metafunc, session: MutationSession, place: str | os.PathLike[str]) -> Sequence[Case]:
    """The cases at a place: relative to the root folder of the run, or to that of the test's file."""
    roots = (metafunc.config.rootpath, metafunc.definition.path.parent)
    path = next((path for root in roots if (path := root / place).exists()), roots[0] / place)
    if page_sources.is_page(str(path)):
        return [page_sources.of_file(session.session, str(path))]
    if not path.is_dir():
        raise UsageError(f"newscheck_mutants: no such page fixture: {place}")
    loaded = [cases.load(folder) for folder in ([path] if cases.is_case(path) else cases.find(path))]
    if not loaded:
        raise UsageError(f"newscheck_mutants: no page fixtures in {place}")
    return loaded


def _extractor(config: pytest.Config, case: Case, given: Extractor | str | None) -> AnyExtractor:
    if isinstance(given, Extractor):
        return given
    name = given or case.extractor or settings.extractor_name(config)
    if not name:
        raise UsageError("newscheck_mutants: no extractor: extractor=FUNCTION, or `extractor` in newscheck's settings")
    return settings.extractor(config, name)
