"""Every rule of the folder: its examples run, its documentation is complete."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from newscheck import registry, rules
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples, rule_module
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import CheckerSettings
from newscheck.engine.session import default_checker
from newscheck.engine.settings import package_data
from newscheck.engine.settings.rule_schema import MAX_NUMBER
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import SEVERITIES, Context, Finding, Rule, Site
from newscheck.synthetic import specimen
from newscheck.testing import rule_contract
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


@pytest.fixture(scope="module")
def others() -> Checker:
    """The checker of all rules that is for the examples of any but `layout-change`."""
    return default_checker(examples.NOW, rule_contract.required_settings(RULES["title-empty"]))


def selecting(checker: Checker, others: Checker, rule: Any) -> Checker:
    """The checker of a rule's examples: one of its own if it is off by default."""
    if rule.required_options:
        return default_checker(examples.NOW, rule_contract.required_settings(rule))
    return checker if rule.id == "layout-change" else others


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_module_has_the_form_that_others_have_to_keep(rule: Any) -> None:
    name = rule.id.replace("-", "_")
    built = rule_module.build(name, registry.module("rules", name))
    # Of a rule of the dump, most comes from its source, and its `check` imports the module.
    same = {field: getattr(rule, field) for field in Rule.__struct_fields__ if field != "check"}
    assert {field: getattr(built, field) for field in same} == same
    assert rule.check is built.check or built.scope == "dump"


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_fires_exactly_this_rule(checker: Checker, others: Checker, rule: Any, example: Any) -> None:
    assert [*rule_contract.bad_example(selecting(checker, others, rule), rule, example)] == []


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_is_silent(checker: Checker, others: Checker, rule: Any, example: Any) -> None:
    assert [*rule_contract.good_example(selecting(checker, others, rule), rule, example)] == []


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES.values() if rule.required_options])
def test_a_rule_that_is_off_by_default_reports_nothing(checker: Checker, rule: Any) -> None:
    assert rule.required_options.keys() <= rule.options.keys()
    assert not all(rule.options[name] for name in rule.required_options)
    assert [*rule_contract.fires_without_options(rule, checker)] == []


@pytest.mark.parametrize(("rule", "example"), [row for row in BAD if row.values[0].compares_articles])
def test_a_rule_that_compares_articles_says_nothing_of_one(checker: Checker, rule: Any, example: Any) -> None:
    ctx = Context(examples.NOW, Site("rfi"), options=dict.fromkeys(rule.options, 0))
    for summary in checker.check(*specimen.series(example)).summaries:
        assert [*rule.check(InMemoryDump([summary]), ctx)] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_documentation_is_complete(rule: Any) -> None:
    assert [*rule_contract.documentation(rule)] == []
    assert rule.bad and rule.good
    assert rule.severity in SEVERITIES
    assert rule.scope in {"document", "article", "dump", "versions"}
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_option_is_used(rule: Any) -> None:
    source = Path(registry.PACKAGE, "rules", f"{rule.id.replace('-', '_')}.py").read_text("utf-8")
    assert all(re.fullmatch(r"[a-z_]+", option) for option in rule.options)
    assert [*rule_contract.unused_options(rule, source)] == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 0.5, MAX_NUMBER])
@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES.values() if rule.options])
def test_an_option_may_be_any_number(rule: Any, number: float) -> None:
    def alone(given: Mapping[str, Any]) -> Checker:
        # No other rule reads its options.
        settings = CheckerSettings(now=examples.NOW, rules=given, selected=frozenset([rule.id]))
        return Checker(RULES, SiteIndex(package_data.sites()), package_data.record_schemas(), settings)

    assert [*rule_contract.any_number(rule, number, alone)] == []


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_places_are_inside_the_file(checker: Checker, rule: Any, example: Any) -> None:
    assert [*rule_contract.locations(checker, rule, example)] == []


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_evidence_stands_in_the_file(checker: Checker, others: Checker, rule: Any, example: Any) -> None:
    assert [*rule_contract.evidence(selecting(checker, others, rule), rule, example)] == []


@pytest.mark.parametrize("name", sorted(name for name in sys.modules if name.startswith("newscheck.")))
def test_every_lazy_pattern_is_a_pattern(name: str) -> None:
    for value in vars(sys.modules[name]).values():
        if isinstance(value, regex._LazyPattern):
            assert value.pattern
