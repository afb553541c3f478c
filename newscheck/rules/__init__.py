"""The rules, one file each. The id of a rule is its file's name with dashes.

A rule is a module with a docstring (its documentation), a `check` whose first parameter names its scope (`document`,
`article`, `dump` or `versions`), a `SEVERITY`, optional `OPTIONS` with their defaults, and the examples `BAD` and
`GOOD`: patches to a well-formed article (`synthetic.specimen`). Each BAD example triggers exactly this rule. A rule
that is off by default lists in `NEEDS` the options that switch it on.
"""

from __future__ import annotations

import inspect
from functools import cache
from types import ModuleType

from newscheck import registry
from newscheck.errors import MISSING_DOCSTRINGS, UsageError
from newscheck.model import Rule

#: The most hits of one rule on one document that are reported one by one.
MAX_HITS = 25
#: The rules for a file that was not checked to the end. They run whatever rules are selected, and a baseline can't
#: accept their findings, because such a file may contain any defect.
TIMEOUT = "check-timeout"
UNCHECKED = frozenset({TIMEOUT, "check-crashed"})


@cache
def load() -> dict[str, Rule]:
    """All rules by id."""
    loaded = (build(name, registry.module("rules", name)) for name in registry.names("rules"))
    return {rule.id: rule for rule in loaded}


def build(name: str, module: ModuleType) -> Rule:
    """The Rule that a module of this folder defines. Raises UsageError if Python runs without docstrings."""
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
        is_fallback=getattr(module, "IS_ECHO", False),
        uses_features=getattr(module, "IS_SHAPED", False),
        required_options=getattr(module, "NEEDS", {}),
    )
