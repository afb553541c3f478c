"""Page fixtures as tests: for each case an item per field of its record, one for the rules, one for the layout.

The extractor runs once per case, with its first item.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pytest

from newscheck.article import records
from newscheck.engine.extraction.extractors import AnyExtractor
from newscheck.errors import UsageError
from newscheck.fixtures import cases
from newscheck.fixtures.cases import Case
from newscheck.fixtures.staleness import Staleness
from newscheck.html import structure, structure_diff
from newscheck.model import ExtractorResult, Site
from newscheck.testing import failure_messages, node_ids
from newscheck.testing.checks import Checks, cached_checks
from newscheck.testing.ignored_paths import IgnoredPaths
from newscheck.testing.items import NewscheckItem, mark
from newscheck.text import value_diff
from newscheck.text.display import sanitize
from newscheck.text.page_encoding import text_of

#: Names of items of a case that are not fields.
_RESERVED = ("extractor", "no-other-fields", "rules", "layout", cases.PAGE, cases.META, cases.RECORD, cases.LAYOUT)
_FIELD = "field "


class StaleFixtureWarning(pytest.PytestWarning):
    """A page fixture has a layout that the publisher has given up. `-W error::newscheck.testing.StaleFixtureWarning`
    makes the test fail."""


class CaseEnvironment:
    """What the tests of all cases need; `name` is the default extractor, `limit` is in seconds per page."""

    def __init__(
        self,
        checks: Checks,
        extractor: Callable[[str], AnyExtractor],
        name: str | None,
        limit: float,
        ignored: IgnoredPaths,
        staleness: Staleness,
    ) -> None:
        self.checks, self.limit, self.ignored, self.staleness = checks, limit, ignored, staleness
        self._extractor, self._name = extractor, name

    def extract(self, case: Case) -> ExtractorResult:
        """The extractor's result for a page. Raises UsageError where there is no such extractor."""
        name = case.extractor or self._name
        if name is None:
            raise UsageError("no extractor: `extractor` in newscheck's settings, or newscheck_extractor in pytest's")
        return self._extractor(name).run(case.page, case.url, self.limit)

    def checks_of(self, case: Case) -> Checks:
        """The checks with the site of a case. Raises UsageError where there is no such site."""
        if case.site is None:
            return self.checks
        return cached_checks(self.checks.session.for_site(case.site))

    def site_of(self, case: Case) -> Site:
        """The publisher of a case. Raises UsageError where there is no such site."""
        return self.checks_of(case).checker.sites.for_url(case.url)


class PageFolder(pytest.Directory):
    """A folder of cases."""

    environment: CaseEnvironment

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, environment: CaseEnvironment) -> Self:
        """The node of `path`."""
        folder = cls.from_parent(
            parent, path=path, name=node_ids.escaped(path.name), nodeid=node_ids.of_path(path, parent.config.rootpath)
        )
        folder.environment = environment
        return folder

    def collect(self) -> Iterator[pytest.Collector]:
        """Raises CollectError where there are no cases."""
        folders = list(cases.folders(self.path))
        if not folders:
            raise self.CollectError(
                f"no page fixtures in {sanitize(str(self.path))}: `newscheck fixture add` makes one"
            )
        ignored = self.environment.ignored.of(self.path, folders)
        for folder in folders:
            if folder not in ignored:
                yield self.folder(folder)

    def folder(self, path: Path) -> PageFolder:
        """A subfolder."""
        return (CaseFolder if cases.is_case(path) else PageFolder).of(self, path, self.environment)


class CaseFolder(PageFolder):
    """The folder of one case; ids of its tests name the file of its page, which editors can open."""

    names: Iterable[str] | None = None

    def collect(self) -> Iterator[pytest.Collector]:
        """The node of its page."""
        yield PageFile.of(self, self.path / cases.PAGE, self.environment, self.names)


class SelectedPageFolder(PageFolder):
    """The part of a folder of cases that the command line selects: tests by page, or a folder; None for all."""

    selected: Mapping[Path, Iterable[str] | None]

    def collect(self) -> Iterator[pytest.Collector]:
        """Raises CollectError where there are no cases."""
        below: dict[Path, dict[Path, Iterable[str] | None]] = {}
        for path, names in self.selected.items():
            if path == self.path:
                yield from super().collect()
            else:
                name = node_ids.relative(str(path), str(self.path)).partition(os.sep)[0]
                below.setdefault(self.path / name, {})[path] = names
        for path, wanted in below.items():
            folder = self.folder(path)
            if isinstance(folder, CaseFolder):
                folder.names = None if path in wanted else wanted.get(path / cases.PAGE)
            elif path not in wanted:
                folder = SelectedPageFolder.of(self, path, self.environment)
                folder.selected = wanted
            yield folder


