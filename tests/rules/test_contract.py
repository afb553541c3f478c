"""Every rule of the drawer: its examples run, its documentation is complete."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from newscheck import registry, rules
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import default_checker
from newscheck.engine.settings.rule_schema import MAX_NUMBER
from newscheck.model import SEVERITIES, Finding
from newscheck.synthetic import specimen
from newscheck.text import regex

RULES = rules.load()
BAD = [
    pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in RULES.values() for i, example in enumerate(rule.bad)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in RULES.values() for i, example in enumerate(rule.good)
]


def findings(checker: Checker, scope: str, example: Any) -> list[Finding]:
    result = examples.run(checker, scope, example)
    assert not result.crashes, result.crashes[0].traceback
    return result.findings


def test_specimens_are_clean(checker: Checker) -> None:
    assert findings(checker, "dump", [{}] * 120) == []


def asked(checker: Checker, rule: Any) -> Checker:
    """The checker, or one in which a rule that is off until it is asked for is on."""
    return default_checker(examples.NOW, {rule.id: rule.required_options}) if rule.required_options else checker


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_fires_exactly_this_rule(checker: Checker, rule: Any, example: Any) -> None:
    found = findings(asked(checker, rule), rule.scope, example)
    assert {finding.rule for finding in found} == {rule.id}, found


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_is_silent(checker: Checker, rule: Any, example: Any) -> None:
    assert findings(asked(checker, rule), rule.scope, example) == []


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES.values() if rule.required_options])
def test_a_rule_that_is_off_until_it_is_asked_for_says_nothing(checker: Checker, rule: Any) -> None:
    assert rule.required_options.keys() <= rule.options.keys()
    assert not all(rule.options[name] for name in rule.required_options)
    for example in rule.bad:
        assert findings(checker, rule.scope, example) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_documentation_is_complete(rule: Any) -> None:
    summary, *rest = rule.help.split("\n\n")
    assert summary.endswith(".") and "\n" not in summary and len(summary) <= 100
    assert rest, "why it matters"
    assert "What to do:" in rule.help
    assert rule.bad and rule.good
    assert rule.severity in SEVERITIES
    assert rule.scope in {"document", "article", "dump", "versions"}
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_option_is_used(rule: Any) -> None:
    source = Path(registry.PACKAGE, "rules", f"{rule.id.replace('-', '_')}.py").read_text("utf-8")
    for option in rule.options:
        assert re.fullmatch(r"[a-z_]+", option)
        assert f'options["{option}"]' in source


@pytest.mark.parametrize("number", [0, 0.5, MAX_NUMBER])
@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES.values() if rule.options])
def test_an_option_may_be_any_number(rule: Any, number: float) -> None:
    for option, default in rule.options.items():
        if isinstance(default, (int, float)) and not isinstance(default, bool):
            asked = default_checker(examples.NOW, {rule.id: {**rule.required_options, option: number}})
            findings(asked, rule.scope, rule.bad[0])


@pytest.mark.parametrize(("rule", "example"), [p for p in BAD if p.values[0].scope not in ("dump", "versions")])  # type: ignore[attr-defined]
def test_places_are_inside_the_file(checker: Checker, rule: Any, example: Any) -> None:
    lines = specimen.render(example).decode("utf-8", "replace").split("\n")
    for finding in findings(checker, rule.scope, example):
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert len(finding.evidence) <= 80


@pytest.mark.parametrize(("rule", "example"), [p for p in BAD if p.values[0].scope not in ("dump", "versions")])  # type: ignore[attr-defined]
def test_evidence_stands_in_the_file(checker: Checker, rule: Any, example: Any) -> None:
    """Not in what a parser made of it: a baseline knows findings by it, whatever is installed."""
    text = specimen.render(example).decode("utf-8-sig", "replace")
    for finding in findings(asked(checker, rule), rule.scope, example):
        # A byte-order mark can't be seen: what stands for it is shown.
        assert finding.evidence.removesuffix("…").replace("\\ufeff", "") in text


@pytest.mark.parametrize("name", sorted(name for name in sys.modules if name.startswith("newscheck.")))
def test_every_lazy_pattern_is_a_pattern(name: str) -> None:
    for value in vars(sys.modules[name]).values():
        if isinstance(value, regex._LazyPattern):
            assert value.pattern
