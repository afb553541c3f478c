"""Files of which no item has some field that other articles of its publisher have: another tool wrote them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.model import SUMMARY_FIELDS, FeedProperty, HitCount, UnmappedFeed

#: Record fields that are there where another one is.
PRESENT_AS = {"paragraphs": "body", "html": "body", "images": "image"}
_EPOCH = "epoch_ms"
#: The fewest items of a file that are a feed of their own, and the files that are remembered.
_MIN_ITEMS, _MAX_FILES = 3, 1000


class FeedHits(NamedTuple):
    """Where a rule reports a record field: the articles, the findings, and how many of the articles are items."""

    articles: int = 0
    findings: int = 0
    items: int = 0


class Feed:
    """The articles of a publisher, or of a file, and the fields that any of them has (bits of `present_fields`)."""

    def __init__(self) -> None:
        self.articles = self.present = 0
        self.has_epoch = False

    def add(self, articles: int, present: int, *, has_epoch: bool) -> None:
        """Add some articles, with the fields that any of them has."""
        self.articles += articles
        self.present |= present
        self.has_epoch |= has_epoch

    @property
    def absent(self) -> frozenset[str]:
        """The record fields that none of the articles has."""
        fields = {field for bit, field in enumerate(SUMMARY_FIELDS) if not self.present >> bit & 1}
        return frozenset(fields if self.has_epoch else fields | {_EPOCH})


#: Rule, severity and record field.
_Report = tuple[str, str, str]


class FileFeeds:
    """Counts of what rules report in files of several items."""

    def __init__(self) -> None:
        self._hits: dict[str, dict[_Report, FeedHits]] = {}
        self._sites: dict[str, set[str]] = {}

    def add(self, counts: Iterable[HitCount]) -> None:
        """Add the counts of some whole files, or of pieces of them."""
        files: dict[str, list[HitCount]] = {}
        for count in counts:
            files.setdefault(count.path, []).append(count)
        for path, own in files.items():
            if path in self._hits or (sum(count.articles for count in own) >= _MIN_ITEMS and self._has_room):
                self._sites.setdefault(path, set()).update(count.site for count in own)
                for count in own:
                    self._increase(path, (count.rule, count.severity, count.field), items=count.articles)

    @property
    def _has_room(self) -> bool:
        return len(self._hits) < _MAX_FILES

    def add_findings(self, path: str, rule: str, severity: str, field: str, number: int) -> None:
        """Add the number of findings in a file, after its counts."""
        if (rule, severity, field) in self._hits.get(path, {}):
            self._increase(path, (rule, severity, field), findings=number)

    def _increase(self, path: str, report: _Report, items: int = 0, findings: int = 0) -> None:
        own = self._hits.setdefault(path, {})
        old = own.get(report, FeedHits())
        own[report] = FeedHits(old.articles + items, old.findings + findings, old.items + items)

    def feeds(self) -> dict[str, Feed]:
        """A feed for each file, to be filled with its articles."""
        return {path: Feed() for path in self._hits}

    def gaps(
        self,
        feeds: Mapping[str, Feed],
        rules: Container[str],
        taken: Container[tuple[str | None, str, str, str]],
    ) -> Iterator[UnmappedFeed]:
        """The fields that no item of some files has, without what is `taken` as that of a publisher or of the run."""
        alike: dict[tuple[str, ...], list[FeedProperty]] = {}
        for path, feed in feeds.items():
            missing = [
                FeedProperty(None, *report, hits.articles, feed.articles, hits.findings, path)
                for report, hits in sorted(self._hits[path].items())
                if report[0] in rules and hits.items == feed.articles >= _MIN_ITEMS
                if PRESENT_AS.get(report[2], report[2]) in feed.absent
                if not any((site, *report) in taken for site in (None, *self._sites[path]))
            ]
            fields = {PRESENT_AS.get(entry.field, entry.field) for entry in missing}
            if fields:
                alike.setdefault(tuple(sorted(fields, key=ITEM_FIELDS.index)), []).extend(missing)
        for names, entries in alike.items():
            paths = tuple(dict.fromkeys(entry.path for entry in entries))
            yield UnmappedFeed(None, names, tuple(entries), paths=paths)
