"""A dump as tests: an item for each of its files (`path::newscheck`), and one for each rule of the dump (`DUMP::rule`).

An item only looks up its own findings (`testing.dump_results`).
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import pytest

from newscheck.engine.files.directory_walk import FileEntry
from newscheck.errors import UsageError
from newscheck.model import Crash, Finding
from newscheck.testing import failure_messages, node_ids
from newscheck.testing.dump_results import DumpResults, holds_articles
from newscheck.testing.items import NAME, NewscheckItem, mark
from newscheck.text.display import sanitize

#: The name of all files of a dump together, which editors show among the files.
_ALL_FILES = "*"


class DumpFolder(pytest.Directory):
    """A folder of a dump or the dump itself, which may be a file that holds many articles.

    Where the command line names something inside of it, only what leads there is collected; where it names the folder
    or one above, its Python tests are, too. Each subfolder is a node of its own, so that pytest reads its conftest.py.
    """

    results: DumpResults
    selected_paths: Sequence[Path] | None
    #: The files below it, where they are listed already.
    entries: list[FileEntry] | None = None
    #: Whether the command line names them: such files are never ignored.
    is_named = False

    @classmethod
    def of(
        cls, parent: pytest.Collector, path: Path, results: DumpResults, inside: Sequence[Path] | None = None
    ) -> Self:
        """The node of `path`; `inside` are all paths that the command line names, None where none leads here."""
        place = node_ids.of_path(path, parent.config.rootpath)
        folder = cls.from_parent(parent, path=path, name=node_ids.escaped(path.name), nodeid=place)
        folder.results, folder.selected_paths = results, inside
        mark(folder)
        return folder

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Raises CollectError where the folder can't be listed or there are no articles in it."""
        wanted = [path for path in self.selected_paths or () if self.path in path.parents]
        if wanted and not self.session.isinitpath(self.path):
            yield from self._towards(wanted)
            return
        if self.selected_paths is not None and self.path.is_dir():
            yield from self._others()
        try:
            entries = self.results.entries(self.path) if self.entries is None else self.entries
        except UsageError as error:
            raise self.CollectError(sanitize(str(error))) from None
        yield from self._tree(entries)
        if self.path == self.results.path:
            yield from DumpRules.of(self, self.results).collect()

    def _tree(self, entries: Iterable[FileEntry]) -> Iterator[pytest.Item | pytest.Collector]:
        """The tests of files in this folder, and its subfolders that hold the others."""
        by_name: dict[str, list[FileEntry]] = {}
        folder = str(self.path)
        for entry in entries:
            by_name.setdefault(node_ids.relative(entry.real, folder).partition(os.sep)[0], []).append(entry)
        below = {self.path / name if name else self.path: inside for name, inside in by_name.items()}
        ignored = () if self.is_named else self.results.ignored(below)
        for path, inside in below.items():
            if path in ignored:
                continue
            if str(path) == inside[0].real:
                yield from DumpFile.of(self, path, inside[0], self.results).collect()
            else:
                node = DumpFolder.of(self, path, self.results)
                node.entries, node.is_named = inside, self.is_named
                yield node

    def _towards(self, wanted: Sequence[Path]) -> Iterator[pytest.Item | pytest.Collector]:
        """The subfolders and files that lead to the wanted paths."""
        depth = len(self.path.parts)
        for path in dict.fromkeys(Path(*path.parts[: depth + 1]) for path in wanted):
            if not holds_articles(path, self.results.checks.project):
                yield from (other for other in self._others() if other.path == path)
            elif path.is_dir():
                yield DumpFolder.of(self, path, self.results, self.selected_paths)
            else:
                yield from (
                    DumpFile.of(self, Path(entry.real), entry, self.results)
                    for entry in self.results.entries_at([path])
                )

    def _others(self) -> Iterator[pytest.Item | pytest.Collector]:
        """What pytest itself collects in this folder; it doesn't have newscheck's marker."""
        assert self.parent is not None
        yield from pytest.Dir.from_parent(self.parent, path=self.path).collect()


class SelectedDumpFolder(DumpFolder):
    """The part of a dump that the command line selects: tests by file, folder or the dump itself, None for all."""

    selected: Mapping[Path, Container[str] | None]
    is_named = True

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Raises CollectError where a folder can't be listed."""
        paths = [path for path, names in self.selected.items() if names is None or NAME in names]
        try:
            entries = self.results.entries_at(paths)
        except UsageError as error:
            raise self.CollectError(str(error)) from None
        yield from self._tree(entries)
        yield from DumpRules.of(self, self.results).collect(self.selected.get(self.path, ()))


class DumpFile(pytest.File):
    """A file of a dump; editors show its test below it."""

    results: DumpResults
    entry: FileEntry

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, entry: FileEntry, results: DumpResults) -> DumpFile:
        """The node of a path and its entry."""
        place = node_ids.of_path(path, parent.config.rootpath)
        file: DumpFile = cls.from_parent(parent, path=path, name=place.rpartition("/")[2], nodeid=place)
        file.entry, file.results = entry, results
        return file

    def collect(self) -> Iterator[pytest.Item]:
        """Its one item."""
        yield FileItem.of(self)


