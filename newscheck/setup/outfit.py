"""What a project needs to be checked from now on, made of what stands in its folder: settings, what is known of its
articles, the job of its CI, a first test."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from newscheck import files, opening, readers, registry, temporary
from newscheck.errors import UsageError
from newscheck.extraction.site import Sites
from newscheck.git.revisions import Repository
from newscheck.model import History
from newscheck.settings import bundle, config, settings_file
from newscheck.settings.config import Project
from newscheck.setup import known, starter, stranger
from newscheck.setup.kit import Part, missing
from newscheck.setup.known import BASELINE, REFERENCE, Progress, Study
from newscheck.setup.survey import sample, survey
from newscheck.store.cache import Cache
from newscheck.telling.tally import Tally

SETTINGS, PYPROJECT, TEST = "newscheck.toml", "pyproject.toml", "tests/test_articles.py"
#: Articles from which it is concluded what publishers are like.
_SAMPLE = 2000
#: A feed that may be silent for so many hours is looked at once a day, all others every hour.
_SLOW = 48
_HOURLY, _DAILY = "23 * * * *", "23 5 * * *"


class Ground(NamedTuple):
    """What a project is made of: its settings made ready, those that have to be written (None where it has some), and
    the site files that have to be, by their paths."""

    project: Project
    table: dict[str, Any] | None
    sites: Mapping[str, str]


class Outfit(NamedTuple):
    """The files of a project, remarks, and what was found in its articles: findings by rule, errors first, and the
    `history` of their layouts. Not `is_mapped` where all items lack a field (`known.Known`)."""

    files: list[Part]
    remarks: list[str]
    findings: Sequence[Tally]
    history: History
    is_mapped: bool


def assemble(
    paths: Sequence[str], progress: Progress, *, service: str | None, now: int | None = None, jobs: int | None = None
) -> Outfit:
    """The files for the working folder or the dumps in `paths`; all articles are checked for it.

    `service` is whose CI it is for (a file of `services/`). Nothing is written outside of a temporary folder. Raises
    UsageError where there are no articles, a file can't be read, or the folder is not the root of its repository.
    """
    _check_root()
    remarks: list[str] = []
    with temporary.directory() as scratch:
        ground = _ground(paths, {"now": now, "jobs": jobs}, scratch.path, remarks)
        study = Study(ground.project, scratch.path, Cache(scratch.path, config.identity(ground.project)), remarks)
        data, limits, findings, history, is_mapped = known.known(study, _wanted(ground), progress)
    parts = [Part(path, text, "a publisher that newscheck doesn't know") for path, text in ground.sites.items()]
    if ground.table is not None:
        named = {name: part.path for name, part in data.items()}
        parts.append(_settings({**ground.table, **named, **_max_age(limits)}))
    parts.extend(data.values())
    if service:
        parts.append(_job(ground.project, service, limits, remarks))
        unseen = filter(_is_ignored, map(files.shown, ground.project.paths))
        remarks.extend(f"git ignores articles in {path}, which the job won't have" for path in unseen)
    parts.append(Part(TEST, starter.first_test(ground.project.paths), "a first test, of the newest articles"))
    return Outfit(missing(parts, remarks), remarks, findings, history, is_mapped)


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
        return Ground(replace(project, paths=project.resolve_paths(paths)), None, {})
    found = survey(paths, config.MAX_FILE_SIZE)
    articles = sample(found, Sites(bundle.sites()), config.MAX_FILE_SIZE, _SAMPLE)
    strangers = stranger.strangers(articles, [site.name for site in bundle.sites()])
    texts = {f"sites/{each.name}.toml": stranger.site_file(each) for each in strangers}
    plain = {"paths": list(found.paths), "exclude": list(found.exclude), "fields": found.fields}
    table: dict[str, Any] = {name: value for name, value in plain.items() if value}
    project = config.load(
        {**given, **table, "sites": [known.kept(scratch, path, text) for path, text in texts.items()]}
    )
    return Ground(project, {**table, **({"sites": list(texts)} if texts else {})}, texts)


def _wanted(ground: Ground) -> dict[str, str]:
    """The paths of what is known, by the names of their settings; with settings of its own, those it names."""
    if ground.table is not None:
        return {"reference": REFERENCE, "baseline": BASELINE}
    own = {"reference": ground.project.reference, "baseline": ground.project.baseline}
    return {name: files.shown(path) for name, path in own.items() if path}


def _max_age(limits: Mapping[str, int | None]) -> dict[str, Any]:
    """The setting: one limit where it is that of all sites."""
    spans = {site: f"{limit}h" for site, limit in limits.items() if limit}
    if not spans:
        return {}
    return {"max-age": spans if len({*limits.values()}) > 1 else next(iter(spans.values()))}


def _is_ignored(path: str) -> bool:
    """Whether git is told to leave a path, or articles in it, out of commits."""
    words = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", "--", path)
    try:
        found = Repository(".").git.ask(*words)
    except UsageError:
        return False
    suffixes = (f"{path}/", *readers.suffixes())
    return any(os.fsdecode(name).endswith(suffixes) for name in found.split(b"\0"))


def _is_in_submodule(path: str) -> bool:
    """Whether a path is one of those that CI has to fetch from another repository, or in it, or above it."""
    modules = Path(".gitmodules")
    text = opening.text(str(modules), errors="replace") if modules.is_file() else ""
    places = re.findall(r"^\s*path\s*=\s*(.+?)\s*$", text, re.MULTILINE)
    own = "" if path == "." else f"{files.shown(path)}/"
    return any(f"{place}/".startswith(own) or own.startswith(f"{place}/") for place in places)


def _job(project: Project, service: str, limits: Mapping[str, int | None], remarks: list[str]) -> Part:
    """The job of a service's CI; in a second place where the first one has another job."""
    spans = [limit for limit in limits.values() if limit]
    cron = (_HOURLY if min(spans) < _SLOW else _DAILY) if spans else None
    template = registry.data("services")[f"{service}.yml"]
    origin, hint = _origin()
    remarks.extend(filter(None, (hint,)))
    places, text = starter.job(template, cron, origin, submodules=any(map(_is_in_submodule, project.paths)))
    by_itself = "schedule:" in text
    if cron and not by_itself:
        remarks.append(f"a silent feed pushes nothing: add a schedule for the job (Build > Pipeline schedules, {cron})")
    summary = f"the job, at each push{f' and by the clock ({cron})' if cron and by_itself else ''}"
    first, *others = places
    taken = Path(first)
    if others and taken.is_file() and b"newscheck" not in opening.content(first):
        remarks.append(f"{first} is there already: add the new file to what it includes (include: /{others[0]})")
        return Part(others[0], text, summary)
    return Part(first, text, summary)


def _origin() -> tuple[str, str]:
    """What newscheck was installed from, as a requirement for pip, and what is to be said of it (PEP 610)."""
    try:
        text = distribution("newscheck").read_text("direct_url.json")
    except PackageNotFoundError:
        text = None
    found = starter.requirement(text) if text else "newscheck"
    hint = "" if found else "newscheck was installed from a folder here; the job installs it by its name from the index"
    return found or "newscheck", hint


def _settings(table: Mapping[str, Any]) -> Part:
    """The settings at the end of pyproject.toml where there is one, else in a file of their own."""
    path = Path(PYPROJECT)
    if path.is_file():
        former = opening.content(PYPROJECT).decode("utf-8")
        if text := starter.appended(former, starter.settings(table, "tool.newscheck")):
            return Part(PYPROJECT, text, "settings, added at its end", former)
    return Part(SETTINGS, starter.settings(table), "settings")
