"""The table of sites: those that lost something first, then those with the most findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from newscheck.model import SEVERITIES, Report, SiteSeries
from newscheck.outputs.page.cutting import cut, fitting
from newscheck.outputs.page.overview import known_sites
from newscheck.outputs.page.site_days import period_days
from newscheck.outputs.page.tally import Tally
from newscheck.text.timestamps import DAY, format_day

#: The sites that are seen at once, and all that are listed.
FIRST, MOST = 20, 200
#: Bytes of all rows, and characters of a name.
_ROOM, _NAME = 110_000, 200


class SiteRow(NamedTuple):
    """A site: its findings by severity, errors first, its articles, the days of the first and the last, its changes."""

    site: str
    findings: list[int]
    articles: int | None
    first: str
    last: str
    changes: int
    losses: int


class SiteTable(NamedTuple):
    """The rows that are seen at once, those that are seen on a click, and how many are left out."""

    first: list[SiteRow]
    more: list[SiteRow]
    omitted: int

    @property
    def number(self) -> int:
        """The number of sites."""
        return len(self.first) + len(self.more) + self.omitted


def site_table(report: Report, tally: Tally) -> SiteTable:
    """The sites of a report, the worst first."""
    series = {own.site: own for own in report.series}
    changes = Counter(change.site for change in report.changes)
    losses = Counter(change.site for change in report.changes if change.harm)
    sites = known_sites(report, tally)
    rows = [_row(site, series.get(site), tally, changes[site], losses[site]) for site in sites]
    rows.sort(key=lambda row: (-row.losses, *(-number for number in row.findings), -(row.articles or 0), row.site))
    listed = [*fitting(rows[:MOST], _ROOM)]
    return SiteTable(listed[:FIRST], listed[FIRST:], len(rows) - len(listed))


def _row(site: str, own: SiteSeries | None, tally: Tally, changes: int, losses: int) -> SiteRow:
    found: Mapping[str, int] = tally.site_totals.get(site, {})
    days = period_days(own) if own else []
    return SiteRow(
        site=cut(site, _NAME) or "(no site)",
        findings=[found.get(severity, 0) for severity in reversed(SEVERITIES)],
        articles=sum(own.articles) + own.undated if own else None,
        first=format_day(days[0] * DAY) if days else "",
        last=format_day(days[-1] * DAY) if days else "",
        changes=changes,
        losses=losses,
    )
