"""`check_rule`, the pytest plugin and `check` with rules of a project's own."""

from __future__ import annotations

import linecache
from types import ModuleType

import pytest

from newscheck import registry
from newscheck.testing import check_rule

RULE = '''"""The title ends with an exclamation mark.

It is a teaser.

What to do: look at the page. `most` marks are allowed.
"""
from newscheck.model import Article, Context, Dump, Hit
SEVERITY = "error"
OPTIONS = {"most": 0}
BAD = [{"title": "渔业配额谈判再延！"}]
GOOD = [{}]
def check(article: Article, ctx: Context):
    marks = len(article.title or "") - len((article.title or "").rstrip("！"))
    if marks > ctx.options["most"]:
        yield Hit("it shouts", "/title", evidence="！")
'''
DUMP = '''"""There are few articles.

It is a small dump.

What to do: wait for `least` of them.
"""
from newscheck.model import Context, Dump, DumpHit
SEVERITY = "note"
OPTIONS = {"least": 0}
NEEDS = {"least": 3}
BAD = [[{}]]
GOOD = [[{}, {}, {}]]
def check(dump: Dump, ctx: Context):
    if len(dump) < ctx.options["least"]:
        yield DumpHit(f"only {len(dump)} articles")
'''


def module(source: str, name: str = "title_shouting") -> ModuleType:
    built = ModuleType(f"mypkg.checks.{name}")
    built.__file__ = f"<{name}>"
    linecache.cache[built.__file__] = (len(source), None, source.splitlines(True), built.__file__)
    exec(compile(source, built.__file__, "exec"), vars(built))
    return built


@pytest.mark.parametrize(
    ("source", "name"),
    [
        pytest.param(RULE, "title_shouting", id="of an article"),
        pytest.param(DUMP, "dump_small", id="of a dump, off until it is asked for"),
    ],
)
def test_a_good_rule_passes(source: str, name: str) -> None:
    check_rule(module(source, name))


def test_a_rule_of_ours_passes() -> None:
    check_rule(registry.module("rules", "title_empty"))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param('"error"', '"loud"', "unknown SEVERITY 'loud'", id="form"),
        pytest.param("mark.\n", "mark\n", "begins with one sentence on a line of its own", id="summary"),
        pytest.param("It is a teaser.\n\n", "", "no paragraph that says why it matters", id="why"),
        pytest.param("What to do: look", "Look", "no `What to do:`", id="what to do"),
        pytest.param("`most` marks", "marks", "does not say what the option `most` is", id="option not described"),
        pytest.param('ctx.options["most"]', "0", "the option most is never used", id="option not used"),
        pytest.param("再延！", "再延", r"BAD\[0\]: title-shouting does not fire", id="a bad example that is good"),
        pytest.param('再延！"', '再延！", "lead": None', r"BAD\[0\]: lead-missing fires: .*, too", id="another rule"),
        pytest.param(
            "GOOD = [{}]", "GOOD = [{}, *BAD]", r"GOOD\[1\]: title-shouting fires: it shouts", id="a good one"
        ),
        pytest.param("    marks =", "    1 / 0\n    marks =", r"GOOD\[0\]: crashed: .*ZeroDivisionError", id="crash"),
        pytest.param('ctx.options["most"]:', '1 // ctx.options["most"]:', "with most = 0: crashed", id="any number"),
    ],
)
def test_mistakes(old: str, new: str, complaint: str) -> None:
    assert old in RULE
    with pytest.raises(AssertionError, match=f"(?s)mypkg.checks.title_shouting: .*{complaint}"):
        check_rule(module(RULE.replace(old, new)))


def test_a_rule_that_needs_an_option_is_off_without_it() -> None:
    source = DUMP.replace('ctx.options["least"]', 'max(1, ctx.options["least"])').replace("[[{}]]", "[[{}, {}]]")
    check_rule(module(source, "dump_small"))
    with pytest.raises(AssertionError, match="NEEDS: least: an option without which the rule is off"):
        check_rule(module(source.replace('"least": 0', '"least": 3'), "dump_small"))


def test_the_id_of_one_of_ours_is_taken() -> None:
    with pytest.raises(AssertionError, match="title-empty is a rule of newscheck itself"):
        check_rule(module(RULE, "title_empty"))


TEST = """
    import pytest
    from newscheck.testing import assert_valid, check

    def test_check():
        record = {"title": "渔业配额谈判再延！"}
        assert [finding.rule for finding in check(record, select="title-shouting")] == ["title-shouting"]
        with pytest.raises(AssertionError, match="why title-shouting: It is a teaser"):
            assert_valid(record, select="title-shouting")
"""


@pytest.mark.slow
def test_the_plugin_and_check_have_the_projects_rules(pytester: pytest.Pytester) -> None:
    pytester.makefile(
        ".toml",
        newscheck="rules-from = ['checks']\nselect = ['title-shouting', 'dump-small']\nrules.dump-small.least = 9",
    )
    checks = pytester.mkdir("checks")
    (checks / "title_shouting.py").write_text(RULE, "utf-8")
    (checks / "dump_small.py").write_text(DUMP, "utf-8")
    articles = pytester.mkdir("articles")
    (articles / "1.md").write_text(
        "<!--1692219180000-->\n[渔业配额谈判再延！](https://a.b/1)\n------\n<p>渔业</p>\n", "utf-8"
    )
    pytester.makepyfile(TEST)
    done = pytester.runpytest_subprocess("--newscheck=articles", "-p", "no:cacheprovider")
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(["*it shouts*title-shouting*", "*why title-shouting: It is a teaser.*"])
