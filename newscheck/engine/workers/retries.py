"""What no process could check whole is tried again in parts, until it is known which file it was."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from newscheck.checker.execution import Checker
from newscheck.engine.cache.partial_results import merged
from newscheck.engine.cache.shard import ContentDigests, Shard, decode
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.dump_store import pack
from newscheck.engine.workers.failures import Notify, NoWorker, WorkerLost
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.timed_check import check_files, crash_result, timeout_result
from newscheck.errors import is_crash
from newscheck.model import Crash, RawInput

if TYPE_CHECKING:
    from newscheck.engine.workers.pool import TaskFuture, WorkerPool

#: Files that are named where a process was lost.
_NAMED = 10


class RetryingChecker:
    """Gets the shard of some files, whatever becomes of the processes; `tell` is called with a line for people where
    that is of interest. Without `workers`, all is done here."""

    def __init__(
        self, judge: Checker, limits: Limits, workers: WorkerPool | None = None, tell: Notify | None = None
    ) -> None:
        self._judge, self._limits = judge, limits
        self._workers, self._tell = workers, tell

    def start(self, batch: list[FileEntry]) -> Callable[[], Shard]:
        """Have some files checked: at once where there are processes for it, else when they are asked for."""
        if self._workers is None:
            return partial(self._checked, batch)
        ticket = self._workers.submit(batch)
        return partial(self._checked, batch, ticket)

    def _checked(self, batch: list[FileEntry], ticket: TaskFuture | None = None) -> Shard:
        try:
            return decode(self._workers.result(ticket)) if self._workers and ticket else self._in_process(batch)
        except NoWorker:
            return self._checked(batch)
        except WorkerLost as lost:
            if self._tell and not lost.is_raised:
                self._tell(f"a process {lost.why} while it checked these files: {_some(batch)}; they are checked again")
            return self._bisect(batch, lost)

    def _bisect(self, batch: list[FileEntry], lost: WorkerLost) -> Shard:
        """In halves; one by one where to find out takes as long as a file may."""
        if len(batch) == 1:
            return self._unchecked_file(batch[0], lost)
        size = 1 if lost.is_silent else (len(batch) + 1) // 2
        return merged([self._part(batch[at : at + size]) for at in range(0, len(batch), size)])

    def _part(self, batch: list[FileEntry]) -> Shard:
        try:
            if self._workers is None:
                return self._in_process(batch)
            return decode(self._workers.result(self._workers.submit(batch, first=True)))
        except NoWorker:
            # Not here: what has ended another process would end this one, too.
            return self._bisect(batch, WorkerLost("could not be started again,"))
        except WorkerLost as lost:
            return self._bisect(batch, lost)

    def _in_process(self, batch: list[FileEntry]) -> Shard:
        """Raises Lost."""
        try:
            return check_files(self._judge, batch, self._limits)
        except BaseException as error:
            if not is_crash(error):
                raise
            raise WorkerLost(traceback.format_exc(), is_raised=True) from None

    def _unchecked_file(self, entry: FileEntry, lost: WorkerLost) -> Shard:
        """The shard of a file at which its process ends."""
        raw = RawInput(entry.path)
        what = lost.why.strip().rpartition("\n")[2] if lost.is_raised else f"its process {lost.why.rstrip(',')}"
        if lost.is_silent:
            result = timeout_result(self._judge, raw, what)
        else:
            crash = Crash(entry.path, "", lost.why) if lost.is_raised else Crash(entry.path, "check-crashed", what)
            result = crash_result(self._judge, raw, what, crash)
        return Shard(
            files=1,
            articles=0,
            findings=result.findings,
            summaries=pack([]),
            features=pack([]),
            feature_names=pack({}),
            crashes=result.crashes,
            latest_epoch=0,
            content_digests=ContentDigests.unread(entry),
            is_fully_read=False,
            is_complete=False,
        )


def _some(batch: Sequence[FileEntry]) -> str:
    named = ", ".join(entry.path for entry in batch[:_NAMED])
    left = len(batch) - _NAMED
    return f"{named} and {left} other{'s' if left > 1 else ''}" if left > 0 else named
