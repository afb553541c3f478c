"""How many articles of each period of a site have an error, and how many a warning."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from newscheck.model import Finding, Report, SiteSeries
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import DAY, HOUR, WEEK

#: A day may have 25 hours, and a month 31 days.
_LENGTHS = {"day": DAY + HOUR, "week": WEEK + HOUR, "month": 31 * DAY + HOUR}
#: Rules about a feed as a whole: what they find is about all articles of its period.
_ABOUT_FEEDS = ("feed-silent", "coverage-fall", "volume-anomaly", "field-shift")
#: The place of an item in a file of several, and the files in which the line is its place.
_ITEM, _ITEM_LINES = lazy_regex(r"[^\[]*\[\d+\]"), lazy_regex(r"\.(?:jsonl|jl|ndjson)(?:\.|$)")


class _Place(NamedTuple):
    """Articles with a finding: their site, the position of their period, and what is different for another article."""

    site: str
    period: int
    article: tuple[object, ...]
    number: int = 1


class AffectedArticles:
    """The articles with errors, and those with warnings, of each period of a report's series.

    A finding about nearly all articles of a feed is about all of them, one of a rule about feeds about all of its
    period, one without a time about none. Of findings that are only counted, each is taken for one about another
    article, up to all that there are.
    """

    def __init__(self, report: Report) -> None:
        self._series = {own.site: own for own in report.series if own.periods}
        self._ends = {site: own.periods[-1] + _LENGTHS[own.unit] for site, own in self._series.items()}
        self._numbers: dict[str, defaultdict[str, Counter[int]]] = {
            severity: defaultdict(Counter) for severity in ("error", "warning")
        }
        of_feeds = {(entry.rule, entry.severity, entry.site) for entry in report.properties}
        # Findings come in the order of their places, so that no set of a million articles is needed.
        last: dict[tuple[str, str, int], tuple[object, ...]] = {}
        for finding in report.findings:
            for site, period, article, number in self._places(finding, of_feeds):
                if last.get(key := (finding.severity, site, period)) != article:
                    self._numbers[finding.severity][site][period] += number
                    last[key] = article

    def of(self, site: str, severity: str) -> Mapping[int, int]:
        """The number of a site's articles with an error (or a warning) by the position of the period."""
        own, found = self._series.get(site), self._numbers[severity].get(site)
        return {at: min(number, own.articles[at]) for at, number in found.items()} if own and found else {}

    def _places(self, finding: Finding, of_feeds: Set[tuple[str, str, str | None]]) -> Iterator[_Place]:
        if finding.severity not in self._numbers:
            return
        if finding.aggregated and finding.epoch is None:
            yield from self._of_feed(finding, of_feeds)
        for site, epoch, article, number in _articles(finding):
            own = self._series.get(site)
            if own and epoch is not None and own.periods[0] <= epoch < self._ends[site]:
                at = bisect_right(own.periods, epoch) - 1
                yield _Place(site, at, article, own.articles[at] if finding.rule in _ABOUT_FEEDS else number)

    def _of_feed(self, finding: Finding, of_feeds: Set[tuple[str, str, str | None]]) -> Iterator[_Place]:
        """All articles of the feeds that a finding is about as a whole."""
        of_all = (finding.rule, finding.severity, None) in of_feeds
        if of_all or (finding.rule, finding.severity, finding.site) in of_feeds:
            sites: Sequence[str] = [*self._series] if of_all and not finding.site else [finding.site]
            for own in map(self._series.get, sites):
                yield from _of_all_articles(own, finding.rule) if own else ()


def _of_all_articles(own: SiteSeries, rule: str) -> Iterator[_Place]:
    return (_Place(own.site, at, (rule, at), number) for at, number in enumerate(own.articles) if number)


def _articles(finding: Finding) -> Iterable[tuple[str, int | None, tuple[object, ...], int]]:
    """The sites and the epochs of the articles that a finding is about, what tells them from others, their number."""
    if not finding.aggregated:
        return [(finding.site, finding.epoch, _article(finding), 1)]
    return [
        (counted.site, counted.epoch, (*_article(finding), finding.rule, at), counted.count)
        for at, counted in enumerate(finding.aggregated)
    ]


def _article(finding: Finding) -> tuple[object, ...]:
    """What two findings have in common that are about one article."""
    item = _ITEM.match(finding.item)
    line = finding.line if _ITEM_LINES.search(finding.path) else 0
    return finding.path, line, item[0] if item and not line else "", finding.epoch
