"""A run: all files of some paths, folded into one Report.

The same bytes, settings and clock give the same report, whatever the number of processes and the state of the cache.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newscheck import __version__
from newscheck.article.spread import Spread
from newscheck.checker import aggregation
from newscheck.checker.execution import Checker
from newscheck.checker.represented import without_usual
from newscheck.checker.results import merged
from newscheck.dump.blocks import BLOCK
from newscheck.dump.hits import DumpSelection
from newscheck.engine import layout_scan
from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.gathering import no_files_error, shards
from newscheck.engine.processes import heap
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.run_results import RunResults
from newscheck.engine.session import Session
from newscheck.engine.stages import LAYOUTS, RULES, Progress, Stage
from newscheck.engine.workers.timed_check import check_stream
from newscheck.errors import UsageError, is_crash
from newscheck.html import parser
from newscheck.layout import detection
from newscheck.model import (
    Crash,
    Document,
    FeedProperty,
    FileSelection,
    LayoutHistory,
    RawInput,
    Report,
    RuleDescription,
    Totals,
    UnmappedFeed,
)
from newscheck.text.display import quantity

if TYPE_CHECKING:
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.cache.report_cache import ReportCache
    from newscheck.engine.feed_report import Sample

#: Fewer files than this are checked before a cache is open.
_FEW = 100
#: Bytes of a few files on another machine for which there is a cache all the same.
_KEPT_BYTES = 1 << 28
#: Pieces of an input that are kept for a sample of its items.
_KEPT = 2


def run(
    session: Session,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Progress | None = None,
    focus: FileSelection | None = None,
    with_series: bool = False,
) -> Report:
    """Check the files below `paths`, and the dump that they form.

    `jobs` is the number of processes, 0 for one per processor; `progress` is called with each stage. With
    a `focus`, the whole dump is read, and the report has the findings that those files take part in. Series and
    examples are in it `with_series`. Raises UsageError where a path is missing, or where nothing is selected.
    """
    paths = list(paths)
    others = OtherFiles()
    entries = session.walk(paths, others)
    first = [*islice(entries, _FEW)]
    if len(first) < _FEW and not _take_long_to_read(first):
        cache = None
    # A folder on another machine is not listed twice.
    entries = chain(first, entries)
    if focus:
        focus = _focus_on_existing(session, paths, focus)
        if not focus.paths and not session.checker.is_time_dependent:
            return Report(__version__, Totals(), [], {}, remarks=[f"no article files {focus.description}"])
    reports = _report_cache(session, paths, cache, focus, entries, others, with_series) if cache else None
    if reports and (cached := reports.report()):
        return replace(cached, remarks=[*others.remarks(), *cached.remarks])
    results = RunResults(focus)
    lost: list[str] = []
    with closing(DumpStore(session.detection_settings)) as dump:
        for shard in shards(
            session,
            paths,
            jobs=jobs,
            cache=cache,
            progress=progress,
            notify=lost.append,
            entries=entries,
            walked=reports.files if reports else None,
        ):
            dump.add(shard)
            results.add(shard)
            if reports:
                reports.add(shard)
        history = reports.history() if reports and session.checker.collects_features else None
        if history:
            dump.history = history
        sample = partial(_sample, session)
        report = conclude(session.checker, dump, results, sample, progress, layout_scan.Helpers.of(session, jobs))
        report = including_series(report, session, dump) if with_series else report
        is_whole = results.is_complete and not lost and not report.crashes
        if reports and is_whole and session.checker.collects_features and not history:
            reports.keep_history(dump.history, results.latest_epoch)
    report = replace(report, fingerprint_collisions=results.collisions(), remarks=[*lost, *report.remarks])
    if reports and is_whole and not session.checker.is_time_dependent:
        reports.keep(report, results.findings.pieces(), results.latest_epoch)
    return replace(report, remarks=[*others.remarks(), *report.remarks])


def _take_long_to_read(entries: Sequence[FileEntry]) -> bool:
    """Whether files are on another machine, and not so large that their results would be in memory for the cache."""
    elsewhere = [entry.stored for entry in entries if entry.stored and entry.stored.version]
    try:
        return len(elsewhere) > 0 and sum(stored.size for stored in elsewhere) <= _KEPT_BYTES
    except OSError:  # one doesn't say how long it is
        return False


def _report_cache(
    session: Session,
    paths: list[str],
    cache: Cache,
    focus: FileSelection | None,
    entries: Iterator[FileEntry],
    others: OtherFiles,
    with_series: bool,
) -> ReportCache:
    from newscheck.engine.cache.report_cache import ReportCache  # not for runs of a few files

    begun = [entries]

    def walk() -> Iterator[FileEntry]:
        if begun:
            return begun.pop()
        others.clear()
        return session.walk(paths, others)

    return ReportCache(session, paths, cache, focus, walk, with_series=with_series)


def _focus_on_existing(session: Session, paths: list[str], focus: FileSelection) -> FileSelection:
    """The focus without paths that are no article files of the dump. Raises UsageError where the dump has none."""
    walked = [entry.path for entry in session.walk(paths)]
    if paths and not walked:
        raise no_files_error(session, paths)
    return replace(focus, paths=focus.paths.intersection(walked))


def run_on_input(session: Session, raws: Iterable[RawInput], *, with_series: bool = False) -> Report:
    """Check one file that is not on disk, in as many pieces as it came in; `with_series` as for `run`."""
    from newscheck.engine import feed_sample  # not for runs on files

    pieces: Spread[RawInput] = Spread(_KEPT)
    result = merged(check_stream(session.checker, _kept(raws, pieces), session.project.file_timeout))
    result = replace(result, findings=aggregation.limited(result.findings))
    results = RunResults()
    results.add(Shard.of(result))
    results.file_count = 1
    with closing(DumpStore(session.detection_settings)) as dump:
        dump.add(Shard.of(result))
        mapping = session.checker.mapping
        report = conclude(session.checker, dump, results, lambda _: feed_sample.documents_of(pieces.values, mapping))
        return including_series(report, session, dump) if with_series else report


def including_series(report: Report, session: Session, dump: DumpStore) -> Report:
    """The report with the series of the dump and the examples of its changes; a crash loses nothing else."""
    from newscheck.dump import blocks, site_series
    from newscheck.engine.example_articles import example_articles  # not for runs whose outputs show none

    try:
        with blocks.room(dump.storage):
            series = site_series.site_series(dump, session.project.now, session.checker.zones)
        return replace(report, series=series, examples=example_articles(session, report.changes))
    except BaseException as error:
        if not is_crash(error):
            raise
        return replace(report, crashes=[*report.crashes, Crash("", "", traceback.format_exc())])


def _kept(raws: Iterable[RawInput], sample: Spread[RawInput]) -> Iterator[RawInput]:
    """The pieces of an input that can't be read again, of which some are kept."""
    for raw in raws:
        sample.add(raw)
        yield raw


