"""A project on its first day: its reference and baseline, and remarks about its articles and their faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from msgspec.structs import replace

from newscheck.article import presets
from newscheck.checker.feed_counts import UNMAPPED
from newscheck.engine import feed_report, reference_builder, stages
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import atomic_write, path_names
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.gathering import gathered_dump
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.init import frequent_rules, silence_limits, unmapped_fields
from newscheck.init.file_set import ScaffoldFile
from newscheck.init.unmapped_fields import MissingFields
from newscheck.layout import reference
from newscheck.layout.thresholds import NEEDED, is_reference
from newscheck.model import Dump, LayoutHistory, Report
from newscheck.text.display import quantity
from newscheck.text.timestamps import format_minute
from newscheck.triage import baseline, statistics
from newscheck.triage.baseline import BaselineEntry
from newscheck.triage.statistics import RuleStatistics

BASELINE, REFERENCE = "newscheck-baseline.txt", "newscheck-reference.json"
#: Up to this many folders are listed by name.
_MAX_LISTED = 4

#: For a project and paths: what receives the stages of a run.
Progress = Callable[[Session, tuple[str, ...]], AbstractContextManager[stages.Progress | None]]


class InitContext(NamedTuple):
    """A project that is being set up; `scratch` is a folder for files that are not in place yet."""

    session: Session
    scratch: str
    cache: Cache
    remarks: list[str]

    @property
    def project(self) -> Project:
        """The settings of the project."""
        return self.session.project

    @property
    def bare_session(self) -> Session:
        """The session without the files that are yet to be written."""
        return self.session.replace(baseline=None, reference=None)


class InitialState(NamedTuple):
    """`reference` and `baseline` where they can be made, each site's limit of silence in hours (`silence_limits`), the
    findings by rule, errors first, and the `history` of the layouts. Not `is_mapped` where fields of the items don't
    fit: then there is no baseline. `rules_off` are rules about what the articles simply lack."""

    files: dict[str, ScaffoldFile]
    max_ages: dict[str, int | None]
    findings: Sequence[RuleStatistics]
    history: LayoutHistory
    is_mapped: bool
    rules_off: tuple[str, ...] = ()


def write_scratch(scratch: str, path: str, text: str) -> str:
    """Write a file below the scratch folder. Its path there."""
    target = os.path.join(scratch, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    atomic_write.write(target, [text])
    return target


def examine(
    context: InitContext, wanted: Mapping[str, str], progress: Progress, *, switches: bool = False
) -> InitialState:
    """Check all articles; `wanted` are the paths of `reference` and `baseline`, those of them that are to be made.

    Where it `switches`, rules about fields that the items lack are switched off. Raises UsageError where a file can't
    be read, or newscheck itself crashes.
    """
    session, project, files = context.bare_session, context.project, {}
    with progress(session, project.paths) as done, _open_dump(context, done) as dump:
        if "reference" in wanted and (file := _reference_file(context, wanted["reference"], dump)):
            files["reference"] = file
            session = session.replace(reference=write_scratch(context.scratch, REFERENCE, file.text))
        report = run(session, project.paths, jobs=project.jobs, cache=context.cache, progress=done)
        if report.crashes:
            raise UsageError(f"crashed on {report.crashes[0].path}: newscheck validate says more")
        missing = {field for feed in report.unmapped for field in feed.fields}
        context.remarks.extend(presets.remarks(report.presets, missing))
        report = ReportFilter(session).filter_report(report)
        lost = unmapped_fields.missing(report.unmapped) if switches else MissingFields()
        report = _without(report, lost.rules)
        history = dump.history
        context.remarks.extend(_total_remarks(project, report, dump, wanted))
        context.remarks.extend(_loss_remarks(history, has_reference="reference" in files))
        report = replace(report, unmapped=unmapped_fields.mendable(report.unmapped))
        told = feed_report.collapse(report, session.checker)
        gaps = [finding for finding in statistics.failing(told.findings, project.fail_on) if finding.rule == UNMAPPED]
        unwritten = {name: path for name, path in wanted.items() if name not in files}
        context.remarks.extend(unmapped_fields.switched_off(lost))
        context.remarks.extend(unmapped_fields.remarks(gaps, unwritten))
        limits = silence_limits.find(context.session, dump, context.remarks)
    if "baseline" in wanted and report.findings and not gaps:
        files["baseline"] = _baseline_file(wanted["baseline"], report)
    findings = statistics.worst_first(statistics.rule_statistics(report.findings))
    return InitialState(files, limits, findings, history, not gaps, lost.rules)


def _without(report: Report, rules: Sequence[str]) -> Report:
    """The report as it is with some rules switched off."""
    if not rules:
        return report
    findings = FindingsStore.of(finding for finding in report.findings if finding.rule not in rules)
    return replace(report, findings=findings, summary=replace(report.summary, **findings.counts))


@contextmanager
def _open_dump(context: InitContext, done: stages.Progress | None) -> Iterator[Dump]:
    project, session, notify = context.project, context.bare_session, context.remarks.append
    with gathered_dump(
        session, project.paths, jobs=project.jobs, cache=context.cache, progress=done, notify=notify
    ) as dump:
        context.cache.save()
        yield dump


def _baseline_file(path: str, report: Report) -> ScaffoldFile:
    text = "".join(baseline.write(baseline.from_findings(report.findings, {}, BaselineEntry())))
    number = sum(finding.number for finding in report.findings)
    summary = f"{quantity(number, 'finding')} of today, not to be reported again"
    return ScaffoldFile(path, text, summary, is_data=True, is_baseline=True)


def _reference_file(context: InitContext, path: str, dump: Dump) -> ScaffoldFile | None:
    """The profiles of the sites that have enough articles; None, with a remark, where there are none."""
    try:
        built = reference_builder.build_from_dump(context.bare_session, dump)
        counts = {
            site: profile.count
            for site, profile in built.profiles.items()
            if is_reference(profile.count, len(profile.articles.hours))
        }
        if not counts:
            raise UsageError(f"no site has enough articles to compare with ({NEEDED})")
    except UsageError as error:
        is_missing = context.project.reference and not os.path.exists(context.project.reference)
        hint = f"; take {path} out of the settings until there is one" if is_missing else ""
        context.remarks.append(f"no reference: {error}{hint}")
        return None
    sites = ", ".join(f"{site} ({quantity(number, 'article')})" for site, number in counts.items())
    text = reference.dumps({site: built.profiles[site] for site in counts})
    return ScaffoldFile(path, text, f"what articles look like: {sites}", is_data=True)


def _loss_remarks(history: LayoutHistory, *, has_reference: bool) -> Iterator[str]:
    """The fields that articles lost by a change of the layout: reference and baseline accept the loss."""
    for change in history.changes:
        if change.harm:
            fields, since = " and ".join(change.harm), format_minute(change.since)
            until = f" until {format_minute(change.until)}" if change.until else ""
            normal = "; the reference takes that for normal" if has_reference and not change.until else ""
            yield f"{change.site}: lost by a change of the layout on {since}: {fields}{until}{normal}"


def _total_remarks(project: Project, report: Report, dump: Dump, wanted: Mapping[str, str]) -> Iterator[str]:
    """How much was checked, and the failures that a baseline doesn't help against."""
    summary, paths = report.summary, [*map(path_names.display_path, project.paths)]
    where = ", ".join(paths) if len(paths) <= _MAX_LISTED else f"{len(paths)} folders"
    where = "this folder" if where == "." else where
    yield f"{where}: {quantity(summary.files, 'file')}, {quantity(summary.articles, 'article')}"
    if not (number := sum(getattr(summary, level) for level in statistics.failing_severities(project.fail_on))):
        return
    failing = statistics.failing(report.findings, project.fail_on)
    for path, rule, share in frequent_rules.find(failing, dump, paths):
        where = f"{path}: " if path != "." else ""
        yield f"{where}{rule} in {share:.0%} of the newest articles: new ones will fail (newscheck explain {rule})"
    if "baseline" not in wanted:
        findings = quantity(number, "finding")
        yield f'{findings} will be reported; with baseline = "{BASELINE}" in the settings, init writes it'
