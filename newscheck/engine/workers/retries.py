"""Files at which a process ended are checked again in parts, until it is clear which file is the cause."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from newscheck.checker.execution import Checker
from newscheck.engine.cache.shard import ContentDigests, Shard, merged
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.workers.executors import Executor, SerialExecutor, ShardFuture
from newscheck.engine.workers.failures import Notify, NoWorker, WorkerLost
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.timed_check import check_parts, crash_result, timeout_result
from newscheck.errors import is_crash
from newscheck.model import Crash, FileResult, RawInput

#: Files that are named where a process was lost.
_NAMED = 10


class RetryingChecker:
    """Checks the files of a shard, whatever happens to the processes of an executor; `notify` is called with a message
    for the user when one is lost. Without an executor, files are checked in this process."""

    def __init__(
        self, checker: Checker, limits: Limits, executor: Executor | None = None, notify: Notify | None = None
    ) -> None:
        self._checker, self._limits = checker, limits
        self._executor, self._notify = executor or SerialExecutor(checker, limits), notify

    def start(self, batch: list[FileEntry]) -> Callable[[], Shard]:
        """Submit the check of some files; what is called for the shard waits for it."""
        return partial(self._checked, batch, self._executor.submit(batch))

    def parts(self, entry: FileEntry) -> Iterator[Shard]:
        """The shards of a file that holds very many articles, checked in this process a part at a time."""
        try:
            yield from check_parts(self._checker, entry, self._limits)
        except BaseException as error:
            if not is_crash(error):
                raise
            yield self._unchecked_file(entry, WorkerLost(traceback.format_exc(), is_raised=True))

    def _checked(self, batch: list[FileEntry], future: ShardFuture) -> Shard:
        try:
            return future.result()
        except NoWorker:
            return self._checked(batch, SerialExecutor(self._checker, self._limits).submit(batch))
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
            return self._executor.submit(batch, first=True).result()
        except NoWorker:
            # Not in this process: the file that ended another one would end it, too.
            return self._bisect(batch, WorkerLost("could not be started again,"))
        except WorkerLost as lost:
            return self._bisect(batch, lost)

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
