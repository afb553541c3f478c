"""Reports a property of a feed once: findings that (nearly) all of its articles share become one.

They stay findings of their own for suppressions and baselines, which come before. One that stands for others counts as
many (`Finding.number`); items whose fields don't fit are one gap in the settings, and one finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from newscheck.checker import settings_advice
from newscheck.checker.aggregation import fingerprint_of
from newscheck.checker.article_counts import field_of
from newscheck.checker.feed_counts import MIN_SHARE, UNMAPPED, record_field
from newscheck.model import SEVERITIES, CountedFindings, FeedProperty, Finding, UnmappedFeed
from newscheck.text.display import joined, quantity

#: Fields of an item that a message names.
_MAX_NAMES = 12
#: Site, rule, severity, record field, and the file where it is about one.
_Key = tuple[str | None, str, str, str, str]


class FeedFindings:
    """The findings of a run, of which those about a whole feed are reported once.

    Two passes over `findings`, which are never a list: what baseline and suppressions have hidden of a feed is not
    counted.
    """

    def __init__(
        self, findings: Collection[Finding], properties: Iterable[FeedProperty], unmapped: Iterable[UnmappedFeed]
    ) -> None:
        self._findings = findings
        self._groups = _groups(properties, unmapped)
        for finding in findings if self._groups else ():
            for key, site, number in _parts(finding, self._groups):
                self._groups[key].add(finding, site, number)
        groups = {key: group for key, group in self._groups.items() if group.is_of_feed}
        # What is reported for the whole run is not reported for each publisher.
        self._groups = {key: group for key, group in groups.items() if not key[0] or (None, *key[1:]) not in groups}

    @property
    def once(self) -> list[Finding]:
        """The findings that stand for those of a feed."""
        groups = {id(group): group for group in self._groups.values()}
        return [group.finding() for group in groups.values()]

    def others(self) -> Iterator[Finding]:
        """All other findings, in their order."""
        for finding in self._findings:
            if not finding.aggregated:
                if _key_of(finding, finding.site, self._groups) is None:
                    yield finding
                continue
            left = tuple(entry for entry in finding.aggregated if _key_of(finding, entry.site, self._groups) is None)
            if left:
                yield finding if len(left) == len(finding.aggregated) else replace(finding, aggregated=left)


class _Group:
    """The findings that one property of a feed explains."""

    def __init__(self, properties: Sequence[FeedProperty]) -> None:
        self._properties = properties
        self._first: Finding | None = None
        self._number = 0
        self._sites: set[str] = set()

    def add(self, finding: Finding, site: str, number: int) -> None:
        """Add a finding, or a part of one that represents several."""
        self._first = self._first or finding
        self._number += number
        self._sites.add(site)

    @property
    def share(self) -> float:
        """The share of the findings that are left after suppressions and baseline."""
        return self._number / sum(entry.findings for entry in self._properties)

    @property
    def is_of_feed(self) -> bool:
        """Whether so many are left that they are a property of the feed."""
        entry = self._properties[0]
        return self._first is not None and self._number > 1 and entry.hits * self.share >= MIN_SHARE * entry.articles

    def finding(self) -> Finding:
        """The finding that stands for all of them, at the first."""
        first, entry = self._given, self._properties[0]
        site = self._site
        number = fingerprint_of("feed", entry.rule, entry.severity, entry.field, site)
        return replace(
            first,
            message=f"in {round(entry.hits * self.share):,} of {quantity(entry.articles, 'article')}"
            f"{self._publishers}{self._kept}: {first.message}",
            fingerprint=number,
            site=site,
            epoch=None,
            aggregated=(CountedFindings(number, self._number, first.line, site, None),),
        )

    @property
    def _given(self) -> Finding:
        assert self._first is not None
        return self._first

    @property
    def _site(self) -> str:
        return next(iter(self._sites)) if len(self._sites) == 1 else ""

    @property
    def _kept(self) -> str:
        """Which of the articles these are, where they are not all."""
        entry = self._properties[0]
        return f" that have {record_field(entry.field)}" if entry.is_of_some else ""

    @property
    def _publishers(self) -> str:
        if len(self._sites) > 1:
            return f" of {len(self._sites):,} publishers"
        return f" of {self._site}" if self._site else ""


class _UnmappedGroup(_Group):
    """The findings of items whose fields don't fit; those that are accepted in all items say nothing about them."""

    def __init__(self, feed: UnmappedFeed) -> None:
        super().__init__(feed.properties)
        self._feed = feed
        self._left: set[tuple[str, ...]] = set()

    def add(self, finding: Finding, site: str, number: int) -> None:
        super().add(finding, site, number)
        self._left.add((finding.rule, finding.severity, field_of(finding.pointer)))

    @property
    def is_of_feed(self) -> bool:
        """Always, however few are left: only the settings can mend it."""
        return self._first is not None

    def finding(self) -> Finding:
        """The gap in the settings, at the first item."""
        first, feed = self._given, self._remaining()
        severity = max((entry.severity for entry in feed.properties), key=SEVERITIES.index)
        return replace(
            first,
            rule=UNMAPPED,
            severity=severity,
            pointer="",
            # Without any item, only the file says what is wrong (`items` leads nowhere).
            message=f"{self._what(feed)}; {settings_advice.line(feed)}" if feed.fields or feed.names else first.message,
            evidence="",
            fingerprint=fingerprint_of("feed", UNMAPPED, self._site, *feed.fields),
            details=tuple(settings_advice.details(feed)),
            site=self._site,
            epoch=None,
            aggregated=(),
        )

    def _remaining(self) -> UnmappedFeed:
        """The feed with those properties, and their fields, of which suppressions and baseline have left findings."""
        properties = tuple(entry for entry in self._feed.properties if _key(entry)[1:4] in self._left)
        fields = {record_field(entry.field) for entry in properties}
        return replace(
            self._feed, properties=properties, fields=tuple(field for field in self._feed.fields if field in fields)
        )

    def _what(self, feed: UnmappedFeed) -> str:
        hits = feed.properties[0].hits if feed.sites is None else _articles(feed.properties)
        share = self._number / sum(entry.findings for entry in feed.properties)
        items = quantity(max(1, round(hits * share)), "item")
        named = [f"`{name[: settings_advice.MAX_NAME]}`" for name in feed.names[:_MAX_NAMES]]
        names = ", ".join(named).encode("utf-8", "replace").decode()
        names += ", …" if len(feed.names) > len(named) else ""
        if not feed.fields:
            return f"no field of the record among those of {items} ({names or 'they have none'})"
        rest = f" (their other fields: {names})" if names else ""
        files = "" if not feed.paths else f" in {len(feed.paths):,} files" if feed.paths[1:] else " in this file"
        return f"none of {items}{files}{self._publishers} has {joined(feed.fields, 'or')}{rest}"


