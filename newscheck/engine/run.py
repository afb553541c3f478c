"""A run: all files of some paths, folded into one Report.

The same bytes, settings and clock give the same report whatever the number of processes and whatever the cache holds.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice

import msgspec

from newscheck import __version__, readers
from newscheck.checker import aggregation
from newscheck.checker.execution import Checker
from newscheck.checker.results import merged
from newscheck.dump.article_summary import identity_hash
from newscheck.dump.selection import DumpSelection
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.cache.shard import Shard
from newscheck.engine.files import path_names
from newscheck.engine.files.dump_store import DumpStore, pack
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.git import versions
from newscheck.engine.report_cache import CachedReport, ReportCache
from newscheck.engine.settings.config import Project, build_checker, build_scan_settings
from newscheck.engine.workers import scheduler
from newscheck.engine.workers.failures import Notify
from newscheck.engine.workers.limits import TimeLimitExceeded, call_within
from newscheck.engine.workers.timed_check import check_inputs
from newscheck.errors import UsageError, is_crash
from newscheck.html import parser
from newscheck.layout import detection
from newscheck.model import (
    ArticleSummary,
    Crash,
    FileSelection,
    Finding,
    LayoutHistory,
    RawInput,
    Report,
    RuleDescription,
    Totals,
)
from newscheck.rules import TIMEOUT
from newscheck.text.display import quantity

#: Fewer files than this are checked sooner than a cache is opened.
_FEW = 100


def run(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
    focus: FileSelection | None = None,
) -> Report:
    """Check the files below `paths` and the dump that they are.

    `jobs` is the number of processes, 0 for as many as there are processors; `progress` is called with the number of
    files done. With a `focus` the whole dump is looked at, and the report has what those files take part in. Raises
    UsageError where a path is missing, or where nothing is selected.
    """
    paths = list(paths)
    if sum(1 for _ in islice(project.walk(paths), _FEW)) < _FEW:
        cache = None
    if focus:
        focus = _focus_on_existing(project, paths, focus)
        if not focus.paths and not build_checker(project).is_time_dependent:
            return Report(__version__, Totals(), [], {}, remarks=[f"no article files {focus.description}"])
    memory = ReportCache(project, paths, cache, focus) if cache else None
    if memory and (known := memory.report()):
        return known
    kept = _fold(project, paths, jobs, cache, progress, focus, memory)
    if memory:
        memory.keep(kept)
    return kept.report


def _focus_on_existing(project: Project, paths: list[str], focus: FileSelection) -> FileSelection:
    """The focus without what is no article file of the dump. Raises UsageError where the dump has none at all."""
    walked = [entry.path for entry in project.walk(paths)]
    if paths and not walked:
        raise _no_files_error(paths)
    return msgspec.structs.replace(focus, paths=focus.paths.intersection(walked))


def _no_files_error(paths: list[str]) -> UsageError:
    places = ", ".join(path_names.display_path(path) for path in paths)
    return UsageError(f"no article files in {places} (looked for {', '.join(sorted(readers.suffixes()))})")


@contextmanager
def gathered_dump(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
    fold: Callable[[Shard], None] | None = None,
    tell: Notify | None = None,
) -> Iterator[DumpStore]:
    """The dump that the files below `paths` are, for as long as it is needed; `fold` gets all else that they say.

    `tell` is called with a line for people where a process was lost and, if nobody folds, for each file that is left
    out because its check took too long. Raises UsageError where a path is missing, where nothing is selected, and, if
    nobody folds, where newscheck itself crashes.
    """
    paths = list(paths)
    judge = build_checker(project)
    done = 0
    spool = DumpStore(build_scan_settings(project))
    try:
        entries = project.walk(paths)
        for shard in scheduler.check_shards(project, judge, entries, jobs or os.cpu_count() or 1, cache, tell):
            done += shard.files
            spool.add(shard.summaries, shard.articles, shard.features, shard.feature_names)
            (fold or partial(_check_whole, tell=tell))(shard)
            if progress:
                progress(done)
        if not done:
            raise _no_files_error(paths)
        yield spool
    finally:
        spool.close()


def _check_whole(shard: Shard, tell: Notify | None) -> None:
    """Raise UsageError where a shard is not all that its files say, but for those that took too long."""
    for crash in shard.crashes:
        raise UsageError(f"crashed on {crash.path}: newscheck validate says more")
    for finding in shard.findings:
        if finding.rule == TIMEOUT and tell:
            tell(f"{finding.path}: {finding.message}; it is left out")


def _fold(
    project: Project,
    paths: list[str],
    jobs: int,
    cache: Cache | None,
    progress: Callable[[int], None] | None,
    focus: FileSelection | None,
    memory: ReportCache | None,
) -> CachedReport:
    judge = build_checker(project)
    findings, others = FindingsStore(), FindingsStore()
    crashes: list[Crash] = []
    remarks: list[str] = []
    file_count = latest = 0
    is_finished = True

    def fold(shard: Shard) -> None:
        nonlocal file_count, latest, is_finished
        file_count += shard.files
        is_finished = is_finished and shard.is_complete
        if memory:
            memory.add(shard)
        findings.add(finding for finding in shard.findings if focus is None or finding.path in focus.paths)
        if focus:
            others.add(finding for finding in shard.findings if finding.path not in focus.paths)
        crashes.extend(shard.crashes)
        latest = max(latest, shard.latest_epoch)

    with gathered_dump(
        project, paths, jobs=jobs, cache=cache, progress=progress, fold=fold, tell=remarks.append
    ) as dump:
        report = _conclude(judge, dump, findings, crashes, file_count, focus)
        report = msgspec.structs.replace(
            report, fingerprint_collisions=_twins(findings, others), remarks=[*remarks, *report.remarks]
        )
        return CachedReport(report, None if judge.is_time_dependent or remarks or not is_finished else latest)


def _twins(findings: FindingsStore, others: FindingsStore) -> list[Finding]:
    """Those of the others that have the fingerprint of one of the findings."""
    if not others:
        return []
    told = {finding.fingerprint for finding in aggregation.expanded(findings)}
    return [other for other in others if any(each.fingerprint in told for each in aggregation.expanded((other,)))]


def run_on_input(project: Project, raws: Iterable[RawInput]) -> Report:
    """Check one file that is no file on the disk, in as many pieces as it came in."""
    judge = build_checker(project)
    dump = DumpStore(build_scan_settings(project))
    try:
        result = merged(check_inputs(judge, [*raws], project.file_timeout))
        dump.add(pack(result.summaries), len(result.summaries), pack(result.features), pack(dict(result.feature_names)))
        return _conclude(judge, dump, FindingsStore.of(result.findings), result.crashes, 1)
    finally:
        dump.close()


def _conclude(
    judge: Checker,
    dump: DumpStore,
    findings: FindingsStore,
    crashes: list[Crash],
    file_count: int,
    focus: FileSelection | None = None,
) -> Report:
    """The report, when all files have been read: what they say together, behind what each of them said.

    Raises UsageError as `layout_history` does. Whatever else may be wrong with the whole, costs nothing of the rest.
    """
    crashes = [*crashes]
    past, articles = LayoutHistory(), len(dump)
    try:
        past = layout_history(dump, crashes) if judge.collects_features else past
        chosen = DumpSelection(dump, focus.paths) if focus else None
        whole = judge.check_dump(dump, chosen)
        crashes += whole.crashes
        findings.add(whole.findings)
        if focus and chosen is not None:
            articles = len(chosen)
            past = _narrowed(
                past, dump, chosen, f"{focus.description}: {len(focus.paths):,} of {quantity(file_count, 'file')}"
            )
    except UsageError:
        raise
    except BaseException as error:
        if not is_crash(error):
            raise
        crashes.append(Crash("", "", traceback.format_exc()))
    return _report(judge, len(focus.paths) if focus else file_count, articles, findings, crashes, past)


def run_on_history(project: Project, span: str, paths: Iterable[str]) -> Report:
    """Look for articles that commits of REV1..REV2 wrote over others, at the files below `paths`.

    The report is about the files that were rewritten at all. Raises UsageError as `versions.read` does.
    """
    paths = list(paths)
    judge = build_checker(project)
    findings = FindingsStore()
    crashes: list[Crash] = []
    had: set[int] = set()
    left: set[int] = set()
    file_count = rewritten = 0

    def cards(raw: RawInput) -> list[ArticleSummary]:
        try:
            return call_within(project.file_timeout, partial(judge.summaries, raw, crashes))
        except TimeLimitExceeded:
            why = f"a version of a file was not read to its end: not done after {project.file_timeout:g} s"
            # Which file's it is, only who asks knows.
            crashes.append(Crash("", TIMEOUT, why))
            return []

    for each in versions.read(span, paths, project.exclude, project.max_file_size, cards):
        file_count += 1
        rewritten += len(each.revisions)
        had.update(identity_hash(card) for one in each.revisions for card in (one.before, one.after))
        left.add(identity_hash(each.revisions[-1].after))
        said = judge.check_versions(each)
        findings.add(said.findings)
        crashes += said.crashes
    remark = f"history {span}: {quantity(file_count, 'file')} rewritten, {quantity(rewritten, 'time')} in all"
    if findings:
        lost = len(had - left)
        remark += (
            f"; {quantity(lost, 'article')} that they held {'is' if lost == 1 else 'are'} in none of them any more"
        )
    past = LayoutHistory(remarks=[remark, *versions.remarks(paths)])
    return _report(judge, file_count, file_count, findings, crashes, past)


def _report(
    judge: Checker, file_count: int, articles: int, findings: FindingsStore, crashes: list[Crash], past: LayoutHistory
) -> Report:
    return Report(
        version=__version__,
        summary=Totals(files=file_count, articles=articles, **findings.counts),
        findings=findings,
        rules=_rule_texts(judge, findings),
        changes=past.changes,
        layouts=past.layouts,
        remarks=[*parser.version_warnings(), *past.remarks],
        crashes=crashes,
    )


def _narrowed(past: LayoutHistory, dump: DumpStore, chosen: DumpSelection, remark: str) -> LayoutHistory:
    """The layouts of a dump, and those of their changes that the chosen files take part in."""
    changes = [
        change
        for change, members in zip(past.changes, detection.affected_articles(dump, past.changes), strict=True)
        if chosen.has_any((each.path for each in (*change.examples_before, *change.examples_after)), members)
    ]
    return msgspec.structs.replace(past, changes=changes, remarks=[remark, *past.remarks])


def layout_history(dump: DumpStore, crashes: list[Crash]) -> LayoutHistory:
    """The layouts of a dump. Raises UsageError where its reference knows none of the sites."""
    try:
        return dump.history
    except UsageError:
        raise
    except BaseException as error:
        if not is_crash(error):
            raise
        # A crash of our own is never green: it ends the run with exit code 2.
        crashes.append(Crash("", "layout-change", traceback.format_exc()))
        return LayoutHistory()


def _rule_texts(judge: Checker, findings: FindingsStore) -> dict[str, RuleDescription]:
    rules = ((judge.rules[rule], severity) for rule, severity in sorted(findings.rules.items()))
    return {rule.id: RuleDescription(severity, rule.summary, rule.help) for rule, severity in rules}
