"""Page fixtures on which an extractor is tried with changed pages (`detection.survival`), and what is kept of it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from fnmatch import fnmatchcase

from msgspec.structs import replace

from newscheck import mutants
from newscheck.detection import regions
from newscheck.detection.survival import WATCHERS, Fate, Ordeal, Subject
from newscheck.drawing import blueprint
from newscheck.errors import UsageError
from newscheck.extraction import intake
from newscheck.fixtures import cases
from newscheck.fixtures.cases import Case
from newscheck.fixtures.extractors import LIMIT, AnyExtractor, encoding_of, text_of
from newscheck.judgement.checking import Checker
from newscheck.model import Extraction
from newscheck.mutants import Mutant
from newscheck.settings.config import Project, checker
from newscheck.text.suggestions import did_you_mean


class Court:
    """The judges of a project, made ready once for each site."""

    def __init__(self, project: Project, limit: float = LIMIT, watchers: Iterable[str] = WATCHERS) -> None:
        self.project, self.limit, self.watchers = project, limit, tuple(watchers)
        self._checkers: dict[str | None, Checker] = {}

    def checker(self, site: str | None) -> Checker:
        """Raises UsageError where nobody knows the site."""
        if site not in self._checkers:
            self._checkers[site] = checker(replace(self.project, site=site))
        return self._checkers[site]

    def run(self, case: Case, extractor: AnyExtractor) -> Ordeal:
        """A case with its extractor run on its page; the mutants are the next step (`Ordeal.fates`).

        Raises UsageError where the case has no page, what is said of it can't be read, or its site is unknown.
        """
        for name in (cases.PAGE, cases.META):
            if name in case.faults:
                raise UsageError(f"{case.name}: {case.faults[name]}")
        judge = self.checker(case.site or self.project.site)
        site = judge.sites.for_url(case.url)
        encoding = encoding_of(case.page)
        subject = Subject(
            page=text_of(case.page),
            url=case.url,
            known=case.with_known_fields({}),
            volatile=frozenset(case.volatile),
            layout=case.layout,
            path=f"{case.name}.json",
        )

        def extract(page: str) -> Extraction:
            return extractor.run(page.encode(encoding, "xmlcharrefreplace"), case.url, self.limit)

        return Ordeal(subject, extract, judge, lambda page: blueprint.draw(page, site), self.watchers)


def kept(case: Case, ordeal: Ordeal, fate: Fate, extractor: AnyExtractor) -> Case:
    """A mutant as a case of its own. Where the article is all there, the record is that of the page as it was.

    Its test fails until the extractor gives that. Where content is lost, there is no record that would be right.
    """
    record = intake.readable({name: value for name, value in ordeal.record.items() if name not in ordeal.volatile})
    return replace(
        case,
        name=name_of(case, fate.mutant),
        page=fate.page.encode(encoding_of(case.page), "xmlcharrefreplace"),
        extractor=extractor.name,
        volatile=tuple(sorted(ordeal.volatile)),
        record=record if fate.is_neutral else None,
        layout=None,
    )


def name_of(case: Case, mutant: str) -> str:
    """What a mutant of a case is called, as a case of its own."""
    return cases.name_of(f"{case.name[:40]}-{mutant}")


def can_have(case: Case, mutant: Mutant, other: Case | None = None) -> bool:
    """Whether a mutant can be put into the page of a case; `other` is a page of another article."""
    cut = regions.cut(text_of(case.page))
    page = text_of(other.page) if other else ""
    strange = page[slice(*regions.article(page))]
    return mutants.on_page(cut, mutant, random.Random(0), url=case.url, other=strange) is not None


def wanted(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Mutant]:
    """The mutants of pages that names or patterns (`image-*`) choose: all where nothing is selected.

    Raises UsageError for a name that fits none.
    """
    known = {name: mutant for name, mutant in mutants.load().items() if mutant.is_of_page}
    chosen = [_fitting(name, known) for name in select] or [set(known)]
    left_out = set().union(*(_fitting(name, known) for name in ignore))
    return [mutant for name, mutant in known.items() if name in set().union(*chosen) - left_out]


def _fitting(name: str, known: dict[str, Mutant]) -> set[str]:
    found = {one for one in known if fnmatchcase(one, name)}
    if not found and name in mutants.load():
        raise UsageError(f"mutation {name!r} is of a feed or a file, not of a page")
    if not found:
        raise UsageError(f"unknown mutation {name!r}{did_you_mean(name, known)}")
    return found
