"""What the results of the files of a run add up to, besides the dump that they form."""

from __future__ import annotations

from newscheck.checker import aggregation
from newscheck.checker.feed_counts import FeedCounts
from newscheck.engine.cache.shard import Shard
from newscheck.engine.findings_store import FindingsStore
from newscheck.model import Crash, FileSelection, Finding
from newscheck.text.member_paths import file_among


class RunResults:
    """The sums of the shards; `focus` is the files that the report is about, None for all."""

    def __init__(self, focus: FileSelection | None = None) -> None:
        self.focus = focus
        self.findings = FindingsStore()
        self.counts = FeedCounts()
        self.crashes: list[Crash] = []
        self.file_count = self.latest_epoch = 0
        self.is_complete = True
        self._others = FindingsStore()

    def add(self, shard: Shard) -> None:
        """Add the next shard."""
        self.file_count += shard.files
        self.latest_epoch = max(self.latest_epoch, shard.latest_epoch)
        self.is_complete = self.is_complete and shard.is_complete
        self.crashes += shard.crashes
        findings = [finding for finding in shard.findings if self.covers(finding.path)]
        self.counts.add(findings, shard.hit_counts, shard.preset_uses, self.covers)
        self.findings.add(findings)
        if self.focus:
            self._others.add(finding for finding in shard.findings if not self.covers(finding.path))

    def covers(self, path: str) -> bool:
        """Whether the report is about a file, or one in it."""
        return self.focus is None or bool(file_among(path, self.focus.paths))

    def collisions(self) -> list[Finding]:
        """The findings of other files that have the fingerprint of one of the findings."""
        if not self._others:
            return []
        known = {finding.fingerprint for finding in aggregation.expanded(self.findings)}
        return [
            other
            for other in self._others
            if any(finding.fingerprint in known for finding in aggregation.expanded((other,)))
        ]
