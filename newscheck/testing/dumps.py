"""A dump as tests: an item for each of its files (`path::newscheck`), and one for each rule of the dump (`DUMP::rule`).

Nothing is read before the first item runs. Then files are checked in shards, by other processes where there are many,
and an item only looks up what was said of its own.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newscheck import files
from newscheck.errors import UsageError
from newscheck.files import Entry
from newscheck.lookup import Lookup, Said
from newscheck.model import Crash, FileResult, Finding
from newscheck.settings.config import identity
from newscheck.store.cache import Cache
from newscheck.telling.acceptance import Acceptance
from newscheck.testing import wording
from newscheck.testing.checks import Checks
from newscheck.testing.items import Item
from newscheck.text.wording import safe

#: What an item of a file is called.
NAME = "newscheck"


class Source:
    """The files of a dump and what is said of them, for all items of a run.

    `shared` is a folder for what the processes of this run find out, None where there is only one.
    """

    def __init__(self, path: Path, checks: Checks, shared: str | None) -> None:
        self.path = path
        self.checks = checks
        self._shared = shared
        self._entries: Sequence[Entry] = ()
        self._told: dict[str, Said] = {}
        self._whole: FileResult | None = None

    def entries(self, below: Path) -> list[Entry]:
        """The files below a folder of the dump. Raises UsageError where it can't be listed or there are none."""
        found = list(self.checks.project.bounded([str(self.path)]).walk([str(below)]))
        if not found:
            raise UsageError(f"no article files in {files.shown(str(below))}")
        return found

    def select(self, items: Sequence[pytest.Item]) -> None:
        """Say which items will run: where no rule of the dump is among them, no other file need be read."""
        if any(isinstance(item, DumpItem) and item.source is self for item in items):
            self._entries = self.entries(self.path)
        else:
            self._entries = [item.entry for item in items if isinstance(item, FileItem) and item.source is self]

    @cached_property
    def lookup(self) -> Lookup:
        """Made when the first item runs."""
        project, judge = self.checks.project, self.checks.checker
        if self._shared:
            return Lookup(project, judge, self._entries, shared=self._shared)
        # A process with threads had better not fork.
        jobs = (project.jobs or os.cpu_count() or 1) if threading.active_count() == 1 else 1
        return Lookup(project, judge, self._entries, jobs=jobs, cache=self._cache)

    @cached_property
    def _cache(self) -> Cache:
        return Cache(".", identity(self.checks.project))

    @cached_property
    def _acceptance(self) -> Acceptance:
        return Acceptance(self.checks.project)

    def of(self, entry: Entry) -> Said:
        """What is said of a file, but for what is suppressed or known."""
        if entry.path not in self._told:
            said = self.lookup.of(entry.path)
            self._told[entry.path] = replace(said, findings=self._acceptance.admit(said.findings))
        return self._told[entry.path]

    def dump(self) -> FileResult:
        """What only the files together say, but for what is suppressed or known. Raises UsageError as `Lookup.dump`."""
        if self._whole is None:
            said = self.lookup.dump()
            self._whole = replace(said, findings=self._acceptance.admit(said.findings))
        return self._whole

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


class Folder(pytest.Directory):
    """A folder of a dump or the dump itself, which may be a file that holds many articles.

    Where the command line names something inside of it, only the way there is collected; where it names the folder or
    one above, its Python tests are, too.
    """

    source: Source
    inside: Sequence[Path] | None

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, source: Source, inside: Sequence[Path] | None) -> Folder:
        """The folder at `path`; `inside` are all paths that the command line names, None where none leads here."""
        folder: Folder = cls.from_parent(parent, path=path)
        folder.source, folder.inside = source, inside
        folder.add_marker(NAME)
        return folder

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {safe(self.name)}>"

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Raises CollectError where the folder can't be listed or there are no articles in it."""
        wanted = [path for path in self.inside or () if self.path in path.parents]
        if wanted and not self.session.isinitpath(self.path):
            yield from self._ways(wanted)
            return
        if self.inside is not None and self.path.is_dir():
            yield from self._others()
        try:
            entries = self.source.entries(self.path)
        except UsageError as error:
            raise self.CollectError(safe(str(error))) from None
        for entry in entries:
            yield FileItem.of(self, entry, self.source)
        if self.path == self.source.path:
            for rule in self.source.checks.checker.dump_rules:
                yield DumpItem.of(self, rule, self.source)

    def _ways(self, wanted: Sequence[Path]) -> Iterator[pytest.Item | pytest.Collector]:
        """The folders and files in this one that lead to what is wanted."""
        depth = len(self.path.parts)
        for path in dict.fromkeys(Path(*path.parts[: depth + 1]) for path in wanted):
            if not holds_articles(path, self.source.checks.project.exclude):
                yield from (other for other in self._others() if other.path == path)
            elif path.is_dir():
                yield Folder.of(self, path, self.source, self.inside)
            else:
                yield File.of(self, path, self.source)

    def _others(self) -> Iterator[pytest.Item | pytest.Collector]:
        """What pytest finds in this folder by itself; it is not marked as ours."""
        assert self.parent is not None
        yield from pytest.Dir.from_parent(self.parent, path=self.path).collect()


