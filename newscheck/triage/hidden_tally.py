"""Counts findings that are hidden for one reason."""

from __future__ import annotations

from collections import Counter

from newscheck.model import Finding
from newscheck.text.timestamps import EARLIEST_CRAWL


class HiddenTally:
    """The number of hidden findings by rule, and the epochs (ms) of the earliest and the latest article of theirs; an
    epoch that no crawl can have doesn't count."""

    def __init__(self) -> None:
        self.by_rule: Counter[str] = Counter()
        self.first: int | None = None
        self.last: int | None = None

    @property
    def total(self) -> int:
        """How many are hidden."""
        return self.by_rule.total()

    def add(self, finding: Finding) -> None:
        """Count a finding."""
        self.by_rule[finding.rule] += 1
        if finding.epoch is not None and finding.epoch >= EARLIEST_CRAWL:
            self.first = finding.epoch if self.first is None else min(self.first, finding.epoch)
            self.last = finding.epoch if self.last is None else max(self.last, finding.epoch)
