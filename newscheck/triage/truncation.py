"""Truncates findings for an output with a size limit: the rest is counted by rule and folder.

Services refuse reports that are too large. There may be a million findings: they are iterated in their order, and only
one of each counted group is in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from newscheck.model import Finding
from newscheck.triage.file_locations import folder
from newscheck.triage.statistics import WORST_FIRST

#: Severity and rule.
_Kind = tuple[str, str]


class OmittedGroup(NamedTuple):
    """Findings of a rule and severity in a folder that are only counted, and the first of them."""

    folder: str
    first: Finding
    number: int

    @property
    def message(self) -> str:
        """The message for them: `… and 1,281 more of title-site-name in articles/2020`."""
        where = f" in {self.folder}" if self.folder not in ("", ".") else ""
        return f"… and {self.number:,} more of {self.first.rule}{where}"

    @property
    def identity(self) -> str:
        """Identifies the group in later runs, whatever its number."""
        return f"{self.first.severity} {self.first.rule} in {self.folder or '.'}"


class TruncatedFindings:
    """All findings, if there are at most `limit`. Otherwise the worst `limit - max_groups` of them (of one severity,
    rules with few findings before those with many), and the rest in at most `max_groups` groups."""

    def __init__(self, findings: Collection[Finding], limit: int, max_groups: int) -> None:
        self._findings = findings
        self._max_groups = max_groups
        kinds = Counter((finding.severity, finding.rule) for finding in findings)
        self._numbers: Counter[str] = Counter()
        for (_, rule), number in kinds.items():
            self._numbers[rule] += number
        left = limit if len(findings) <= limit else limit - max_groups
        self._shares: dict[_Kind, int] = {}
        for kind in sorted(kinds, key=self._rank):
            self._shares[kind] = min(kinds[kind], left)
            left -= self._shares[kind]

    def _rank(self, kind: _Kind) -> tuple[int, int]:
        severity, rule = kind
        return WORST_FIRST[severity], self._numbers[rule]

    def worst_first(self, finding: Finding) -> tuple[int, int]:
        """A sort key."""
        return self._rank((finding.severity, finding.rule))

    def kept(self) -> Iterator[Finding]:
        """The findings to report one by one, in the order of the report."""
        return (finding for finding, is_kept in self._partitioned() if is_kept)

    def groups(self) -> list[OmittedGroup]:
        """The rest, worst first."""
        if sum(self._shares.values()) == len(self._findings):
            return []
        rest = (finding for finding, is_kept in self._partitioned() if not is_kept)
        return sorted(_grouped(rest, self._max_groups), key=lambda group: self.worst_first(group.first))

    def _partitioned(self) -> Iterator[tuple[Finding, bool]]:
        left = dict(self._shares)
        for finding in self._findings:
            kind = (finding.severity, finding.rule)
            left[kind] -= 1
            yield finding, left[kind] >= 0


def _grouped(rest: Iterable[Finding], limit: int) -> Iterable[OmittedGroup]:
    """Group by rule, severity and folder; cut folders to the depth that fits the limit, if need be to none."""
    groups: dict[tuple[_Kind, tuple[str, ...]], OmittedGroup] = {}
    depth: int | None = None
    for finding in rest:
        _add(groups, OmittedGroup("", finding, finding.number), _folders(finding)[:depth])
        while len(groups) > limit and depth != 0:
            depth = max(len(parts) for _, parts in groups) - 1
            deeper, groups = groups, {}
            for (_, parts), group in deeper.items():
                _add(groups, group, parts[:depth])
    return groups.values()


def _folders(finding: Finding) -> tuple[str, ...]:
    return tuple(folder(finding.path).split("/"))


def _add(
    groups: dict[tuple[_Kind, tuple[str, ...]], OmittedGroup], group: OmittedGroup, parts: tuple[str, ...]
) -> None:
    key = ((group.first.severity, group.first.rule), parts)
    if known := groups.get(key):
        groups[key] = known._replace(number=known.number + group.number)
    else:
        groups[key] = group._replace(folder="/".join(parts))
