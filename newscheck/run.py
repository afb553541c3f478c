"""A run: all files of some paths, folded into one Report.

The same bytes, settings and clock give the same report whatever the number of processes and whatever the cache holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import islice

import msgspec

from newscheck import __version__, files, readers, shards
from newscheck.cache import Cache
from newscheck.checking import Checker
from newscheck.config import Project, checker
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Crash, Finding, Report, RuleText, Summary
from newscheck.spool import Spool

#: Fewer files than this are checked sooner than a cache is opened.
_FEW = 100


class _Kept(msgspec.Struct, frozen=True):
    """A whole report in the cache, and the greatest epoch in it."""

    report: Report
    latest: int


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
        if kept.latest <= project.now:
            return kept.report
    kept = _fold(project, paths, jobs or os.cpu_count() or 1, cache, progress)
    if cache and kept.latest <= project.now and not kept.report.crashes:
        cache.put(key, _encode(kept))
    return kept.report


def _key(project: Project, paths: list[str], cache: Cache) -> str | None:
    """The key of the report, by a walk that only looks; None where it can't be remembered."""
    keys = []
    for batch in shards.batches(files.walk(paths, project.exclude)):
        key = cache.key(batch)
        if key is None:
            return None
        keys.append(key)
    return cache.whole_key(keys)


def _fold(
    project: Project, paths: list[str], jobs: int, cache: Cache | None, progress: Callable[[int], None] | None
) -> _Kept:
    judge = checker(project)
    findings: list[Finding] = []
    crashes: list[Crash] = []
    file_count = latest = 0
    spool = Spool()
    try:
        for shard in shards.results(project, judge, files.walk(paths, project.exclude), jobs, cache):
            file_count += shard.files
            findings += shard.findings
            crashes += shard.crashes
            latest = max(latest, shard.latest)
            spool.add(shard.cards, shard.articles)
            if progress:
                progress(file_count)
        if not file_count:
            places = ", ".join(files.shown(path) for path in paths)
            raise UsageError(f"no article files in {places} (looked for {', '.join(sorted(readers.suffixes()))})")
        whole = judge.check_dump(spool)
        articles = len(spool)
    finally:
        spool.close()
    findings += whole.findings
    findings.sort(key=_order)
    report = Report(
        version=__version__,
        summary=_summary(file_count, articles, findings),
        findings=findings,
        rules=_rule_texts(judge, findings),
        crashes=crashes + whole.crashes,
    )
    return _Kept(report, latest)


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
