"""Reports of made-up sites, for tests of the page about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newscheck.model import (
    SEVERITIES,
    ExampleArticle,
    Excerpt,
    FieldSeries,
    Finding,
    HiddenFindings,
    LayoutChange,
    LayoutSpan,
    RelatedLocation,
    Report,
    RuleDescription,
    SiteSeries,
    Totals,
)

#: Writes the page of a report.
Write = Callable[[Report], Path]
DAY = 86_400_000
#: 2021-10-01.
START = 18_901 * DAY


def finding(rule: str = "title-empty", severity: str = "error", path: str = "rfi/1.md", **more: Any) -> Finding:
    """A finding about the title of a file."""
    fields = {"line": 2, "column": 3, "pointer": "/title", "message": "the title is empty", "evidence": "", **more}
    return Finding(rule, severity, path, fingerprint=f"{len(rule):016x}", **fields)


def series(site: str = "rfi", days: int = 30, number: int = 40, **more: Any) -> SiteSeries:
    """Articles of a site, the same number each day; images from the tenth to the twentieth day in none."""
    fields = {
        "periods": [START + day * DAY for day in range(days)],
        "articles": [number] * days,
        "expected": [None, *[float(number)] * (days - 1)][:days],
        "lengths": [(300, 600 + day, 900) for day in range(days)],
        "fields": [
            FieldSeries("image", [0 if 10 <= day < 20 else number for day in range(days)]),
            FieldSeries("lead", [number] * days),
        ],
        **more,
    }
    return SiteSeries(site=site, zone="", unit="day", **fields)


def change(site: str = "rfi", since: int = 10, until: int | None = None, **more: Any) -> LayoutChange:
    """A change on a day after the start, by which the image is lost in all articles."""
    fields: dict[str, Any] = {
        "what": "appeared: leftover Array",
        "features": [("has image", 0.98, 0.0)],
        "articles_before": 400,
        "articles_after": 1_204,
        "harm": ["image"],
        "examples_before": [RelatedLocation("rfi/1.md")],
        "examples_after": [RelatedLocation("rfi/2.md")],
        "skeleton_before": "div img p div",
        "skeleton_after": "div #text p div",
        **more,
    }
    begin = START + since * DAY
    return LayoutChange(site, begin - DAY // 2, begin, None if until is None else START + until * DAY, **fields)


def span(site: str = "rfi", first: int = 0, last: int = 13) -> LayoutSpan:
    """A layout between two days."""
    begin, end = START + first * DAY, START + last * DAY
    return LayoutSpan(site, f"{site}-1", "div img p div", 0.97, begin, end, 38, f"{site}/1.md")


def report(findings: Sequence[Finding] = (), **more: Any) -> Report:
    """A report of some findings, with the totals and rules that go with them."""
    numbers: Counter[str] = Counter()
    for item in findings:
        numbers[item.severity] += item.number
    rules = {
        item.rule: RuleDescription(item.severity, f"About `{item.rule}`", f"About `{item.rule}`.\n\nWhat to do: look.")
        for item in findings
    }
    summary = more.pop("summary", Totals(3_000, 3_000, **{name: numbers[name] for name in SEVERITIES}))
    return Report("1.2.3", summary, findings, dict(sorted(rules.items())), **more)


def rich_report() -> Report:
    """A report that has all that a page shows."""
    findings = [
        finding("layout-change", "error", "", site="rfi", epoch=START + 10 * DAY, message="rfi: the layout changed"),
        *(
            finding(
                ("title-entity", "title-spacing", "image-shared")[number % 3],
                ("error", "warning", "note")[number % 3],
                f"rfi/{number:04}.md",
                site="rfi",
                epoch=START + number % 30 * DAY,
                message=f"number {number} 标题",
                evidence="&amp;",
                excerpt=Excerpt("渔业 &amp; 航运", 3, 8),
                details=("a detail",),
                related=(RelatedLocation("rfi/other.md", "another", 3),),
                item="articles[3].headline",
                language="zh",
            )
            for number in range(150)
        ),
    ]
    return report(
        findings,
        series=[series(), series("cna", number=7)],
        changes=[change(), change("cna", 5, harm=[], what="appeared: class p.x")],
        layouts=[span(), span("cna")],
        examples=[
            ExampleArticle(
                "rfi/1.md", 1, {"title": "渔民合作社", "image": "https://a.example/1.jpg"}, "<p>before</p>", 9
            ),
            ExampleArticle("rfi/2.md", 1, {"title": "港口", "image": None}, "<p>after</p>", 0),
        ],
        hidden=[HiddenFindings("known: known.txt", 3, "", {"image-missing": 3}, START, START + DAY)],
    )
