"""Would the tests have noticed? A page is changed as publishers change theirs, and the extractor is run on it.

A mutant that changes nothing in the record shows that the extractor is robust. One that changes it is killed where
somebody says so: the extractor fails, a rule says of the new record what it didn't say of the old one, or the
structure of the page is another than the stored one. What is left has survived: silently wrong.

The stored record is no witness. It belongs to one page, and on the day of the change the page is a new one; only rules
and structure still speak then.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from newscheck import mutants
from newscheck.detection import regions
from newscheck.extraction import intake
from newscheck.judgement.checking import Checker
from newscheck.model import SEVERITIES, Extraction
from newscheck.mutants import Mutant
from newscheck.text import contrast

ROBUST, KILLED, SURVIVED = OUTCOMES = ("robust", "killed", "survived")
#: Who can be asked besides the extractor itself.
RULES, LAYOUT = WATCHERS = ("rules", "layout")
EXTRACTOR = "extractor"
_HEARD = frozenset(SEVERITIES[1:])


class Subject(NamedTuple):
    """A page and what is known of it besides.

    `known` are fields that the extractor can't know and the dump would have (`Case.completed({})`), `volatile` those
    that differ from run to run; `layout` is the stored structure, None where there is none. `path` stands in findings.
    """

    page: str
    url: str = ""
    known: Mapping[str, Any] = {}
    volatile: frozenset[str] = frozenset()
    layout: str | None = None
    path: str = "page.json"


class Fate(NamedTuple):
    """What became of a mutant: one of `OUTCOMES`, and by whom it was killed, the first that spoke first.

    `rules` are those that newly speak, `failure` is the extractor's; `changes` are the differences of the record in
    words, `page` is the mutated page.
    """

    mutant: str
    is_neutral: bool
    outcome: str
    page: str
    killed_by: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    failure: str = ""
    changes: tuple[str, ...] = ()


class Ordeal:
    """A page that an extractor is tried on.

    `extract` gives the Extraction of a page, `draw` its structure (`drawing.blueprint.draw`). The extractor is run on
    the page itself at once: where that fails, `failure` says so, and no mutant can be judged.
    """

    def __init__(
        self,
        subject: Subject,
        extract: Callable[[str], Extraction],
        checker: Checker,
        draw: Callable[[str], str],
        watchers: Iterable[str] = WATCHERS,
    ) -> None:
        self.subject, self.watchers = subject, frozenset(watchers)
        self._extract, self._checker, self._draw = extract, checker, draw
        first = extract(subject.page)
        self.failure, self.traceback = first.failure, first.traceback
        self.record: Mapping[str, Any] = first.record or {}
        self.volatile = subject.volatile
        if first.record is not None:
            self._look_again()

    @cached_property
    def is_layout_stale(self) -> bool:
        """Whether the stored structure isn't that of the page: it would differ from any mutant's, and says nothing."""
        return self.subject.layout is not None and self._draw(self.subject.page) != self.subject.layout

    def results(self, wanted: Iterable[Mutant], other: str = "") -> Iterator[Fate]:
        """The fate of each mutant that can be put into the page. `other` is another page, of another article.

        Raises RuntimeError, with the traceback, where a rule crashes.
        """
        cut = regions.cut(self.subject.page)
        # With what is set aside in it back in its place: its comments would stand for parts of this page.
        strange = other[slice(*regions.article(other))]
        for mutant in wanted if not self.failure else ():
            draw = random.Random(f"{mutant.id} {self.subject.url}")
            page = mutants.on_page(cut, mutant, draw, url=self.subject.url, other=strange)
            if page is not None:
                yield self._fate(mutant, page)

    def _fate(self, mutant: Mutant, page: str) -> Fate:
        made = self._extract(page)
        if made.record is None:
            return Fate(mutant.id, mutant.is_neutral, KILLED, page, (EXTRACTOR,), failure=made.failure)
        if self._differing(made.record):
            # What follows the clock may have stood still for as long as the page was read twice.
            self._look_again()
        differing = self._differing(made.record)
        if not differing:
            return Fate(mutant.id, mutant.is_neutral, ROBUST, page)
        rules = self._rules_of(made.record) - self._usual if RULES in self.watchers else frozenset()
        watchers = ((RULES, bool(rules)), (LAYOUT, self._has_another_layout(page)))
        heard = tuple(name for name, has_spoken in watchers if has_spoken)
        return Fate(
            mutant.id,
            mutant.is_neutral,
            KILLED if heard else SURVIVED,
            page,
            heard,
            tuple(sorted(rules)),
            changes=tuple(self._changes(made.record, differing)),
        )

    def _look_again(self) -> None:
        """What another run on the same page gives differently is volatile."""
        again = self._extract(self.subject.page).record
        if again is not None:
            self.volatile |= frozenset(contrast.fields(self.record, again))

    def _differing(self, record: Mapping[str, Any]) -> list[str]:
        return [name for name in contrast.fields(self.record, record) if name not in self.volatile]

    def _changes(self, record: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
        before, after = intake.readable(self.record), intake.readable(record)
        told = [name for name in names if name in before or name in after]
        for name in told:
            yield from contrast.lines(name, before.get(name), after.get(name))

    @cached_property
    def _usual(self) -> frozenset[str]:
        """The rules that speak of the page as it is."""
        return self._rules_of(self.record)

    def _rules_of(self, record: Mapping[str, Any]) -> frozenset[str]:
        missing = {name: value for name, value in self.subject.known.items() if name not in record}
        result = self._checker.check(intake.item({**missing, **record}, self.subject.path))
        if result.crashes:
            raise RuntimeError(f"rule {result.crashes[0].rule} crashed\n{result.crashes[0].traceback}")
        return frozenset(finding.rule for finding in result.findings if finding.severity in _HEARD)

    def _has_another_layout(self, page: str) -> bool:
        if LAYOUT not in self.watchers or self.subject.layout is None or self.is_layout_stale:
            return False
        return self._draw(page) != self.subject.layout


class Tally(NamedTuple):
    """Fates added up: `killers` says how many of the killed each has killed; of several the first counts."""

    robust: int = 0
    killed: int = 0
    survived: int = 0
    killers: Mapping[str, int] = {}

    @property
    def mutants(self) -> int:
        """All of them."""
        return self.robust + self.killed + self.survived


def tally(fates: Iterable[Fate]) -> Tally:
    """The score of some fates."""
    counts = dict.fromkeys(OUTCOMES, 0)
    killers = dict.fromkeys((*WATCHERS, EXTRACTOR), 0)
    for fate in fates:
        counts[fate.outcome] += 1
        if fate.killed_by:
            killers[fate.killed_by[0]] += 1
    return Tally(**counts, killers={name: number for name, number in killers.items() if number})
