"""What rules report in files of several items: one of another tool is a feed of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newscheck.model import HitCount

#: The fewest items of a file that are a feed of their own, and the files that are remembered.
MIN_ITEMS, _MAX_FILES = 3, 1000
#: Rule, severity and record field.
Reported = tuple[str, str, str]


class FileHits(NamedTuple):
    """The items of a file in which a rule reports a record field, and its findings there."""

    items: int = 0
    findings: int = 0


class FileFeeds:
    """Counts by file, of those with several items: `hits` by what is reported, and the `sites` of the items."""

    def __init__(self) -> None:
        self.hits: dict[str, dict[Reported, FileHits]] = {}
        self.sites: dict[str, set[str]] = {}

    def add(self, counts: Iterable[HitCount]) -> None:
        """Add the counts of some whole files, or of pieces of them."""
        files: dict[str, list[HitCount]] = {}
        for count in counts:
            files.setdefault(count.path, []).append(count)
        for path, own in files.items():
            is_listed = sum(count.articles for count in own) >= MIN_ITEMS and len(self.hits) < _MAX_FILES
            if path in self.hits or is_listed:
                self.sites.setdefault(path, set()).update(count.site for count in own)
                for count in own:
                    self._increase(path, (count.rule, count.severity, count.field), items=count.articles)

    def add_findings(self, path: str, rule: str, severity: str, field: str, number: int) -> None:
        """Add the number of findings in a file, after its counts."""
        if (rule, severity, field) in self.hits.get(path, {}):
            self._increase(path, (rule, severity, field), findings=number)

    def _increase(self, path: str, reported: Reported, items: int = 0, findings: int = 0) -> None:
        own = self.hits.setdefault(path, {})
        old = own.get(reported, FileHits())
        own[reported] = FileHits(old.items + items, old.findings + findings)
