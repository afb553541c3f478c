"""What the charts of a page show: for each site its periods, with numbers of articles, findings, fields, lengths."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from newscheck.model import MOST_SERIES, SEVERITIES, LayoutChange, LayoutSpan, Report, SiteSeries
from newscheck.outputs.page.cutting import cut
from newscheck.outputs.page.loss import harms
from newscheck.outputs.page.overview import has_more_sites, known_sites
from newscheck.outputs.page.payload import encode, packed_size
from newscheck.outputs.page.site_days import period_days
from newscheck.outputs.page.tally import Tally
from newscheck.text.display import sanitize

_OfSite = TypeVar("_OfSite", LayoutChange, LayoutSpan)
#: Layouts and changes of a site, the latest; fields; characters of a name, and of another text.
_MOST, _FIELDS, _NAME, _TEXT = 200, 60, 200, 300
_NO_DAYS: Mapping[str, Counter[int]] = {severity: Counter() for severity in SEVERITIES}


class ChartData(NamedTuple):
    """The JSON of the sites with charts, in pieces, and their number; `sites` is that of all that are known, as a text.

    It is empty where all have charts.
    """

    texts: list[str]
    number: int
    sites: str = ""


def chart_data(report: Report, tally: Tally, room: int) -> ChartData:
    """The data of the sites with the most articles that take no more than so many bytes of a page."""
    layouts, changes = _by_site(report.layouts), _by_site(report.changes)
    found: dict[int, str] = {}
    for place in sorted(range(len(report.series)), key=lambda place: -sum(report.series[place].articles)):
        own = report.series[place]
        days = tally.site_days.get(own.site, _NO_DAYS)
        site = _site(own, days, layouts[own.site], changes[own.site])
        drawn = sum(map(sum, site["findings"].values()))
        site["undrawn"] = sum(tally.site_totals.get(own.site, {}).values()) - drawn
        site["gathered"] = tally.gathered[own.site]
        text = encode(site)
        taken = packed_size(text)
        if taken <= room:
            room -= taken
            found[place] = text
    texts = [text for place in sorted(found) for text in (",", found[place])][1:]
    return ChartData(["[", *texts, "]"], len(found), _all_sites(report, tally, len(found)))


def _all_sites(report: Report, tally: Tally, shown: int) -> str:
    """The number of all sites; empty where each that can have a chart is shown."""
    known, has_more = len(known_sites(report, tally)), has_more_sites(report)
    has_too_many = len(report.series) >= MOST_SERIES and known > shown
    is_some = shown < len(report.series) or has_more or has_too_many
    return f"{known:,}{'+' * has_more}" if is_some else ""


def _by_site(timed: Iterable[_OfSite]) -> Mapping[str, list[_OfSite]]:
    found: defaultdict[str, list[_OfSite]] = defaultdict(list)
    for one in timed:
        found[one.site].append(one)
    return found


def _site(
    series: SiteSeries,
    days: Mapping[str, Counter[int]],
    layouts: list[LayoutSpan],
    changes: list[LayoutChange],
) -> dict[str, Any]:
    begins = period_days(series)
    return {
        "site": cut(series.site, _NAME),
        "zone": sanitize(series.zone),
        "unit": series.unit,
        "days": begins,
        "articles": series.articles,
        "expected": series.expected,
        "lengths": series.lengths,
        "fields": [[cut(field.field, _NAME), field.articles] for field in series.fields[:_FIELDS]],
        "omitted": [max(0, len(layouts) - _MOST), max(0, len(changes) - _MOST), max(0, len(series.fields) - _FIELDS)],
        "undated": series.undated,
        "findings": {severity: _by_period(days[severity], begins) for severity in SEVERITIES},
        "layouts": [
            [cut(span.layout, _NAME), span.first, span.last, span.articles, cut(span.skeleton, _TEXT)]
            for span in layouts[-_MOST:]
        ],
        "changes": [
            [change.since, change.until, harms(change), cut(change.what, _TEXT), change.articles_after]
            for change in changes[-_MOST:]
        ],
    }


def _by_period(days: Mapping[int, int], begins: list[int]) -> list[int]:
    """The numbers of each period; what is before the first or after the last one has none."""
    numbers = [0] * len(begins)
    for day, number in days.items():
        place = bisect_right(begins, day) - 1
        if place >= 0:
            numbers[place] += number
    return numbers
