"""What is said of a file, asked for one by one: files are checked in shards when the first of one is asked for.

For those who want the findings of each file apart, and of the dump after them, at the speed of a whole run. Several
processes that are handed the same files may share a folder: each shard is then checked by one of them.

Whoever asks may be interrupted at any moment by an exception that is none of ours (a time limit, Ctrl-C). What was not
known by then is not known after it, and is found out when it is asked for again.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from newscheck.checker.execution import Checker
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.partial_results import merged
from newscheck.engine.cache.shard import Shard, decode, encode, names_digest
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.dump_store import DumpStore
from newscheck.engine.run import layout_history
from newscheck.engine.settings.config import Project, build_scan_settings
from newscheck.engine.workers import scheduler
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.retries import RetryingChecker
from newscheck.model import Crash, FileResult, Finding

#: Seconds between two looks whether another process is done.
_PAUSE = 0.005
#: Seconds that another process may take for a piece of work, and how many files it checks in one of them at least.
_PATIENCE, _FILES_PER_SECOND = 60.0, 100
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(FileResult).decode


class FileFindings(msgspec.Struct, frozen=True):
    """What is said of a file: findings, and where newscheck itself crashed."""

    findings: Sequence[Finding] = ()
    crashes: Sequence[Crash] = ()


class LazyRun:
    """The findings of some files and of the dump that they are.

    `jobs` is the number of processes; with `shared`, a folder, this process is one of several that divide the work.
    Raises UsageError where the project's reference can't be read.
    """

    def __init__(
        self,
        project: Project,
        judge: Checker,
        entries: Sequence[FileEntry],
        *,
        jobs: int = 1,
        cache: Cache | None = None,
        shared: str | None = None,
    ) -> None:
        self._project = project
        self._judge = judge
        self._jobs = jobs
        self._cache = cache
        self._batches = list(scheduler.batches(iter(entries)))
        self._places = {entry.path: number for number, batch in enumerate(self._batches) for entry in batch}
        #: By path; of a file that is not in here nothing is known.
        self._said: dict[str, FileFindings] = {}
        #: By the number of their shard and by path: files that were checked by themselves.
        self._parts: dict[int, dict[str, Shard]] = {}
        self._spool = DumpStore(build_scan_settings(project))
        self._folder = _SharedFolder(Path(shared)) if shared else None
        self._limits = Limits.of(project)
        self._stream = self._started(0)
        self._is_taking = False
        self._together: FileResult | None = None

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def findings_of(self, path: str) -> FileFindings:
        """What is said of a file. Raises KeyError where it is none of them."""
        if path not in self._said:
            number = self._places[path]
            if self._is_taking:
                # An exception ended it the last time: perhaps a whole shard takes longer than there is time.
                self._take_part(number, next(entry for entry in self._batches[number] if entry.path == path))
            else:
                self._is_taking = True
                self._take_shard(number)
                self._is_taking = False
        return self._said[path]

    def check_single(self, entry: FileEntry) -> FileFindings:
        """What is said of a file that is none of them."""
        if entry.path not in self._said:
            self._hear([entry], self._check([entry]))
        return self._said[entry.path]

    def dump_result(self) -> FileResult:
        """What only the files together say. Raises UsageError where the reference knows none of the sites."""
        if self._together is None:
            if self._folder:
                made = self._folder.once("dump", lambda: _encode(self._check_dump()), len(self._places))
                self._together = _decode(made)
            else:
                self._together = self._check_dump()
        return self._together

    def close(self) -> None:
        """Give files and processes back."""
        self._stream = enumerate(())
        self._spool.close()

    def _check_dump(self) -> FileResult:
        for number in range(len(self._batches)):
            self._spool_to(number)
        crashes: list[Crash] = []
        if self._judge.collects_features:
            layout_history(self._spool, crashes)
        found = self._judge.check_dump(self._spool)
        return FileResult(found.findings, crashes=crashes + found.crashes)

    def _take_shard(self, number: int) -> None:
        if self._folder:
            self._hear(self._batches[number], self._divided(number, self._folder))
        else:
            self._spool_to(number)

    def _take_part(self, number: int, entry: FileEntry) -> None:
        """Take a file by itself; when all of a shard have been taken so, the dump needs no more time for it."""
        shard = self._check([entry])
        self._hear([entry], shard)
        if self._folder is None and number == self._spool.shards:
            parts = self._parts.setdefault(number, {})
            parts[entry.path] = shard
            if len(parts) == len(self._batches[number]):
                self._add(merged([parts[each.path] for each in self._batches[number]]))
                del self._parts[number]

    def _spool_to(self, number: int) -> None:
        """Take shards in their order up to one of them. That one is in the spool comes last, and is one step."""
        while (at := self._spool.shards) <= number:
            shard = self._divided(at, self._folder) if self._folder else self._next(at)
            self._hear(self._batches[at], shard)
            self._add(shard)

    def _add(self, shard: Shard) -> None:
        self._spool.add(shard.summaries, shard.articles, shard.features, shard.feature_names)

    def _next(self, wanted: int) -> Shard:
        """The next shard of the stream, or of a new one where an exception has ended it or has lost the shard."""
        at, shard = next(self._stream, (-1, None))
        if shard is None or at != wanted:
            self._stream = self._started(wanted)
            _, shard = next(self._stream)
        return shard

    def _started(self, first: int) -> Iterator[tuple[int, Shard]]:
        entries = chain.from_iterable(self._batches[first:])
        return enumerate(scheduler.check_shards(self._project, self._judge, entries, self._jobs, self._cache), first)

    def _divided(self, number: int, folder: _SharedFolder) -> Shard:
        """A shard, by whichever process came first; the other may have seen other files in the folder."""
        batch = self._batches[number]
        mark = names_digest(batch)
        with suppress(OSError):
            made = folder.once(str(number), lambda: mark + encode(self._check(batch)), len(batch))
            if made.startswith(mark):
                return decode(made[len(mark) :])
        return self._check(batch)

    def _check(self, entries: list[FileEntry]) -> Shard:
        return RetryingChecker(self._judge, self._limits).start(entries)()

    def _hear(self, entries: list[FileEntry], shard: Shard) -> None:
        """Note what a shard says of each of its files, all at once."""
        findings: dict[str, list[Finding]] = {}
        crashes: dict[str, list[Crash]] = {}
        for finding in shard.findings:
            findings.setdefault(finding.path, []).append(finding)
        for crash in shard.crashes:
            crashes.setdefault(crash.path, []).append(crash)
        paths = findings.keys() | crashes.keys()
        loud = {path: FileFindings(findings.get(path, ()), crashes.get(path, ())) for path in paths}
        self._said.update({entry.path: loud.get(entry.path, _NOTHING) for entry in entries})


_NOTHING = FileFindings()


class _SharedFolder:
    """What several processes have done together: whoever claims a piece of work first does it, the others wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours: set[Path] = set()

    def once(self, name: str, work: Callable[[], bytes], files: int) -> bytes:
        """The result of a piece of work on some files, done by one of the processes.

        Who takes too long for it (stopped, perhaps) is not waited for. Raises OSError where the folder is of no use.
        """
        done, claim = self._folder / name, self._folder / f"{name}.claim"
        # Looks and not the clock: a test run may hold that still.
        looks = int((_PATIENCE + files / _FILES_PER_SECOND) / _PAUSE)
        try:
            while not done.exists():
                if self._claims(claim) or not looks:
                    return self._worked(work, done)
                looks -= 1
                time.sleep(_PAUSE)
            return done.read_bytes()
        except BaseException:
            if claim in self._ours:
                claim.unlink(missing_ok=True)  # or the others would wait in vain
            raise

    def _worked(self, work: Callable[[], bytes], done: Path) -> bytes:
        """Do a piece of work, and put the result where others look for it, whole or not at all."""
        made = work()
        beside = done.with_suffix(f".{os.getpid()}")
        beside.write_bytes(made)
        beside.replace(done)
        return made

    def _claims(self, claim: Path) -> bool:
        """Whether the work is this process's; that of one that has died in the middle of it is given away again."""
        if claim in self._ours:
            return True
        self._ours.add(claim)
        try:
            handle = os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            self._ours.discard(claim)
            if not _is_alive(claim):
                claim.unlink(missing_ok=True)
            return False
        os.write(handle, str(os.getpid()).encode())
        os.close(handle)
        return True


def _is_alive(claim: Path) -> bool:
    if sys.platform == "win32":  # where signal 0 is no question
        return True
    try:
        owner = int(claim.read_text() or os.getpid())
        os.kill(owner, 0)
    except (FileNotFoundError, PermissionError):
        return True
    except (ProcessLookupError, ValueError):
        return False
    return True
