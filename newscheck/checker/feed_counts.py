"""What findings say about a feed as a whole: a rule reports (nearly) all of its articles, or none has some field.

A feed is the articles of a publisher; where none of the run's articles has a URL, all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.article.spread import Spread
from newscheck.checker.article_counts import field_of
from newscheck.checker.feed_fields import CountedFeed, feeds_of
from newscheck.checker.file_feeds import MIN_ITEMS, FileFeeds, Reported
from newscheck.model import (
    ArticleSummary,
    FeedProperty,
    Finding,
    HitCount,
    PresetUse,
    UnmappedFeed,
)

#: Articles from which on what nearly all of them share is a property of the feed, and their share; articles from which
#: on what all of them share is one, and items of a list, which come from one scraper.
_MIN_ARTICLES, MIN_SHARE, _MIN_WHOLE, _MIN_LISTED = 20, 0.95, 10, 3
#: Items from which on a record field that none of them has may be a gap in the settings.
_MIN_ITEMS = 1
#: The rule for items without any field of the record.
UNMAPPED = "item-unmapped"
#: Record fields that are there where another one is.
_PRESENT_AS = {"paragraphs": "body", "html": "body", "images": "image"}
#: The fewest files (if there are so many) that a sample of a feed has.
_MAX_PATHS = 12


class FeedHits(NamedTuple):
    """Where a rule reports a record field: the articles, the findings, and how many of the articles are items."""

    articles: int = 0
    findings: int = 0
    items: int = 0


class _Key(NamedTuple):
    site: str | None
    rule: str
    severity: str
    field: str


class FeedCounts:
    """Counts of a run, filled shard by shard: small, however many findings there are."""

    def __init__(self) -> None:
        #: preset -> files
        self.presets: Counter[str] = Counter()
        self._hits: dict[_Key, FeedHits] = {}
        self._last_paths: dict[_Key, str] = {}
        self._paths: dict[str, Spread[str]] = {}
        self._files = FileFeeds()

    def add(
        self,
        findings: Iterable[Finding],
        hit_counts: Iterable[HitCount],
        preset_uses: Iterable[PresetUse],
        covers: Callable[[str], bool],
    ) -> None:
        """Add findings of some files, and the counts of those of the files that the report `covers`."""
        hit_counts = [count for count in hit_counts if covers(count.path)]
        self._files.add(hit_counts)
        counted = set()
        for count in hit_counts:
            key = _Key(count.site, count.rule, count.severity, count.field)
            counted.add((count.path, key))
            self._paths.setdefault(count.site, Spread(_MAX_PATHS)).add(count.path)
            self._increase(key, articles=count.articles, items=count.articles)
        for finding in findings:
            for site, number in _by_site(finding):
                key = _Key(site, finding.rule, finding.severity, field_of(finding.pointer))
                is_new = (finding.path, key) not in counted and self._last_paths.get(key) != finding.path
                self._increase(key, articles=int(is_new), findings=number)
                self._last_paths[key] = finding.path
                self._files.add_findings(finding.path, *key[1:], number)
        self.presets.update(use.preset for use in preset_uses if covers(use.path))

    def _increase(self, key: _Key, articles: int = 0, findings: int = 0, items: int = 0) -> None:
        old = self._hits.get(key, FeedHits())
        self._hits[key] = FeedHits(old.articles + articles, old.findings + findings, old.items + items)

    @property
    def is_any_frequent(self) -> bool:
        """Whether any rule may report all of a feed, so that `of_feeds` needs the summaries."""
        is_unmapped = any(key.rule == UNMAPPED for key in self._hits)
        numbers = ((hits.articles >= _MIN_WHOLE, hits.items >= _MIN_ITEMS) for hits in self._hits.values())
        # Fewer articles of each publisher may be many of the run.
        articles, items = (sum(hits[at] for hits in self._hits.values()) for at in (0, 2))
        return is_unmapped or articles >= _MIN_WHOLE or items >= _MIN_ITEMS or any(map(any, numbers))

    def of_feeds(
        self, summaries: Iterable[ArticleSummary], rules: Container[str]
    ) -> tuple[list[FeedProperty], list[UnmappedFeed]]:
        """What `rules`, those about articles, report in all of a feed, and the fields that no item of a feed has.

        `summaries` are of all articles that the findings may be about.
        """
        files = {path: CountedFeed() for path in self._files.hits}
        feeds = feeds_of(summaries, files)
        hits = {key: hits for key, hits in self._hits.items() if key.rule in rules}
        whole = _summed(hits)
        absent = [*_absent(hits, whole, feeds)]
        taken = {_Key(*_identity(entry)) for group in absent for entry in group.properties}
        frequent = {key: hits for key, hits in (whole | hits).items() if _is_frequent(key, hits, feeds)}
        properties = [
            _property(key, hits, feeds)
            for key, hits in sorted(frequent.items(), key=_sorted_by)
            if key not in taken and key._replace(site=None) not in taken
            if key.site is None or feeds[key.site].articles < feeds[None].articles
        ]
        return properties, [*self._unmapped(), *absent, *self._absent_in(files, rules, taken)]

    def _absent_in(
        self, files: Mapping[str, CountedFeed], rules: Container[str], taken: Container[_Key]
    ) -> Iterator[UnmappedFeed]:
        """The fields that no item of some files has, but other articles of their publishers."""
        alike: dict[tuple[str, ...], dict[str, list[Reported]]] = {}
        for path, feed in files.items():
            missing = [
                reported
                for reported, hits in sorted(self._files.hits[path].items())
                if reported[0] in rules and hits.items == feed.articles >= MIN_ITEMS
                if record_field(reported[2]) in feed.absent
                if _Key(None, *reported) not in taken
                if not all(_Key(site, *reported) in taken for site in self._files.sites[path])
            ]
            if missing:
                fields = _in_order({record_field(field) for _, _, field in missing})
                alike.setdefault(fields, {})[path] = missing
        for fields, own in alike.items():
            articles = sum(files[path].articles for path in own)
            entries = []
            for reported in sorted({*chain.from_iterable(own.values())}):
                hits = [self._files.hits[path][reported] for path in own if reported in own[path]]
                items, findings = (sum(hit[at] for hit in hits) for at in (0, 1))
                entries.append(FeedProperty(None, *reported, items, articles, findings))
            yield UnmappedFeed(None, fields, tuple(entries), paths=tuple(own))

    def _unmapped(self) -> Iterator[UnmappedFeed]:
        """The items without any field of the record."""
        found = {key: hits for key, hits in self._hits.items() if key.rule == UNMAPPED}
        if found:
            entries = (
                FeedProperty(None, *key[1:], hits.articles, hits.articles, hits.findings) for key, hits in found.items()
            )
            yield UnmappedFeed(None, (), tuple(entries))

    def paths_of(self, feed: UnmappedFeed) -> list[str]:
        """Files with items of a feed, in which rules report something, spread over all of them."""
        if feed.paths:
            return list(feed.paths[:: max(1, -(-len(feed.paths) // _MAX_PATHS))])
        sites = feed.sites
        chosen = self._paths.values() if sites is None else [self._paths[site] for site in sites if site in self._paths]
        paths = sorted({path for own in chosen for path in own.values})
        return paths[:: max(1, -(-len(paths) // _MAX_PATHS))]


def _by_site(finding: Finding) -> Iterator[tuple[str, int]]:
    if not finding.aggregated:
        yield finding.site, 1
    for entry in finding.aggregated:
        yield entry.site, entry.count


def _summed(hits: Mapping[_Key, FeedHits]) -> dict[_Key, FeedHits]:
    """The hits in all articles of the run."""
    whole: dict[_Key, FeedHits] = {}
    for key, own in hits.items():
        total = key._replace(site=None)
        old = whole.get(total, FeedHits())
        whole[total] = FeedHits(*(first + other for first, other in zip(old, own, strict=True)))
    return whole


def _absent(
    hits: Mapping[_Key, FeedHits], whole: Mapping[_Key, FeedHits], feeds: Mapping[str | None, CountedFeed]
) -> Iterator[UnmappedFeed]:
    """The fields that no item of the run has, then those that none of some publishers has."""
    missing: dict[str | None, dict[str, list[FeedProperty]]] = {}
    for key, own in sorted({**whole, **hits}.items(), key=_sorted_by):
        feed = feeds.get(key.site)
        field = record_field(key.field)
        if feed and field in feed.absent and own.items == own.articles == feed.articles >= _MIN_ITEMS:
            missing.setdefault(key.site, {}).setdefault(field, []).append(_property(key, own, feeds))
    everywhere = missing.pop(None, {})
    if everywhere:
        yield UnmappedFeed(None, _in_order(everywhere), tuple(chain.from_iterable(everywhere.values())))
    alike: dict[tuple[str, ...], list[str]] = {}
    for site, fields in missing.items():
        if site is not None and (rest := _in_order(fields.keys() - everywhere.keys())):
            alike.setdefault(rest, []).append(site)
    for rest, sites in alike.items():
        entries = (entry for site in sites for field in rest for entry in missing[site][field])
        yield UnmappedFeed(tuple(sites), rest, tuple(entries))


def record_field(name: str) -> str:
    """The field of the record that is there where another one is."""
    return _PRESENT_AS.get(name, name)


def _in_order(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(fields, key=ITEM_FIELDS.index))


def _sorted_by(entry: tuple[_Key, FeedHits]) -> tuple[str, str, str, str]:
    site, *rest = entry[0]
    return site or "", rest[0], rest[1], rest[2]


def _identity(entry: FeedProperty) -> tuple[str | None, str, str, str]:
    return entry.site, entry.rule, entry.severity, entry.field


def _is_frequent(key: _Key, hits: FeedHits, feeds: Mapping[str | None, CountedFeed]) -> bool:
    feed = feeds.get(key.site)
    if feed is None:
        return False
    articles = feed.looked_at(key.rule, key.field, hits.articles)
    is_nearly_all = _MIN_ARTICLES <= hits.articles >= MIN_SHARE * articles
    least = _MIN_LISTED if hits.items == hits.articles else _MIN_WHOLE
    return is_nearly_all or least <= hits.articles >= articles


def _property(key: _Key, hits: FeedHits, feeds: Mapping[str | None, CountedFeed]) -> FeedProperty:
    feed = feeds[key.site]
    articles = feed.looked_at(key.rule, key.field, hits.articles)
    return FeedProperty(*key, hits.articles, articles, hits.findings, articles < feed.articles)
