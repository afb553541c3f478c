"""The rules, one file each. The id of a rule is its file's name with dashes.

A rule is a module with a docstring (its documentation), a `check` whose first parameter says what it looks at
(`document`, `article`, `dump` or `versions`), a `SEVERITY`, perhaps `OPTIONS` with their defaults, and the examples
`BAD` and `GOOD`: patches to a well-formed article (`synthetic.specimen`); each BAD one fires exactly this rule. One
that is off until a project asks for it says which of its options it `NEEDS`.
"""

from __future__ import annotations

import inspect
from functools import cache
from types import ModuleType

from newscheck import registry
from newscheck.errors import MISSING_DOCSTRINGS, UsageError
from newscheck.model import Rule

#: The most hits of one rule on one document that are told one by one.
MAX_HITS = 25
#: Who tells that a file was not checked to its end: whatever rules are asked for, and never known beforehand, since it
#: may hold anything.
TIMEOUT = "check-timeout"
UNCHECKED = frozenset({TIMEOUT, "check-crashed"})


@cache
def load() -> dict[str, Rule]:
    """All rules by id."""
    found = (build(name, registry.module("rules", name)) for name in registry.names("rules"))
    return {rule.id: rule for rule in found}


def build(name: str, module: ModuleType) -> Rule:
    """The Rule that a module of the drawer describes. Raises UsageError where Python leaves out its text."""
    if module.__doc__ is None:
        raise UsageError(MISSING_DOCSTRINGS)
    check = module.check
    text = inspect.cleandoc(module.__doc__)
    return Rule(
        id=name.replace("_", "-"),
        scope=check.__code__.co_varnames[0],
        severity=module.SEVERITY,
        summary=text.partition("\n")[0].rstrip("."),
        help=text,
        check=check,
        options=getattr(module, "OPTIONS", {}),
        bad=tuple(module.BAD),
        good=tuple(module.GOOD),
        is_fallback=getattr(module, "IS_FALLBACK", False),
        uses_features=getattr(module, "USES_FEATURES", False),
        required_options=getattr(module, "NEEDS", {}),
    )
