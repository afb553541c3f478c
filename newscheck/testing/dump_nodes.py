"""A dump as tests: an item for each of its files (`path::newscheck`), and one for each rule of the dump (`DUMP::rule`).

An item only looks up the findings of its own (`testing.dump_results`).
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pytest

from newscheck.engine.files.directory_walk import FileEntry
from newscheck.errors import UsageError
from newscheck.model import Crash, Finding
from newscheck.testing import failure_messages, node_ids
from newscheck.testing.dump_results import DumpResults, holds_articles
from newscheck.testing.items import NAME, NewscheckItem, mark
from newscheck.text.display import sanitize

#: What stands for all files of a dump where editors show the files.
_ALL_FILES = "*"


class DumpFolder(pytest.Directory):
    """A folder of a dump or the dump itself, which may be a file that holds many articles.

    Where the command line names something inside of it, only the way there is collected; where it names the folder or
    one above, its Python tests are, too. Each folder in it is one of its own, so that pytest reads its conftest.py.
    """

    results: DumpResults
    selected_paths: Sequence[Path] | None
    #: The files below it, where they have been listed already.
    entries: list[FileEntry] | None = None
    #: Whether they are those that the command line names, which are never ignored.
    is_named = False

    @classmethod
    def of(
        cls, parent: pytest.Collector, path: Path, source: DumpResults, inside: Sequence[Path] | None = None
    ) -> Self:
        """The folder at `path`; `inside` are all paths that the command line names, None where none leads here."""
        place = node_ids.of_path(path, parent.config.rootpath)
        folder = cls.from_parent(parent, path=path, name=node_ids.escaped(path.name), nodeid=place)
        folder.results, folder.selected_paths = source, inside
        mark(folder)
        return folder

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Raises CollectError where the folder can't be listed or there are no articles in it."""
        wanted = [path for path in self.selected_paths or () if self.path in path.parents]
        if wanted and not self.session.isinitpath(self.path):
            yield from self._ways(wanted)
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
        """The tests of files in this folder, and the folders in it that have the others."""
        below: dict[Path, list[FileEntry]] = {}
        for entry in entries:
            name = node_ids.relative(entry.real, str(self.path)).partition(os.sep)[0]
            below.setdefault(self.path / name if name else self.path, []).append(entry)
        ignored = () if self.is_named else self.results.ignored(below)
        for path, found in below.items():
            if path in ignored:
                continue
            if str(path) == found[0].real:
                yield from DumpFile.of(self, found[0], self.results).collect()
            else:
                folder = DumpFolder.of(self, path, self.results)
                folder.entries, folder.is_named = found, self.is_named
                yield folder

    def _ways(self, wanted: Sequence[Path]) -> Iterator[pytest.Item | pytest.Collector]:
        """The folders and files in this one that lead to what is wanted."""
        depth = len(self.path.parts)
        for path in dict.fromkeys(Path(*path.parts[: depth + 1]) for path in wanted):
            if not holds_articles(path, self.results.checks.project.exclude):
                yield from (other for other in self._others() if other.path == path)
            elif path.is_dir():
                yield DumpFolder.of(self, path, self.results, self.selected_paths)
            else:
                yield from (DumpFile.of(self, entry, self.results) for entry in self.results.entries_at([path]))

    def _others(self) -> Iterator[pytest.Item | pytest.Collector]:
        """What pytest finds in this folder by itself; it is not marked as ours."""
        assert self.parent is not None
        yield from pytest.Dir.from_parent(self.parent, path=self.path).collect()


class SelectedDumpFolder(DumpFolder):
    """What the command line names of a dump: tests by file, folder or the dump itself, None for all of it."""

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
    """A file of a dump. Editors show its test below it."""

    results: DumpResults
    entry: FileEntry

    @classmethod
    def of(cls, parent: pytest.Collector, entry: FileEntry, source: DumpResults) -> DumpFile:
        """The file of an entry."""
        path = Path(entry.real)
        place = node_ids.of_path(path, parent.config.rootpath)
        file: DumpFile = cls.from_parent(parent, path=path, name=place.rpartition("/")[2], nodeid=place)
        file.entry, file.results = entry, source
        return file

    def collect(self) -> Iterator[pytest.Item]:
        """Its one item."""
        yield FileItem.of(self)


