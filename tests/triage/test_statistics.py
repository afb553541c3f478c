"""Fail levels, and the order of statistics."""

from __future__ import annotations

import pytest

from newscheck.model import CountedFindings, Finding
from newscheck.triage.statistics import failing, rule_statistics, worst_first


def finding(rule: str, severity: str, path: str = "a.md", number: int = 1) -> Finding:
    aggregated = (CountedFindings("0" * 16, number, 1, "", None),) if number > 1 else ()
    return Finding(rule, severity, path, 1, 1, "", "", "", "", aggregated=aggregated)


@pytest.mark.parametrize(
    ("level", "severities"),
    [("note", ["note", "warning", "error"]), ("warning", ["warning", "error"]), ("error", ["error"]), ("never", [])],
)
def test_failing(level: str, severities: list[str]) -> None:
    findings = [finding("x", severity) for severity in ("note", "warning", "error")]
    assert [failed.severity for failed in failing(findings, level)] == severities


def test_statistics_are_sorted_by_number_or_by_severity() -> None:
    findings = [
        finding("a", "error"),
        finding("b", "note", number=9),
        finding("b", "note", "b.md"),
        finding("c", "note", ""),
    ]
    rows = rule_statistics(findings)
    assert [(row.rule, row.findings, row.files) for row in rows] == [("b", 10, 2), ("a", 1, 1), ("c", 1, 0)]
    assert [row.rule for row in worst_first(rows)] == ["a", "b", "c"]
