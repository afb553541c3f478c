"""A rule of the dump is what its module says, though that is imported when it runs."""

from __future__ import annotations

from typing import NoReturn

import pytest

from newscheck import registry
from newscheck.model import Rule
from newscheck.rules import _late_rule

_SOURCE = """SEVERITY = "error"
COMPARES_ARTICLES = True
OPTIONS: dict[str, int] = {"least": 3}
ALIASES = ("body-old",)

def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    NEEDS = {"least": 1}
"""


def built() -> NoReturn:
    raise AssertionError("the module is imported")


def late(monkeypatch: pytest.MonkeyPatch, source: str) -> Rule | None:
    monkeypatch.setattr(registry, "source", lambda folder, name: source.encode())
    return _late_rule.late_rule("body_new", built)


def test_what_selects_a_rule_is_read_from_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = late(monkeypatch, _SOURCE)
    assert rule
    assert (rule.id, rule.scope, rule.severity, rule.options) == ("body-new", "dump", "error", {"least": 3})
    assert (rule.compares_articles, rule.aliases, rule.required_options) == (True, ("body-old",), {})
    assert rule.check and rule.usual_in is None


@pytest.mark.parametrize("field", ["summary", "help", "bad", "good", "stands_for"])
def test_the_rest_is_that_of_the_module(monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    rule = late(monkeypatch, _SOURCE)
    with pytest.raises(AssertionError, match="the module is imported"):
        getattr(rule, field)


def test_other_attributes_are_none_of_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AttributeError, match="color"):
        getattr(late(monkeypatch, _SOURCE), "color")  # noqa: B009 - mypy knows that it is none


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("dump: Dump, ", "article: Article, ", id="of articles"),
        pytest.param("dump: Dump, ", "dump, ", id="of an unknown scope"),
        pytest.param('"error"', "OTHER", id="a name"),
        pytest.param('{"least": 3}', '{\n    "least": 3\n}', id="several lines"),
        pytest.param('SEVERITY = "error"', "", id="no severity"),
    ],
)
def test_any_other_module_is_imported_at_once(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    assert late(monkeypatch, _SOURCE.replace(old, new)) is None
