"""The settings of rules as JSON Schema, so that an editor completes their names and options.

The package's schema of the configuration names no rule, since adding one touches one file: the rules are added here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from newscheck.model import Rule

_SEVERITY = {"$ref": "#/definitions/severity"}
#: No option counts or measures more than this.
MAX_NUMBER = 1_000_000_000_000
_NUMBER = {"type": "number", "minimum": 0, "maximum": MAX_NUMBER}
_SENTENCE = re.compile(r"(?<=\.)\s+")


def add_rules(schema: Mapping[str, Any], known: Mapping[str, Rule]) -> dict[str, Any]:
    """The schema of the configuration with the names, severities and options of all rules."""
    rules = {
        **schema["properties"]["rules"],
        "properties": {name: _rule(rule) for rule in known.values() for name in (rule.id, *rule.aliases)},
        "additionalProperties": False,
    }
    return {
        **schema,
        "properties": {**schema["properties"], "rules": rules},
        "definitions": {
            **schema["definitions"],
            "rule": {**schema["definitions"]["rule"], "anyOf": _names(known.values())},
        },
    }


def option_help(rule: Rule, option: str) -> str:
    """The sentence of a rule's documentation that describes an option (`min-han`); empty where there is none."""
    for paragraph in rule.help.split("\n\n"):
        for sentence in _SENTENCE.split(paragraph.replace("\n", " ")):
            if f"`{option}`" in sentence:
                return sentence.removeprefix("What to do: ")
    return ""


def _names(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """What can name rules: an id, also one that it had before, its first words, or a pattern."""
    known = [name for rule in rules for name in (rule.id, *rule.aliases)]
    words = {name[: at.start()] for name in known for at in re.finditer("-", name)}
    return [{"type": "string", "enum": [*known, *sorted(words - {*known})]}, {"type": "string", "pattern": r"[*?\[]"}]


def _rule(rule: Rule) -> dict[str, Any]:
    defaults = {name.replace("_", "-"): default for name, default in rule.options.items()}
    options = {name: _kind(default) for name, default in defaults.items()}
    described = {
        name: {"title": name, "description": option_help(rule, name), **kind, "default": defaults[name]}
        for name, kind in options.items()
    }
    # Underscores are accepted instead of dashes, but no editor need offer both.
    others = {f"^{name.replace('-', '_')}$": kind for name, kind in options.items() if "-" in name}
    table = {
        "type": "object",
        "properties": {"severity": _SEVERITY, **described},
        **({"patternProperties": others} if others else {}),
        "additionalProperties": False,
    }
    return {"title": rule.id, "description": rule.summary, "default": rule.severity, "anyOf": [_SEVERITY, table]}


def _kind(default: Any) -> dict[str, Any]:
    """The type of an option, by its default; integers and other numbers are not distinguished."""
    if isinstance(default, list):
        return {"type": "array", "items": _kind(default[0]) if default else {}}
    if isinstance(default, dict):
        return {"type": "object", "additionalProperties": _NUMBER}
    if isinstance(default, (int, float)) and not isinstance(default, bool):
        return _NUMBER
    return {"type": "boolean" if isinstance(default, bool) else "string"}
