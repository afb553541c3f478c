"""The reports on several dumps as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import asdict, replace

from newscheck.engine.findings_store import FindingsStore
from newscheck.model import Report, SiteSeries, Totals


def merged(reports: Sequence[tuple[str, Report]]) -> Report:
    """One report of those on dumps, each with the dump's name; there is at least one.

    Totals are added up. The series of a site that several dumps have stay apart: the name of the dump is behind that of
    the site.
    """
    (_, first), *others = reports
    if not others:
        return first
    own = [report for _, report in reports]
    rules = {rule: text for report in own for rule, text in report.rules.items()}
    return replace(
        first,
        summary=Totals(**sum((Counter(asdict(report.summary)) for report in own), Counter())),
        findings=FindingsStore.of(chain.from_iterable(report.findings for report in own)),
        rules=dict(sorted(rules.items())),
        changes=sorted(chain.from_iterable(report.changes for report in own), key=lambda change: change.since),
        layouts=[*chain.from_iterable(report.layouts for report in own)],
        remarks=[*dict.fromkeys(chain.from_iterable(report.remarks for report in own))],
        crashes=[*chain.from_iterable(report.crashes for report in own)],
        hidden=[*chain.from_iterable(report.hidden for report in own)],
        series=[*_series(reports)],
        examples=[*chain.from_iterable(report.examples for report in own)],
    )


def _series(reports: Sequence[tuple[str, Report]]) -> Iterator[SiteSeries]:
    numbers = Counter(series.site for _, report in reports for series in report.series)
    for name, report in reports:
        for series in report.series:
            is_shared = numbers[series.site] > 1
            yield replace(series, site=f"{series.site} ({name})") if is_shared else series
