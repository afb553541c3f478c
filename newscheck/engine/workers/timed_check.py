"""Files are read and checked in this process: a handful at a time, each file within its time."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from newscheck.checker.aggregation import limited
from newscheck.checker.execution import Checker, batches
from newscheck.checker.results import merged
from newscheck.engine.cache.shard import ContentDigests, Shard
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.dump_store import pack
from newscheck.engine.workers.limits import Limits, TimeLimitExceeded, call_within
from newscheck.errors import is_crash
from newscheck.model import Crash, FileResult, RawInput


def _no_heartbeat() -> None:
    """Nobody is there to hear a sign of life."""


def check_files(
    judge: Checker, entries: Sequence[FileEntry], limits: Limits, beat: Callable[[], None] = _no_heartbeat
) -> Shard:
    """What some files say; `beat` is called when there is progress."""
    contents = ContentDigests()
    result = merged(
        part
        for raws in batches(contents.read(entries, limits.size), lambda raw: len(raw.data))
        for part in check_inputs(judge, raws, limits.seconds, beat)
    )
    return Shard(
        files=len(entries),
        articles=len(result.summaries),
        findings=limited(result.findings),
        summaries=pack(result.summaries),
        features=pack(result.features),
        feature_names=pack(dict(result.feature_names)),
        crashes=result.crashes,
        latest_epoch=result.latest_epoch,
        content_digests=contents.packed,
        is_fully_read=contents.is_fully_read,
        is_complete=result.is_complete,
    )


def check_inputs(
    judge: Checker, raws: Sequence[RawInput], seconds: float, beat: Callable[[], None] = _no_heartbeat
) -> Iterator[FileResult]:
    """What pieces of input say: together or, where that takes longer than one of them may or fails, one by one.

    Who was stopped for a while (Ctrl-Z) has his piece tried a second time, too.
    """
    beat()
    whole = _check_together(judge, raws, seconds)
    if whole is not None:
        yield whole
        return
    for raw in raws:
        beat()
        yield _check_one(judge, raw, seconds)


def _check_together(judge: Checker, raws: Sequence[RawInput], seconds: float) -> FileResult | None:
    try:
        return call_within(seconds, partial(judge.check, *raws))
    except BaseException as error:
        if not (isinstance(error, TimeLimitExceeded) or is_crash(error)):
            raise
        return None  # which of them it is, and why, is told when each is tried


def _check_one(judge: Checker, raw: RawInput, seconds: float) -> FileResult:
    try:
        return call_within(seconds, partial(judge.check, raw))
    except TimeLimitExceeded:
        return timeout_result(judge, raw, f"not done after {seconds:g} s")
    except BaseException as error:
        if not is_crash(error):
            raise
        what = traceback.format_exception_only(error)[-1].strip()
        return crash_result(judge, raw, what, Crash(raw.path, "", traceback.format_exc()))


def timeout_result(judge: Checker, raw: RawInput, what: str) -> FileResult:
    """What is said of a piece of input that took longer than it may."""
    result = judge.check(replace(raw, data=b"", fault="timeout", detail=what))
    return replace(result, is_complete=False)


def crash_result(judge: Checker, raw: RawInput, what: str, crash: Crash) -> FileResult:
    """What is said of a piece of input at which a process ended, or newscheck itself failed."""
    result = judge.check(replace(raw, data=b"", fault="crashed", detail=what))
    return replace(result, crashes=[*result.crashes, crash], is_complete=False)
