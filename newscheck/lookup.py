"""What is said of a file, asked for one by one: files are checked in shards when the first of one is asked for.

For those who want the findings of each file apart, and of the dump after them, at the speed of a whole run. Several
processes that are handed the same files may share a folder: each shard is then checked by one of them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from newscheck.dump.spool import Spool
from newscheck.files import Entry
from newscheck.judgement.checking import Checker
from newscheck.model import Crash, FileResult, Finding
from newscheck.run import history
from newscheck.settings.config import Project, watch
from newscheck.store import shards
from newscheck.store.cache import Cache
from newscheck.store.limits import Limits
from newscheck.store.recovery import Recovery
from newscheck.store.shard import Shard, decode, encode

#: Seconds between two looks whether another process is done.
_PAUSE = 0.005
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(FileResult).decode


class Said(msgspec.Struct, frozen=True):
    """What is said of a file: findings, and where newscheck itself crashed."""

    findings: Sequence[Finding] = ()
    crashes: Sequence[Crash] = ()


class Lookup:
    """The findings of some files and of the dump that they are.

    `jobs` is the number of processes; with `shared`, a folder, this process is one of several that divide the work.
    Raises UsageError where the project's reference can't be read.
    """

    def __init__(
        self,
        project: Project,
        judge: Checker,
        entries: Sequence[Entry],
        *,
        jobs: int = 1,
        cache: Cache | None = None,
        shared: str | None = None,
    ) -> None:
        self._judge = judge
        self._batches = list(shards.batches(iter(entries)))
        self._places = {entry.path: number for number, batch in enumerate(self._batches) for entry in batch}
        self._said: dict[str, Said] = {}
        self._taken: set[int] = set()
        self._unspooled = iter(range(len(self._batches)))
        self._spool = Spool(watch(project))
        self._folder = _Folder(Path(shared)) if shared else None
        self._limits = Limits.of(project)
        self._stream = enumerate(shards.results(project, judge, iter(entries), jobs, cache))
        self._together: FileResult | None = None

    def of(self, path: str) -> Said:
        """What is said of a file. Raises KeyError where it is none of them."""
        number = self._places[path]
        if number not in self._taken:
            if self._folder:
                self._take(number, self._divided(number, self._folder))
            else:
                self._pull(number)
        return self._said.get(path, _NOTHING)

    def dump(self) -> FileResult:
        """What only the files together say. Raises UsageError where the reference knows none of the sites."""
        if self._together is None:
            if self._folder:
                made = self._folder.once("dump", lambda: _encode(self._check_dump()))
                self._together = _decode(made)
            else:
                self._together = self._check_dump()
        return self._together

    def close(self) -> None:
        """Give files and processes back."""
        self._stream = enumerate(())
        self._spool.close()

    def _check_dump(self) -> FileResult:
        if self._folder:
            # Each once, also where the reference has let the first attempt fail.
            for number in self._unspooled:
                self._spooled(self._divided(number, self._folder))
        else:
            self._pull(len(self._batches))
        crashes: list[Crash] = []
        if self._judge.wants_shapes:
            history(self._spool, crashes)
        found = self._judge.check_dump(self._spool)
        return FileResult(found.findings, crashes=crashes + found.crashes)

    def _pull(self, number: int) -> None:
        """Take shards in their order up to one of them."""
        for at, shard in self._stream:
            self._spooled(shard)
            self._take(at, shard)
            if at == number:
                return

    def _divided(self, number: int, folder: _Folder) -> Shard:
        batch = self._batches[number]
        return decode(folder.once(str(number), lambda: encode(Recovery(self._judge, self._limits).start(batch)())))

    def _spooled(self, shard: Shard) -> None:
        self._spool.add(shard.cards, shard.articles, shard.shapes, shard.names)

    def _take(self, number: int, shard: Shard) -> None:
        self._taken.add(number)
        findings: dict[str, list[Finding]] = {}
        crashes: dict[str, list[Crash]] = {}
        for finding in shard.findings:
            findings.setdefault(finding.path, []).append(finding)
        for crash in shard.crashes:
            crashes.setdefault(crash.path, []).append(crash)
        for path in findings.keys() | crashes.keys():
            self._said[path] = Said(findings.get(path, ()), crashes.get(path, ()))


_NOTHING = Said()


class _Folder:
    """What several processes have done together: whoever claims a piece of work first does it, the others wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def once(self, name: str, work: Callable[[], bytes]) -> bytes:
        """The result of a piece of work, done by one of the processes."""
        done, claim = self._folder / name, self._folder / f"{name}.claim"
        while not done.exists():
            if self._claims(claim):
                beside = claim.with_suffix(f".{os.getpid()}")
                try:
                    made = work()
                except BaseException:
                    claim.unlink(missing_ok=True)  # or the others would wait as long as this process lives
                    raise
                beside.write_bytes(made)
                beside.replace(done)
                return made
            time.sleep(_PAUSE)
        return done.read_bytes()

    def _claims(self, claim: Path) -> bool:
        """Whether the work is this process's; that of one that has died in the middle of it is given away again."""
        try:
            handle = os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
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
