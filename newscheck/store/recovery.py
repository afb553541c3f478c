"""What no process could check whole is tried again in parts, until it is known which file it was."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from newscheck.dump.spool import pack
from newscheck.errors import is_crash
from newscheck.files import Entry
from newscheck.judgement.checking import Checker
from newscheck.model import Crash, Raw
from newscheck.store.examining import examine, failed, late
from newscheck.store.limits import Limits
from newscheck.store.lost import Lost, NoProcess, Tell
from newscheck.store.patchwork import joined
from newscheck.store.shard import Contents, Shard, decode

if TYPE_CHECKING:
    from newscheck.store.workers import Ticket, Workers

#: Files that are named where a process was lost.
_NAMED = 10


class Recovery:
    """Gets the shard of some files, whatever becomes of the processes; `tell` is called with a line for people where
    that is of interest. Without `workers`, all is done here."""

    def __init__(
        self, judge: Checker, limits: Limits, workers: Workers | None = None, tell: Tell | None = None
    ) -> None:
        self._judge, self._limits = judge, limits
        self._workers, self._tell = workers, tell

    def start(self, batch: list[Entry]) -> Callable[[], Shard]:
        """Have some files checked: at once where there are processes for it, else when they are asked for."""
        if self._workers is None:
            return partial(self._checked, batch)
        ticket = self._workers.submit(batch)
        return partial(self._checked, batch, ticket)

    def _checked(self, batch: list[Entry], ticket: Ticket | None = None) -> Shard:
        try:
            return decode(self._workers.result(ticket)) if self._workers and ticket else self._in_process(batch)
        except NoProcess:
            return self._checked(batch)
        except Lost as lost:
            if self._tell and not lost.is_raised:
                self._tell(f"a process {lost.why} while it checked these files: {_some(batch)}; they are checked again")
            return self._bisect(batch, lost)

    def _bisect(self, batch: list[Entry], lost: Lost) -> Shard:
        """In halves; one by one where to find out takes as long as a file may."""
        if len(batch) == 1:
            return self._unchecked_file(batch[0], lost)
        size = 1 if lost.is_silent else (len(batch) + 1) // 2
        return joined([self._part(batch[at : at + size]) for at in range(0, len(batch), size)])

    def _part(self, batch: list[Entry]) -> Shard:
        try:
            if self._workers is None:
                return self._in_process(batch)
            return decode(self._workers.result(self._workers.submit(batch, first=True)))
        except NoProcess:
            # Not here: what has ended another process would end this one, too.
            return self._bisect(batch, Lost("could not be started again,"))
        except Lost as lost:
            return self._bisect(batch, lost)

    def _in_process(self, batch: list[Entry]) -> Shard:
        """Raises Lost."""
        try:
            return examine(self._judge, batch, self._limits)
        except BaseException as error:
            if not is_crash(error):
                raise
            raise Lost(traceback.format_exc(), is_raised=True) from None

    def _unchecked_file(self, entry: Entry, lost: Lost) -> Shard:
        """The shard of a file at which its process ends."""
        raw = Raw(entry.path)
        what = lost.why.strip().rpartition("\n")[2] if lost.is_raised else f"its process {lost.why.rstrip(',')}"
        if lost.is_silent:
            result = late(self._judge, raw, what)
        else:
            crash = Crash(entry.path, "", lost.why) if lost.is_raised else Crash(entry.path, "check-crashed", what)
            result = failed(self._judge, raw, what, crash)
        return Shard(
            files=1,
            articles=0,
            findings=result.findings,
            summaries=pack([]),
            features=pack([]),
            feature_names=pack({}),
            crashes=result.crashes,
            latest_epoch=0,
            content_digests=Contents.unread(entry),
            is_fully_read=False,
            is_complete=False,
        )


def _some(batch: Sequence[Entry]) -> str:
    named = ", ".join(entry.path for entry in batch[:_NAMED])
    left = len(batch) - _NAMED
    return f"{named} and {left} other{'s' if left > 1 else ''}" if left > 0 else named