def _articles(properties: Iterable[FeedProperty]) -> int:
    return sum({entry.site: entry.hits for entry in properties}.values())


def _groups(properties: Iterable[FeedProperty], unmapped: Iterable[UnmappedFeed]) -> dict[_Key, _Group]:
    """The groups of findings by what they have in common."""
    groups: dict[_Key, _Group] = {_key(entry): _Group([entry]) for entry in properties}
    for feed in unmapped:
        group = _UnmappedGroup(feed)
        groups.update((_key(entry, path), group) for entry in feed.properties for path in feed.paths or ("",))
    return groups


def _key(entry: FeedProperty, path: str = "") -> _Key:
    return entry.site, entry.rule, entry.severity, entry.field, path


def _key_of(finding: Finding, site: str, groups: Mapping[_Key, _Group]) -> _Key | None:
    """The group of a finding, or of the part of it that is about a site."""
    return next(_keys_of(finding, site, groups), None)


def _keys_of(finding: Finding, site: str, groups: Mapping[_Key, _Group]) -> Iterator[_Key]:
    """The groups that it may belong to: that of its file alone; else that of the whole run, and that of its site."""
    rest = (finding.rule, finding.severity, field_of(finding.pointer))
    if (own := (None, *rest, finding.path)) in groups:
        return iter([own])
    return (key for key in ((None, *rest, ""), (site, *rest, "")) if key in groups)


def _parts(finding: Finding, groups: Mapping[_Key, _Group]) -> Iterator[tuple[_Key, str, int]]:
    """The groups that a finding may belong to; the site and the number of its findings there."""
    parts = [(entry.site, entry.count) for entry in finding.aggregated] or [(finding.site, 1)]
    for site, number in parts:
        for key in _keys_of(finding, site, groups):
            yield key, site, number
