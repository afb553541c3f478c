"""The worst findings of each period of a site."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from newscheck.model import SEVERITIES, Finding, SiteSeries
from newscheck.text.timestamps import DAY, HOUR, WEEK

#: A day may have 25 hours, and a month 31 days.
_LENGTHS = {"day": DAY + HOUR, "week": WEEK + HOUR, "month": 31 * DAY + HOUR}
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}


def worst_findings(findings: Iterable[Finding], series: Iterable[SiteSeries]) -> Mapping[str, Mapping[int, int]]:
    """By site, by the position of a period: the rank in SEVERITIES of its worst finding, notes aside.

    A finding that is not about an article in a period is in none.
    """
    ends = {own.site: (own.periods, own.periods[-1] + _LENGTHS[own.unit]) for own in series if own.periods}
    worst: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for finding in findings:
        for site, epoch in _articles(finding) if _RANKS[finding.severity] else ():
            periods, end = ends.get(site, ((), 0))
            if epoch is not None and periods and periods[0] <= epoch < end:
                at = bisect_right(periods, epoch) - 1
                worst[site][at] = max(worst[site].get(at, 0), _RANKS[finding.severity])
    return worst


def _articles(finding: Finding) -> Iterator[tuple[str, int | None]]:
    """The sites and the epochs that a finding is about."""
    yield finding.site, finding.epoch
    yield from ((counted.site, counted.epoch) for counted in finding.aggregated)
