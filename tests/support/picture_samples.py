"""Series and changes of invented sites."""

from __future__ import annotations

from collections.abc import Sequence

from newscheck.model import Finding, LayoutChange, LayoutSpan, Report, SiteSeries, Totals
from newscheck.text.timestamps import DAY, HOUR, to_ms

START = to_ms("2023-01-01")


def day(number: int) -> int:
    """Noon (ms) of the day with this number from 2023-01-01 on."""
    return START + number * DAY + 12 * HOUR


def series(
    articles: Sequence[int], site: str = "harbour", zone: str = "", unit: str = "day", **more: int
) -> SiteSeries:
    """A series from 2023-01-01 on by UTC; months have 31 days here."""
    length = {"day": DAY, "week": 7 * DAY, "month": 31 * DAY}[unit]
    periods = [START + at * length for at in range(len(articles))]
    return SiteSeries(site, zone, unit, periods, [*articles], [], [], [], **more)


def finding(severity: str, epoch: int | None, site: str = "harbour") -> Finding:
    """A finding about an article."""
    return Finding("title-empty", severity, "a.md", 1, 1, "", "the title is empty", "", "0", site=site, epoch=epoch)


def change(since: int, *harm: str, site: str = "harbour", is_agreed: bool = True) -> LayoutChange:
    """A change by which something was lost."""
    return LayoutChange(
        *(site, since - HOUR, since, None, "appeared: class a"),
        *([("class a", 0.1, 0.3)], 40, 40, [*harm], [], [], "div", "p"),
        is_agreed=is_agreed,
    )


def span(number: int, first: int, last: int, site: str = "harbour") -> LayoutSpan:
    """A layout between two days."""
    return LayoutSpan(site, f"{site}-{number}", "div p", 0.9, day(first), day(last), 40, "a.md")


def report(own: Sequence[SiteSeries], findings: Sequence[Finding] = (), changes: Sequence[LayoutChange] = ()) -> Report:
    """A report with these series."""
    return Report("1.2.3", Totals(), [*findings], {}, changes=[*changes], series=[*own])
