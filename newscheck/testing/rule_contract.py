"""The contract of every rule, the package's or a project's own: its examples run, its documentation is complete."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from newscheck import rules
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples, rule_module
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import CheckerSettings
from newscheck.engine.settings import package_data
from newscheck.engine.settings.rule_isolation import isolated
from newscheck.engine.settings.rule_schema import MAX_NUMBER
from newscheck.errors import UsageError
from newscheck.model import Finding, Rule
from newscheck.synthetic import specimen

#: Builds a checker with settings of rules (id -> severity or table).
CheckerFactory = Callable[[Mapping[str, Any]], Checker]
_LAYOUT_CHANGE = "layout-change"
#: Characters of a summary, and of evidence.
_LONGEST_SUMMARY, _LONGEST_EVIDENCE = 100, 80
#: Values that settings may give to an option that is a number.
_NUMBERS = (0, 0.5, MAX_NUMBER)


def check_rule(module: ModuleType) -> None:
    """Raise AssertionError with all problems of a module that has to be a rule (`rules-from`).

    It must have the form of a rule, and a documentation; each example of BAD makes this rule fire, and no other of the
    package, no example of GOOD makes any fire; findings are at a location in the file, with evidence from it; each
    option is used, and may have any value if it is a number.
    """
    __tracebackhide__ = True
    try:
        rule = rule_module.build(module.__name__.rpartition(".")[2], module)
    except UsageError as error:
        raise AssertionError(f"{module.__name__}: {error}") from None
    known = rules.load()
    if rule.id in known and known[rule.id].check is not rule.check:
        raise AssertionError(f"{module.__name__}: {rule.id} is a rule of newscheck itself: give it another name")
    rule = isolated(rule)
    lines = [*problems(rule, inspect.getsource(module), _factory({**known, rule.id: rule}))]
    if lines:
        raise AssertionError("\n".join(f"{module.__name__}: {line}" for line in lines))


def problems(rule: Rule, source: str, make: CheckerFactory) -> Iterator[str]:
    """All problems of a rule; `source` is the text of its module."""
    yield from documentation(rule)
    yield from unused_options(rule, source)
    checker = make(required_settings(rule))
    for number, example in enumerate(rule.bad):
        for clause in (bad_example, locations, evidence):
            yield from (f"BAD[{number}]: {problem}" for problem in clause(checker, rule, example))
    for number, example in enumerate(rule.good):
        yield from (f"GOOD[{number}]: {problem}" for problem in good_example(checker, rule, example))
    yield from fires_without_options(rule, make({}))
    for value in _NUMBERS:
        yield from any_number(rule, value, make)


def required_settings(rule: Rule) -> dict[str, Any]:
    """Settings that switch on a rule with required options, and a layout change off unless it is the rule: each fault
    that begins at some time is one, too.
    """
    settings: dict[str, Any] = {} if rule.id == _LAYOUT_CHANGE else {_LAYOUT_CHANGE: "off"}
    return settings | ({rule.id: rule.required_options} if rule.required_options else {})


def documentation(rule: Rule) -> Iterator[str]:
    """The docstring: a sentence of its own, why it matters, and what to do."""
    summary, *rest = rule.help.split("\n\n")
    if not summary.endswith(".") or "\n" in summary or len(summary) > _LONGEST_SUMMARY:
        yield f"the docstring begins with one sentence on a line of its own, of {_LONGEST_SUMMARY} characters at most"
    if not rest or rest[0].startswith("What to do:"):
        yield "the docstring has no paragraph that says why it matters"
    if "What to do:" not in rule.help:
        yield "the docstring has no `What to do:`"
    for option in rule.options:
        if f"`{option.replace('_', '-')}`" not in rule.help:
            yield f"the docstring does not say what the option `{option.replace('_', '-')}` is"


def unused_options(rule: Rule, source: str) -> Iterator[str]:
    """Options that the module never reads."""
    for option in rule.options:
        if f'options["{option}"]' not in source:
            yield f'the option {option} is never used: ctx.options["{option}"]'


def bad_example(checker: Checker, rule: Rule, example: Any) -> Iterator[str]:
    """A bad example fires exactly this rule."""
    findings, crash = _run(checker, rule, example)
    yield from crash
    if not crash and rule.id not in {finding.rule for finding in findings}:
        yield f"{rule.id} does not fire"
    yield from (f"{_description(finding)}, too" for finding in findings if finding.rule != rule.id)


def good_example(checker: Checker, rule: Rule, example: Any) -> Iterator[str]:
    """A good example fires no rule."""
    findings, crash = _run(checker, rule, example)
    yield from crash
    yield from map(_description, findings)


def fires_without_options(rule: Rule, checker: Checker) -> Iterator[str]:
    """A rule that `NEEDS` an option fires without it; the `checker` has no settings."""
    for example in rule.bad if rule.required_options else ():
        findings, crash = _run(checker, rule, example)
        yield from crash
        yield from (f"without the options that it NEEDS: {_description(finding)}" for finding in findings)


def any_number(rule: Rule, value: float, make: CheckerFactory) -> Iterator[str]:
    """An option that is a number may be any number that settings can have."""
    for option, default in rule.options.items():
        if isinstance(default, (int, float)) and not isinstance(default, bool):
            checker = make({rule.id: {**rule.required_options, option: value}})
            yield from (f"with {option} = {value:g}: {problem}" for problem in _run(checker, rule, rule.bad[0])[1])


def locations(checker: Checker, rule: Rule, example: Any) -> Iterator[str]:
    """Findings about an article are at a location in its file."""
    for finding, lines in _with_lines(checker, rule, example):
        is_inside = 1 <= finding.line <= len(lines) and 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        if not is_inside or len(finding.evidence) > _LONGEST_EVIDENCE:
            yield f"line {finding.line}, column {finding.column} is no place in the file: {_description(finding)}"


def evidence(checker: Checker, rule: Rule, example: Any) -> Iterator[str]:
    """Evidence is text of the file, not of a parser's result: a baseline identifies findings by it."""
    for finding, lines in _with_lines(checker, rule, example):
        # A byte-order mark is invisible: its escape is shown.
        if finding.evidence.removesuffix("…").replace("\\ufeff", "") not in "\n".join(lines).removeprefix("\ufeff"):
            yield f"the evidence {finding.evidence!r} does not stand in the file: {_description(finding)}"


def _with_lines(checker: Checker, rule: Rule, example: Any) -> Iterator[tuple[Finding, list[str]]]:
    """The findings of an example that is a file, with its lines."""
    if rule.scope not in ("dump", "versions"):
        lines = specimen.render(example).decode("utf-8", "replace").split("\n")
        yield from ((finding, lines) for finding in _run(checker, rule, example)[0])


def _run(checker: Checker, rule: Rule, example: Any) -> tuple[list[Finding], list[str]]:
    """The findings of an example, and the traceback where a rule crashes on it."""
    result = examples.run(checker, rule.scope, example)
    return [*result.findings], [f"crashed: {crash.traceback}" for crash in result.crashes[:1]]


def _description(finding: Finding) -> str:
    return f"{finding.rule} fires: {finding.message}"


def _factory(known: Mapping[str, Rule]) -> CheckerFactory:
    """Checkers of these rules, without settings of a project."""

    def make(rule_settings: Mapping[str, Any]) -> Checker:
        settings = CheckerSettings(now=examples.NOW, rules=rule_settings, selected=frozenset(known))
        return Checker(known, SiteIndex(package_data.sites()), package_data.record_schemas(), settings)

    return make
