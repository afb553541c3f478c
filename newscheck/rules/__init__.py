"""The rules, one file each. The id of a rule is its file's name with dashes.

A rule is a module with a docstring (its documentation), a `check` whose first parameter is annotated with what it
checks (Document, Article, Dump or VersionHistory), a `SEVERITY`, perhaps `OPTIONS` with their defaults, and examples
`BAD` and `GOOD`: patches to a well-formed article (`synthetic.specimen`); each BAD one fires exactly this rule. One
that is off until a project asks for it says which of its options it `NEEDS`; one that had other ids before, its
`ALIASES`; one of the dump, which rules about articles it `STANDS_FOR`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache, partial
from types import ModuleType

from newscheck import registry
from newscheck.errors import MISSING_DOCSTRINGS, UsageError
from newscheck.model import Rule
from newscheck.rules._late_rule import late_rule

#: The rules for a file that was not checked to the end. They run whatever rules are selected, and a baseline can't
#: accept their findings, because such a file may contain any defect.
TIMEOUT = "check-timeout"
UNCHECKED = frozenset({TIMEOUT, "check-crashed"})
#: The rule for a page of which the scraper's extractor made no record.
EXTRACTOR_FAILED = "extractor-failed"
#: The scope of a rule by the annotation of the first parameter of its `check`.
SCOPES = {"Document": "document", "Article": "article", "Dump": "dump", "VersionHistory": "versions"}


@cache
def load() -> dict[str, Rule]:
    """All rules by id."""
    loaded = (late_rule(name, partial(_build, name)) or _build(name) for name in registry.names("rules"))
    return {rule.id: rule for rule in loaded}


def _build(name: str) -> Rule:
    return build(name, registry.module("rules", name))


@cache
def _aliases() -> dict[str, str]:
    return {alias: rule.id for rule in load().values() for alias in rule.aliases}


def current_id(name: str) -> str:
    """The id of the rule that had another one before; any other name as it is."""
    return _aliases().get(name, name)


def build(name: str, module: ModuleType) -> Rule:
    """The Rule that a module describes.

    Raises UsageError where Python leaves out docstrings, and where the annotation of `check` names no scope.
    """
    if module.__doc__ is None:
        raise UsageError(MISSING_DOCSTRINGS)
    check = module.check
    text = inspect.cleandoc(module.__doc__)
    return Rule(
        id=name.replace("_", "-"),
        scope=_scope(check, name),
        severity=module.SEVERITY,
        summary=text.partition("\n")[0].rstrip("."),
        help=text,
        check=check,
        options=getattr(module, "OPTIONS", {}),
        bad=tuple(module.BAD),
        good=tuple(module.GOOD),
        is_fallback=getattr(module, "IS_FALLBACK", False),
        uses_features=getattr(module, "USES_FEATURES", False),
        uses_history=getattr(module, "USES_HISTORY", False),
        compares_articles=getattr(module, "COMPARES_ARTICLES", False),
        required_options=getattr(module, "NEEDS", {}),
        aliases=tuple(getattr(module, "ALIASES", ())),
        stands_for=tuple(getattr(module, "STANDS_FOR", ())),
        usual_in=getattr(module, "usual_in", None),
    )


def _scope(check: Callable[..., object], name: str) -> str:
    """The scope that the annotation names as it is written; it is not evaluated."""
    function = inspect.unwrap(check)
    code = getattr(function, "__code__", None)
    annotation = function.__annotations__.get(code.co_varnames[0]) if code and code.co_argcount else None
    written = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    scope = SCOPES.get(written.rpartition(".")[2])
    if scope is None:
        wanted = ", ".join(SCOPES)
        raise UsageError(f"rule {name}: the first parameter of `check` must be annotated with one of {wanted}")
    return scope
