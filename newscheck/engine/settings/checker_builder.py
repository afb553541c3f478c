"""The checker of a project, built from its settings, sites and schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from newscheck import rules
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import GENERIC_SITE, SiteIndex, expected_fields
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import CheckerSettings, has_required_options, resolve
from newscheck.dump import freshness
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.model import Rule, Schema, Site
from newscheck.text import language_codes
from newscheck.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from newscheck.engine.settings.custom_schema import CustomSchema

#: The name of the user's schema among the schemas of a run.
_CUSTOM_SCHEMA = "--schema"


def build(project: Project, sites: Iterable[Site], schema: CustomSchema | None, mapping: ItemMapping) -> Checker:
    """The checker of a project. Raises UsageError where the settings name an unknown rule, site or schema."""
    index = _site_index(_in_project(sites, project), project.site)
    _check_feeds(project.rules, index)
    _check_languages(index, project.language)
    known, ignored = project.known_rules, project.rule_ids(project.ignore)
    for name in project.select:
        chosen = [known[rule] for rule in project.rule_ids([name]) - ignored]
        _check_options(chosen, index.forced or index.generic, project.rules)
    schemas = _record_schemas(index)
    # Dump rules may fire for a part of a dump only: with `each`, files are checked one by one.
    of_dump = frozenset(rule.id for rule in known.values() if rule.scope == "dump") if project.each else frozenset()
    settings = CheckerSettings(
        now=project.now,
        rules=project.rules,
        selected=project.rule_ids(project.select) | rules.UNCHECKED if project.select else frozenset(known),
        ignored=ignored | of_dump,
        mapping=mapping,
        collects_features=project.collects_features,
        schema=_CUSTOM_SCHEMA if schema else None,
    )
    return Checker(known, index, {**schemas, _CUSTOM_SCHEMA: schema.compiled} if schema else schemas, settings)


def _in_project(sites: Iterable[Site], project: Project) -> Iterable[Site]:
    """Sites with the language and the expected fields of the project, where they have none of their own.

    Raises UsageError where a field of the record is among them.
    """
    if not project.language and not project.record:
        return sites
    try:
        record = expected_fields(project.record)
    except ValueError as error:
        raise UsageError(str(error)) from None
    return [
        replace(site, language=site.language or project.language, record={**record, **site.record}) for site in sites
    ]


def _site_index(sites: Iterable[Site], forced: str | None) -> SiteIndex:
    names = {site.name for site in sites}
    if forced is not None and forced not in names:
        raise UsageError(f"unknown site {forced!r}{did_you_mean(forced, names)}")
    return SiteIndex(sites, forced)


def _record_schemas(index: SiteIndex) -> Mapping[str, Schema]:
    """The package's schemas. Raises UsageError where a site names another one."""
    schemas = package_data.record_schemas()
    for site in index.by_name.values():
        if site.schema not in schemas:
            raise UsageError(f"site {site.name}: unknown schema {site.schema!r}{did_you_mean(site.schema, schemas)}")
    return schemas


def _check_feeds(settings: Mapping[str, Any], index: SiteIndex) -> None:
    """Raise UsageError where an age limit names an unknown site."""
    index = SiteIndex(index.by_name.values())
    for name, other in freshness.unknown_sites(settings, index):
        close = f"; did you mean {other!r}?" if other else did_you_mean(name, index.by_name.keys() - {GENERIC_SITE})
        raise UsageError(f"max-age: unknown site {name!r}{close}")


def _check_languages(index: SiteIndex, usual: str) -> None:
    """Raise UsageError where the language of a site is none: its texts would never be compared with it."""
    for site in index.by_name.values():
        if site.language and (fault := language_codes.fault(site.language)):
            where = "" if site.language == usual else f" of site {site.name}"
            raise UsageError(f"language{where}: {fault}")


def _check_options(selected: Sequence[Rule], site: Site, settings: Mapping[str, Any]) -> None:
    """Raise UsageError where all selected rules lack a required option: the run would pass unchecked."""
    options = [resolve(rule, site, None, settings)[1] for rule in selected]
    if selected and not any(map(has_required_options, selected, options)):
        rule, needs = selected[0].id, ", ".join(name.replace("_", "-") for name in selected[0].required_options)
        is_feed = rule == freshness.FEED_SILENT
        how = "a limit: give one with --max-age" if is_feed else f"{needs}: set it in the settings"
        raise UsageError(f"select: {rule} is off without {how}")
