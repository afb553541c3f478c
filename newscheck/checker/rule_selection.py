"""Which rules run on the articles of a site and layout, how severe they are there, and with which options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newscheck.article.item_mapping import ItemMapping
from newscheck.model import SEVERITIES, Context, Rule, Schema, Site, SiteLayout

OFF = "off"
#: Severities by rank; a rule that is off has the lowest.
SEVERITY_RANKS = {severity: rank for rank, severity in enumerate((OFF, *SEVERITIES))}


class CheckerSettings(Struct, frozen=True):
    """The settings of a run that decide what is checked, and how.

    `rules` are the project's settings (id -> severity or table), which override a site's; `selected` the ids to report,
    `ignored` those to disable, which still shadow fallback rules; `schema` the name of a schema that replaces the
    sites' own; `mapping` is for the items of files. `collects_features` holds even if no rule needs features."""

    now: int
    rules: Mapping[str, Any] = {}
    selected: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    mapping: ItemMapping = ItemMapping()
    schema: str | None = None
    collects_features: bool = False


class ActiveRule(Struct, frozen=True):
    """A rule with its settings for a site and layout.

    With `has_default_severity`, the severity is the rule's own, and a hit of the dump may override it. The findings of
    a rule that `is_time_dependent` change with the time of the check alone. `shadow_severity` is the severity up to
    which its hits shadow fallback rules, `first_id` the first id that the rule had, which fingerprints keep."""

    check: Callable[[Any, Context], Iterator[Any]]
    ctx: Context
    id: str
    severity: str
    has_default_severity: bool = True
    uses_features: bool = False
    uses_history: bool = False
    compares_articles: bool = False
    is_time_dependent: bool = False
    shadow_severity: str = ""
    first_id: str = ""


class ActiveRules(Struct, frozen=True):
    """The rules for the articles of a site and layout; `disabled` ones run only where a fallback rule has a hit."""

    rules: list[ActiveRule]
    fallbacks: list[ActiveRule]
    disabled: list[ActiveRule]


class RuleSelection:
    """The active rules of a run for each site and layout, selected when they are first needed."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        schemas: Mapping[str, Schema],
        settings: CheckerSettings,
        zones: Mapping[str, str],
        languages: Mapping[str, str] = {},
    ) -> None:
        self._rules = rules
        self._schemas = schemas
        self._settings = settings
        self._zones = zones
        self._languages = languages
        self._selected: dict[tuple[str, str, str], ActiveRules] = {}
        self._original: RuleSelection | None = None

    def at(self, now: int) -> RuleSelection:
        """The same selection for another time of the check; what is selected already is shared."""
        other = copy(self)
        other._settings = replace(self._settings, now=now)
        other._selected, other._original = {}, self._original or self
        return other

    def active(self, scope: str, site: Site, layout: SiteLayout | None = None) -> ActiveRules:
        """The active rules of a scope (`Rule.scope`) for a site and layout."""
        key = (scope, site.name, layout.name if layout else "")
        active = self._selected.get(key)
        if active is None:
            if self._original:
                active = _rules_at(self._original.active(scope, site, layout), self._settings.now)
            else:
                active = self._select(scope, site, layout)
            self._selected[key] = active
        return active

    def _select(self, scope: str, site: Site, layout: SiteLayout | None) -> ActiveRules:
        active = ActiveRules([], [], [])
        schema = self._schemas.get(self._settings.schema or site.schema)
        for rule in self._rules.values():
            if rule.scope != scope:
                continue
            severity, options = resolve(rule, site, layout, self._settings.rules)
            if not has_required_options(rule, options):
                continue
            has_default_severity = not severity
            severity = severity or rule.severity
            is_off = severity == OFF or rule.id in self._settings.ignored
            active_rule = ActiveRule(
                rule.check,
                Context(self._settings.now, site, layout, options, schema, self._zones, self._languages),
                rule.id,
                severity,
                has_default_severity,
                rule.uses_features,
                rule.uses_history,
                rule.compares_articles,
                bool(rule.required_options),
                self._shadow_severity(rule, OFF if is_off else severity),
                rule.aliases[0] if rule.aliases else rule.id,
            )
            if is_off and not rule.is_fallback:
                active.disabled.append(active_rule)
            elif not is_off and rule.id in self._settings.selected:
                (active.fallbacks if rule.is_fallback else active.rules).append(active_rule)
        return active

    def _shadow_severity(self, rule: Rule, severity: str) -> str:
        """Lowering or disabling a rule also silences a site's schema about that field, but not a schema of the user."""
        return severity if self._settings.schema else max(rule.severity, severity, key=SEVERITY_RANKS.__getitem__)


def _rules_at(active: ActiveRules, now: int) -> ActiveRules:
    """Active rules for another time of the check."""
    return ActiveRules(
        *([_rule_at(rule, now) for rule in rules] for rules in (active.rules, active.fallbacks, active.disabled))
    )


def _rule_at(rule: ActiveRule, now: int) -> ActiveRule:
    return replace(rule, ctx=replace(rule.ctx, now=now))


def has_required_options(rule: Rule, options: Mapping[str, Any]) -> bool:
    """Whether all options are set without which a rule is off."""
    return all(options[name] for name in rule.required_options)


def resolve(
    rule: Rule, site: Site, layout: SiteLayout | None, project: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Severity and options of a rule: its own, overridden by the site's, the layout's, the project's.

    The severity is empty where no settings have one.
    """
    severity, options = "", dict(rule.options)
    for settings in (site.rules, layout.rules if layout else {}, project):
        for name in (*rule.aliases, rule.id):
            given = settings.get(name)
            if isinstance(given, str):
                severity = given
            elif given:
                table = {option.replace("-", "_"): value for option, value in given.items()}
                severity = table.pop("severity", severity)
                options.update(table)
    return severity, options
