"""What a project needs to be checked from now on, made of what stands in its folder: settings, what is known of its
articles, the job of its CI, a first test."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from msgspec.structs import replace

from newscheck import files, registry
from newscheck.dump import rhythm
from newscheck.dump.timeline import stamp, timelines
from newscheck.errors import UsageError
from newscheck.extraction.article import zone
from newscheck.extraction.site import Sites
from newscheck.git.revisions import Repository
from newscheck.layout import profiling, reference
from newscheck.layout.layouts import LEAST
from newscheck.run import gather, run
from newscheck.settings import bundle, config, settings_file
from newscheck.settings.config import Project
from newscheck.setup import starter, stranger
from newscheck.setup.kit import Part, missing
from newscheck.setup.survey import sample, survey
from newscheck.store.cache import Cache
from newscheck.telling import baseline
from newscheck.telling.baseline import Entry
from newscheck.text.wording import count

SETTINGS, PYPROJECT, TEST = "newscheck.toml", "pyproject.toml", "tests/test_articles.py"
BASELINE, REFERENCE = "newscheck-baseline.txt", "newscheck-reference.json"
#: Articles from which it is concluded what publishers are like.
_SAMPLE = 2000
#: A feed that may be silent for so many hours is looked at once a day, all others every hour.
_SLOW = 48
_HOURLY, _DAILY = "23 * * * *", "23 5 * * *"

#: Of paths and exclusions: what is told how many files have been checked.
Progress = Callable[[tuple[str, ...], tuple[str, ...]], AbstractContextManager[Callable[[int], None] | None]]


class Ground(NamedTuple):
    """What a project is made of: its settings made ready, those that have to be written (None where it has some), and
    the site files that have to be, by their paths."""

    project: Project
    table: dict[str, Any] | None
    sites: Mapping[str, str]


def assemble(
    paths: Sequence[str], progress: Progress, *, service: str | None, now: int | None = None, jobs: int | None = None
) -> tuple[list[Part], list[str]]:
    """The files, and remarks, for the working folder or the dumps in `paths`; all articles are checked for it.

    `service` is whose CI it is for (a file of `services/`). Nothing is written outside of a temporary folder. Raises
    UsageError where there are no articles, a file can't be read, or the folder is not the root of its repository.
    """
    _check_root()
    remarks: list[str] = []
    with TemporaryDirectory(prefix="newscheck-") as scratch:
        ground = _ground(paths, {"now": now, "jobs": jobs}, scratch, remarks)
        cache = Cache(scratch, config.identity(ground.project))
        data = _data(ground, scratch, cache, progress, remarks)
        limits = _limits(ground.project, cache, remarks)
    parts = [Part(path, text) for path, text in ground.sites.items()]
    if ground.table is not None:
        named = {name: part.path for name, part in data.items()}
        parts.append(_settings({**ground.table, **named, **_max_age(limits)}))
    parts.extend(data.values())
    if service:
        parts.append(_job(service, limits, remarks))
    parts.append(_first_test(ground.project))
    return missing(parts, remarks), remarks


def _check_root() -> None:
    """CI looks at a repository from its root: paths in settings and reports are relative to it."""
    try:
        root = Repository(".").root
    except UsageError:
        return
    if os.path.realpath(root) != os.path.realpath("."):
        raise UsageError(f"this is a folder of a git repository: start it at its root, {files.shown(root)}")


def _ground(paths: Sequence[str], given: Mapping[str, Any], scratch: str, remarks: list[str]) -> Ground:
    if (there := settings_file.find(Path())) is not None:
        remarks.append(f"{files.shown(str(there))} has settings, and stays as it is")
        project = config.load({**given, "paths": paths or None})
        return Ground(project if project.paths else replace(project, paths=(".",)), None, {})
    found = survey(paths, config.MAX_FILE_SIZE)
    articles = sample(found, Sites(bundle.sites()), config.MAX_FILE_SIZE, _SAMPLE)
    strangers = stranger.strangers(articles, [site.name for site in bundle.sites()])
    texts = {f"sites/{each.name}.toml": stranger.site_file(each) for each in strangers}
    plain = {"paths": list(found.paths), "exclude": list(found.exclude), "fields": found.fields}
    table: dict[str, Any] = {name: value for name, value in plain.items() if value}
    project = config.load({**given, **table, "sites": [_kept(scratch, path, text) for path, text in texts.items()]})
    return Ground(project, {**table, **({"sites": list(texts)} if texts else {})}, texts)


def _kept(scratch: str, path: str, text: str) -> str:
    """Where a file is as long as it isn't in its place."""
    place = os.path.join(scratch, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    files.write(place, [text])
    return place


def _data(ground: Ground, scratch: str, cache: Cache, progress: Progress, remarks: list[str]) -> dict[str, Part]:
    """The reference and the baseline, by the names of their settings; with settings of its own, those it names."""
    wanted = {"reference": REFERENCE, "baseline": BASELINE}
    if ground.table is None:
        wanted = {name: path for name in wanted if (path := getattr(ground.project, name))}
    project = replace(ground.project, baseline=None, reference=None)
    found: dict[str, Part] = {}
    with progress(project.paths, project.exclude) as done:
        if "reference" in wanted and (part := _reference(project, wanted["reference"], cache, remarks, done)):
            found["reference"] = part
            project = replace(project, reference=_kept(scratch, REFERENCE, part.text))
        report = run(project, project.paths, jobs=project.jobs, cache=cache, progress=done)
    cache.save()
    if report.crashes:
        raise UsageError(f"crashed on {files.shown(report.crashes[0].path)}: newscheck validate says more")
    numbers = report.summary
    where = ", ".join(map(files.shown, project.paths))
    remarks.append(f"{where}: {count(numbers.files, 'file')}, {count(numbers.articles, 'article')}")
    if "baseline" in wanted and report.findings:
        text = "".join(baseline.write(baseline.accepting(report.findings, {}, Entry())))
        known = f"{count(len(report.findings), 'finding')} of today, not to be told again"
        found["baseline"] = Part(wanted["baseline"], text, known)
    return found


def _reference(
    project: Project, path: str, cache: Cache, remarks: list[str], done: Callable[[int], None] | None
) -> Part | None:
    """What the articles of those sites look like that have enough of them."""
    try:
        made = profiling.collect(project, project.paths, jobs=project.jobs, cache=cache, progress=done)
        cache.save()
    except UsageError as error:
        remarks.append(f"no reference: {error}")
        return None
    counts = {site: profile.count for site, profile in made.profiles.items() if profile.count >= LEAST}
    if not counts:
        remarks.append(f"no reference: {LEAST} articles of a site are needed to compare with")
        return None
    looks = ", ".join(f"{site} ({count(number, 'article')})" for site, number in counts.items())
    return Part(
        path, reference.dumps({site: made.profiles[site] for site in counts}), f"what articles look like: {looks}"
    )


def _limits(project: Project, cache: Cache, remarks: list[str]) -> dict[str, int | None]:
    """After how many hours each site is called silent; None where it is already, and has been for good."""
    now = project.now
    found: dict[str, int | None] = {}
    zones = {site.name: site.timezone for site in config.sites(project).values()}
    with gather(project, project.paths, jobs=project.jobs, cache=cache) as dump:
        for site, times in ((line.site, [time for time in line.times if time <= now]) for line in timelines(dump, now)):
            limit = rhythm.limit(times, now, zone(zones.get(site)))
            if limit or len(times) >= LEAST:
                found[site] = limit
            if not limit and len(times) >= LEAST:
                remarks.append(f"{site}: nothing since {stamp(times[-1])}, so that it is no feed (max-age)")
    return found


def _max_age(limits: Mapping[str, int | None]) -> dict[str, Any]:
    """The setting: one limit where it is that of all sites."""
    spans = {site: f"{limit}h" for site, limit in limits.items() if limit}
    if not spans:
        return {}
    return {"max-age": spans if len({*limits.values()}) > 1 else next(iter(spans.values()))}


def _job(service: str, limits: Mapping[str, int | None], remarks: list[str]) -> Part:
    """The job of a service's CI; in a second place where the first one has another job."""
    spans = [limit for limit in limits.values() if limit]
    cron = (_HOURLY if min(spans) < _SLOW else _DAILY) if spans else None
    places, text = starter.job(registry.data("services")[f"{service}.yml"], cron)
    first, *others = places
    taken = Path(first)
    if others and taken.is_file() and b"newscheck" not in taken.read_bytes():
        remarks.append(f"{first} is there already: name the new file in it (include: /{others[0]})")
        return Part(others[0], text)
    return Part(first, text)


def _first_test(project: Project) -> Part:
    suffixes = {os.path.splitext(entry.path)[1] for entry in files.walk(project.paths, project.exclude)}
    return Part(TEST, starter.first_test(project.paths, sorted(suffixes), depth=TEST.count("/")))


def _settings(table: Mapping[str, Any]) -> Part:
    """The settings at the end of pyproject.toml where there is one, else in a file of their own."""
    path = Path(PYPROJECT)
    if path.is_file():
        former = path.read_bytes().decode("utf-8")
        if text := starter.appended(former, starter.settings(table, "tool.newscheck")):
            return Part(PYPROJECT, text, former=former)
    return Part(SETTINGS, starter.settings(table))
