"""The results of a dump's files for pytest items.

Nothing is read before the first item runs. Then files are checked in shards, by other processes where there are many.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence, Set
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import path_names
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.lazy_run import FileFindings, LazyRun
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.model import FileResult, Finding, Report
from newscheck.testing.checks import Checks
from newscheck.testing.ignored_paths import IgnoredPaths


class DumpResults:
    """The files of a dump and their findings, for all items of a run.

    `shared` is a folder in which the processes of the run share results, None where there is only one.
    """

    def __init__(self, path: Path, checks: Checks, ignored: IgnoredPaths, shared: str | None) -> None:
        self.path = path
        self.checks = checks
        self._ignored = ignored
        self._shared = shared
        self._entries: Sequence[FileEntry] = ()
        self._by_file: dict[str, FileFindings] = {}
        self._dump_result: FileResult | None = None
        #: The findings that have been filtered, by path and in that order.
        self._filtered: dict[str, Sequence[Finding]] = {}
        self._is_filtering = False
        #: The files that are tested, and the rules of the dump.
        self.tested_files: Sequence[str] = ()
        self.tested_rules: Sequence[str] = ()

    @property
    def rules(self) -> Sequence[str]:
        """The rules that check the files together."""
        return self.checks.checker.dump_rules

    def entries(self, below: Path) -> list[FileEntry]:
        """The files below a folder of the dump. Raises UsageError where it can't be listed or all are ignored."""
        entries = self.entries_at([below])
        if not self.not_ignored(entries):
            raise UsageError(f"no article files in {path_names.display_path(str(below))}")
        return entries

    def entries_at(self, paths: Iterable[Path]) -> list[FileEntry]:
        """The files that are named, and those below folders that are. Raises UsageError where one is missing."""
        return list(self.checks.session.replace(bounds=(str(self.path),)).walk(map(str, paths)))

    def not_ignored(self, entries: list[FileEntry]) -> list[FileEntry]:
        """The files that pytest doesn't ignore."""
        ignored = self.ignored(Path(entry.real) for entry in entries)
        return [entry for entry in entries if Path(entry.real) not in ignored] if ignored else entries

    def ignored(self, paths: Iterable[Path]) -> Set[Path]:
        """The files and folders that pytest ignores."""
        return self._ignored.of(self.path, paths)

    def select(self, entries: Sequence[FileEntry] | None) -> None:
        """Set which files are read; None: all of the dump."""
        if entries is not None:
            self._entries = entries
            return
        with suppress(UsageError):  # gone since it was listed
            self._entries = self.not_ignored(self.entries_at([self.path]))

    @cached_property
    def lookup(self) -> LazyRun:
        """The run that checks the files; created when the first item runs."""
        session = self.checks.session
        if self._shared:
            return LazyRun(session, self._entries, shared=self._shared)
        jobs = session.project.jobs or os.cpu_count() or 1
        return LazyRun(session, self._entries, jobs=jobs, cache=self._cache)

    @cached_property
    def _cache(self) -> Cache:
        return Cache.of(self.checks.session)

    @cached_property
    def _report_filter(self) -> ReportFilter:
        return ReportFilter(self.checks.session)

    def result_of(self, entry: FileEntry) -> FileFindings:
        """The findings of a file that are neither suppressed nor in the baseline."""
        if entry.path not in self._by_file:
            is_selected = entry.path in self.lookup
            result = self.lookup.findings_of(entry.path) if is_selected else self.lookup.check_single(entry)
            if result.findings:
                result = replace(result, findings=self._reported(entry.path, result.findings))
            self._by_file[entry.path] = result
        return self._by_file[entry.path]

    def dump_result(self) -> FileResult:
        """The findings of the rules of the dump that are neither suppressed nor in the baseline.

        Raises UsageError as `LazyRun.dump_result`, and where there are no files.
        """
        if not self._entries:
            raise UsageError(f"no article files in {path_names.display_path(str(self.path))}")
        if self._dump_result is None:
            result = self.lookup.dump_result()
            self._dump_result = replace(result, findings=self._reported("", result.findings))
        return self._dump_result

    def _reported(self, path: str, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that are reported; each is counted once, even where an exception interrupted the last call."""
        if self._is_filtering or path in self._filtered:
            self._filtered.pop(path, None)
            self._report_filter = ReportFilter(self.checks.session)
            for findings_before in self._filtered.values():
                self._report_filter.filter_findings(findings_before)
        self._is_filtering = True
        reported = self._report_filter.filter_findings(findings)
        self._filtered[path] = findings
        self._is_filtering = False
        return reported

    @property
    def is_tested(self) -> bool:
        """Whether a file or a rule of the dump is tested."""
        return bool(self.tested_files or self.tested_rules)

    def share(self, folder: str | None, files: Sequence[str], rules: Sequence[str]) -> None:
        """Take over what other processes test, and the results in their folder."""
        self._shared, self.tested_files, self.tested_rules = folder, files, rules
        if rules:
            self.select(None)
            return
        with suppress(UsageError):  # gone meanwhile
            self._entries = self.entries_at(map(Path, files))

    def report(self) -> Report:
        """The report on the tested files and rules; findings that are hidden are counted in it.

        Raises UsageError as `dump_result`.
        """
        tested = frozenset(self.tested_files)
        paths = {entry.path for entry in self._entries if entry.real in tested}
        report = self.lookup.report(paths, self.tested_rules)
        return ReportFilter(self.checks.session).filter_report(report, is_whole=False)

    @property
    def remarks(self) -> list[str]:
        """The cache's remarks."""
        return self._cache.remarks if "_cache" in vars(self) else []

    def close(self) -> None:
        """Save the cache; close files and processes."""
        if "lookup" in vars(self):
            self.lookup.close()
        if "_cache" in vars(self):
            self._cache.save()


def holds_articles(path: Path, project: Project) -> bool:
    """Whether a path inside of a dump is an article or a folder with one, and no test file."""
    if path.is_dir():
        return any(True for _ in project.walk([str(path)]))
    return path.suffix != ".py"
