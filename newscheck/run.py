"""A run: all files of some paths, folded into one Report.

The same bytes, settings and clock give the same report whatever the number of processes and whatever the cache holds.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import msgspec
from msgspec.structs import replace

from newscheck import __version__, files, readers, shards
from newscheck.cache import Cache
from newscheck.checking import Checker
from newscheck.config import Project, checker, watch, watch_identity
from newscheck.errors import UsageError
from newscheck.ledger import Ledger
from newscheck.model import Crash, History, Report, RuleText, Summary
from newscheck.shards import Shard
from newscheck.spool import Spool

#: More findings than this are remembered shard by shard only.
_MANY = 20_000
#: Fewer files than this are checked sooner than a cache is opened.
_FEW = 100


class _Kept(msgspec.Struct, frozen=True):
    """A whole report in the cache, and the greatest epoch in it; None where each run has to judge anew."""

    report: Report
    latest: int | None


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def run(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Check the files below `paths` and the dump that they are.

    `jobs` is the number of processes, 0 for as many as there are processors; `progress` is called with the number of
    files done. Raises UsageError where a path is missing, or where nothing is selected.
    """
    paths = list(paths)
    if sum(1 for _ in islice(files.walk(paths, project.exclude), _FEW)) < _FEW:
        cache = None
    key = _key(project, paths, cache) if cache else None
    if cache and (value := cache.get(key)):
        kept = _decode(value)
        if kept.latest is not None and kept.latest <= project.now:
            return kept.report
    kept = _fold(project, paths, jobs, cache, progress)
    is_known = kept.latest is not None and kept.latest <= project.now and not kept.report.crashes
    if cache and is_known and len(kept.report.findings) <= _MANY:
        cache.put(key, _encode(replace(kept, report=replace(kept.report, findings=[*kept.report.findings]))))
    return kept.report


def _key(project: Project, paths: list[str], cache: Cache) -> str | None:
    """The key of the report, by a walk that only looks; None where it can't be remembered."""
    keys = []
    for batch in shards.batches(files.walk(paths, project.exclude)):
        key = cache.key(batch)
        if key is None:
            return None
        keys.append(key)
    return cache.whole_key([*keys, watch_identity(project)])


@contextmanager
def gather(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
    fold: Callable[[Shard], None] | None = None,
) -> Iterator[Spool]:
    """The dump that the files below `paths` are, for as long as it is needed; `fold` gets all else that they say.

    Raises UsageError where a path is missing, or where nothing is selected.
    """
    paths = list(paths)
    judge = checker(project)
    done = 0
    spool = Spool(watch(project))
    try:
        entries = files.walk(paths, project.exclude)
        for shard in shards.results(project, judge, entries, jobs or os.cpu_count() or 1, cache):
            done += shard.files
            spool.add(shard.cards, shard.articles, shard.shapes, shard.names)
            if fold:
                fold(shard)
            if progress:
                progress(done)
        if not done:
            places = ", ".join(files.shown(path) for path in paths)
            raise UsageError(f"no article files in {places} (looked for {', '.join(sorted(readers.suffixes()))})")
        yield spool
    finally:
        spool.close()


def _fold(
    project: Project, paths: list[str], jobs: int, cache: Cache | None, progress: Callable[[int], None] | None
) -> _Kept:
    judge = checker(project)
    findings = Ledger()
    crashes: list[Crash] = []
    file_count = latest = 0

    def fold(shard: Shard) -> None:
        nonlocal file_count, latest
        file_count += shard.files
        findings.add(shard.findings)
        crashes.extend(shard.crashes)
        latest = max(latest, shard.latest)

    with gather(project, paths, jobs=jobs, cache=cache, progress=progress, fold=fold) as dump:
        past = history(dump, crashes) if judge.wants_shapes else History()
        whole = judge.check_dump(dump)
        articles = len(dump)
    findings.add(whole.findings)
    report = Report(
        version=__version__,
        summary=Summary(files=file_count, articles=articles, **findings.counts),
        findings=findings,
        rules=_rule_texts(judge, findings),
        changes=past.changes,
        layouts=past.layouts,
        remarks=past.remarks,
        crashes=crashes + whole.crashes,
    )
    return _Kept(report, None if judge.is_timed else latest)


def history(dump: Spool, crashes: list[Crash]) -> History:
    """The layouts of a dump. Raises UsageError where its reference knows none of the sites."""
    try:
        return dump.history
    except UsageError:
        raise
    except Exception:  # a crash of our own is never green: it ends the run with exit code 2
        crashes.append(Crash("", "layout-change", traceback.format_exc()))
        return History()


def _rule_texts(judge: Checker, findings: Ledger) -> dict[str, RuleText]:
    rules = ((judge.rules[rule], severity) for rule, severity in sorted(findings.rules.items()))
    return {rule.id: RuleText(severity, rule.summary, rule.help) for rule, severity in rules}
