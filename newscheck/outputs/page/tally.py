"""What one pass over the findings counts: by rule and severity, by site, by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from newscheck.model import SEVERITIES, Finding
from newscheck.text.timestamps import DAY, EARLIEST_CRAWL, YEAR_10000
from newscheck.triage.statistics import WORST_FIRST

#: Rules about a feed as a whole, the most urgent first, and how many findings of each are remembered for the verdict.
NOTABLE = (
    "item-unmapped",
    "feed-silent",
    "coverage-fall",
    "volume-anomaly",
    "paragraphs-lost",
    "body-capped",
    "title-truncated",
    "words-missing",
    "beginning-missing",
    "list-missing",
    "characters-lost",
    "dateline-shifted",
    "dateline-stand-in",
    "dateline-order",
    "field-shift",
)
_MOST_NOTABLE = 10


class RuleTally(NamedTuple):
    """The findings of a rule with one severity: their number, that of `rows` (some represent several), that of files,
    and the numbers by day since 1970."""

    rule: str
    severity: str
    findings: int
    rows: int
    files: int
    days: Counter[int]

    @property
    def represents(self) -> bool:
        """Whether some findings stand for several, which may be in other files."""
        return self.rows < self.findings

    @property
    def first(self) -> int | None:
        """The first day, since 1970."""
        return min(self.days, default=None)

    @property
    def last(self) -> int | None:
        """The last day, since 1970."""
        return max(self.days, default=None)


class _Counting:
    """The running numbers of a rule and severity."""

    __slots__ = ("days", "files", "findings", "path", "rows")

    def __init__(self) -> None:
        self.findings = self.rows = self.files = 0
        self.days: Counter[int] = Counter()
        self.path = ""

    def add(self, finding: Finding, day: int | None) -> None:
        number = finding.number
        self.rows += 1
        self.findings += number
        if day is not None:
            self.days[day] += number
        # They come in the order of their paths, so that no set of a million paths is needed.
        if finding.path and finding.path != self.path:
            self.path = finding.path
            self.files += 1


class Tally:
    """The numbers of all findings of a report."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._kinds: dict[tuple[str, str], _Counting] = {}
        self._severities = {severity: _Counting() for severity in SEVERITIES}
        #: site -> severity -> day since 1970 -> number
        self.site_days: dict[str, dict[str, Counter[int]]] = {}
        self.site_totals: dict[str, Counter[str]] = {}
        #: site -> number of findings of which one with a time stands for several
        self.gathered: Counter[str] = Counter()
        self.notable: list[Finding] = []
        for finding in findings:
            self._add(finding)

    def _add(self, finding: Finding) -> None:
        day = day_of(finding.epoch)
        kind = (finding.rule, finding.severity)
        if kind not in self._kinds:
            self._kinds[kind] = _Counting()
        self._kinds[kind].add(finding, day)
        self._severities[finding.severity].add(finding, None)
        site = finding.site
        if site not in self.site_totals:
            self.site_totals[site] = Counter()
            self.site_days[site] = {severity: Counter() for severity in SEVERITIES}
        self.site_totals[site][finding.severity] += finding.number
        if day is not None:
            self.site_days[site][finding.severity][day] += finding.number
            self.gathered[site] += finding.number if finding.number > 1 else 0
        if finding.rule in NOTABLE and self._kinds[kind].rows <= _MOST_NOTABLE:
            self.notable.append(finding)

    @cached_property
    def rules(self) -> list[RuleTally]:
        """Each rule and severity, errors first, then the most frequent."""
        rows = [RuleTally(*kind, own.findings, own.rows, own.files, own.days) for kind, own in self._kinds.items()]
        return sorted(rows, key=lambda row: (WORST_FIRST[row.severity], -row.findings, row.rule))

    @property
    def rows(self) -> int:
        """The number of findings, those that represent others counted once."""
        return sum(own.rows for own in self._severities.values())

    def files(self, severity: str) -> int:
        """The number of files with findings of a severity; more may be, where some represent others."""
        return self._severities[severity].files


def day_of(epoch: int | None) -> int | None:
    """The day since 1970 (UTC) of an epoch in ms; None where no crawl can have it."""
    return epoch // DAY if epoch is not None and EARLIEST_CRAWL <= epoch < YEAR_10000 else None
