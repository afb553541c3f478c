"""The worst findings of each period of a site."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from newscheck.model import SEVERITIES, Finding, Report, SiteSeries
from newscheck.text.timestamps import DAY, HOUR, WEEK

#: A day may have 25 hours, and a month 31 days.
_LENGTHS = {"day": DAY + HOUR, "week": WEEK + HOUR, "month": 31 * DAY + HOUR}
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}


class WorstFindings:
    """The rank in SEVERITIES of the worst finding of each period of a report's series, notes aside.

    A finding about nearly all articles of a feed is in all periods with articles, one that is about no article in a
    period in none.
    """

    def __init__(self, report: Report) -> None:
        self._series = {own.site: own for own in report.series if own.periods}
        self._ends = {site: own.periods[-1] + _LENGTHS[own.unit] for site, own in self._series.items()}
        self._ranks: defaultdict[str, dict[int, int]] = defaultdict(dict)
        of_feeds = {(entry.rule, entry.severity, entry.site) for entry in report.properties}
        for finding in report.findings:
            if rank := _RANKS[finding.severity]:
                for site, at in self._places(finding, of_feeds):
                    self._ranks[site][at] = max(self._ranks[site].get(at, 0), rank)

    def of(self, site: str) -> Mapping[int, int]:
        """The ranks of a site by the position of the period, where there are any."""
        return self._ranks.get(site, {})

    def _places(self, finding: Finding, of_feeds: Set[tuple[str, str, str | None]]) -> Iterator[tuple[str, int]]:
        """The sites and the positions of the periods that a finding is about."""
        if finding.aggregated and finding.epoch is None:
            of_all = (finding.rule, finding.severity, None) in of_feeds
            if of_all or (finding.rule, finding.severity, finding.site) in of_feeds:
                sites = [*self._series] if of_all and not finding.site else [finding.site]
                yield from ((site, at) for site in sites for at in self._with_articles(site))
        for site, epoch in _articles(finding):
            own = self._series.get(site)
            if own and epoch is not None and own.periods[0] <= epoch < self._ends[site]:
                yield site, bisect_right(own.periods, epoch) - 1

    def _with_articles(self, site: str) -> Iterable[int]:
        own: SiteSeries | None = self._series.get(site)
        return (at for at, number in enumerate(own.articles) if number) if own else ()


def _articles(finding: Finding) -> Iterator[tuple[str, int | None]]:
    """The sites and the epochs of the articles that a finding is about."""
    yield finding.site, finding.epoch
    yield from ((counted.site, counted.epoch) for counted in finding.aggregated)
