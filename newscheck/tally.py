"""How often each rule fires, and in how many files: what is said of findings that are too many to tell."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from newscheck.model import SEVERITIES, Finding

#: The worst comes first.
WORST = {severity: -rank for rank, severity in enumerate(SEVERITIES)}


class Tally(Struct, frozen=True):
    """The findings of a rule with one severity; the dump as a whole is no file."""

    rule: str
    severity: str
    findings: int
    files: int
    first: Finding


def tallies(findings: Iterable[Finding]) -> list[Tally]:
    """A tally for each rule and severity, the most frequent first."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.severity), []).append(finding)
    made = [
        Tally(rule, severity, len(group), len({finding.path for finding in group if finding.path}), group[0])
        for (rule, severity), group in groups.items()
    ]
    return sorted(made, key=lambda tally: (-tally.findings, tally.rule, tally.severity))


def worst_first(made: Iterable[Tally]) -> list[Tally]:
    """Errors before warnings before notes, in each the most frequent first."""
    return sorted(made, key=lambda tally: WORST[tally.severity])