class PageFile(pytest.File):
    """The page of a case; `names` are the selected tests, None for all."""

    environment: CaseEnvironment
    names: Iterable[str] | None

    @classmethod
    def of(
        cls, parent: PageFolder, path: Path, environment: CaseEnvironment, names: Iterable[str] | None = None
    ) -> PageFile:
        """The node of the page at `path`."""
        page: PageFile = cls.from_parent(
            parent, path=path, name=path.name, nodeid=node_ids.of_path(path, parent.config.rootpath)
        )
        page.environment, page.names = environment, names
        mark(page)
        return page

    @cached_property
    def case(self) -> Case:
        """The case, read from disk."""
        return cases.load(self.path.parent)

    @cached_property
    def extraction(self) -> ExtractorResult:
        """The extractor's result."""
        try:
            return self.environment.extract(self.case)
        except UsageError as error:
            return ExtractorResult(failure=f"newscheck: {error}")

    def collect(self) -> Iterator[pytest.Item]:
        """The selected items. Raises CollectError where there is no such item."""
        items = list(self._all())
        if self.names is None:
            yield from items
            return
        if unknown := [name for name in self.names if name not in {item.name for item in items}]:
            raise self.CollectError(f"no such test: {self.nodeid}::{unknown[0]}")
        yield from (item for item in items if item.name in self.names)

    def _all(self) -> Iterator[pytest.Item]:
        """All items; each broken file of the case is an item that fails."""
        for name in self.case.faults:
            yield CaseFaultItem.from_parent(self, name=name)
        if not self.case.faults.keys().isdisjoint((cases.PAGE, cases.META)):
            return
        yield ExtractorItem.from_parent(self, name="extractor")
        if self.case.record is not None:
            for field in self.case.without_volatile(self.case.record):
                yield FieldItem.of(self, field)
            yield NoOtherFieldsItem.from_parent(self, name="no-other-fields")
        yield RulesItem.from_parent(self, name="rules")
        if self.case.layout is not None:
            yield LayoutItem.from_parent(self, name="layout")


class _CaseItem(NewscheckItem):
    """An item of a case."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.display_path, self.subject = self.page.nodeid, sanitize(self.page.case.name)

    @property
    def page(self) -> PageFile:
        """The page that it tests."""
        assert isinstance(self.parent, PageFile)
        return self.parent

    def runtest(self) -> None:
        """Pass, or fail with the problems."""
        try:
            lines = self.problems()
        except UsageError as error:
            lines = [f"newscheck: {error}"]
        if lines:
            self.fail("\n".join(lines))

    def problems(self) -> list[str]:
        """What is wrong, one message a line; empty if it passes."""
        raise NotImplementedError

    def record(self) -> dict[str, Any]:
        """The record of the page; without one, the item fails."""
        result = self.page.extraction
        if result.record is None:
            # Users type the node id as it stands there.
            pytest.fail(f"no record: {sanitize(result.failure)} (see {self.page.nodeid}::extractor)", pytrace=False)
        return dict(result.record)

    def accept_hint(self) -> str:
        """The command that makes the new state the expected one."""
        return f"to accept it: newscheck fixture rerun {sanitize(self.page.path.parent.name)} --accept"


class CaseFaultItem(_CaseItem):
    """A missing or broken file of the case."""

    def problems(self) -> list[str]:
        """What is wrong with the file."""
        return [self.page.case.faults[self.name]]


class ExtractorItem(_CaseItem):
    """The extractor returns a record. Where the page is stale, pytest warns: all tests of it may pass."""

    def problems(self) -> list[str]:
        """Its failure and traceback."""
        if stale := self.page.environment.staleness.reason(self.page.case):
            name = sanitize(self.page.path.parent.name)
            try:
                self.warn(StaleFixtureWarning(f"{name} is {stale} (newscheck fixture refresh {name} --from PAGE)"))
            except StaleFixtureWarning as error:  # where warnings are errors: without pytest's code around it
                return [str(error)]
        result = self.page.extraction
        return [result.failure, *result.traceback.splitlines()] if result.record is None else []


class FieldItem(_CaseItem):
    """A field has the expected value."""

    field: str

    @classmethod
    def of(cls, parent: pytest.Collector, field: str) -> FieldItem:
        """The item of a field, named after it unless that name is reserved."""
        name = f"{_FIELD}{field}" if field in _RESERVED or field.startswith(_FIELD) else field
        item: FieldItem = cls.from_parent(parent, name=node_ids.escaped(name))
        item.field = field
        return item

    def problems(self) -> list[str]:
        """The difference."""
        before, after = self.page.case.record or {}, self.record()
        lines = value_diff.describe_change(self.field, before.get(self.field), after.get(self.field))
        return [*lines, self.accept_hint()] if lines else []


class NoOtherFieldsItem(_CaseItem):
    """The record has no fields but those of the case."""

    def problems(self) -> list[str]:
        """The additional fields."""
        known = self.page.case.record or {}
        new = self.page.case.without_volatile(
            {name: value for name, value in self.record().items() if name not in known}
        )
        lines = [line for name, value in new.items() for line in value_diff.describe_change(name, None, value)]
        return [*lines, self.accept_hint()] if lines else []


class RulesItem(_CaseItem):
    """No rule reports an error in the record."""

    def problems(self) -> list[str]:
        """The findings at or above the fail level."""
        case = self.page.case
        checks = self.page.environment.checks_of(case).at()
        record = case.with_known_fields(self.record())
        result = checks.checker.check(records.to_input(record, case.name))
        if result.crashes:
            return [failure_messages.crash(result.crashes)]
        failing = self.record_findings(result.findings, checks.project.fail_on)
        if not failing:
            return []
        listing = failure_messages.listing(failing, checks.checker.rules, by_field=True)
        return [failure_messages.heading(failing, case.name), listing]


class LayoutItem(_CaseItem):
    """The structure of the page equals its snapshot."""

    def problems(self) -> list[str]:
        """What appeared and vanished."""
        case = self.page.case
        now = structure.to_text(text_of(case.page), self.page.environment.site_of(case))
        lines = structure_diff.describe_changes(case.layout or "", now)
        return [*lines, self.accept_hint()] if lines else []
