"""What is news, and how much of a report is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck.model import CountedFindings, Finding, Report, Totals
from newscheck.text.display import is_unsafe
from newscheck.triage import notification
from newscheck.triage.notification import Outcome, RunPlace


def finding(rule: str = "lead-missing", severity: str = "error", site: str = "rfi", evidence: str = "") -> Finding:
    return Finding(rule, severity, "a.md", 1, 1, "", "no lead", evidence, "0", site=site)


def failed(*names: str, code: int = 1) -> Outcome:
    return Outcome(code, frozenset(names))


@pytest.mark.parametrize(
    ("now", "last", "is_news"),
    [
        pytest.param(Outcome(0), None, False, id="the first run passes"),
        pytest.param(failed("a"), None, True, id="the first run fails"),
        pytest.param(Outcome(0), Outcome(0), False, id="passes again"),
        pytest.param(failed("a"), Outcome(0), True, id="fails"),
        pytest.param(failed("a"), failed("a"), False, id="still fails"),
        pytest.param(failed("a", "b"), failed("a"), True, id="one more rule"),
        pytest.param(failed("a"), failed("a", "b"), False, id="one rule less"),
        pytest.param(failed("b"), failed("a"), True, id="another rule"),
        pytest.param(Outcome(0), failed("a"), True, id="recovered"),
        pytest.param(failed("no such file", code=2), failed("a"), True, id="can't run"),
        pytest.param(failed("no such file", code=2), failed("no such file", code=2), False, id="still can't"),
        pytest.param(failed("a"), failed("no such file", code=2), True, id="runs again"),
    ],
)
def test_news(now: Outcome, last: Outcome | None, is_news: bool) -> None:
    assert notification.has_changed(now, last) == is_news


def outcome(*findings: Finding, fail_on: str = "error") -> frozenset[str]:
    return notification.outcome(Report("1", Totals(), list(findings), {}), 1, fail_on).failed


def test_an_outcome_is_what_fails_by_rule_and_site() -> None:
    findings = (finding(), finding(), finding(site="bbc"), finding("title-spacing", "warning"))
    assert outcome(*findings) == {"lead-missing rfi", "lead-missing bbc"}
    assert outcome(*findings, fail_on="warning") == {"lead-missing rfi", "lead-missing bbc", "title-spacing rfi"}
    assert outcome(*findings, fail_on="never") == set()


def test_each_layout_change_is_one_of_its_own() -> None:
    changes = [finding("layout-change", evidence=f"rfi 2021-10-{day}") for day in (26, 27)]
    assert len(outcome(*changes)) == 2


def test_very_many_sites_are_told_apart_by_rules_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notification, "_MAX_PAIRS", 3)
    assert outcome(*(finding(site=str(number)) for number in range(9))) == {
        *(f"lead-missing {number}" for number in range(3)),
        "lead-missing",
    }


def test_the_worst_findings_come_first_in_the_order_of_the_report() -> None:
    mixed = [finding(f"rule-{number}", ("note", "error", "warning")[number % 3]) for number in range(60)]
    aggregated = replace(finding("rule-x"), aggregated=(CountedFindings("0", 500, 1, "", None),))
    told = notification.of_report(Report("1", Totals(), [*mixed, aggregated], {}), RunPlace("validate", "a", ()), 1)
    assert [found.rule for found in told.findings] == [f"rule-{number}" for number in range(1, 30, 3)]
    assert (told.rules[0].rule, told.rules[0].findings, len(told.rules), told.rule_count) == ("rule-x", 500, 20, 61)
    *_, last = notification.lines(told)
    assert last == "… and 41 more rules"


@given(
    st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=20), max_size=8),
    st.integers(20, 60),
)
def test_whole_lines_are_left_out(lines: list[str], limit: int) -> None:
    text = notification.fitting(lines, limit)
    assert len(text.encode("utf-16-le")) // 2 <= limit
    kept = text.removesuffix("… and more").removesuffix("\n").split("\n") if text else []
    assert kept == lines[: len(kept)] or (kept == [""] and lines[:1] != [""])
    assert text.endswith("… and more") == (text != "\n".join(lines)) or lines[-1:] == ["… and more"]


@given(st.text(max_size=500), st.booleans())
def test_a_quotation_is_one_short_line(text: str, keeps_end: bool) -> None:
    shown = notification.quoted(text, keeps_end=keeps_end)
    assert len(shown) <= 200
    assert not is_unsafe(shown) and "\n" not in shown
    if text.isprintable() and len(text) <= 200 and text.isalnum():
        assert shown == text
