"""The tables of a page: totals, rules, and what is hidden."""

from __future__ import annotations

from itertools import starmap
from typing import NamedTuple

from newscheck.model import MOST_SERIES, SEVERITIES, Crash, HiddenFindings, Report, RuleDescription
from newscheck.outputs.page import prose, sparkline
from newscheck.outputs.page.cutting import cut, fitting
from newscheck.outputs.page.site_days import period_days
from newscheck.outputs.page.tally import RuleTally, Tally
from newscheck.text.timestamps import DAY, YEAR_1, YEAR_10000, format_day

#: The most crashes and reasons in their lists.
MOST_CRASHES, MOST_HIDDEN = 20, 200
#: Bytes of the rules, what is hidden, the explanations, and the crashes.
_RULES, _HIDDEN, _EXPLAINED, _CRASHES = 60_000, 30_000, 90_000, 8_000
#: Characters of a name, of a rule, of a reason, of a paragraph; rules of what is hidden.
_NAME, _RULE, _REASON, _PARAGRAPH, _HIDDEN_RULES = 200, 100, 300, 4_000, 12


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
    outside: int


class HiddenRow(NamedTuple):
    """What a suppression or the baseline hides."""

    label: str
    findings: int
    reason: str
    since: str
    until: str
    rules: list[tuple[str, int]]
    more: int


class Explanation(NamedTuple):
    """A rule in words: its id, summary, and paragraphs."""

    rule: str
    severity: str
    summary: list[prose.Piece]
    paragraphs: list[list[prose.Piece]]


def totals(report: Report, days: tuple[int, int] | None, sites: int) -> list[Total]:
    """The numbers at the head of the page; `sites` are known, and there are more where nothing is known of some."""
    summary = report.summary
    hidden = sum(entry.findings for entry in report.hidden)
    return [
        Total("files", f"{summary.files:,}"),
        Total("articles", f"{summary.articles:,}"),
        *(Total(_plural(name), f"{getattr(summary, name):,}", name) for name in reversed(SEVERITIES)),
        *([Total("sites", f"{sites:,}{'+' * has_more_sites(report)}")] if sites > 1 else []),
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


def known_sites(report: Report, tally: Tally) -> set[str]:
    """The sites of which a report tells anything."""
    found = (site for site in tally.site_totals if site)
    return {*(own.site for own in report.series), *found, *(span.site for span in report.layouts)}


def has_more_sites(report: Report) -> bool:
    """Whether there may be sites of which nothing is known: very many have no series."""
    articles = sum(sum(own.articles) + own.undated for own in report.series)
    return len(report.series) >= MOST_SERIES and articles < report.summary.articles


def rule_rows(report: Report, tally: Tally) -> list[RuleRow]:
    """The rules, errors first, then the most frequent."""
    own = sorted(day for row in tally.rules for day in row.days)
    days = article_days(report) or ((own[0], own[-1]) if own else (0, 0))
    return [*fitting((_rule_row(row, report, days) for row in tally.rules), _RULES)]


def _rule_row(row: RuleTally, report: Report, days: tuple[int, int]) -> RuleRow:
    numbers = sparkline.bars(row.days, *days)
    outside = sum(row.days.values()) - sum(numbers)
    described = report.rules.get(row.rule)
    return RuleRow(
        rule=cut(row.rule, _RULE),
        severity=row.severity,
        summary=_line(described.summary) if described else [],
        findings=row.findings,
        files=f"{'≥ ' * row.represents}{row.files:,}" if row.files else "–",
        first=_day(row.first),
        last=_day(row.last),
        picture=sparkline.path(numbers),
        peak=max(numbers),
        outside=outside,
    )


def hidden_rows(report: Report) -> list[HiddenRow]:
    """What is hidden, the greatest numbers first."""
    ordered = sorted(report.hidden, key=lambda entry: -entry.findings)
    return [*fitting(map(_hidden_row, ordered[:MOST_HIDDEN]), _HIDDEN)]


def _hidden_row(entry: HiddenFindings) -> HiddenRow:
    rules = sorted(entry.rules.items(), key=lambda item: (-item[1], item[0]))
    return HiddenRow(
        label=cut(entry.label, _NAME),
        findings=entry.findings,
        reason=cut(entry.reason, _REASON),
        since=_day_of_ms(entry.first),
        until=_day_of_ms(entry.last),
        rules=[(cut(rule, _RULE), number) for rule, number in rules[:_HIDDEN_RULES]],
        more=max(0, len(rules) - _HIDDEN_RULES),
    )


def explanations(report: Report) -> list[Explanation]:
    """The rules of the report, by id; the first paragraph of an explanation is its summary."""
    return [*fitting(starmap(_explanation, sorted(report.rules.items())), _EXPLAINED)]


def _explanation(rule: str, described: RuleDescription) -> Explanation:
    summary, *rest = prose.paragraphs(_shortened(described.help, _PARAGRAPH)) or [[]]
    return Explanation(cut(rule, _RULE), described.severity, summary or _line(described.summary), rest)


def _line(text: str) -> list[prose.Piece]:
    return [piece for paragraph in prose.paragraphs(_shortened(text, _REASON))[:1] for piece in paragraph]


def _shortened(text: str, most: int) -> str:
    """A text of several lines, its end left out where it is too long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def crash_lines(report: Report) -> list[tuple[str, str]]:
    """Where newscheck itself failed, and the last line of each traceback."""
    return [*fitting(map(_crash_line, report.crashes[:MOST_CRASHES]), _CRASHES)]


def _crash_line(crash: Crash) -> tuple[str, str]:
    rule = f"in rule {cut(crash.rule, _RULE)}" * bool(crash.rule)
    where = " ".join(filter(None, (cut(crash.path, _REASON) or "the dump", rule)))
    return where, cut(crash.traceback.strip().rpartition("\n")[2], _REASON)


def _day(day: int | None) -> str:
    return "" if day is None else format_day(day * DAY)


def _day_of_ms(epoch: int | None) -> str:
    return format_day(epoch) if epoch is not None and YEAR_1 <= epoch < YEAR_10000 else ""
