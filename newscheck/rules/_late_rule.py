"""A rule of the dump, whose module is imported when it runs: most rules of the dump don't run on a single article.

To import the modules of all of them takes as long as to check some dozens of files. What selects such a rule is read
from its source instead; what a report or a test needs besides, from the module.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any, cast

from newscheck import registry
from newscheck.model import Context, Dump, DumpHit, Rule

_MARK = b"\ndef check(dump: Dump, "
_CONSTANT = re.compile(rb"^([A-Z][A-Z_]*)(?::[^=\n]+)? = (.+)", re.MULTILINE)
#: The constants that select a rule, the field of a Rule that has each, and its value where a module has none.
_FIELDS: dict[str, tuple[str, Any]] = {
    "OPTIONS": ("options", {}),
    "USES_FEATURES": ("uses_features", False),
    "USES_HISTORY": ("uses_history", False),
    "COMPARES_ARTICLES": ("compares_articles", False),
    "NEEDS": ("required_options", {}),
    "ALIASES": ("aliases", ()),
}


class _LateRule:
    """Has all attributes of the Rule; those that its source doesn't give import the module."""

    scope, is_fallback, usual_in = "dump", False, None

    def __init__(self, name: str, build: Callable[[], Rule], severity: str, **fields: Any) -> None:
        self.id = name.replace("_", "-")
        self.severity = severity
        self.check = partial(_check, name)
        self._build = build
        vars(self).update(fields)

    @cached_property
    def _built(self) -> Rule:
        return self._build()

    def __getattr__(self, name: str) -> Any:
        if name not in Rule.__struct_fields__:
            raise AttributeError(name)
        return getattr(self._built, name)


def late_rule(name: str, build: Callable[[], Rule]) -> Rule | None:
    """The rule of a module that checks a dump, which `build` makes of the module at first use.

    None for any other rule, and for one whose source doesn't have what selects it as literals on one line.
    """
    source = registry.source("rules", name)
    if _MARK not in source:
        return None
    written = {constant.decode(): value for constant, value in _CONSTANT.findall(source)}
    try:
        severity = literal_eval(written["SEVERITY"].decode())
        fields = {
            field: literal_eval(written[constant].decode()) if constant in written else default
            for constant, (field, default) in _FIELDS.items()
        }
    except (KeyError, ValueError, SyntaxError):
        return None
    return cast(Rule, _LateRule(name, build, severity, **fields))


def _check(name: str, dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    hits: Iterator[DumpHit] = registry.module("rules", name).check(dump, ctx)
    return hits
