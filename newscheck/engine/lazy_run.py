"""The findings of files, one by one: a shard is checked when the findings of its first file are requested.

For callers that need the findings of each file apart, and then those of the dump, at the speed of a whole run. Several
processes with the same files may share a folder: each shard is then checked by one of them.

An exception from outside (a time limit, Ctrl-C) may interrupt a call at any moment. A result that is incomplete by then
is dropped, and computed when it is requested again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.shard import Shard, batches, decode, encode, merged, names_digest
from newscheck.engine.conclusion import including_series, layout_history, report_of
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.session import Session
from newscheck.engine.shared_folder import SharedFolder
from newscheck.engine.workers import scheduler
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.retries import RetryingChecker
from newscheck.model import Crash, FileResult, Finding, LayoutHistory, Report
from newscheck.text.member_paths import file_among

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(FileResult).decode


class FileFindings(msgspec.Struct, frozen=True):
    """The findings of a file, and the crashes of newscheck itself."""

    findings: Sequence[Finding] = ()
    crashes: Sequence[Crash] = ()


class LazyRun:
    """The findings of some files, and of the dump that they form.

    `jobs` is the number of processes; `shared` is a folder by which several processes divide the work.
    Raises UsageError where the project's reference can't be read.
    """

    def __init__(
        self,
        session: Session,
        entries: Sequence[FileEntry],
        *,
        jobs: int = 1,
        cache: Cache | None = None,
        shared: str | None = None,
    ) -> None:
        self._session = session
        self._jobs = jobs
        self._cache = cache
        self._batches = list(batches(entries))
        self._shard_numbers = {entry.path: number for number, batch in enumerate(self._batches) for entry in batch}
        #: By path, of the files that have been checked.
        self._findings: dict[str, FileFindings] = {}
        #: By the number of their shard and by path: files that were checked one by one.
        self._parts: dict[int, dict[str, Shard]] = {}
        self._dump = DumpStore(session.detection_settings)
        self._folder = SharedFolder(Path(shared)) if shared else None
        self._limits = Limits.of(session)
        self._stream = self._shards_from(0)
        self._is_checking_shard = False
        self._dump_result: FileResult | None = None

    def __contains__(self, path: object) -> bool:
        return path in self._shard_numbers

    def findings_of(self, path: str) -> FileFindings:
        """The findings of one of the files. Raises KeyError for any other."""
        if path not in self._findings:
            number = self._shard_numbers[path]
            if self._is_checking_shard:
                # An exception ended the last call: a whole shard may take longer than the time limit.
                self._check_file(number, next(entry for entry in self._batches[number] if entry.path == path))
            else:
                self._is_checking_shard = True
                self._check_shard(number)
                self._is_checking_shard = False
        return self._findings[path]

    def check_single(self, entry: FileEntry) -> FileFindings:
        """The findings of any other file."""
        if entry.path not in self._findings:
            self._store_findings([entry], self._check([entry]))
        return self._findings[entry.path]

    def dump_result(self) -> FileResult:
        """The findings of the dump. Raises UsageError where the reference has none of the sites."""
        if self._dump_result is None:
            if self._folder:
                data = self._folder.once("dump", lambda: _encode(self._check_dump()), len(self._shard_numbers))
                self._dump_result = _decode(data)
            else:
                self._dump_result = self._check_dump()
        return self._dump_result

    def report(self, paths: Collection[str], rules: Collection[str]) -> Report:
        """The report on the files, with the findings of some of them and of some rules of the dump.

        The layouts are those of the dump, where a rule of it is among them.

        Raises UsageError where the reference has none of the sites.
        """
        crashes: list[Crash] = []
        found = self.dump_result() if rules else FileResult()
        for number in range(len(self._batches)):
            self._fill_dump_to(number)
        checker = self._session.checker
        is_wanted = checker.collects_features and bool(rules)
        history = layout_history(self._dump, crashes) if is_wanted else LayoutHistory()
        of_files = [self._findings[path] for path in self._shard_numbers if path in paths]
        crashes = [*chain.from_iterable(result.crashes for result in of_files), *found.crashes, *crashes]
        own = (finding for finding in found.findings if finding.rule in rules)
        findings = FindingsStore.of(chain(*(result.findings for result in of_files), own))
        report = report_of(checker, len(self._shard_numbers), len(self._dump), findings, crashes, history)
        return including_series(report, self._session, self._dump)

    def close(self) -> None:
        """Release files and processes."""
        self._stream = enumerate(())
        self._dump.close()

    def _check_dump(self) -> FileResult:
        for number in range(len(self._batches)):
            self._fill_dump_to(number)
        crashes: list[Crash] = []
        checker = self._session.checker
        if checker.collects_features:
            layout_history(self._dump, crashes)
        result = checker.check_dump(self._dump)
        return FileResult(result.findings, crashes=crashes + result.crashes)

    def _check_shard(self, number: int) -> None:
        if self._folder:
            self._store_findings(self._batches[number], self._shared_shard(number, self._folder))
        else:
            self._fill_dump_to(number)

    def _check_file(self, number: int, entry: FileEntry) -> None:
        """Check a file by itself; when all files of a shard have been, the shard is complete."""
        shard = self._check([entry])
        self._store_findings([entry], shard)
        if self._folder is None and number == self._dump.shards:
            parts = self._parts.setdefault(number, {})
            parts[entry.path] = shard
            if len(parts) == len(self._batches[number]):
                self._dump.add(merged([parts[entry.path] for entry in self._batches[number]]))
                del self._parts[number]

    def _fill_dump_to(self, number: int) -> None:
        """Add shards to the dump in their order, up to a number. Adding is the last step, and all or nothing."""
        while (at := self._dump.shards) <= number:
            shard = self._shared_shard(at, self._folder) if self._folder else self._next(at)
            self._store_findings(self._batches[at], shard)
            self._dump.add(shard)

    def _next(self, wanted: int) -> Shard:
        """The next shard of the stream, or of a new stream where an exception has ended it or lost the shard."""
        at, shard = next(self._stream, (-1, None))
        if shard is None or at != wanted:
            self._stream = self._shards_from(wanted)
            _, shard = next(self._stream)
        return shard

    def _shards_from(self, first: int) -> Iterator[tuple[int, Shard]]:
        entries = chain.from_iterable(self._batches[first:])
        return enumerate(scheduler.check_shards(self._session, entries, self._jobs, self._cache), first)

    def _shared_shard(self, number: int, folder: SharedFolder) -> Shard:
        """A shard, made by the first process to claim it; another process may have listed other files."""
        batch = self._batches[number]
        names = names_digest(batch)
        with suppress(OSError):
            data = folder.once(str(number), lambda: names + encode(self._check(batch)), len(batch))
            if data.startswith(names):
                return decode(data[len(names) :])
        return self._check(batch)

    def _check(self, entries: list[FileEntry]) -> Shard:
        return RetryingChecker(self._session.checker, self._limits).start(entries)()

    def _store_findings(self, entries: list[FileEntry], shard: Shard) -> None:
        """Keep the findings of each file of a shard, all in one step."""
        findings: dict[str, list[Finding]] = {}
        crashes: dict[str, list[Crash]] = {}
        names = {entry.path for entry in entries}
        for finding in shard.findings:
            findings.setdefault(file_among(finding.path, names) or finding.path, []).append(finding)
        for crash in shard.crashes:
            crashes.setdefault(file_among(crash.path, names) or crash.path, []).append(crash)
        paths = findings.keys() | crashes.keys()
        results = {path: FileFindings(findings.get(path, ()), crashes.get(path, ())) for path in paths}
        self._findings.update({entry.path: results.get(entry.path, _NOTHING) for entry in entries})


_NOTHING = FileFindings()
