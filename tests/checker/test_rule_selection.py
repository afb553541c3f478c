"""Severity and options of a rule: its own, the site's, the layout's, the project's."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from newscheck.checker.rule_selection import CheckerSettings, RuleSelection, has_required_options, resolve
from newscheck.model import Rule, Site, SiteLayout

RULE = Rule("a-b", "article", "warning", "", "", lambda article, ctx: iter(()), {"max_han": 5})


@pytest.mark.parametrize(
    ("site", "layout", "project", "expected"),
    [
        pytest.param({}, {}, {}, ("", {"max_han": 5}), id="its own"),
        pytest.param({"a-b": "note"}, {}, {}, ("note", {"max_han": 5}), id="the site's severity"),
        pytest.param({"a-b": "note"}, {"a-b": "off"}, {}, ("off", {"max_han": 5}), id="the layout's before the site's"),
        pytest.param({}, {"a-b": "off"}, {"a-b": "error"}, ("error", {"max_han": 5}), id="the project's before both"),
        pytest.param({"a-b": "note"}, {}, {"a-b": {"max-han": 7}}, ("note", {"max_han": 7}), id="an option"),
        pytest.param({}, {}, {"a-b": {"severity": "off"}}, ("off", {"max_han": 5}), id="a severity in a table"),
        pytest.param({"c-d": "off"}, {}, {}, ("", {"max_han": 5}), id="another rule"),
    ],
)
def test_resolve(site: Any, layout: Any, project: Any, expected: tuple[str, dict[str, Any]]) -> None:
    assert resolve(RULE, Site("x", rules=site), SiteLayout("y", rules=layout), project) == expected


@pytest.mark.parametrize(("hours", "is_on"), [(0, False), (3, True)])
def test_required_options(hours: int, is_on: bool) -> None:
    rule = Rule("a-b", "dump", "note", "", "", lambda dump, ctx: iter(()), {"hours": 0}, required_options={"hours": 1})
    assert has_required_options(rule, {"hours": hours}) is is_on


def test_another_time_of_the_check_changes_nothing_else() -> None:
    settings = CheckerSettings(now=1, selected=frozenset(["a-b"]))
    selection = RuleSelection({"a-b": RULE}, {}, settings, {})
    (rule,), (later,) = (at.active("article", Site("x")).rules for at in (selection, selection.at(2)))
    assert (rule.ctx.now, later.ctx.now) == (1, 2)
    assert replace(later, ctx=replace(later.ctx, now=1)) == rule