def holds_articles(path: Path, exclude: Iterable[str]) -> bool:
    """Whether a path inside of a dump is an article or has one below it, and isn't of the tests that stand there."""
    if path.is_dir():
        return any(True for _ in files.walk([str(path)], exclude))
    return path.suffix != ".py"


class File(pytest.File):
    """A file that the command line names."""

    source: Source

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, source: Source) -> File:
        """The file at `path`."""
        file: File = cls.from_parent(parent, path=path)
        file.source = source
        return file

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {safe(self.name)}>"

    def collect(self) -> Iterator[pytest.Item]:
        """Its one item."""
        for entry in self.source.entries(self.path):
            yield FileItem.of(self, entry, self.source)


class _Item(Item):
    """An item that fails with findings."""

    source: Source

    def decide(self, findings: Sequence[Finding], crashes: Sequence[Crash], where: str) -> None:
        """Pass, or fail with what was said."""
        if crashes:
            self.fail(wording.crashed(crashes))
        if self.judge(findings, self.source.checks.project.fail_on):
            self.fail(f"{wording.heading(findings, where)}\n{wording.told(findings)}")
        elif findings:
            self.add_report_section("call", NAME, wording.told(findings))


class FileItem(_Item):
    """A file of a dump."""

    entry: Entry

    @classmethod
    def of(cls, parent: pytest.Collector, entry: Entry, source: Source) -> FileItem:
        """The item of a file. It is known by the file's name, whatever collected it."""
        place = _place(parent, entry.real)
        item: FileItem = cls.from_parent(parent, name=NAME, nodeid=f"{place}::{NAME}")
        item.entry, item.source, item.place = entry, source, place
        item.extra_keyword_matches.add(place)
        return item

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.place}>"

    def runtest(self) -> None:
        """Look up what is said of the file."""
        said = self.source.of(self.entry)
        self.decide(said.findings, said.crashes, self.entry.path)

    def passes(self) -> bool:
        """Whether there is nothing at all to say of the file."""
        said = self.source.of(self.entry)
        return not said.findings and not said.crashes


class DumpItem(_Item):
    """A rule that looks at all files of a dump."""

    @classmethod
    def of(cls, parent: pytest.Collector, rule: str, source: Source) -> DumpItem:
        """The item of a rule."""
        # Outside of the root folder, pytest knows the dump by the last part of its path alone.
        place = _place(parent, str(source.path))
        item: DumpItem = cls.from_parent(parent, name=rule, nodeid=f"{place}::{rule}")
        item.source, item.place = source, place
        return item

    def runtest(self) -> None:
        """Look up what the rule says of the dump."""
        try:
            said = self.source.dump()
        except UsageError as error:
            self.fail(f"newscheck: {error}")
        findings = [finding for finding in said.findings if finding.rule == self.name]
        crashes = [crash for crash in said.crashes if crash.rule in (self.name, "")]
        self.decide(findings, crashes, self.place)


def _place(parent: pytest.Collector, real: str) -> str:
    """The name of a file or folder in node ids: relative to the root folder of the run where it is below it."""
    root = str(parent.config.rootpath)
    path = os.path.abspath(real)
    is_below = path == root or path.startswith(root + os.sep)
    return safe(files.shown_name(os.path.relpath(path, root) if is_below else path).replace(os.sep, "/"))


def passed(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """The reports of an item that has passed without being run."""
    keywords: dict[str, Any] = dict.fromkeys(item.keywords, 1)
    for when in ("setup", "call", "teardown"):
        yield pytest.TestReport(item.nodeid, item.location, keywords, "passed", None, when)
