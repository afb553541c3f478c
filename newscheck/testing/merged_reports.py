"""The reports on several dumps as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from msgspec.structs import asdict, replace

from newscheck.engine.findings_store import FindingsStore
from newscheck.model import Finding, LayoutChange, LayoutSpan, Report, SiteSeries, Totals

_OfSite = TypeVar("_OfSite", Finding, LayoutChange, LayoutSpan, SiteSeries)


def merged(reports: Sequence[tuple[str, Report]]) -> Report:
    """One report of those on dumps, each with the dump's name; there is at least one.

    Totals are added up. What is about a site that several dumps have stays apart: the name of the dump is behind that
    of the site, in findings, changes, layouts and series.
    """
    (_, first), *others = reports
    if not others:
        return first
    own = [report for _, report in reports]
    rules = {rule: text for report in own for rule, text in report.rules.items()}
    return replace(
        first,
        summary=Totals(**sum((Counter(asdict(report.summary)) for report in own), Counter())),
        rules=dict(sorted(rules.items())),
        remarks=[*dict.fromkeys(chain.from_iterable(report.remarks for report in own))],
        crashes=[*chain.from_iterable(report.crashes for report in own)],
        hidden=[*chain.from_iterable(report.hidden for report in own)],
        examples=[*chain.from_iterable(report.examples for report in own)],
        **_of_sites(own, [*_names(reports)]),
    )


def _of_sites(reports: Sequence[Report], names: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """All that names a site, with the `names` of sites for each report."""
    pairs = [*zip(reports, names, strict=True)]
    changes = chain.from_iterable(_renamed(report.changes, own) for report, own in pairs)
    return {
        "findings": FindingsStore.of(chain.from_iterable(_renamed(report.findings, own) for report, own in pairs)),
        "changes": sorted(changes, key=lambda change: change.since),
        "layouts": [*chain.from_iterable(_renamed(report.layouts, own) for report, own in pairs)],
        "series": [*chain.from_iterable(_renamed(report.series, own) for report, own in pairs)],
    }


def _names(reports: Iterable[tuple[str, Report]]) -> Iterator[dict[str, str]]:
    """For each report the names of the sites that another one has, too."""
    pairs = [
        (name, {series.site for series in report.series} | {span.site for span in report.layouts})
        for name, report in reports
    ]
    numbers = Counter(chain.from_iterable(sites for _, sites in pairs))
    for name, sites in pairs:
        yield {site: f"{site} ({name})".strip() for site in sites if numbers[site] > 1}


def _renamed(values: Iterable[_OfSite], names: Mapping[str, str]) -> Iterator[_OfSite]:
    return (replace(value, site=names[value.site]) if value.site in names else value for value in values)
