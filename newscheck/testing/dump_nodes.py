"""A dump as tests: an item for each of its files (`path::newscheck`), and one for each rule of the dump (`DUMP::rule`).

Nothing is read before the first item runs. Then files are checked in shards, by other processes where there are many,
and an item only looks up what was said of its own.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pytest
from msgspec.structs import replace

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import directory_walk, path_names
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.lazy_run import FileFindings, LazyRun
from newscheck.engine.report_filter import ReportFilter
from newscheck.errors import UsageError
from newscheck.model import Crash, FileResult, Finding
from newscheck.testing import failure_messages, node_ids
from newscheck.testing.checks import Checks
from newscheck.testing.ignored_paths import IgnoredPaths
from newscheck.testing.items import NAME, NewscheckItem, mark
from newscheck.text.display import sanitize

#: What stands for all files of a dump where editors show the files.
_ALL_FILES = "*"


class DumpResults:
    """The files of a dump and what is said of them, for all items of a run.

    `shared` is a folder for what the processes of this run find out, None where there is only one.
    """

    def __init__(self, path: Path, checks: Checks, ignored: IgnoredPaths, shared: str | None) -> None:
        self.path = path
        self.checks = checks
        self._ignored = ignored
        self._shared = shared
        self._entries: Sequence[FileEntry] = ()
        self._told: dict[str, FileFindings] = {}
        self._whole: FileResult | None = None
        #: What has been sifted, in its order.
        self._sifted: dict[str, Sequence[Finding]] = {}
        self._is_sifting = False

    @property
    def rules(self) -> Sequence[str]:
        """The rules that look at the files together."""
        return self.checks.checker.dump_rules

    def entries(self, below: Path) -> list[FileEntry]:
        """The files below a folder of the dump. Raises UsageError where it can't be listed or all are ignored."""
        found = self.entries_at([below])
        if not self.not_ignored(found):
            raise UsageError(f"no article files in {path_names.display_path(str(below))}")
        return found

    def entries_at(self, paths: Iterable[Path]) -> list[FileEntry]:
        """The files that are named, and those below folders that are. Raises UsageError where one is missing."""
        return list(self.checks.project.with_bounds([str(self.path)]).walk(map(str, paths)))

    def not_ignored(self, entries: list[FileEntry]) -> list[FileEntry]:
        """Those of some files that pytest is not told to ignore."""
        ignored = self.ignored(Path(entry.real) for entry in entries)
        return [entry for entry in entries if Path(entry.real) not in ignored] if ignored else entries

    def ignored(self, paths: Iterable[Path]) -> Set[Path]:
        """Those of some files and folders of the dump that pytest is told to ignore."""
        return self._ignored.of(self.path, paths)

    def select(self, items: Sequence[pytest.Item]) -> None:
        """Say which items will run: where no rule of the dump is among them, no other file need be read."""
        if any(isinstance(item, DumpItem) and item.results is self for item in items):
            with suppress(UsageError):  # gone since it was listed
                self._entries = self.not_ignored(self.entries_at([self.path]))
        else:
            self._entries = [item.entry for item in items if isinstance(item, FileItem) and item.results is self]

    @cached_property
    def lookup(self) -> LazyRun:
        """Made when the first item runs."""
        session = self.checks.session
        if self._shared:
            return LazyRun(session, self._entries, shared=self._shared)
        # A process with threads had better not fork.
        jobs = (session.project.jobs or os.cpu_count() or 1) if threading.active_count() == 1 else 1
        return LazyRun(session, self._entries, jobs=jobs, cache=self._cache)

    @cached_property
    def _cache(self) -> Cache:
        return Cache(".", self.checks.session.cache_identity)

    @cached_property
    def _acceptance(self) -> ReportFilter:
        return ReportFilter(self.checks.session)

    def result_of(self, entry: FileEntry) -> FileFindings:
        """What is said of a file, but for what is suppressed or known."""
        if entry.path not in self._told:
            known = entry.path in self.lookup
            said = self.lookup.findings_of(entry.path) if known else self.lookup.check_single(entry)
            if said.findings:
                said = replace(said, findings=self._admitted(entry.path, said.findings))
            self._told[entry.path] = said
        return self._told[entry.path]

    def dump_result(self) -> FileResult:
        """What only the files together say, but for what is suppressed or known.

        Raises UsageError as `LazyRun.dump_result`, and where there are no files.
        """
        if not self._entries:
            raise UsageError(f"no article files in {path_names.display_path(str(self.path))}")
        if self._whole is None:
            said = self.lookup.dump_result()
            self._whole = replace(said, findings=self._admitted("", said.findings))
        return self._whole

    def _admitted(self, path: str, findings: Sequence[Finding]) -> list[Finding]:
        """Those that are told; each is counted once, also where an exception has come in between the last time."""
        if self._is_sifting or path in self._sifted:
            self._sifted.pop(path, None)
            self._acceptance = ReportFilter(self.checks.session)
            for sifted in self._sifted.values():
                self._acceptance.filter_findings(sifted)
        self._is_sifting = True
        admitted = self._acceptance.filter_findings(findings)
        self._sifted[path] = findings
        self._is_sifting = False
        return admitted

    @property
    def remarks(self) -> list[str]:
        """What there is to say of the cache."""
        return self._cache.remarks if "_cache" in vars(self) else []

    def close(self) -> None:
        """Remember what was found out, and give files and processes back."""
        if "lookup" in vars(self):
            self.lookup.close()
        if "_cache" in vars(self):
            self._cache.save()


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


def holds_articles(path: Path, exclude: Iterable[str]) -> bool:
    """Whether a path inside of a dump is an article or has one below it, and isn't of the tests that stand there."""
    if path.is_dir():
        return any(True for _ in directory_walk.walk([str(path)], exclude))
    return path.suffix != ".py"


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
            self.fail(f"{failure_messages.heading(findings, where)}\n{self._listing(findings)}")
        elif findings:
            self.add_report_section("call", NAME, self._listing(findings))

    def _listing(self, findings: Sequence[Finding]) -> str:
        return failure_messages.listing(findings, self.results.checks.checker.rules)


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


def passed_reports(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """The reports of an item that has passed without being run."""
    keywords: dict[str, Any] = dict.fromkeys(item.keywords, 1)
    for when in ("setup", "call", "teardown"):
        yield pytest.TestReport(item.nodeid, item.location, keywords, "passed", None, when)
