"""What is known of a project's articles on its first day: what they look like, what is wrong with them, how often they
come."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple

from msgspec.structs import replace

from newscheck import files
from newscheck.dump import rhythm
from newscheck.dump.timeline import stamp, timelines
from newscheck.errors import UsageError
from newscheck.extraction.article import zone
from newscheck.layout import profiling, reference
from newscheck.layout.layouts import LEAST
from newscheck.model import SEVERITIES, Finding, Report
from newscheck.run import gather, run
from newscheck.settings import config
from newscheck.settings.config import Project
from newscheck.setup import floods
from newscheck.setup.kit import Part
from newscheck.store.cache import Cache
from newscheck.telling import baseline
from newscheck.telling.acceptance import Acceptance
from newscheck.telling.baseline import Entry
from newscheck.text.wording import count

BASELINE, REFERENCE = "newscheck-baseline.txt", "newscheck-reference.json"
#: So many folders are told by their names.
_FEW = 4

#: Of paths and exclusions: what is told how many files have been checked.
Progress = Callable[[tuple[str, ...], tuple[str, ...]], AbstractContextManager[Callable[[int], None] | None]]


class Study(NamedTuple):
    """A project that is looked at: `scratch` is a folder for what has no place yet, `remarks` is what is told."""

    project: Project
    scratch: str
    cache: Cache
    remarks: list[str]

    @property
    def alone(self) -> Project:
        """The project without the files that are yet to be made."""
        return replace(self.project, baseline=None, reference=None)


def kept(scratch: str, path: str, text: str) -> str:
    """Where a file is as long as it isn't in its place."""
    place = os.path.join(scratch, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    files.write(place, [text])
    return place


def data(study: Study, wanted: Mapping[str, str], progress: Progress) -> dict[str, Part]:
    """The `reference` and the `baseline`, where they can be made; `wanted` are their paths.

    Raises UsageError where a file can't be read, or newscheck itself crashes.
    """
    project, found = study.alone, {}
    with progress(project.paths, project.exclude) as done:
        if "reference" in wanted and (part := _reference(study, wanted["reference"], done)):
            found["reference"] = part
            project = replace(project, reference=kept(study.scratch, REFERENCE, part.text))
        report = run(project, project.paths, jobs=project.jobs, cache=study.cache, progress=done)
    study.cache.save()
    if report.crashes:
        raise UsageError(f"crashed on {files.shown(report.crashes[0].path)}: newscheck validate says more")
    report = Acceptance(project).applied(report)
    _tell(study, report, wanted)
    if "baseline" in wanted and report.findings:
        text = "".join(baseline.write(baseline.accepting(report.findings, {}, Entry())))
        summary = f"{count(len(report.findings), 'finding')} of today, not to be told again"
        found["baseline"] = Part(wanted["baseline"], text, summary, is_data=True)
    return found


def limits(study: Study) -> dict[str, int | None]:
    """After how many hours each site is called silent; None where it is already, and has been for good."""
    project = study.alone
    found: dict[str, int | None] = {}
    zones = {site.name: site.timezone for site in config.sites(project).values()}
    with gather(project, project.paths, jobs=project.jobs, cache=study.cache) as dump:
        for line in timelines(dump, project.now):
            times = [time for time in line.times if time <= project.now]
            limit = rhythm.limit(times, project.now, zone(zones.get(line.site)))
            if limit or len(times) >= LEAST:
                found[line.site] = limit
            if not limit and len(times) >= LEAST:
                study.remarks.append(f"{line.site}: nothing since {stamp(times[-1])}: an archive, without max-age")
    return found


def _reference(study: Study, path: str, done: Callable[[int], None] | None) -> Part | None:
    """What the articles of those sites look like that have enough of them."""
    project = study.alone
    try:
        made = profiling.collect(project, project.paths, jobs=project.jobs, cache=study.cache, progress=done)
        study.cache.save()
        counts = {site: profile.count for site, profile in made.profiles.items() if profile.count >= LEAST}
        if not counts:
            raise UsageError(f"{LEAST} articles of a site are needed to compare with")
    except UsageError as error:
        missing = study.project.reference and not os.path.exists(study.project.reference)
        hint = f"; take {path} out of the settings until there is one" if missing else ""
        study.remarks.append(f"no reference: {error}{hint}")
        return None
    looks = ", ".join(f"{site} ({count(number, 'article')})" for site, number in counts.items())
    text = reference.dumps({site: made.profiles[site] for site in counts})
    return Part(path, text, f"what articles look like: {looks}", is_data=True)


def _tell(study: Study, report: Report, wanted: Mapping[str, str]) -> None:
    """How much there is, and what a baseline doesn't help against."""
    numbers, paths = report.summary, [*map(files.shown, study.project.paths)]
    where = ", ".join(paths) if len(paths) <= _FEW else f"{len(paths)} folders"
    study.remarks.append(f"{where}: {count(numbers.files, 'file')}, {count(numbers.articles, 'article')}")
    level = study.project.fail_on
    levels = () if level == "never" else SEVERITIES[SEVERITIES.index(level) :]
    failing = sum(getattr(numbers, level) for level in levels)
    if failing:
        _warn(study, (each for each in report.findings if each.severity in levels), paths)
    if failing and "baseline" not in wanted:
        told = f'{count(failing, "finding")} will be told; with baseline = "{BASELINE}" in the settings, init writes it'
        study.remarks.append(told)


def _warn(study: Study, failing: Iterable[Finding], paths: list[str]) -> None:
    """What many of the newest articles have, new ones will have, too."""
    project = study.alone
    with gather(project, project.paths, jobs=project.jobs, cache=study.cache) as dump:
        for path, rule, share in floods.floods(failing, dump, paths):
            where = f"{path}: " if path != "." else ""
            study.remarks.append(
                f"{where}{rule} in {share:.0%} of the newest articles: new ones will fail (newscheck explain {rule})"
            )
