"""What of a flood of findings a report tells one by one, and what it only counts by rule and folder.

Services refuse reports that are too large, and an output for them has room for so many findings. There may be a
million: they are gone through in their order, and of those that are only counted one is held for each group.
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

    place: str
    first: Finding
    number: int

    @property
    def message(self) -> str:
        """What stands for them: `… and 1,281 more of title-site-name in articles/2020`."""
        where = f" in {self.place}" if self.place not in ("", ".") else ""
        return f"… and {self.number:,} more of {self.first.rule}{where}"

    @property
    def identity(self) -> str:
        """What they are known by: the same, whether there are more of them tomorrow or fewer."""
        return f"{self.first.severity} {self.first.rule} in {self.place or '.'}"


class TruncatedFindings:
    """All findings where there are no more than `most`. Else fewer by `groups`: the worst, in each severity rules with
    few findings before those with many; and the rest in that many groups."""

    def __init__(self, findings: Collection[Finding], most: int, groups: int) -> None:
        self._findings = findings
        self._most_groups = groups
        kinds = Counter((finding.severity, finding.rule) for finding in findings)
        self._numbers: Counter[str] = Counter()
        for (_, rule), number in kinds.items():
            self._numbers[rule] += number
        room = most if len(findings) <= most else most - groups
        self._shares: dict[_Kind, int] = {}
        for kind in sorted(kinds, key=self._rank):
            self._shares[kind] = min(kinds[kind], room)
            room -= self._shares[kind]

    def _rank(self, kind: _Kind) -> tuple[int, int]:
        severity, rule = kind
        return WORST_FIRST[severity], self._numbers[rule]

    def worst_first(self, finding: Finding) -> tuple[int, int]:
        """A key to sort by."""
        return self._rank((finding.severity, finding.rule))

    def kept(self) -> Iterator[Finding]:
        """Those that are told, in the order of the report."""
        return (finding for finding, is_told in self._partitioned() if is_told)

    def groups(self) -> list[OmittedGroup]:
        """The rest, worst first."""
        if sum(self._shares.values()) == len(self._findings):
            return []
        rest = (finding for finding, is_told in self._partitioned() if not is_told)
        return sorted(_grouped(rest, self._most_groups), key=lambda group: self.worst_first(group.first))

    def _partitioned(self) -> Iterator[tuple[Finding, bool]]:
        left = dict(self._shares)
        for finding in self._findings:
            kind = (finding.severity, finding.rule)
            left[kind] -= 1
            yield finding, left[kind] >= 0


def _grouped(rest: Iterable[Finding], most: int) -> Iterable[OmittedGroup]:
    """By rule, severity and folder, folders as deep as there is room for; in the end by rule and severity only."""
    groups: dict[tuple[_Kind, tuple[str, ...]], OmittedGroup] = {}
    depth: int | None = None
    for finding in rest:
        _add(groups, OmittedGroup("", finding, finding.number), _folders(finding)[:depth])
        while len(groups) > most and depth != 0:
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
    known = groups.get(key)
    groups[key] = known._replace(number=known.number + group.number) if known else group._replace(place="/".join(parts))