class DumpRules(pytest.File):
    """All files of a dump as one node, for the rules of the dump. A dump that is a file is that file."""

    results: DumpResults

    @classmethod
    def of(cls, parent: pytest.Collector, results: DumpResults) -> DumpRules:
        """The node of a dump."""
        path = results.path / _ALL_FILES if results.path.is_dir() else results.path
        whole: DumpRules = cls.from_parent(
            parent, path=path, name=_ALL_FILES, nodeid=node_ids.of_path(path, parent.config.rootpath)
        )
        whole.results = results
        return whole

    def collect(self, rules: Container[str] | None = None) -> Iterator[pytest.Item]:
        """An item for each rule of the dump, or for some of them."""
        for rule in self.results.rules:
            if rules is None or rule in rules:
                yield DumpItem.of(self, rule)


class _FindingsItem(NewscheckItem):
    """An item that fails with findings."""

    results: DumpResults

    def decide(self, findings: Sequence[Finding], crashes: Sequence[Crash], where: str) -> None:
        """Pass, or fail with the findings."""
        if crashes:
            self.fail(failure_messages.crash(crashes))
        if self.record_findings(findings, self.results.checks.project.fail_on):
            self.fail(f"{failure_messages.heading(findings, where)}\n{self._listing(findings)}")
        elif findings:
            self.add_report_section("call", NAME, self._listing(findings))

    def _listing(self, findings: Sequence[Finding]) -> str:
        return failure_messages.listing(findings, self.results.checks.checker.rules)


class FileItem(_FindingsItem):
    """A file of a dump."""

    entry: FileEntry
    #: Its folder, as one object that knows its hash: pytest asks for its hooks again and again.
    folder: Path

    @classmethod
    def of(cls, parent: DumpFile) -> FileItem:
        """The item of a file; its id is the file's, whatever collected it."""
        item: FileItem = cls.from_parent(parent, name=NAME)
        place = parent.nodeid
        item.entry, item.results, item.display_path = parent.entry, parent.results, place
        item.folder = parent.path.parent
        item.extra_keyword_matches.add(place)
        return item

    @property
    def ihook(self) -> Any:
        """The hooks of its folder: pytest would ask the disk each time whether the path is a folder."""
        return self.session.gethookproxy(self.folder)

    def runtest(self) -> None:
        """Look up the findings of the file."""
        result = self.results.result_of(self.entry)
        self.decide(result.findings, result.crashes, self.entry.path)

    def passes(self) -> bool:
        """Whether the file has neither findings nor crashes."""
        result = self.results.result_of(self.entry)
        return not result.findings and not result.crashes


class DumpItem(_FindingsItem):
    """A rule of the dump, which checks all files together."""

    @classmethod
    def of(cls, parent: DumpRules, rule: str) -> DumpItem:
        """The item of a rule; its id begins with the dump's."""
        results = parent.results
        place = node_ids.of_path(results.path, parent.config.rootpath)
        item: DumpItem = cls.from_parent(parent, name=rule, path=results.path, nodeid=f"{place}::{rule}")
        item.results, item.display_path = results, place
        return item

    def runtest(self) -> None:
        """Look up the rule's findings."""
        try:
            result = self.results.dump_result()
        except UsageError as error:
            self.fail(f"newscheck: {error}")
        findings = [finding for finding in result.findings if finding.rule == self.name]
        crashes = [crash for crash in result.crashes if crash.rule in (self.name, "")]
        self.decide(findings, crashes, self.display_path)


def select(results: DumpResults, items: Sequence[pytest.Item]) -> None:
    """Limit a dump to the files of the items that will run, unless one of these is a rule of the dump."""
    own = [item for item in items if isinstance(item, _FindingsItem) and item.results is results]
    results.tested_files = [item.entry.real for item in own if isinstance(item, FileItem)]
    results.tested_rules = [item.name for item in own if isinstance(item, DumpItem)]
    results.select(None if results.tested_rules else [item.entry for item in own if isinstance(item, FileItem)])


def passed_reports(item: pytest.Item) -> Sequence[pytest.TestReport]:
    """The reports of an item that passes without being run."""
    keywords: dict[str, Any] = dict.fromkeys(item.keywords, 1)
    setup = pytest.TestReport(item.nodeid, item.location, keywords, "passed", None, "setup")
    return (setup, _report_like(setup, "call"), _report_like(setup, "teardown"))


def _report_like(first: pytest.TestReport, when: Literal["call", "teardown"]) -> pytest.TestReport:
    """The report of another phase, in a third of the time that pytest takes to make one."""
    report = object.__new__(pytest.TestReport)
    report.__dict__.update(first.__dict__, when=when, user_properties=[], sections=[])
    return report
