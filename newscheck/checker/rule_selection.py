"""Which rules run on the articles of a site and layout, how severe they are there, and with which options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newscheck.model import SEVERITIES, Context, Hit, Rule, Schema, Site, SiteLayout

OFF = "off"
#: How much a severity weighs.
SEVERITY_RANKS = {severity: rank for rank, severity in enumerate((OFF, *SEVERITIES))}


class CheckerSettings(Struct, frozen=True):
    """What a run judges by.

    `rules` are the settings of the project (id -> severity or table), which go before a site's; `selected` the ids to
    report, `ignored` those of which not even an echo is wanted; `schema` the name of a schema that goes before the
    sites' own; `fields` the mapping of JSON items; `collects_features` whether it is to be remembered what articles
    look like even where no rule needs it."""

    now: int
    rules: Mapping[str, Any] = {}
    selected: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    fields: Mapping[str, Any] = {}
    schema: str | None = None
    collects_features: bool = False


class ActiveRule(Struct, frozen=True):
    """A rule with all that is settled of it for a site and layout. `has_default_severity` severity is the rule's own: a
    hit may have another; what a step that `is_time_dependent` says changes with the time of the check alone.
    `shadow_severity` is the severity that an echo of lower or equal severity is silenced by.
    """

    check: Callable[[Any, Context], Iterator[Hit]]
    ctx: Context
    rule: str
    severity: str
    has_default_severity: bool = True
    uses_features: bool = False
    is_time_dependent: bool = False
    shadow_severity: str = ""


class ActiveRules(Struct, frozen=True):
    """What is run on the articles of one site and layout. `disabled` steps are only asked when an echo has spoken."""

    rules: list[ActiveRule]
    fallbacks: list[ActiveRule]
    disabled: list[ActiveRule]


class RuleSelection:
    """The plans of a run, each made when it is first asked for."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        schemas: Mapping[str, Schema],
        settings: CheckerSettings,
        zones: Mapping[str, str],
    ) -> None:
        self._rules = rules
        self._schemas = schemas
        self._settings = settings
        self._zones = zones
        self._made: dict[tuple[str, str, str], ActiveRules] = {}
        self._original: RuleSelection | None = None

    def at(self, now: int) -> RuleSelection:
        """The same plans for another time of the check: nothing is settled anew."""
        other = copy(self)
        other._settings = replace(self._settings, now=now)
        other._made, other._original = {}, self._original or self
        return other

    def active(self, scope: str, site: Site, layout: SiteLayout | None = None) -> ActiveRules:
        """The plan for documents, articles or the dump."""
        key = (scope, site.name, layout.name if layout else "")
        plan = self._made.get(key)
        if plan is None:
            if self._original:
                plan = _rules_at(self._original.active(scope, site, layout), self._settings.now)
            else:
                plan = self._make(scope, site, layout)
            self._made[key] = plan
        return plan

    def _make(self, scope: str, site: Site, layout: SiteLayout | None) -> ActiveRules:
        plan = ActiveRules([], [], [])
        schema = self._schemas.get(self._settings.schema or site.schema)
        for rule in self._rules.values():
            if rule.scope != scope:
                continue
            severity, options = resolve(rule, site, layout, self._settings.rules)
            if not has_required_options(rule, options):
                continue
            is_own = not severity
            severity = severity or rule.severity
            ctx = Context(self._settings.now, site, layout, options, schema, self._zones)
            is_off = severity == OFF or rule.id in self._settings.ignored
            weight = self._shadow_severity(rule, OFF if is_off else severity)
            step = ActiveRule(
                rule.check, ctx, rule.id, severity, is_own, rule.uses_features, bool(rule.required_options), weight
            )
            if is_off and not rule.is_fallback:
                plan.disabled.append(step)
            elif not is_off and rule.id in self._settings.selected:
                (plan.fallbacks if rule.is_fallback else plan.rules).append(step)
        return plan

    def _shadow_severity(self, rule: Rule, severity: str) -> str:
        """Whoever lowers a rule or switches it off has settled what a site's schema may say; not what their own may."""
        return severity if self._settings.schema else max(rule.severity, severity, key=SEVERITY_RANKS.__getitem__)


def _rules_at(plan: ActiveRules, now: int) -> ActiveRules:
    """A plan for another time of the check."""
    return ActiveRules(
        *([_rule_at(step, now) for step in steps] for steps in (plan.rules, plan.fallbacks, plan.disabled))
    )


def _rule_at(step: ActiveRule, now: int) -> ActiveRule:
    return replace(step, ctx=replace(step.ctx, now=now))


def has_required_options(rule: Rule, options: Mapping[str, Any]) -> bool:
    """Whether a rule has all options without which it is off."""
    return all(options[name] for name in rule.required_options)


def resolve(
    rule: Rule, site: Site, layout: SiteLayout | None, project: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Severity and options of a rule: its own, then the site's, the layout's, the project's.

    The severity is empty where only the rule itself has one.
    """
    severity, options = "", dict(rule.options)
    for settings in (site.rules, layout.rules if layout else {}, project):
        given = settings.get(rule.id)
        if isinstance(given, str):
            severity = given
        elif given:
            table = {name.replace("-", "_"): value for name, value in given.items()}
            severity = table.pop("severity", severity)
            options.update(table)
    return severity, options
