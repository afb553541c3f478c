"""Settings of rules: names that select them, severities and options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from newscheck.checker.rule_selection import OFF
from newscheck.engine.settings.rule_schema import MAX_NUMBER
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Rule
from newscheck.rules import current_id
from newscheck.text.suggestions import did_you_mean


def rule_ids(names: Iterable[str], known: Mapping[str, Rule], *, is_lenient: bool = False) -> frozenset[str]:
    """The ids of the `known` rules that names stand for.

    A name is an id, a pattern (`epoch-*`), or the first word of ids (`epoch`). Raises UsageError where it matches no
    rule, unless `is_lenient`.
    """
    return frozenset().union(*(_matching(name, known, is_lenient) for name in names))


def _matching(name: str, known: Mapping[str, Rule], is_lenient: bool) -> set[str]:
    if (current := current_id(name)) in known:
        return {current}
    names = ((alias, rule.id) for rule in known.values() for alias in (rule.id, *rule.aliases))
    ids = {rule for alias, rule in names if fnmatchcase(alias, name) or alias.startswith(f"{name}-")}
    if not (ids or is_lenient):
        raise UsageError(f"unknown rule {name!r}{did_you_mean(name, known)}")
    return ids


def check_rule_settings(
    settings: Mapping[str, Any], where: str, known: Mapping[str, Rule], *, is_lenient: bool = False
) -> None:
    """Raise UsageError where settings of rules name an unknown rule, severity or option, or have a wrong value.

    Where `is_lenient`, settings of unknown rules are ignored.
    """
    for written, given in settings.items():
        name = current_id(written)
        if name not in known and is_lenient:
            continue
        if name not in known:
            raise UsageError(f"{where}: unknown rule {name!r}{did_you_mean(name, known)}")
        if not isinstance(given, (str, Mapping)):
            raise UsageError(f"{where}: {name} takes a severity or a table, not {given!r}")
        table = {"severity": given} if isinstance(given, str) else dict(given)
        severity = table.pop("severity", OFF)
        if severity not in (*SEVERITIES, OFF):
            close = did_you_mean(str(severity), (*SEVERITIES, OFF))
            raise UsageError(f"{where}: {name}: unknown severity {severity!r}{close}")
        for option, value in table.items():
            _check_option(known[name], option, value, where)


def check_site_rule_settings(
    settings: Mapping[str, Any], where: str, known: Mapping[str, Rule], *, is_lenient: bool = False
) -> None:
    """Raise UsageError as `check_rule_settings`, and for a rule that checks more than one article.

    A file or a dump may hold articles of several sites, so no site can set such a rule.
    """
    check_rule_settings(settings, where, known, is_lenient=is_lenient)
    for name in settings:
        if (rule := known.get(current_id(name))) and rule.scope != "article":
            raise UsageError(
                f"{where}: {name} checks more than the articles of one site: set it in [tool.newscheck.rules]"
            )


def _check_option(rule: Rule, option: str, value: Any, where: str) -> None:
    key = option.replace("-", "_")
    if key not in rule.options:
        close = did_you_mean(option, (*rule.options, "severity"))
        raise UsageError(f"{where}: {rule.id} has no option {option!r}{close}")
    if not _is_like(value, rule.options[key]):
        wanted = type(rule.options[key]).__name__
        raise UsageError(f"{where}: {rule.id}: {option} takes a value of type {wanted}, not {value!r}")
    if not all(0 <= number <= MAX_NUMBER for number in _numbers(value)):
        raise UsageError(f"{where}: {rule.id}: {option} takes numbers from 0 to {MAX_NUMBER:,}, not {value!r}")


def _numbers(value: Any) -> Iterator[int | float]:
    """The numbers in the value of an option."""
    if isinstance(value, (list, Mapping)):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from _numbers(entry)
    elif isinstance(value, (int, float)):
        yield value


def _is_like(value: Any, default: Any) -> bool:
    """Whether a value has the type of the default."""
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, list):
        return isinstance(value, list) and all(_is_like(entry, first) for entry in value for first in default[:1])
    if isinstance(default, dict):
        return isinstance(value, dict) and all(_is_like(number, 0) for number in value.values())
    return isinstance(value, (int, float) if isinstance(default, (int, float)) else type(default))
