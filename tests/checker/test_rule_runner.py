"""Which hits of a fallback rule are dropped, and how many hits of a rule are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from newscheck.checker.aggregation import MAX_PER_DOCUMENT
from newscheck.checker.rule_runner import RuleHit, run, run_fallbacks
from newscheck.checker.rule_selection import ActiveRule, ActiveRules
from newscheck.model import Context, Crash, Document, Hit, Site

CONTEXT = Context(0, Site("x"))
DOCUMENT = Document("a.md", "", "dump")


def rule(severity: str, *pointers: str) -> ActiveRule:
    def check(target: Any, ctx: Context) -> Iterator[Hit]:
        return (Hit("", pointer) for pointer in pointers)

    return ActiveRule(check, CONTEXT, f"{severity}-rule", severity, shadow_severity=severity)


@pytest.mark.parametrize(
    ("other", "is_disabled", "pointer", "is_kept"),
    [
        pytest.param(rule("error"), False, "/image", True, id="nothing is flagged"),
        pytest.param(rule("error", "/image"), False, "/image", False, id="the same field"),
        pytest.param(rule("error", "/images/0"), False, "/images", False, id="a part of it"),
        pytest.param(rule("error", "/images"), False, "/images/0", False, id="its container"),
        pytest.param(rule("error", "/title"), False, "/image", True, id="another field"),
        pytest.param(rule("note", "/image"), False, "/image", True, id="less severely"),
        pytest.param(rule("warning", "/image"), False, "/image", False, id="as severely"),
        pytest.param(rule("error", "/image"), True, "/image", False, id="by a disabled rule"),
        pytest.param(rule("error", ""), False, "", True, id="the whole record"),
    ],
)
def test_a_fallback_is_dropped_where_the_field_is_flagged(
    other: ActiveRule, is_disabled: bool, pointer: str, is_kept: bool
) -> None:
    article: Any = DOCUMENT
    hits = [] if is_disabled else [RuleHit(other, hit) for hit in other.check(article, CONTEXT)]
    before = len(hits)
    active = ActiveRules([], [rule("warning", pointer)], [other] if is_disabled else [])
    run_fallbacks(active, [(article, hits)], [])
    assert len(hits) - before == is_kept


@pytest.mark.parametrize(("number", "further"), [(MAX_PER_DOCUMENT, 0), (MAX_PER_DOCUMENT + 3, 3)])
def test_further_hits_are_counted(number: int, further: int) -> None:
    hits: list[RuleHit] = []
    run([rule("error", *["/x"] * number)], [(DOCUMENT, hits)], [])
    assert (len(hits), hits[-1].further) == (MAX_PER_DOCUMENT, further)


def test_a_crash_of_a_rule_is_a_value() -> None:
    def check(target: Any, ctx: Context) -> Iterator[Hit]:
        yield Hit("")
        raise ZeroDivisionError

    hits: list[RuleHit] = []
    crashes: list[Crash] = []
    run([ActiveRule(check, CONTEXT, "x", "error")], [(DOCUMENT, hits)], crashes)
    assert len(hits) == 1
    assert [(crash.path, crash.rule) for crash in crashes] == [("a.md", "x")]
