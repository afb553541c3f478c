"""Files at which a process ended are checked again in parts, until it is clear which file is the cause."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from newscheck.checker.execution import Checker
from newscheck.engine.cache.shard import ContentDigests, Shard, decode, merged
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.workers.failures import Notify, NoWorker, WorkerLost
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.timed_check import check_files, check_parts, crash_result, timeout_result
from newscheck.errors import is_crash
from newscheck.model import Crash, FileResult, RawInput

if TYPE_CHECKING:
    from newscheck.engine.workers.pool import TaskFuture, WorkerPool

#: Files that are named where a process was lost.
_NAMED = 10


class RetryingChecker:
    """Checks the files of a shard, whatever happens to the processes; `notify` is called with a message for the user
    when one is lost. Without `workers`, files are checked in this process."""

    def __init__(
        self, checker: Checker, limits: Limits, workers: WorkerPool | None = None, notify: Notify | None = None
    ) -> None:
        self._checker, self._limits = checker, limits
        self._workers, self._notify = workers, notify

    def start(self, batch: list[FileEntry]) -> Callable[[], Shard]:
        """Start the check of some files; without workers, it runs when the shard is requested."""
        if self._workers is None:
            return partial(self._checked, batch)
        future = self._workers.submit(batch)
        return partial(self._checked, batch, future)

    def parts(self, entry: FileEntry) -> Iterator[Shard]:
        """The shards of a file that holds very many articles, checked in this process a part at a time."""
        try:
            yield from check_parts(self._checker, entry, self._limits)
        except BaseException as error:
            if not is_crash(error):
                raise
            yield self._unchecked_file(entry, WorkerLost(traceback.format_exc(), is_raised=True))

    def _checked(self, batch: list[FileEntry], future: TaskFuture | None = None) -> Shard:
        try:
            return decode(self._workers.result(future)) if self._workers and future else self._in_process(batch)
        except NoWorker:
            return self._checked(batch)
        except WorkerLost as lost:
            if self._notify and not lost.is_raised:
                self._notify(
                    f"a process {lost.why} while it checked these files: {_listed(batch)}; they are checked again"
                )
            return self._bisect(batch, lost)

    def _bisect(self, batch: list[FileEntry], lost: WorkerLost) -> Shard:
        """Check halves, or single files where each attempt takes as long as the time limit."""
        if len(batch) == 1:
            return self._unchecked_file(batch[0], lost)
        size = 1 if lost.is_unresponsive else (len(batch) + 1) // 2
        return merged([self._part(batch[at : at + size]) for at in range(0, len(batch), size)])

    def _part(self, batch: list[FileEntry]) -> Shard:
        try:
            if self._workers is None:
                return self._in_process(batch)
            return decode(self._workers.result(self._workers.submit(batch, first=True)))
        except NoWorker:
            # Not in this process: the file that ended another one would end it, too.
            return self._bisect(batch, WorkerLost("could not be started again,"))
        except WorkerLost as lost:
            return self._bisect(batch, lost)

    def _in_process(self, batch: list[FileEntry]) -> Shard:
        """The shard of some files, checked in this process. Raises WorkerLost."""
        try:
            return check_files(self._checker, batch, self._limits)
        except BaseException as error:
            if not is_crash(error):
                raise
            raise WorkerLost(traceback.format_exc(), is_raised=True) from None

    def _unchecked_file(self, entry: FileEntry, lost: WorkerLost) -> Shard:
        """The shard of a file at which its process ends."""
        raw = RawInput(entry.path)
        detail = lost.why.strip().rpartition("\n")[2] if lost.is_raised else f"its process {lost.why.rstrip(',')}"
        if lost.is_unresponsive:
            result = timeout_result(self._checker, raw, detail)
        else:
            crash = Crash(entry.path, "", lost.why) if lost.is_raised else Crash(entry.path, "check-crashed", detail)
            result = crash_result(self._checker, raw, detail, crash)
        result = FileResult(result.findings, crashes=result.crashes, is_complete=False)
        return Shard.of(result, ContentDigests.unread(entry), is_fully_read=False)


def _listed(batch: Sequence[FileEntry]) -> str:
    named = ", ".join(entry.path for entry in batch[:_NAMED])
    left = len(batch) - _NAMED
    return f"{named} and {left} other{'s' if left > 1 else ''}" if left > 0 else named