class DumpRules(pytest.File):
    """All files of a dump, beside each of them: what only they together say. A dump that is a file is that file."""

    results: DumpResults

    @classmethod
    def of(cls, parent: pytest.Collector, source: DumpResults) -> DumpRules:
        """The whole of a dump."""
        path = source.path / _ALL_FILES if source.path.is_dir() else source.path
        whole: DumpRules = cls.from_parent(
            parent, path=path, name=_ALL_FILES, nodeid=node_ids.of_path(path, parent.config.rootpath)
        )
        whole.results = source
        return whole

    def collect(self, rules: Container[str] | None = None) -> Iterator[pytest.Item]:
        """An item for each rule that looks at the files together, or for some of them."""
        for rule in self.results.rules:
            if rules is None or rule in rules:
                yield DumpItem.of(self, rule)


class _FindingsItem(NewscheckItem):
    """An item that fails with findings."""

    results: DumpResults

    def decide(self, findings: Sequence[Finding], crashes: Sequence[Crash], where: str) -> None:
        """Pass, or fail with what was said."""
        if crashes:
            self.fail(failure_messages.crash(crashes))
        if self.judge(findings, self.results.checks.project.fail_on):
            self.fail(f"{failure_messages.heading(findings, where)}\n{failure_messages.listing(findings)}")
        elif findings:
            self.add_report_section("call", NAME, failure_messages.listing(findings))


class FileItem(_FindingsItem):
    """A file of a dump."""

    entry: FileEntry

    @classmethod
    def of(cls, parent: DumpFile) -> FileItem:
        """The item of a file, by whose name it is known, whatever collected it."""
        item: FileItem = cls.from_parent(parent, name=NAME, nodeid=f"{parent.nodeid}::{NAME}")
        item.entry, item.results, item.display_path = parent.entry, parent.results, parent.nodeid
        item.extra_keyword_matches.add(parent.nodeid)
        return item

    def runtest(self) -> None:
        """Look up what is said of the file."""
        said = self.results.result_of(self.entry)
        self.decide(said.findings, said.crashes, self.entry.path)

    def passes(self) -> bool:
        """Whether there is nothing at all to say of the file."""
        said = self.results.result_of(self.entry)
        return not said.findings and not said.crashes


class DumpItem(_FindingsItem):
    """A rule that looks at all files of a dump."""

    @classmethod
    def of(cls, parent: DumpRules, rule: str) -> DumpItem:
        """The item of a rule; it is known by the dump's name."""
        source = parent.results
        place = node_ids.of_path(source.path, parent.config.rootpath)
        item: DumpItem = cls.from_parent(parent, name=rule, path=source.path, nodeid=f"{place}::{rule}")
        item.results, item.display_path = source, place
        return item

    def runtest(self) -> None:
        """Look up what the rule says of the dump."""
        try:
            said = self.results.dump_result()
        except UsageError as error:
            self.fail(f"newscheck: {error}")
        findings = [finding for finding in said.findings if finding.rule == self.name]
        crashes = [crash for crash in said.crashes if crash.rule in (self.name, "")]
        self.decide(findings, crashes, self.display_path)


def select(results: DumpResults, items: Sequence[pytest.Item]) -> None:
    """Tell a dump which items will run: where no rule of the dump is among them, other files need not be read."""
    own = [item for item in items if isinstance(item, _FindingsItem) and item.results is results]
    has_rule = any(isinstance(item, DumpItem) for item in own)
    results.select(None if has_rule else [item.entry for item in own if isinstance(item, FileItem)])


def passed_reports(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """The reports of an item that has passed without being run."""
    keywords: dict[str, Any] = dict.fromkeys(item.keywords, 1)
    for when in ("setup", "call", "teardown"):
        yield pytest.TestReport(item.nodeid, item.location, keywords, "passed", None, when)
