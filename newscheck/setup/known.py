"""What is known of a project's articles on its first day: what they look like, what is wrong with them, how often they
come."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from msgspec.structs import replace

from newscheck import files
from newscheck.dump import rhythm
from newscheck.dump.timeline import stamp, timelines
from newscheck.errors import UsageError
from newscheck.extraction.article import zone
from newscheck.layout import profiling, reference
from newscheck.layout.layouts import LEAST
from newscheck.model import Dump, Report
from newscheck.run import gather, run
from newscheck.settings import config
from newscheck.settings.config import Project
from newscheck.setup import floods
from newscheck.setup.kit import Part
from newscheck.store.cache import Cache
from newscheck.telling import baseline, tally
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


class Known(NamedTuple):
    """The `reference` and the `baseline`, where they can be made, and each site's limit of silence (`_limits`)."""

    parts: dict[str, Part]
    limits: dict[str, int | None]


def kept(scratch: str, path: str, text: str) -> str:
    """Where a file is as long as it isn't in its place."""
    place = os.path.join(scratch, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    files.write(place, [text])
    return place


def known(study: Study, wanted: Mapping[str, str], progress: Progress) -> Known:
    """What is known; `wanted` are the paths of the `reference` and the `baseline`, of those that are to be made.

    Raises UsageError where a file can't be read, or newscheck itself crashes.
    """
    project, parts = study.alone, {}
    with progress(project.paths, project.exclude) as done, _gathered(study, done) as dump:
        if "reference" in wanted and (part := _reference(study, wanted["reference"], dump)):
            parts["reference"] = part
            project = replace(project, reference=kept(study.scratch, REFERENCE, part.text))
        report = run(project, project.paths, jobs=project.jobs, cache=study.cache, progress=done)
        if report.crashes:
            raise UsageError(f"crashed on {files.shown(report.crashes[0].path)}: newscheck validate says more")
        report = Acceptance(project).applied(report)
        _tell(study, report, dump, wanted)
        limits = _limits(study, dump)
    if "baseline" in wanted and report.findings:
        text = "".join(baseline.write(baseline.accepting(report.findings, {}, Entry())))
        number = sum(finding.number for finding in report.findings)
        summary = f"{count(number, 'finding')} of today, not to be told again"
        parts["baseline"] = Part(wanted["baseline"], text, summary, is_data=True)
    return Known(parts, limits)


@contextmanager
def _gathered(study: Study, done: Callable[[int], None] | None) -> Iterator[Dump]:
    project = study.alone
    with gather(project, project.paths, jobs=project.jobs, cache=study.cache, progress=done) as dump:
        study.cache.save()
        yield dump


def _limits(study: Study, dump: Dump) -> dict[str, int | None]:
    """After how many hours each site is called silent; None where it is already, and has been for good."""
    now = study.project.now
    found: dict[str, int | None] = {}
    zones = {site.name: site.timezone for site in config.sites(study.project).values()}
    for line in timelines(dump, now):
        times = [time for time in line.times if time <= now]
        limit = rhythm.limit(times, now, zone(zones.get(line.site)))
        if limit or len(times) >= LEAST:
            found[line.site] = limit
        if not limit and len(times) >= LEAST:
            study.remarks.append(f"{line.site}: nothing since {stamp(times[-1])}: an archive, without max-age")
    return found


def _reference(study: Study, path: str, dump: Dump) -> Part | None:
    """What the articles of those sites look like that have enough of them."""
    try:
        made = profiling.made_of(study.alone, dump)
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


def _tell(study: Study, report: Report, dump: Dump, wanted: Mapping[str, str]) -> None:
    """How much there is, and what a baseline doesn't help against."""
    numbers, paths = report.summary, [*map(files.shown, study.project.paths)]
    where = ", ".join(paths) if len(paths) <= _FEW else f"{len(paths)} folders"
    study.remarks.append(f"{where}: {count(numbers.files, 'file')}, {count(numbers.articles, 'article')}")
    levels = tally.failing(study.project.fail_on)
    failing = sum(getattr(numbers, level) for level in levels)
    if failing:
        told = (finding for finding in report.findings if finding.severity in levels)
        for path, rule, share in floods.floods(told, dump, paths):
            where = f"{path}: " if path != "." else ""
            study.remarks.append(
                f"{where}{rule} in {share:.0%} of the newest articles: new ones will fail (newscheck explain {rule})"
            )
    if failing and "baseline" not in wanted:
        study.remarks.append(
            f'{count(failing, "finding")} will be told; with baseline = "{BASELINE}" in the settings, init writes it'
        )
