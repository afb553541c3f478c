"""Outcomes of trials, added up: detection rates, delays and false alarms."""

from __future__ import annotations

from newscheck.bench import metrics
from newscheck.bench.fault_injection import ControlOutcome, TrialOutcome


def outcome(fault: str, **noticed: int) -> TrialOutcome:
    nothing = dict.fromkeys(("scan", "dating_error", "batch", "rules", "schema", "coverage", "snapshot"))
    return TrialOutcome(fault, 1.0, **{**nothing, **noticed})


def test_outcomes_are_added_up() -> None:
    outcomes = [
        outcome("a", scan=12, dating_error=0),
        outcome("a", rules=1),
        outcome("b"),
        outcome("b", dating_error=40, scan=30),
    ]
    by_fault = {score.fault: score for score in metrics.by_fault(outcomes) if score.rate == 1.0}
    assert (by_fault["a"].found, by_fault["a"].scan, by_fault["a"].rules) == (1.0, 0.5, 0.5)
    assert by_fault["a"].delay == 6.5
    assert by_fault["a"].scan_delay == 12
    assert (by_fault[""].trials, by_fault[""].found, by_fault[""].dated) == (4, 0.75, 0.5)
    assert by_fault["b"].dated == 0.0


def test_false_alarms_are_counted_per_10k_articles() -> None:
    rates = metrics.false_alarms(
        [ControlOutcome(4_000, [17], 1, 3, 1, 8, 0, 2, 4), ControlOutcome(1_000, [], 0, 3, 0, 0, 0, 0, 0)]
    )
    assert rates == {
        "scan": 2.0,
        "shuffled": 0.67,
        "batch": 2.0,
        "rules": 16.0,
        "schema": 0.0,
        "coverage": 4.0,
        "snapshot": 8.0,
    }
