"""The tables of a page: totals, rules, and what is hidden."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.model import SEVERITIES, HiddenFindings, Report
from newscheck.outputs.page import prose, sparkline
from newscheck.outputs.page.site_days import period_days
from newscheck.outputs.page.tally import RuleTally, Tally
from newscheck.text.display import sanitize
from newscheck.text.timestamps import DAY, YEAR_1, YEAR_10000, format_day

#: The most crashes and reasons in their lists.
MOST_CRASHES, MOST_HIDDEN = 20, 200


class Total(NamedTuple):
    """A number of the whole dump, with its name."""

    label: str
    value: str
    kind: str = ""


class RuleRow(NamedTuple):
    """A rule with one severity; `picture` is the path of its sparkline, `peak` its highest bar."""

    rule: str
    severity: str
    summary: list[prose.Piece]
    findings: int
    files: str
    first: str
    last: str
    picture: str
    peak: int


class HiddenRow(NamedTuple):
    """What a suppression or the baseline hides."""

    label: str
    findings: int
    reason: str
    since: str
    until: str
    rules: list[tuple[str, int]]


class Explanation(NamedTuple):
    """A rule in words: its id, summary, and paragraphs."""

    rule: str
    severity: str
    summary: list[prose.Piece]
    paragraphs: list[list[prose.Piece]]


def totals(report: Report, days: tuple[int, int] | None) -> list[Total]:
    """The numbers at the head of the page."""
    summary = report.summary
    hidden = sum(entry.findings for entry in report.hidden)
    return [
        Total("files", f"{summary.files:,}"),
        Total("articles", f"{summary.articles:,}"),
        *(Total(_plural(name), f"{getattr(summary, name):,}", name) for name in reversed(SEVERITIES)),
        *([Total("sites", f"{len(report.series):,}")] if len(report.series) > 1 else []),
        *([Total("known or suppressed", f"{hidden:,}")] if hidden else []),
        *([_dates(*days)] if days else []),
    ]


def _dates(first: int, newest: int) -> Total:
    if first == newest:
        return Total("day of the articles", _day(first))
    return Total("first to newest article", f"{_day(first)} – {_day(newest)}")


def _plural(name: str) -> str:
    return f"{name}s"


def article_days(report: Report) -> tuple[int, int] | None:
    """The days since 1970 of the first and the newest article that a series or a layout is known of."""
    days = [day for series in report.series for day in period_days(series)]
    if not days:
        days = [time // DAY for span in report.layouts for time in (span.first, span.last)]
    return (min(days), max(days)) if days else None


def rule_rows(report: Report, tally: Tally) -> list[RuleRow]:
    """The rules, errors first, then the most frequent."""
    own = sorted(day for row in tally.rules for day in row.days)
    days = article_days(report) or ((own[0], own[-1]) if own else (0, 0))
    return [_rule_row(row, report, days) for row in tally.rules]


def _rule_row(row: RuleTally, report: Report, days: tuple[int, int]) -> RuleRow:
    numbers = sparkline.bars(row.days, *days)
    described = report.rules.get(row.rule)
    return RuleRow(
        rule=row.rule,
        severity=row.severity,
        summary=_line(described.summary) if described else [],
        findings=row.findings,
        files=f"{'≥ ' * row.represents}{row.files:,}" if row.files else "–",
        first=_day(row.first),
        last=_day(row.last),
        picture=sparkline.path(numbers),
        peak=max(numbers),
    )


def hidden_rows(report: Report) -> list[HiddenRow]:
    """What is hidden, the greatest numbers first."""
    ordered = sorted(report.hidden, key=lambda entry: -entry.findings)
    return [*map(_hidden_row, ordered[:MOST_HIDDEN])]


def _hidden_row(entry: HiddenFindings) -> HiddenRow:
    rules = sorted(entry.rules.items(), key=lambda item: (-item[1], item[0]))
    return HiddenRow(
        label=sanitize(entry.label),
        findings=entry.findings,
        reason=sanitize(entry.reason),
        since=_day_of_ms(entry.first),
        until=_day_of_ms(entry.last),
        rules=[(sanitize(rule), number) for rule, number in rules],
    )


def explanations(report: Report) -> list[Explanation]:
    """All rules of the report, by id; the first paragraph of an explanation is its summary."""
    found: list[Explanation] = []
    for rule, described in sorted(report.rules.items()):
        summary, *rest = prose.paragraphs(described.help) or [[]]
        summary = summary or _line(described.summary)
        found.append(Explanation(sanitize(rule), described.severity, summary, rest))
    return found


def _line(text: str) -> list[prose.Piece]:
    return [piece for paragraph in prose.paragraphs(text)[:1] for piece in paragraph]


def crash_lines(report: Report) -> list[tuple[str, str]]:
    """Where newscheck itself failed, and the last line of each traceback."""
    return [
        (
            " ".join(filter(None, (sanitize(crash.path) or "the dump", f"in rule {crash.rule}" * bool(crash.rule)))),
            sanitize(crash.traceback.strip().rpartition("\n")[2]),
        )
        for crash in report.crashes[:MOST_CRASHES]
    ]


def _day(day: int | None) -> str:
    return "" if day is None else format_day(day * DAY)


def _day_of_ms(epoch: int | None) -> str:
    return format_day(epoch) if epoch is not None and YEAR_1 <= epoch < YEAR_10000 else ""
