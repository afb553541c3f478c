"""What is known of a project's articles on its first day: what they look like, what is wrong with them, how often they
come."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NamedTuple

from newscheck.dump import rhythm
from newscheck.dump.timeline import timelines
from newscheck.engine import reference_builder
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import atomic_write, path_names
from newscheck.engine.gathering import gathered_dump
from newscheck.engine.git.revisions import Repository
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.init import field_mapping, frequent_rules
from newscheck.init.file_set import ScaffoldFile
from newscheck.layout import reference
from newscheck.layout.thresholds import MIN_REFERENCE
from newscheck.model import Dump, LayoutHistory, Report
from newscheck.readers import json_array, jsonl
from newscheck.text.display import quantity
from newscheck.text.timestamps import format_minute, time_zone
from newscheck.triage import baseline, statistics
from newscheck.triage.baseline import BaselineEntry
from newscheck.triage.statistics import RuleStatistics

BASELINE, REFERENCE = "newscheck-baseline.txt", "newscheck-reference.json"
#: Files of items, whose fields the settings map.
ITEM_SUFFIXES = (*json_array.SUFFIXES, *jsonl.SUFFIXES)
#: So many commits of articles are no single crawl, brought in by some commits.
_COMMITS = 5
#: So many folders are told by their names.
_MAX_LISTED = 4

#: Of a project and paths: what is told how many files have been checked.
Progress = Callable[[Session, tuple[str, ...]], AbstractContextManager[Callable[[int], None] | None]]


class InitContext(NamedTuple):
    """A project that is looked at: `scratch` is a folder for what has no place yet, `remarks` is what is told."""

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
        """The session without the files that are yet to be made."""
        return self.session.replace(baseline=None, reference=None)


class InitialState(NamedTuple):
    """The `reference` and the `baseline`, where they can be made, each site's limit of silence (`_limits`), and what
    was found: findings by rule, errors first, and the `history` of the layouts. Not `is_mapped` where all items lack a
    field: then nothing is accepted."""

    files: dict[str, ScaffoldFile]
    max_ages: dict[str, int | None]
    findings: Sequence[RuleStatistics]
    history: LayoutHistory
    is_mapped: bool


def write_scratch(scratch: str, path: str, text: str) -> str:
    """Where a file is as long as it isn't in its place."""
    place = os.path.join(scratch, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    atomic_write.write(place, [text])
    return place


def examine(study: InitContext, wanted: Mapping[str, str], progress: Progress) -> InitialState:
    """What is known; `wanted` are the paths of the `reference` and the `baseline`, of those that are to be made.

    Raises UsageError where a file can't be read, or newscheck itself crashes.
    """
    session, project, parts = study.bare_session, study.project, {}
    with progress(session, project.paths) as done, _open_dump(study, done) as dump:
        if "reference" in wanted and (part := _reference(study, wanted["reference"], dump)):
            parts["reference"] = part
            session = session.replace(reference=write_scratch(study.scratch, REFERENCE, part.text))
        report = run(session, project.paths, jobs=project.jobs, cache=study.cache, progress=done)
        if report.crashes:
            raise UsageError(f"crashed on {report.crashes[0].path}: newscheck validate says more")
        report = ReportFilter(session).filter_report(report)
        past = dump.history
        _remark_totals(study, report, dump, wanted)
        _remark_losses(study, past, has_reference="reference" in parts)
        is_mapped = not _remark_unmapped(
            study, report, dump, {name: path for name, path in wanted.items() if name not in parts}
        )
        limits = _limits(study, dump)
    if "baseline" in wanted and report.findings and is_mapped:
        text = "".join(baseline.write(baseline.from_findings(report.findings, {}, BaselineEntry())))
        number = sum(finding.number for finding in report.findings)
        summary = f"{quantity(number, 'finding')} of today, not to be told again"
        parts["baseline"] = ScaffoldFile(wanted["baseline"], text, summary, is_data=True, is_baseline=True)
    return InitialState(
        parts, limits, statistics.worst_first(statistics.rule_statistics(report.findings)), past, is_mapped
    )


@contextmanager
def _open_dump(study: InitContext, done: Callable[[int], None] | None) -> Iterator[Dump]:
    project, session, notify = study.project, study.bare_session, study.remarks.append
    with gathered_dump(
        session, project.paths, jobs=project.jobs, cache=study.cache, progress=done, notify=notify
    ) as dump:
        study.cache.save()
        yield dump


def _limits(study: InitContext, dump: Dump) -> dict[str, int | None]:
    """After how many hours each site is called silent; None where it is already, and has been for good, and where there
    is one crawl, which says nothing of when the next one comes.
    """
    now = study.project.now
    found: dict[str, int | None] = {}
    published = _publication_clock_sites(study, dump)
    zones = {site.name: site.timezone for site in study.session.sites}
    for line in timelines(dump, now):
        name = line.site or "articles without a URL"
        times = [time for time in line.times if time <= now]
        is_published = line.site in published
        if is_published or rhythm.is_one_crawl(times):
            span = f"{format_minute(times[0])} .. {format_minute(times[-1])}" if times else "none is over yet"
            what = "times of publication" if is_published else "times of crawl"
            study.remarks.append(f"{name}: {what} of a single crawl ({span}): no max-age until there are more")
            found[line.site] = None
            continue
        limit = rhythm.silence_limit(times)
        local = time_zone(zones.get(line.site))
        if limit and rhythm.is_archive(times, now, local, limit):
            limit = None
        elif limit and rhythm.is_silent(times, now, local, limit):
            study.remarks.append(
                f"{name}: nothing since {format_minute(times[-1])}: validate tells it as a silent feed (max-age)"
            )
        if limit or len(times) >= MIN_REFERENCE:
            found[line.site] = limit
        if not limit and len(times) >= MIN_REFERENCE:
            study.remarks.append(f"{name}: nothing since {format_minute(times[-1])}: an archive, without max-age")
    return found


def _publication_clock_sites(study: InitContext, dump: Dump) -> set[str]:
    """The sites of which all times may be those of publication in what a single crawl has brought."""
    if not _has_no_clock(study.project.fields) or _has_grown(study.project.paths):
        return set()
    cards = [(card.site, card.path.endswith(ITEM_SUFFIXES)) for card in dump]
    return {site for site, _ in cards} - {site for site, is_item in cards if not is_item}


def _has_no_clock(fields: Mapping[str, Any]) -> bool:
    """Whether the epoch of items is the time of publication, for want of a crawl clock."""
    names = (fields.get("epoch_ms", ()), fields.get("dateline", "dateline"))
    epoch, dateline = ({name} if isinstance(name, str) else {*name} for name in names)
    return bool(epoch & dateline)


def _has_grown(paths: Sequence[str]) -> bool:
    """Whether several commits have brought articles: then these are of several crawls."""
    words = ("rev-list", "--count", f"--max-count={_COMMITS}", "HEAD", "--", *paths)
    try:
        return int(Repository(".").git.ask(*words)) == _COMMITS
    except UsageError:
        return False


def _reference(study: InitContext, path: str, dump: Dump) -> ScaffoldFile | None:
    """What the articles of those sites look like that have enough of them."""
    try:
        made = reference_builder.build_from_dump(study.bare_session, dump)
        counts = {site: profile.count for site, profile in made.profiles.items() if profile.count >= MIN_REFERENCE}
        if not counts:
            raise UsageError(f"{MIN_REFERENCE} articles of a site are needed to compare with")
    except UsageError as error:
        missing = study.project.reference and not os.path.exists(study.project.reference)
        hint = f"; take {path} out of the settings until there is one" if missing else ""
        study.remarks.append(f"no reference: {error}{hint}")
        return None
    looks = ", ".join(f"{site} ({quantity(number, 'article')})" for site, number in counts.items())
    text = reference.dumps({site: made.profiles[site] for site in counts})
    return ScaffoldFile(path, text, f"what articles look like: {looks}", is_data=True)


def _remark_losses(study: InitContext, past: LayoutHistory, *, has_reference: bool) -> None:
    """What articles have lost by a change of the layout: it is accepted with the rest, and nobody may have noticed."""
    for change in past.changes:
        if change.harm:
            what, since = " and ".join(change.harm), format_minute(change.since)
            until = f" until {format_minute(change.until)}" if change.until else ""
            normal = "; the reference takes that for normal" if has_reference and not change.until else ""
            study.remarks.append(f"{change.site}: lost by a change of the layout on {since}: {what}{until}{normal}")


def _remark_unmapped(study: InitContext, report: Report, dump: Dump, wanted: Mapping[str, str]) -> bool:
    """Whether a rule fires on all items for want of a field that none of them has: a mistake of the mapping.

    `wanted` are the files that there are not yet; another run makes them once the settings name them.
    """
    levels = statistics.failing_severities(study.project.fail_on)
    told = (finding for finding in report.findings if finding.severity in levels)
    missing = field_mapping.unmapped(told, dump, study.project.fields, ITEM_SUFFIXES)
    for rule, field, number in missing:
        study.remarks.append(f"{rule} in each of {quantity(number, 'item')}: none of their fields is taken for {field}")
    if missing:
        names = " and ".join(f'{field} = "…"' for field in dict.fromkeys(each.field for each in missing))
        files_of_it = " and ".join(f'{name} = "{path}"' for name, path in sorted(wanted.items()))
        added = f", add {files_of_it}" if wanted else ""
        study.remarks.append(
            f"nothing is accepted: say below [fields] of the settings where it stands ({names}), or switch the rule off"
            f' below [rules] ({missing[0].rule} = "off"){added}; then run newscheck init again'
        )
    return bool(missing)


def _remark_totals(study: InitContext, report: Report, dump: Dump, wanted: Mapping[str, str]) -> None:
    """How much there is, and what a baseline doesn't help against."""
    numbers, paths = report.summary, [*map(path_names.display_path, study.project.paths)]
    where = ", ".join(paths) if len(paths) <= _MAX_LISTED else f"{len(paths)} folders"
    study.remarks.append(f"{where}: {quantity(numbers.files, 'file')}, {quantity(numbers.articles, 'article')}")
    levels = statistics.failing_severities(study.project.fail_on)
    failing = sum(getattr(numbers, level) for level in levels)
    if failing:
        told = (finding for finding in report.findings if finding.severity in levels)
        for path, rule, share in frequent_rules.find(told, dump, paths):
            where = f"{path}: " if path != "." else ""
            study.remarks.append(
                f"{where}{rule} in {share:.0%} of the newest articles: new ones will fail (newscheck explain {rule})"
            )
    if failing and "baseline" not in wanted:
        study.remarks.append(
            f'{quantity(failing, "finding")} will be told; with baseline = "{BASELINE}" in the settings, init writes it'
        )
