"""A module as a rule: checks that it has the form that `newscheck.rules` describes; an error is one line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from newscheck import rules
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Rule
from newscheck.text.suggestions import did_you_mean

#: What a check may take.
SCOPES = ("document", "article", "dump", "versions")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")
_OPTION = re.compile(r"[a-z][a-z0-9_]*")
_CHECK = "wanted def check(article: Article, ctx: Context) -> Iterator[Hit], or one of a document, dump or versions"


def build(name: str, module: ModuleType) -> Rule:
    """The rule in a module that somebody else wrote; `name` is the last part of the module's. Raises UsageError."""
    check_name(name)
    if not isinstance(module.__doc__, str) or not module.__doc__.strip():
        raise UsageError("no docstring, which is the rule's documentation")
    _check_severity(getattr(module, "SEVERITY", None))
    options = getattr(module, "OPTIONS", {})
    _check_options(options)
    _check_needs(getattr(module, "NEEDS", {}), options)
    check = getattr(module, "check", None)
    if not inspect.isfunction(check):
        raise UsageError(f"no function check: {_CHECK}")
    if not inspect.isgeneratorfunction(inspect.unwrap(check)):
        raise UsageError("check is no generator: it has to yield its hits")
    _check_parameters(check)
    for kind in ("BAD", "GOOD"):
        if not isinstance(getattr(module, kind, None), (list, tuple)) or not getattr(module, kind):
            raise UsageError(f"no {kind}: wanted a list of examples, which are patches to a well-formed article")
    try:
        rule = rules.build(name, module)
    except Exception:
        rule = None
    if rule is None or rule.scope not in SCOPES:
        raise UsageError(f"the scope of check is unclear: {_CHECK}")
    _check_examples(rule)
    return rule


def check_name(name: str) -> None:
    """Raise UsageError where the name of a module is none for a rule, before anything imports it."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            "the name of a rule's module has two words or more (title_shouting); that of any other module begins with _"
        )


def _check_severity(severity: Any) -> None:
    if severity is None:
        raise UsageError(f"no SEVERITY: wanted one of {', '.join(SEVERITIES)}")
    if severity not in SEVERITIES:
        raise UsageError(f"unknown SEVERITY {severity!r}{did_you_mean(str(severity), SEVERITIES)}")


def _check_options(options: Any) -> None:
    if not isinstance(options, Mapping):
        raise UsageError("OPTIONS is no dict of names and defaults")
    for name, default in options.items():
        if not isinstance(name, str) or not _OPTION.fullmatch(name) or name == "severity":
            raise UsageError(f"OPTIONS: {name!r} is no name for an option")
        if not _is_default(default):
            raise UsageError(f"OPTIONS: {name}: a default is a number, text, truth value, a list of these or a dict")


def _is_default(value: Any) -> bool:
    """Whether a default is of a type that settings can have."""
    if isinstance(value, list):
        return all(isinstance(entry, (bool, int, float, str)) for entry in value)
    if isinstance(value, dict):
        return all(isinstance(entry, (int, float)) for entry in value.values())
    return isinstance(value, (bool, int, float, str))


def _check_needs(needs: Any, options: Mapping[str, Any]) -> None:
    if not isinstance(needs, Mapping) or not needs.keys() <= options.keys():
        raise UsageError("NEEDS is no dict of some of the OPTIONS and their values in the examples")
    for name in needs:
        if options[name]:
            raise UsageError(f"NEEDS: {name}: an option without which the rule is off has a default that is empty or 0")


def _check_parameters(check: Any) -> None:
    try:
        inspect.signature(check).bind(None, None)
    except TypeError:
        raise UsageError(f"check does not take two parameters: {_CHECK}") from None


def _check_examples(rule: Rule) -> None:
    is_series = rule.scope in ("dump", "versions")
    wanted = "list of patches, one for each article" if is_series else "patch, which is a dict"
    for example in (*rule.bad, *rule.good):
        parts = example if is_series else [example]
        if (
            not isinstance(parts, Sequence)
            or isinstance(parts, str)
            or not all(isinstance(part, Mapping) for part in parts)
        ):
            raise UsageError(f"an example is no {wanted}: {example!r:.60}")