def _sample(session: Session, entries: Sequence[FileEntry]) -> Iterable[Document]:
    """Some documents of files that the run has read; none where that takes too long."""
    from newscheck.engine import feed_sample  # not for runs without anything to sample

    project, mapping = session.project, session.checker.mapping
    try:
        return call_within(
            project.file_timeout,
            lambda: [*feed_sample.documents_in(project.found_again(entries), project.max_file_size, mapping)],
        )
    except TimeLimitExceeded:
        return []


def conclude(
    checker: Checker,
    dump: DumpStore,
    results: RunResults,
    sample: Sample,
    progress: Progress | None = None,
    helpers: layout_scan.Helpers = layout_scan.ALONE,
) -> Report:
    """The report on all files: their own findings, and those of the dump. `sample` reads some files again; `helpers`
    look for layout changes.

    Raises UsageError as `layout_history` does. Any other error in checking the dump loses no finding of a file.
    """
    focus, crashes = results.focus, [*results.crashes]
    history, articles = LayoutHistory(), len(dump)
    properties: list[FeedProperty] = []
    unmapped: list[UnmappedFeed] = []
    try:
        chosen = DumpSelection(dump, focus.paths) if focus else None
        with layout_scan.beside(dump, helpers if checker.collects_features else layout_scan.ALONE) as scan:
            if results.counts.is_any_frequent:
                from newscheck.engine import feed_report  # not for runs of a few files

                own = (summary for summary in dump if results.covers(summary.path))
                properties, unmapped = feed_report.feed_facts(checker, results.counts, own, sample)
            if checker.collects_features and not scan:
                history = layout_history(dump, crashes, progress)
            result = checker.check_dump(dump, chosen, _rules_told(len(dump), progress, scan), results.findings.add)
            if scan:
                history = layout_history(dump, crashes, progress)
        crashes += result.crashes
        if usual := checker.usual(dump, results.findings.rules):
            results.findings = FindingsStore.of(without_usual(results.findings, usual))
        if focus and chosen is not None:
            articles = len(chosen)
            files = f"{len(focus.paths):,} of {quantity(results.file_count, 'file')}"
            history = _narrowed(history, dump, chosen, f"{focus.description}: {files}")
    except UsageError:
        raise
    except BaseException as error:
        if not is_crash(error):
            raise
        crashes.append(Crash("", "", traceback.format_exc()))
    file_count = len(focus.paths) if focus else results.file_count
    report = report_of(checker, file_count, articles, results.findings, crashes, history)
    presets = dict(sorted(results.counts.presets.items()))
    return replace(report, properties=properties, unmapped=unmapped, presets=presets)


