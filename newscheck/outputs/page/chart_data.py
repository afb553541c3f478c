"""What the charts of a page show: for each site its periods, with numbers of articles, findings, fields, lengths."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from newscheck.model import SEVERITIES, LayoutChange, LayoutSpan, Report, SiteSeries
from newscheck.outputs.page.payload import encode
from newscheck.outputs.page.site_days import period_days
from newscheck.outputs.page.tally import Tally
from newscheck.text.display import sanitize

_NO_DAYS: Mapping[str, Counter[int]] = {severity: Counter() for severity in SEVERITIES}


def texts(report: Report, tally: Tally) -> Iterator[str]:
    """The JSON: an array with the data of each site."""
    yield "["
    for place, series in enumerate(report.series):
        layouts = [span for span in report.layouts if span.site == series.site]
        changes = [change for change in report.changes if change.site == series.site]
        days = tally.site_days.get(series.site, _NO_DAYS)
        site = _site(series, days, layouts, changes)
        drawn = sum(map(sum, site["findings"].values()))
        site["undrawn"] = sum(tally.site_totals.get(series.site, {}).values()) - drawn
        site["gathered"] = tally.gathered[series.site]
        yield ("," if place else "") + encode(site)
    yield "]"


def _site(
    series: SiteSeries,
    days: Mapping[str, Counter[int]],
    layouts: list[LayoutSpan],
    changes: list[LayoutChange],
) -> dict[str, Any]:
    begins = period_days(series)
    return {
        "site": sanitize(series.site),
        "zone": sanitize(series.zone),
        "unit": series.unit,
        "days": begins,
        "articles": series.articles,
        "expected": series.expected,
        "lengths": series.lengths,
        "fields": [[sanitize(field.field), field.articles] for field in series.fields],
        "undated": series.undated,
        "findings": {severity: _by_period(days[severity], begins) for severity in SEVERITIES},
        "layouts": [
            [sanitize(span.layout), span.first, span.last, span.articles, sanitize(span.skeleton)] for span in layouts
        ],
        "changes": [
            [change.since, change.until, [*map(sanitize, change.harm)], sanitize(change.what), change.articles_after]
            for change in changes
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
