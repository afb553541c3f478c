"""The files that a repository gets from `newscheck init`: settings, site files, baseline, reference, CI job, a test."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newscheck.article import date_order, dates
from newscheck.article.sites import SiteIndex
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import path_names, regular_file, temporary
from newscheck.engine.git.revisions import Repository
from newscheck.engine.session import Session
from newscheck.engine.settings import package_data, toml_file
from newscheck.engine.settings.config import MAX_FILE_SIZE
from newscheck.errors import UsageError
from newscheck.init import (
    ci_job,
    field_sources,
    file_templates,
    initial_state,
    silence_limits,
    unknown_sites,
)
from newscheck.init.discovery import find_dumps, sample
from newscheck.init.field_sources import FieldSource
from newscheck.init.file_set import ScaffoldFile, new_files
from newscheck.init.initial_state import BASELINE, REFERENCE, InitContext, Progress
from newscheck.init.unknown_sites import UnknownSite
from newscheck.learn import site_language
from newscheck.model import Article, LayoutHistory
from newscheck.text import toml_writer
from newscheck.text.display import joined, quantity
from newscheck.text.language import NAMES
from newscheck.text.written_date import DAY_FIRST, EITHER, MONTH_FIRST
from newscheck.triage.statistics import RuleStatistics

SETTINGS, PYPROJECT, TEST = "newscheck.toml", "pyproject.toml", "tests/test_articles.py"
#: Articles from which unknown publishers are described.
_SAMPLE_SIZE = 2000
#: Up to this many publishers are listed by name.
_MAX_LISTED = 4


class ProjectSettings(NamedTuple):
    """A project with its settings made ready; the `table` of them that is to be written (None where there are some),
    the texts of the site files that are, by path, and from what the fields of items are taken."""

    session: Session
    table: dict[str, Any] | None
    sites: Mapping[str, str]
    sources: Sequence[FieldSource] = ()


class Scaffold(NamedTuple):
    """The files to write, remarks, and what the articles are like: findings by rule, errors first, and the `history`
    of their layouts. Not `is_mapped` where fields of the items don't fit (`unmapped_fields`); `sources` are from what
    they are taken."""

    files: list[ScaffoldFile]
    remarks: list[str]
    findings: Sequence[RuleStatistics]
    history: LayoutHistory
    is_mapped: bool
    sources: Sequence[FieldSource] = ()


def assemble(paths: Sequence[str], progress: Progress, *, service: str | None, given: Mapping[str, Any]) -> Scaffold:
    """The files for the working folder, or for the dumps in `paths`, after all their articles have been checked.

    `service` is the CI service (a file of `services/`), `given` are settings of the command line. Writes only into a
    temporary folder. Raises UsageError where there are no articles, a file can't be read, or the working folder is not
    the root of its repository.
    """
    _check_root()
    remarks: list[str] = []
    with temporary.directory() as scratch:
        settings = _project_settings(paths, given, scratch.path, remarks)
        session = settings.session
        context = InitContext(
            session, scratch.path, Cache(scratch.path, session.cache_identity, session.project.cache_dir), remarks
        )
        is_new = settings.table is not None
        state = initial_state.examine(context, _data_paths(settings), progress, switches=is_new)
    project, summary = session.project, "a publisher that newscheck doesn't know"
    files = [ScaffoldFile(path, text, summary) for path, text in settings.sites.items()]
    if settings.table is not None:
        named = {name: file.path for name, file in state.files.items()}
        max_age = silence_limits.max_age_setting(state.max_ages)
        off = {"rules": dict.fromkeys(state.rules_off, "off")} if state.rules_off else {}
        files.append(_settings_file({**settings.table, **named, **max_age, **off}))
    files.extend(state.files.values())
    if service:
        files.append(ci_job.job_file(project.paths, service, state.max_ages, remarks))
        remarks.extend(ci_job.ignored_remarks(project.paths))
    files.append(ScaffoldFile(TEST, file_templates.first_test(project.paths), "a first test, of the newest articles"))
    free = new_files(files, remarks)
    return Scaffold(free, remarks, state.findings, state.history, state.is_mapped, settings.sources)


def _listed(hosts: Sequence[str]) -> str:
    return joined(hosts) if len(hosts) <= _MAX_LISTED else quantity(len(hosts), "publisher")


def _check_root() -> None:
    """Raise UsageError below the root of a repository: CI runs there, and paths are relative to it."""
    try:
        root = Repository(".").root
    except UsageError:
        return
    if os.path.realpath(root) != os.path.realpath("."):
        raise UsageError(f"this is a folder of a git repository: start it at its root, {path_names.display_path(root)}")


def _project_settings(
    paths: Sequence[str], given: Mapping[str, Any], scratch: str, remarks: list[str]
) -> ProjectSettings:
    """The settings that there are, else those that the dumps suggest."""
    if (file := toml_file.find(Path())) is not None:
        remarks.append(f"{path_names.display_path(str(file))} has settings, and stays as it is")
        session = Session.load({**given, "paths": paths or None})
        remarks += session.project.omissions
        return ProjectSettings(session.replace(paths=session.project.resolve_paths(paths)), None, {})
    dumps = find_dumps(paths, MAX_FILE_SIZE)
    articles = sample(dumps, SiteIndex(package_data.sites()), MAX_FILE_SIZE, _SAMPLE_SIZE)
    unknown = unknown_sites.find(articles, [site.name for site in package_data.sites()])
    remarks.extend(_language_remarks(unknown))
    texts = {f"sites/{site.name}.toml": unknown_sites.site_file(site) for site in unknown}
    suggested: dict[str, Any] = {
        "paths": list(dumps.paths),
        "exclude": list(dumps.exclude),
        "extractor": dumps.extractor,
        "columns": list(dumps.columns),
        "fields": dumps.fields,
    }
    if not unknown and (spoken := site_language.find(_unknown_articles(articles))):
        suggested["language"] = spoken.code
        remarks.append(f'in {spoken.name} ({spoken.support}): language = "{spoken.code}"')
    if order := _date_order(articles):
        suggested["date-order"] = order
        remarks.append(f"dates such as 5/8/2023 are {order.replace('-', ' ')}, as others of the feed show: date-order")
    table: dict[str, Any] = {name: value for name, value in suggested.items() if value}
    if dumps.columns:
        remarks.append("tables have no header: columns names theirs by the kinds of the values; look whether it fits")
    if dumps.extractor:
        remarks.append(f'saved pages, read by extractor = "{dumps.extractor}" (or name your own: "mypkg:parse")')
    site_files = [initial_state.write_scratch(scratch, path, text) for path, text in texts.items()]
    settings = {name.replace("-", "_"): value for name, value in table.items()}
    session = Session.load({**given, **settings, "sites": site_files})
    sources = field_sources.find([article.document for article in articles])
    return ProjectSettings(session, {**table, **({"sites": list(texts)} if texts else {})}, texts, sources)


def _language_remarks(sites: Sequence[UnknownSite]) -> Iterator[str]:
    """The languages that site files set."""
    by_code: dict[str, list[UnknownSite]] = {}
    for site in sites:
        if site.language:
            by_code.setdefault(site.language.code, []).append(site)
    for code, own in sorted(by_code.items()):
        support = f" ({own[0].language.support})" if len(own) == 1 and own[0].language else ""
        yield f'{_listed([site.host for site in own])}: in {NAMES[code]}{support}: language = "{code}" in sites/'


def _unknown_articles(articles: Sequence[Article]) -> list[Article]:
    """The articles whose site has no language of its own."""
    return [article for article in articles if not article.site.language]


def _date_order(articles: Sequence[Article]) -> str:
    """The order of day and month that dates of the articles show, where files have dates that don't; else empty."""
    shown = [(dates.shown_order(article.document, article.site), article.document.date_order) for article in articles]
    if all(order != EITHER for order, _ in shown):
        return ""
    orders = Counter(own or of_file for own, of_file in shown)
    return date_order.majority(orders[DAY_FIRST], orders[MONTH_FIRST])


def _data_paths(settings: ProjectSettings) -> dict[str, str]:
    """The paths of reference and baseline by setting; where there are settings already, only those that they name."""
    if settings.table is not None:
        return {"reference": REFERENCE, "baseline": BASELINE}
    project = settings.session.project
    own = {"reference": project.reference, "baseline": project.baseline}
    return {name: path_names.display_path(path) for name, path in own.items() if path}


def _settings_file(table: Mapping[str, Any]) -> ScaffoldFile:
    """The settings at the end of pyproject.toml where there is one, else in a file of their own."""
    if Path(PYPROJECT).is_file():
        former = regular_file.content(PYPROJECT).decode("utf-8")
        if text := file_templates.append_table(former, toml_writer.document(table, "tool.newscheck")):
            return ScaffoldFile(PYPROJECT, text, "settings, added at its end", former)
    return ScaffoldFile(SETTINGS, toml_writer.document(table), "settings")
