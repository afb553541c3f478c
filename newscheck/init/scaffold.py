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

from newscheck import readers, registry
from newscheck.article.sites import SiteIndex
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import path_names, regular_file, temporary
from newscheck.engine.git.revisions import Repository
from newscheck.engine.settings import config, package_data, toml_file
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.init import file_templates, initial_state, unknown_sites
from newscheck.init.discovery import find_dumps, sample
from newscheck.init.file_set import ScaffoldFile, new_files
from newscheck.init.initial_state import BASELINE, REFERENCE, InitContext, Progress
from newscheck.model import LayoutHistory
from newscheck.text import toml_writer
from newscheck.triage.statistics import RuleStatistics

SETTINGS, PYPROJECT, TEST = "newscheck.toml", "pyproject.toml", "tests/test_articles.py"
#: Articles from which it is concluded what publishers are like.
_SAMPLE = 2000
#: A feed that may be silent for so many hours is looked at once a day, all others every hour.
_MAX_HOURLY = 48
_HOURLY, _DAILY = "23 * * * *", "23 5 * * *"


class ProjectSettings(NamedTuple):
    """What a project is made of: its settings made ready, those that have to be written (None where it has some), and
    the site files that have to be, by their paths."""

    project: Project
    table: dict[str, Any] | None
    sites: Mapping[str, str]


class Scaffold(NamedTuple):
    """The files of a project, remarks, and what was found in its articles: findings by rule, errors first, and the
    `history` of their layouts. Not `is_mapped` where all items lack a field (`known.Known`)."""

    files: list[ScaffoldFile]
    remarks: list[str]
    findings: Sequence[RuleStatistics]
    history: LayoutHistory
    is_mapped: bool


def assemble(
    paths: Sequence[str], progress: Progress, *, service: str | None, now: int | None = None, jobs: int | None = None
) -> Scaffold:
    """The files for the working folder or the dumps in `paths`; all articles are checked for it.

    `service` is whose CI it is for (a file of `services/`). Nothing is written outside of a temporary folder. Raises
    UsageError where there are no articles, a file can't be read, or the folder is not the root of its repository.
    """
    _check_root()
    remarks: list[str] = []
    with temporary.directory() as scratch:
        ground = _project_settings(paths, {"now": now, "jobs": jobs}, scratch.path, remarks)
        study = InitContext(
            ground.project, scratch.path, Cache(scratch.path, config.cache_identity(ground.project)), remarks
        )
        data, limits, findings, history, is_mapped = initial_state.examine(study, _data_paths(ground), progress)
    parts = [ScaffoldFile(path, text, "a publisher that newscheck doesn't know") for path, text in ground.sites.items()]
    if ground.table is not None:
        named = {name: part.path for name, part in data.items()}
        parts.append(_settings({**ground.table, **named, **_max_age(limits)}))
    parts.extend(data.values())
    if service:
        parts.append(_job(ground.project, service, limits, remarks))
        unseen = filter(_is_ignored, map(path_names.display_path, ground.project.paths))
        remarks.extend(f"git ignores articles in {path}, which the job won't have" for path in unseen)
    parts.append(
        ScaffoldFile(TEST, file_templates.first_test(ground.project.paths), "a first test, of the newest articles")
    )
    return Scaffold(new_files(parts, remarks), remarks, findings, history, is_mapped)


def _check_root() -> None:
    """CI looks at a repository from its root: paths in settings and reports are relative to it."""
    try:
        root = Repository(".").root
    except UsageError:
        return
    if os.path.realpath(root) != os.path.realpath("."):
        raise UsageError(f"this is a folder of a git repository: start it at its root, {path_names.display_path(root)}")


