"""How many findings of a rule are reported one by one, and findings that are only counted.

One finding represents those that are only counted, with their number. It keeps all that suppressions and baselines
match, so that each is hidden as if it were reported by itself: counting changes no exit code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

from msgspec.structs import replace
from xxhash import xxh3_64_hexdigest

from newscheck.checker.article_counts import field_of
from newscheck.model import CountedFindings, Finding
from newscheck.text.display import quantity

#: The most findings of one rule that are reported one by one: hits in a document, of which a file may have thousands;
#: findings in a file; findings of a rule of the dump. Further ones are only counted.
MAX_PER_DOCUMENT, MAX_PER_FILE, MAX_PER_DUMP = 25, 100, 10_000
#: The most counted findings that keep their own fingerprints; all further ones share one.
_MAX_ENTRIES = 10_000


class Quota:
    """Divides findings, as they come, into those to report one by one and those to count.

    With `total`, at most so many are reported, whatever their files.
    """

    def __init__(self, total: int | None = None) -> None:
        self._total, self._released = total, 0
        self._reported: list[Finding] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._counted: dict[tuple[str, ...], _Aggregate] = {}

    def add(self, finding: Finding) -> None:
        """Report or count a finding; one that represents others is counted with them."""
        key = (finding.path, finding.rule)
        number = self._numbers.get(key, 0)
        if finding.aggregated or (number == MAX_PER_FILE and finding.path):
            self.count(finding)
        elif self._released + self.held == self._total:
            self.count(replace(finding, path=""))
        else:
            self._numbers[key] = number + 1
            self._reported.append(finding)

    def count(self, finding: Finding, number: int = 1) -> None:
        """Count a finding `number` times without reporting it."""
        group = self._counted.get(_key(finding))
        if group is None:
            group = self._counted[_key(finding)] = _Aggregate(finding)
        for entry in finding.aggregated or (_entry(finding, number),):
            group.add(entry)

    @property
    def held(self) -> int:
        """The number of findings to report that are in memory."""
        return len(self._reported)

    def release(self) -> list[Finding]:
        """The findings to report that are in memory, which then has them no more; what is only counted stays."""
        released, self._reported = self._reported, []
        self._released += len(released)
        return released

    def take(self) -> list[Finding]:
        """The findings so far, except what is only counted of the last file: nothing is kept of the files before it.

        For findings that come file by file, too many to be held.
        """
        last = self._reported[-1].path if self._reported else None
        done = [key for key in self._counted if key[0] != last]
        taken = [*self._reported, *(self._counted.pop(key).finding() for key in done)]
        self._reported = []
        self._numbers = {key: number for key, number in self._numbers.items() if key[0] == last}
        return taken

    def findings(self) -> list[Finding]:
        """The reported ones in their order, then one for each file, rule, severity and field with counted ones."""
        return [*self._reported, *(group.finding() for group in self._counted.values())]


def limited(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with at most `MAX_PER_FILE` of one rule in one file; the others are counted."""
    quota = Quota()
    for finding in findings:
        quota.add(finding)
    return quota.findings()


def expanded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings, with those that represent counted ones replaced by the counted ones."""
    for finding in findings:
        if not finding.aggregated:
            yield finding
        for entry in finding.aggregated:
            yield from repeat(_single(finding, entry), entry.count)


def collapsed(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The inverse of `expanded`, also for a part of what it yields: neighbours that are counted become one finding."""
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
    """Findings of one path, rule, severity and record field that are counted together."""

    def __init__(self, first: Finding) -> None:
        self._first = first
        self._entries: list[CountedFindings] = []

    def matches(self, finding: Finding) -> bool:
        """Whether a finding is of the same rule, severity and field in the same file."""
        return _key(finding) == _key(self._first)

    def add(self, entry: CountedFindings) -> None:
        """Count the findings of an entry."""
        last = self._entries[-1] if self._entries else None
        if last is None or (len(self._entries) <= _MAX_ENTRIES and not _is_same(last, entry)):
            self._entries.append(entry)
        elif _is_same(last, entry):
            self._entries[-1] = replace(last, count=last.count + entry.count)
        else:
            self._entries[-1] = _merged(last, entry)

    def finding(self) -> Finding:
        """The finding that represents them, at the first line of any."""
        first, line = self._first, min(entry.line for entry in self._entries)
        sites = {entry.site for entry in self._entries}
        number = sum(entry.count for entry in self._entries)
        field = field_of(first.pointer)
        where = f" in this file, from line {line:,} on" if first.path else ""
        return replace(
            first,
            line=line,
            column=first.column if first.line == line else 1,
            pointer=f"/{field}" if field else "",
            message=f"{quantity(number, 'more finding')} of this rule{where}, only counted",
            evidence="",
            fingerprint=fingerprint_of("rest", first.rule, first.severity, first.path.rpartition("/")[2], field),
            related=(),
            excerpt=None,
            details=(),
            site=sites.pop() if len(sites) == 1 else "",
            epoch=None,
            aggregated=tuple(self._entries),
        )


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.path, finding.rule, finding.severity, field_of(finding.pointer)


def _entry(finding: Finding, number: int = 1) -> CountedFindings:
    return CountedFindings(finding.fingerprint, number, finding.line, finding.site, finding.epoch)


def _single(finding: Finding, entry: CountedFindings) -> Finding:
    """One of the findings that a finding represents."""
    alone = replace(finding, fingerprint=entry.fingerprint, line=entry.line, site=entry.site, epoch=entry.epoch)
    return replace(alone, aggregated=(_entry(alone),))


def _is_same(first: CountedFindings, other: CountedFindings) -> bool:
    return (first.fingerprint, first.epoch, first.site) == (other.fingerprint, other.epoch, other.site)


def _merged(first: CountedFindings, other: CountedFindings) -> CountedFindings:
    """Two entries as one, whose fingerprint changes with either of theirs."""
    return CountedFindings(
        fingerprint_of(first.fingerprint, str(first.count), other.fingerprint, str(other.count)),
        first.count + other.count,
        first.line,
        first.site if first.site == other.site else "",
        first.epoch if first.epoch == other.epoch else None,
    )


def fingerprint_of(*parts: str) -> str:
    """The fingerprint of some texts: 16 hex digits."""
    return xxh3_64_hexdigest("\0".join(parts).encode("utf-8", "replace"))
