"""Files are read and checked in this process: some at a time, each file within its time limit."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from newscheck.checker.aggregation import Quota, limited
from newscheck.checker.execution import Checker, batches
from newscheck.checker.results import merged
from newscheck.engine.cache.shard import ContentDigests, Shard
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.workers.failures import no_heartbeat
from newscheck.engine.workers.limits import Limits
from newscheck.errors import is_crash
from newscheck.model import Crash, FileResult, RawInput
from newscheck.rules import EXTRACTOR_FAILED

#: Articles, or results, of a part of a large file.
_PART = 2_000


def check_files(
    checker: Checker, entries: Sequence[FileEntry], limits: Limits, beat: Callable[[], object] = no_heartbeat
) -> Shard:
    """The shard of some files; `beat` is called before each check."""
    contents = ContentDigests()
    result = merged(check_stream(checker, contents.read(entries, limits.size, beat), limits.seconds, beat))
    # A page at which the extractor took too long or died may pass the next time.
    is_complete = result.is_complete and not any(finding.rule == EXTRACTOR_FAILED for finding in result.findings)
    result = replace(result, findings=limited(result.findings), is_complete=is_complete)
    return Shard.of(result, contents.packed, is_fully_read=contents.is_fully_read)


def check_parts(checker: Checker, entry: FileEntry, limits: Limits) -> Iterator[Shard]:
    """The shards of a file that holds very many articles; the last one has its digest, and counts as the file."""
    contents, quota = ContentDigests(), Quota()
    part: list[FileResult] = []
    for result in check_stream(checker, contents.read([entry], limits.size), limits.seconds):
        for finding in result.findings:
            quota.add(finding)
        part.append(replace(result, findings=[]))
        if sum(len(each.summaries) for each in part) >= _PART or len(part) >= _PART:
            yield Shard.of(replace(merged(part), findings=quota.take()))
            part = []
    last = replace(merged(part), findings=quota.findings())
    yield Shard.of(last, contents.packed, is_fully_read=contents.is_fully_read)


def check_stream(
    checker: Checker, raws: Iterable[RawInput], seconds: float, beat: Callable[[], object] = no_heartbeat
) -> Iterator[FileResult]:
    """The results of inputs, some of them in memory at a time (`check_inputs`)."""
    for batch in batches(raws, lambda raw: len(raw.data)):
        yield from check_inputs(checker, batch, seconds, beat)


def check_inputs(
    checker: Checker, raws: Sequence[RawInput], seconds: float, beat: Callable[[], object] = no_heartbeat
) -> Iterator[FileResult]:
    """The results of pieces of input, checked together or, where that fails or exceeds the time limit, one by one.

    So a pause of the process (Ctrl-Z) doesn't fail a piece at once.
    """
    beat()
    whole = _check_together(checker, raws, seconds)
    if whole is not None:
        yield whole
        return
    for raw in raws:
        beat()
        yield _check_one(checker, raw, seconds)


def _check_together(checker: Checker, raws: Sequence[RawInput], seconds: float) -> FileResult | None:
    try:
        return call_within(seconds, partial(checker.check, *raws))
    except BaseException as error:
        if not (isinstance(error, TimeLimitExceeded) or is_crash(error)):
            raise
        return None  # checking them one by one shows which one it is, and why


def _check_one(checker: Checker, raw: RawInput, seconds: float) -> FileResult:
    try:
        return call_within(seconds, partial(checker.check, raw))
    except TimeLimitExceeded:
        return timeout_result(checker, raw, f"not done after {seconds:g} s")
    except BaseException as error:
        if not is_crash(error):
            raise
        detail = traceback.format_exception_only(error)[-1].strip()
        return crash_result(checker, raw, detail, Crash(raw.path, "", traceback.format_exc()))


def timeout_result(checker: Checker, raw: RawInput, detail: str) -> FileResult:
    """The result of a piece of input that took longer than it may."""
    result = checker.check(replace(raw, data=b"", fault="timeout", detail=detail))
    return replace(result, is_complete=False)


def crash_result(checker: Checker, raw: RawInput, detail: str, crash: Crash) -> FileResult:
    """The result of a piece of input at which a process ended, or newscheck itself failed."""
    result = checker.check(replace(raw, data=b"", fault="crashed", detail=detail))
    return replace(result, crashes=[*result.crashes, crash], is_complete=False)