def _project_settings(
    paths: Sequence[str], given: Mapping[str, Any], scratch: str, remarks: list[str]
) -> ProjectSettings:
    if (there := toml_file.find(Path())) is not None:
        remarks.append(f"{path_names.display_path(str(there))} has settings, and stays as it is")
        project = config.load({**given, "paths": paths or None})
        return ProjectSettings(replace(project, paths=project.resolve_paths(paths)), None, {})
    found = find_dumps(paths, config.MAX_FILE_SIZE)
    articles = sample(found, SiteIndex(package_data.sites()), config.MAX_FILE_SIZE, _SAMPLE)
    strangers = unknown_sites.find(articles, [site.name for site in package_data.sites()])
    texts = {f"sites/{each.name}.toml": unknown_sites.site_file(each) for each in strangers}
    plain = {"paths": list(found.paths), "exclude": list(found.exclude), "fields": found.fields}
    table: dict[str, Any] = {name: value for name, value in plain.items() if value}
    project = config.load(
        {**given, **table, "sites": [initial_state.write_scratch(scratch, path, text) for path, text in texts.items()]}
    )
    return ProjectSettings(project, {**table, **({"sites": list(texts)} if texts else {})}, texts)


def _data_paths(ground: ProjectSettings) -> dict[str, str]:
    """The paths of what is known, by the names of their settings; with settings of its own, those it names."""
    if ground.table is not None:
        return {"reference": REFERENCE, "baseline": BASELINE}
    own = {"reference": ground.project.reference, "baseline": ground.project.baseline}
    return {name: path_names.display_path(path) for name, path in own.items() if path}


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
    text = regular_file.text(str(modules), errors="replace") if modules.is_file() else ""
    places = re.findall(r"^\s*path\s*=\s*(.+?)\s*$", text, re.MULTILINE)
    own = "" if path == "." else f"{path_names.display_path(path)}/"
    return any(f"{place}/".startswith(own) or own.startswith(f"{place}/") for place in places)


def _job(project: Project, service: str, limits: Mapping[str, int | None], remarks: list[str]) -> ScaffoldFile:
    """The job of a service's CI; in a second place where the first one has another job."""
    spans = [limit for limit in limits.values() if limit]
    cron = (_HOURLY if min(spans) < _MAX_HOURLY else _DAILY) if spans else None
    template = registry.data("services")[f"{service}.yml"]
    origin, hint = _pip_requirement()
    remarks.extend(filter(None, (hint,)))
    places, text = file_templates.ci_job(template, cron, origin, submodules=any(map(_is_in_submodule, project.paths)))
    by_itself = "schedule:" in text
    if cron and not by_itself:
        remarks.append(f"a silent feed pushes nothing: add a schedule for the job (Build > Pipeline schedules, {cron})")
    summary = f"the job, at each push{f' and by the clock ({cron})' if cron and by_itself else ''}"
    first, *others = places
    taken = Path(first)
    if others and taken.is_file() and b"newscheck" not in regular_file.content(first):
        remarks.append(f"{first} is there already: add the new file to what it includes (include: /{others[0]})")
        return ScaffoldFile(others[0], text, summary)
    return ScaffoldFile(first, text, summary)


def _pip_requirement() -> tuple[str, str]:
    """What newscheck was installed from, as a requirement for pip, and what is to be said of it (PEP 610)."""
    try:
        text = distribution("newscheck").read_text("direct_url.json")
    except PackageNotFoundError:
        text = None
    found = file_templates.pip_requirement(text) if text else "newscheck"
    hint = "" if found else "newscheck was installed from a folder here; the job installs it by its name from the index"
    return found or "newscheck", hint


def _settings(table: Mapping[str, Any]) -> ScaffoldFile:
    """The settings at the end of pyproject.toml where there is one, else in a file of their own."""
    path = Path(PYPROJECT)
    if path.is_file():
        former = regular_file.content(PYPROJECT).decode("utf-8")
        if text := file_templates.append_table(former, toml_writer.document(table, "tool.newscheck")):
            return ScaffoldFile(PYPROJECT, text, "settings, added at its end", former)
    return ScaffoldFile(SETTINGS, toml_writer.document(table), "settings")
