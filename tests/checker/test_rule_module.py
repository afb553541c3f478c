"""A module that is no rule: an error names the missing form in one line."""

from __future__ import annotations

from types import ModuleType

import pytest

from newscheck.checker import rule_module
from newscheck.errors import UsageError

RULE = '''"""The title ends with an exclamation mark."""
from newscheck.model import Article, Context, Dump, Hit
SEVERITY = "note"
OPTIONS = {"most": 0, "words": ["!"]}
BAD = [{"title": "!"}]
GOOD = [{}]
def check(article: Article, ctx: Context):
    yield Hit("it shouts", "/title")
'''


def module(source: str) -> ModuleType:
    built = ModuleType("title_shouting")
    code = compile(source, "title_shouting.py", "exec")
    exec(code, vars(built))
    return built


def test_a_module_of_the_right_form_is_a_rule() -> None:
    rule = rule_module.build("title_shouting", module(RULE))
    assert (rule.id, rule.scope, rule.severity, rule.summary) == (
        "title-shouting",
        "article",
        "note",
        "The title ends with an exclamation mark",
    )


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param('"""The title ends with an exclamation mark."""', "", "no docstring", id="no docstring"),
        pytest.param("The title ends with an exclamation mark.", "  ", "no docstring", id="a blank docstring"),
        pytest.param('SEVERITY = "note"', "", "no SEVERITY: wanted one of note, warning, error", id="no severity"),
        pytest.param('"note"', '"warn"', "unknown SEVERITY 'warn'; did you mean 'warning'?", id="unknown severity"),
        pytest.param('"note"', '"off"', "unknown SEVERITY 'off'", id="off is no severity of a rule"),
        pytest.param('"note"', "[]", r"unknown SEVERITY \[\]", id="a severity that is no text"),
        pytest.param('{"most": 0, "words": ["!"]}', "[]", "OPTIONS is no dict", id="options that are a list"),
        pytest.param('"most"', '"severity"', "'severity' is no name for an option", id="an option called severity"),
        pytest.param('"most"', '"max-han"', "'max-han' is no name for an option", id="an option with a dash"),
        pytest.param('"most": 0', '"most": None', "OPTIONS: most: a default is", id="a default that is none"),
        pytest.param('["!"]', "[None]", "OPTIONS: words: a default is", id="a list of what is none"),
        pytest.param("BAD =", "NEEDS = {'least': 3}; BAD =", "NEEDS is no dict of some of the OPTIONS", id="needs"),
        pytest.param("BAD =", "NEEDS = {'words': 3}; BAD =", "NEEDS: words: .* empty or 0", id="needs with a default"),
        pytest.param("def check", "def look", "no function check", id="no check"),
        pytest.param("def check", "class check:\n  def __call__", "no function check", id="a check that is a class"),
        pytest.param("    yield Hit", "    return Hit", "check is no generator", id="a check that returns"),
        pytest.param("def check", "async def check", "check is no generator", id="a check that is asynchronous"),
        pytest.param(
            "(article: Article, ctx: Context)",
            "(article: Article)",
            "check does not take two parameters",
            id="one parameter",
        ),
        pytest.param("ctx: Context)", "ctx: Context, x: int)", "check does not take two parameters", id="three"),
        pytest.param("article: Article", "it", "the scope of check is unclear", id="of whatever"),
        pytest.param('BAD = [{"title": "!"}]', "", "no BAD", id="no bad example"),
        pytest.param('[{"title": "!"}]', "[]", "no BAD", id="an empty list of them"),
        pytest.param("GOOD = [{}]", "GOOD = {}", "no GOOD", id="a dict of good examples"),
        pytest.param("GOOD = [{}]", "GOOD = [1]", "an example is no patch, which is a dict: 1", id="a number"),
        pytest.param("article: Article", "dump: Dump", "an example is no list of patches", id="no series for a dump"),
    ],
)
def test_mistakes(old: str, new: str, complaint: str) -> None:
    assert old in RULE
    with pytest.raises(UsageError, match=complaint) as caught:
        rule_module.build("title_shouting", module(RULE.replace(old, new)))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["shouting", "Title_shouting", "title_", "title-shouting", "title__shouting", "_a_b"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(UsageError, match="name of a rule's module has two words or more"):
        rule_module.build(name, module(RULE))
