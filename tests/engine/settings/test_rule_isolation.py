"""Rules of a project's own, run: they change nothing for others, and what is no hit is one line."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest

from newscheck.checker.execution import Checker
from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.session import default_checker
from newscheck.engine.settings.rule_isolation import isolated
from newscheck.errors import UsageError
from newscheck.layout.detection import DetectionSettings
from newscheck.model import Article, Context, Dump, DumpHit, FileResult, Hit, RawInput, RelatedLocation, Rule
from newscheck.synthetic import specimen

NOW = 1_694_736_000_000
RAW = RawInput("rfi/1.md", specimen.render({}))


def rule_that(check: Any, scope: str = "article") -> Rule:
    return isolated(Rule("a-first", scope, "error", "", "", check, {"words": ["a"], "most": 1}))


def checker_of(*rules: Rule) -> Checker:
    """A checker with these rules."""
    checker = default_checker(NOW)
    known = {rule.id: rule for rule in rules}
    settings = msgspec.structs.replace(checker.selection._settings, selected=frozenset(known))
    return Checker(known, checker.sites, {}, settings)


def run(*rules: Rule) -> FileResult:
    """The result of some rules on a well-formed article and the dump that it is."""
    return checker_of(*rules).check_as_dump([RAW])


@pytest.mark.parametrize(
    ("scope", "hit", "complaint"),
    [
        pytest.param("article", None, "a value of type NoneType: wanted Hit", id="nothing"),
        pytest.param("article", "it shouts", "a value of type str: wanted Hit", id="a text"),
        pytest.param("article", DumpHit("x"), "a value of type DumpHit: wanted Hit", id="a hit of the dump"),
        pytest.param("dump", Hit("x"), "a value of type Hit: wanted DumpHit", id="a hit of an article"),
        pytest.param("article", Hit(3), "Expected `str`, got `int` - at `$.message`", id="message"),  # type: ignore[arg-type]
        pytest.param("article", Hit("\udcff"), "surrogates not allowed", id="half a character"),
        pytest.param("article", Hit("x", "title"), "the pointer 'title': wanted one like", id="pointer"),
        pytest.param("article", Hit("x", "/title", 1.5), "got `float` - at `$.start`", id="start"),  # type: ignore[arg-type]
        pytest.param("article", Hit("x", "/title", 2**70), "can't serialize ints", id="a start out of range"),
        pytest.param("dump", DumpHit("x", line=2**70), "can't serialize ints", id="a line out of range"),
        pytest.param("dump", DumpHit("x", severity="loud"), "the severity 'loud': wanted note, ", id="severity"),
        pytest.param("dump", DumpHit("x", line=0), "the line 0: the first line", id="line"),
        pytest.param("dump", DumpHit("x", path=None), "got `None` - at `$.path`", id="path"),  # type: ignore[arg-type]
        pytest.param("dump", DumpHit("x", details="abc"), "at `$.details`", id="details"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_hit_is_a_crash_of_one_line_and_costs_no_other_finding(scope: str, hit: Any, complaint: str) -> None:
    def check(target: Any, ctx: Context) -> Iterator[Any]:
        yield hit

    def good(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
        yield DumpHit("fine")

    other = Rule("b-second", "dump", "note", "", "", good, {})
    result = run(rule_that(check, scope), other)
    (crash,) = result.crashes
    assert crash.rule == "a-first"
    assert crash.traceback.startswith("check yielded ") and complaint in crash.traceback
    assert "\n" not in crash.traceback
    assert [finding.rule for finding in result.findings] == ["b-second"]


def test_a_list_is_as_good_as_a_tuple_and_a_range_as_a_list() -> None:
    def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
        yield DumpHit("x", related=[RelatedLocation("a.md")], details=["b"], positions=range(1))  # type: ignore[arg-type]

    (finding,) = run(rule_that(check, "dump")).findings
    assert (finding.related, finding.details) == ((RelatedLocation("a.md"),), ("b",))


def test_a_rule_changes_nothing_that_others_receive() -> None:
    seen: list[Any] = []

    def spoil(article: Article, ctx: Context) -> Iterator[Hit]:
        article.paragraphs.clear()
        article.images.append("x")
        article.content.paragraphs.clear()
        article.content.tags.clear()
        ctx.options["words"].append("b")
        ctx.options["most"] += 1  # type: ignore[index]
        yield Hit(f"{ctx.options['words']} {ctx.options['most']}")

    def look(article: Article, ctx: Context) -> Iterator[Hit]:
        content = article.content
        seen.append((article.paragraphs, article.images, content.paragraphs, content.tags))
        yield Hit("seen")

    observer = Rule("b-second", "article", "note", "", "", look, {})
    run(observer)
    for _ in range(2):
        findings = run(rule_that(spoil), observer).findings
        assert [finding.message for finding in findings] == ["['a', 'b'] 2", "seen"]
    assert seen[0] == seen[1] == seen[2] and all(seen[0][::2])


def test_a_rule_changes_no_column_that_others_receive() -> None:
    def spoil(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
        for name in ("file_number", "site"):
            dump.column(name).pop()  # type: ignore[attr-defined]
        yield DumpHit(f"{len(dump)} of {dump.summaries_at([0])[0].site}, {[summary.path for summary in dump]}")

    def look(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
        yield DumpHit(f"{[*dump.column('file_number')]} {dump.column('site')}")

    store = DumpStore(DetectionSettings())
    store.add(Shard.of(default_checker(NOW).check(RAW)))
    findings = checker_of(rule_that(spoil, "dump"), Rule("b-second", "dump", "note", "", "", look, {})).check_dump(
        store
    )
    store.close()
    assert [finding.message for finding in findings.findings] == ["1 of rfi, ['rfi/1.md']", "[1] ['rfi']"]


def test_what_a_rule_prints_goes_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    def check(article: Article, ctx: Context) -> Iterator[Hit]:
        sys.stdout.write("printed\n")
        os.write(1, b"written\n")
        sys.stdout = sys.stderr
        yield Hit("x")

    before = sys.stdout
    assert len(run(rule_that(check)).findings) == 1
    assert sys.stdout is before
    sys.stdout.write("data\n")
    captured = capfd.readouterr()
    assert captured.out == "data\n"
    assert sorted(captured.err.split()) == ["printed", "written"]


def test_threads_do_not_take_each_others_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    both = threading.Barrier(2, timeout=30)

    def check(article: Article, ctx: Context) -> Iterator[Hit]:
        both.wait()
        yield Hit("x")

    before = sys.stdout
    threads = [threading.Thread(target=run, args=[rule_that(check)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(1, b"data\n")
    assert sys.stdout is before
    assert capfd.readouterr() == ("data\n", "")


def test_closed_streams_are_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(article: Article, ctx: Context) -> Iterator[Hit]:
        yield Hit("x")

    def refuse(*_: object) -> int:
        raise OSError("closed")

    rule = rule_that(check)
    with monkeypatch.context() as patch:
        patch.setattr(os, "dup", refuse)
        patch.setattr(os, "dup2", refuse)
        result = run(rule)
    assert len(result.findings) == 1


def test_check_rule_refuses_what_a_run_would(monkeypatch: pytest.MonkeyPatch) -> None:
    from newscheck.testing import check_rule

    module = ModuleType("title_shouting", "It shouts.\n\nSo.\n\nWhat to do: nothing.\n")
    text = "from newscheck.model import *\ndef check(article: Article, ctx: Context):\n    yield Hit('x', 'title')\n"
    exec(text, module.__dict__)
    vars(module).update(SEVERITY="note", BAD=[{}], GOOD=[{}])
    monkeypatch.setattr("inspect.getsource", lambda _: text)
    with pytest.raises(AssertionError, match="crashed: check yielded the pointer 'title'"):
        check_rule(module)


def test_an_error_is_raised_for_each_wrong_hit() -> None:
    def check(article: Article, ctx: Context) -> Iterator[Any]:
        yield 1

    with pytest.raises(UsageError, match="of type int"):
        next(rule_that(check, "document").check(None, Context(NOW, default_checker(NOW).sites.generic)))
