"""Outcomes of trials, aggregated: detection rates, delays and false alarms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple

from newscheck.bench.fault_injection import DATING_TOLERANCE, RATES, ControlOutcome, TrialOutcome

#: The detectors by their names in `TrialOutcome` and `ControlOutcome`: newscheck's own first, then those that it is
#: compared with.
DETECTORS = ("scan", "batch", "rules", "schema", "coverage", "snapshot")


class FaultMetrics(NamedTuple):
    """Outcomes of one fault (or of all) at one rate: shares of the `trials` (0 to 1), and medians in articles.

    `found` counts scan or rules, `delay` is that of the earlier one; `dated` is the share of the changes found by the
    scan that are dated within 10 articles.
    """

    fault: str
    rate: float
    trials: int
    found: float
    scan: float
    batch: float
    rules: float
    schema: float
    coverage: float
    snapshot: float
    delay: float | None
    scan_delay: float | None
    dated: float | None


def by_fault(outcomes: Sequence[TrialOutcome]) -> list[FaultMetrics]:
    """By fault and rate, and for all faults together (an empty name)."""
    faults = sorted({outcome.fault for outcome in outcomes})
    return [
        _metrics(
            fault, rate, [outcome for outcome in outcomes if outcome.rate == rate and fault in ("", outcome.fault)]
        )
        for fault in (*faults, "")
        for rate in RATES
    ]


def _metrics(fault: str, rate: float, outcomes: list[TrialOutcome]) -> FaultMetrics:
    def share(has: Callable[[TrialOutcome], bool]) -> float:
        return round(sum(map(has, outcomes)) / max(1, len(outcomes)), 3)

    errors = [outcome.dating_error for outcome in outcomes if outcome.dating_error is not None]
    return FaultMetrics(
        fault,
        rate,
        len(outcomes),
        found=share(lambda outcome: outcome.is_found),
        scan=share(lambda outcome: outcome.dating_error is not None),
        batch=share(lambda outcome: outcome.batch is not None),
        rules=share(lambda outcome: outcome.rules is not None),
        schema=share(lambda outcome: outcome.schema is not None),
        coverage=share(lambda outcome: outcome.coverage is not None),
        snapshot=share(lambda outcome: outcome.snapshot is not None),
        delay=_median(min(filter(None, (outcome.scan, outcome.rules)), default=None) for outcome in outcomes),
        scan_delay=_median(outcome.scan for outcome in outcomes),
        dated=round(sum(distance <= DATING_TOLERANCE for distance in errors) / len(errors), 3) if errors else None,
    )


def _median(delays: Iterable[int | None]) -> float | None:
    detected = [delay for delay in delays if delay is not None]
    return median(detected) if detected else None


def false_alarms(outcomes: Iterable[ControlOutcome]) -> dict[str, float]:
    """Alarms per 10,000 articles without a fault, by method; `shuffled` are those of the scan in shuffled articles, in
    which nothing changes."""
    controls = list(outcomes)
    articles = sum(control.articles for control in controls)
    alarms = {method: sum(getattr(control, method) for control in controls) for method in DETECTORS[1:]}
    permuted = sum(control.articles * control.permutations for control in controls)
    return {
        "scan": _per_10k(sum(len(control.changes) for control in controls), articles),
        "shuffled": _per_10k(sum(control.shuffled for control in controls), permuted),
        **{method: _per_10k(number, articles) for method, number in alarms.items()},
    }


def _per_10k(alarms: int, articles: int) -> float:
    return round(alarms / max(1, articles) * 10_000, 2)