def _rules_told(
    articles: int, progress: Progress | None, scan: layout_scan.Scan | None
) -> Callable[[int, int], object]:
    """What to call with the number of a rule that is about to run on so many articles, and that of all rules."""

    def tell(number: int, total: int) -> None:
        if articles > BLOCK:
            heap.give_back()
        if scan:
            scan.advance()
        if progress:
            progress(Stage(RULES, number, total))

    return tell


def report_of(
    checker: Checker,
    file_count: int,
    articles: int,
    findings: FindingsStore,
    crashes: list[Crash],
    history: LayoutHistory,
) -> Report:
    """A report on so many files and articles, with the texts of the rules that have findings."""
    return Report(
        version=__version__,
        summary=Totals(files=file_count, articles=articles, **findings.counts),
        findings=findings,
        rules=_rule_texts(checker, findings),
        changes=history.changes,
        layouts=history.layouts,
        remarks=[*parser.version_warnings(), *history.remarks],
        crashes=crashes,
    )


def _narrowed(history: LayoutHistory, dump: DumpStore, chosen: DumpSelection, remark: str) -> LayoutHistory:
    """The layouts of a dump, and those of their changes that the chosen files take part in."""
    changes = [
        change
        for change, members in zip(history.changes, detection.affected_articles(dump, history.changes), strict=True)
        if chosen.has_any((example.path for example in (*change.examples_before, *change.examples_after)), members)
    ]
    return replace(history, changes=changes, remarks=[remark, *history.remarks])


def layout_history(dump: DumpStore, crashes: list[Crash], progress: Progress | None = None) -> LayoutHistory:
    """The layouts of a dump. Raises UsageError where its reference has none of the sites."""
    if progress:
        progress(Stage(LAYOUTS, total=len(dump)))
    try:
        return dump.history
    except UsageError:
        raise
    except BaseException as error:
        if not is_crash(error):
            raise
        # A crash of newscheck never passes: it ends the run with exit code 2.
        crashes.append(Crash("", "layout-change", traceback.format_exc()))
        return LayoutHistory()


def _rule_texts(checker: Checker, findings: FindingsStore) -> dict[str, RuleDescription]:
    rules = ((checker.rules[rule], severity) for rule, severity in sorted(findings.rules.items()))
    return {rule.id: RuleDescription(severity, rule.summary, rule.help, rule.aliases) for rule, severity in rules}
