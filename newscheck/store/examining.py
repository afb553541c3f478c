"""Files are read and checked in this process: a handful at a time, each file within its time."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from newscheck.dump.spool import pack
from newscheck.errors import is_crash
from newscheck.files import Entry
from newscheck.judgement.checking import Checker, handfuls
from newscheck.model import Card, Crash, FileResult, Finding, Raw, Shaped
from newscheck.store.limits import Limits, TimeUp, within
from newscheck.store.shard import Contents, Shard
from newscheck.telling.rests import limited


def _silent() -> None:
    """Nobody is there to hear a sign of life."""


def examine(judge: Checker, entries: Sequence[Entry], limits: Limits, beat: Callable[[], None] = _silent) -> Shard:
    """What some files say; `beat` is called when there is progress."""
    findings: list[Finding] = []
    cards: list[Card] = []
    shapes: list[Shaped] = []
    names: dict[int, str] = {}
    crashes: list[Crash] = []
    latest = 0
    is_finished = True
    contents = Contents()
    for raws in handfuls(contents.read(entries, limits.size), lambda raw: len(raw.data)):
        for result in results(judge, raws, limits.seconds, beat):
            findings += result.findings
            cards += result.summaries
            shapes += result.features
            names.update(result.feature_names)
            crashes += result.crashes
            latest = max(latest, result.latest_epoch)
            is_finished = is_finished and result.is_complete
    return Shard(
        files=len(entries),
        articles=len(cards),
        findings=limited(findings),
        summaries=pack(cards),
        features=pack(shapes),
        feature_names=pack(names),
        crashes=crashes,
        latest_epoch=latest,
        content_digests=contents.packed,
        is_fully_read=contents.is_fully_read,
        is_complete=is_finished,
    )


def results(
    judge: Checker, raws: Sequence[Raw], seconds: float, beat: Callable[[], None] = _silent
) -> Iterator[FileResult]:
    """What pieces of input say: together or, where that takes longer than one of them may or fails, one by one.

    Who was stopped for a while (Ctrl-Z) has his piece tried a second time, too.
    """
    beat()
    whole = _tried(judge, raws, seconds)
    if whole is not None:
        yield whole
        return
    for raw in raws:
        beat()
        yield _alone(judge, raw, seconds)


def _tried(judge: Checker, raws: Sequence[Raw], seconds: float) -> FileResult | None:
    try:
        return within(seconds, partial(judge.check, *raws))
    except BaseException as error:
        if not (isinstance(error, TimeUp) or is_crash(error)):
            raise
        return None  # which of them it is, and why, is told when each is tried


def _alone(judge: Checker, raw: Raw, seconds: float) -> FileResult:
    try:
        return within(seconds, partial(judge.check, raw))
    except TimeUp:
        return late(judge, raw, f"not done after {seconds:g} s")
    except BaseException as error:
        if not is_crash(error):
            raise
        what = traceback.format_exception_only(error)[-1].strip()
        return failed(judge, raw, what, Crash(raw.path, "", traceback.format_exc()))


def late(judge: Checker, raw: Raw, what: str) -> FileResult:
    """What is said of a piece of input that took longer than it may."""
    result = judge.check(replace(raw, data=b"", fault="timeout", detail=what))
    return replace(result, is_complete=False)


def failed(judge: Checker, raw: Raw, what: str, crash: Crash) -> FileResult:
    """What is said of a piece of input at which a process ended, or newscheck itself failed."""
    result = judge.check(replace(raw, data=b"", fault="crashed", detail=what))
    return replace(result, crashes=[*result.crashes, crash], is_complete=False)
