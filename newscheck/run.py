"""A run: files in shards, in one process or several, folded into one Report.

The same bytes, settings and clock give the same report whatever the number of processes: shards are folded in the order
of their files.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

import msgspec

from newscheck import __version__, files, readers
from newscheck.checking import Checker
from newscheck.config import Project, checker
from newscheck.errors import UsageError
from newscheck.files import Entry
from newscheck.model import SEVERITIES, Card, Crash, Finding, Report, RuleText, Summary
from newscheck.spool import Spool, pack

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Files a shard: enough that handing it over costs nothing, few enough that partial results stay small.
_SHARD = 200
#: Fewer files than this are checked sooner than another process has started.
_WORTHWHILE = 1_000
#: Shards handed out ahead of the one being folded, per process.
_AHEAD = 4
_Item = TypeVar("_Item")


class Shard(msgspec.Struct, frozen=True):
    """What a shard of files says, as it crosses a process border: cards stay packed."""

    files: int
    articles: int
    findings: list[Finding]
    cards: bytes
    crashes: list[Crash]


def run(
    project: Project, paths: Iterable[str], *, jobs: int = 0, progress: Callable[[int], None] | None = None
) -> Report:
    """Check the files below `paths` and the dump that they are.

    `jobs` is the number of processes, 0 for as many as there are processors; `progress` is called with the number of
    files done. Raises UsageError where a path is missing, or where nothing is selected.
    """
    entries = files.walk(paths, project.exclude)
    judge = checker(project)
    findings: list[Finding] = []
    crashes: list[Crash] = []
    file_count = 0
    spool = Spool()
    try:
        for shard in _shards(project, judge, entries, jobs or os.cpu_count() or 1):
            file_count += shard.files
            findings += shard.findings
            crashes += shard.crashes
            spool.add(shard.cards, shard.articles)
            if progress:
                progress(file_count)
        if not file_count:
            raise_nothing(paths)
        whole = judge.check_dump(spool)
    finally:
        spool.close()
    findings += whole.findings
    findings.sort(key=_order)
    return Report(
        version=__version__,
        summary=_summary(file_count, len(spool), findings),
        findings=findings,
        rules=_rule_texts(judge, findings),
        crashes=crashes + whole.crashes,
    )


def check_shard(judge: Checker, entries: list[Entry], limit: int) -> Shard:
    """Read and check some files."""
    findings: list[Finding] = []
    cards: list[Card] = []
    crashes: list[Crash] = []
    for entry in entries:
        for raw in files.read(entry, limit):
            result = judge.check(raw)
            findings += result.findings
            cards += result.cards
            crashes += result.crashes
    return Shard(len(entries), len(cards), findings, pack(cards), crashes)


def _shards(project: Project, judge: Checker, entries: Iterator[Entry], jobs: int) -> Iterator[Shard]:
    first = list(islice(entries, _WORTHWHILE)) if jobs > 1 else []
    if jobs == 1 or len(first) < _WORTHWHILE:
        for batch in _batches(chain(first, entries)):
            yield check_shard(judge, batch, project.max_file_size)
    else:
        yield from _parallel(project, chain(first, entries), jobs)


def _parallel(project: Project, entries: Iterator[Entry], jobs: int) -> Iterator[Shard]:
    """Shards from a pool of processes, in order; only a few are under way at a time."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork has everything imported; elsewhere each process starts afresh.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(project,))
    waiting: deque[Future[bytes]] = deque()
    try:
        for batch in _batches(entries):
            waiting.append(pool.submit(_work, batch))
            if len(waiting) > _AHEAD * jobs:
                yield _unpack(waiting.popleft().result())
        while waiting:
            yield _unpack(waiting.popleft().result())
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


_judge: Checker
_limit: int
_pack_shard = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Shard).decode


def _start_worker(project: Project) -> None:
    """Make a process ready; Ctrl-C is for the parent to handle."""
    global _judge, _limit
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _judge = checker(project)
    _limit = project.max_file_size


def _work(entries: list[Entry]) -> bytes:
    return _pack_shard(check_shard(_judge, entries, _limit))


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while batch := list(islice(items, _SHARD)):
        yield batch


def raise_nothing(paths: Iterable[str]) -> None:
    """Zero files are never green."""

    places = ", ".join(files.shown(path) for path in paths)
    raise UsageError(f"no article files in {places} (looked for {', '.join(sorted(readers.suffixes()))})")


def _order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    return (finding.path, finding.line, finding.column, finding.rule, finding.pointer, finding.message)


def _summary(file_count: int, articles: int, findings: list[Finding]) -> Summary:
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return Summary(files=file_count, articles=articles, **counts)


def _rule_texts(judge: Checker, findings: list[Finding]) -> dict[str, RuleText]:
    named = {finding.rule: finding.severity for finding in findings}
    rules = ((judge.rules[rule], severity) for rule, severity in sorted(named.items()))
    return {rule.id: RuleText(severity, rule.summary, rule.help) for rule, severity in rules}
