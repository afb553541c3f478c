"""The conclusion of a run: findings of the dump, layouts and series, and the Report with all of it."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newscheck import __version__
from newscheck.checker.execution import Checker
from newscheck.checker.represented import without_usual
from newscheck.dump.blocks import BLOCK
from newscheck.dump.hits import DumpSelection
from newscheck.engine import layout_scan
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.processes import heap
from newscheck.engine.run_results import RunResults
from newscheck.engine.session import Session
from newscheck.engine.stages import LAYOUTS, RULES, Progress, Stage
from newscheck.errors import UsageError, is_crash
from newscheck.html import parser
from newscheck.layout import detection
from newscheck.model import (
    Crash,
    FeedProperty,
    LayoutHistory,
    Report,
    RuleDescription,
    Totals,
    UnmappedFeed,
)
from newscheck.text.display import quantity

if TYPE_CHECKING:
    from newscheck.engine.feed_report import Sample


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
