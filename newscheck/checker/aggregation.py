"""Findings that are only counted: of one rule in one file, those behind the first hundred.

One finding stands for them, and says how many they are. It remembers what suppressions and baselines know them by, so
that each is hidden by what would hide it if it were told: that they are only counted changes no exit code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

from msgspec.structs import replace
from xxhash import xxh3_64_hexdigest

from newscheck.model import CountedFindings, Finding
from newscheck.text.display import quantity

#: Findings of one rule in one file that are told one by one.
MAX_PER_RULE_AND_FILE = 100
#: Of those that are counted together, so many are known apart; all that follow are known by one fingerprint.
_APART = 10_000


class Quota:
    """Sorts findings, as they come, into those that are told one by one and those that are counted.

    With `in_all`, no more than so many are told, of whatever files.
    """

    def __init__(self, in_all: int | None = None) -> None:
        self._in_all = in_all
        self._told: list[Finding] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._counted: dict[tuple[str, str, str], _Aggregate] = {}

    def add(self, finding: Finding) -> None:
        """Tell or count a finding; one that stands for others is counted with them."""
        place = (finding.path, finding.rule)
        told = self._numbers.get(place, 0)
        if finding.aggregated or (told == MAX_PER_RULE_AND_FILE and finding.path):
            self.count(finding)
        elif len(self._told) == self._in_all:
            self.count(replace(finding, path=""))
        else:
            self._numbers[place] = told + 1
            self._told.append(finding)

    def count(self, finding: Finding, number: int = 1) -> None:
        """Only count a finding, as so many."""
        group = self._counted.get(_key(finding))
        if group is None:
            group = self._counted[_key(finding)] = _Aggregate(finding)
        for entry in finding.aggregated or (_entry(finding, number),):
            group.add(entry)

    def findings(self) -> list[Finding]:
        """Those that are told, in their order, and behind them one for each file and rule of which some are counted."""
        return [*self._told, *(group.finding() for group in self._counted.values())]


def limited(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of which no more than MOST of one rule in one file are told one by one."""
    quota = Quota()
    for finding in findings:
        quota.add(finding)
    return quota.findings()


def expanded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings with one for each that is only counted, in its place."""
    for finding in findings:
        if not finding.aggregated:
            yield finding
        for entry in finding.aggregated:
            yield from repeat(_single(finding, entry), entry.count)


def collapsed(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What `expanded` made of findings, or a part of it, with neighbours that are counted as one finding again."""
    group: _Aggregate | None = None
    for finding in findings:
        if group is not None and not (finding.aggregated and group.matches(finding)):
            yield group.finding()
            group = None
        if not finding.aggregated:
            yield finding
            continue
        group = group or _Aggregate(finding)
        for entry in finding.aggregated:
            group.add(entry)
    if group is not None:
        yield group.finding()


class _Aggregate:
    """Findings that are counted together, like the `first` of them."""

    def __init__(self, first: Finding) -> None:
        self._first = first
        self._entries: list[CountedFindings] = []

    def matches(self, finding: Finding) -> bool:
        """Whether a finding is one of the same rule and severity in the same file."""
        return _key(finding) == _key(self._first)

    def add(self, entry: CountedFindings) -> None:
        """Count some more."""
        last = self._entries[-1] if self._entries else None
        if last is None or (len(self._entries) <= _APART and not _is_same(last, entry)):
            self._entries.append(entry)
        elif _is_same(last, entry):
            self._entries[-1] = replace(last, count=last.count + entry.count)
        else:
            self._entries[-1] = _merged(last, entry)

    def finding(self) -> Finding:
        """The finding that stands for them, at the first of them."""
        first, line = self._first, min(entry.line for entry in self._entries)
        sites = {entry.site for entry in self._entries}
        number = sum(entry.count for entry in self._entries)
        where = f" in this file, from line {line:,} on" if first.path else ""
        return replace(
            first,
            line=line,
            column=first.column if first.line == line else 1,
            pointer="",
            message=f"{quantity(number, 'more finding')} of this rule{where}, only counted",
            evidence="",
            fingerprint=_hash("rest", first.rule, first.severity, first.path.rpartition("/")[2]),
            related=(),
            excerpt=None,
            details=(),
            site=sites.pop() if len(sites) == 1 else "",
            epoch=None,
            aggregated=tuple(self._entries),
        )


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.rule, finding.severity


def _entry(finding: Finding, number: int = 1) -> CountedFindings:
    return CountedFindings(finding.fingerprint, number, finding.line, finding.site, finding.epoch)


def _single(finding: Finding, entry: CountedFindings) -> Finding:
    """One of the findings that one stands for."""
    alone = replace(finding, fingerprint=entry.fingerprint, line=entry.line, site=entry.site, epoch=entry.epoch)
    return replace(alone, aggregated=(_entry(alone),))


def _is_same(one: CountedFindings, other: CountedFindings) -> bool:
    return (one.fingerprint, one.epoch, one.site) == (other.fingerprint, other.epoch, other.site)


def _merged(one: CountedFindings, other: CountedFindings) -> CountedFindings:
    """Two that are known by one fingerprint, which is another as soon as one of them is."""
    return CountedFindings(
        _hash(one.fingerprint, str(one.count), other.fingerprint, str(other.count)),
        one.count + other.count,
        one.line,
        one.site if one.site == other.site else "",
        one.epoch if one.epoch == other.epoch else None,
    )


def _hash(*parts: str) -> str:
    return xxh3_64_hexdigest("\0".join(parts).encode("utf-8", "replace"))
