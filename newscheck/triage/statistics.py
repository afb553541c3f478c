"""How often each rule fires, and in how many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Finding
from newscheck.text.suggestions import did_you_mean

#: Sorts severities, the worst first.
WORST_FIRST = {severity: -rank for rank, severity in enumerate(SEVERITIES)}

#: Fail levels: the lowest severity that counts, or none.
LEVELS = (*SEVERITIES, "never")


def check_level(level: str, where: str) -> None:
    """Raise UsageError where a level, of the setting `where`, is none."""
    if level not in LEVELS:
        raise UsageError(f"{where}: unknown severity {level!r}{did_you_mean(str(level), LEVELS)}")


def failing_severities(fail_on: str) -> tuple[str, ...]:
    """The severities at or above a fail level (`never`: none)."""
    return () if fail_on == "never" else SEVERITIES[SEVERITIES.index(fail_on) :]


def failing(findings: Iterable[Finding], fail_on: str) -> Iterator[Finding]:
    """The findings at or above a fail level."""
    severities = failing_severities(fail_on)
    return (finding for finding in findings if finding.severity in severities)


class RuleStatistics(Struct, frozen=True):
    """The findings of a rule with one severity; the dump as a whole does not count as a file."""

    rule: str
    severity: str
    findings: int
    files: int
    first: Finding


def rule_statistics(findings: Iterable[Finding]) -> list[RuleStatistics]:
    """Statistics for each rule and severity, the most frequent first; `findings` come in the order of a report."""
    firsts: dict[tuple[str, str], Finding] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    files: Counter[tuple[str, str]] = Counter()
    latest: dict[tuple[str, str], str] = {}
    for finding in findings:
        key = (finding.rule, finding.severity)
        firsts.setdefault(key, finding)
        numbers[key] += finding.number
        # They come in the order of their paths, so that no set of a million paths is needed.
        if finding.path and latest.get(key) != finding.path:
            latest[key] = finding.path
            files[key] += 1
    statistics = [RuleStatistics(*key, number, files[key], firsts[key]) for key, number in numbers.items()]
    return sorted(statistics, key=lambda row: (-row.findings, row.rule, row.severity))


def worst_first(statistics: Iterable[RuleStatistics]) -> list[RuleStatistics]:
    """Errors before warnings before notes; rows of one severity keep their order."""
    return sorted(statistics, key=lambda row: WORST_FIRST[row.severity])
