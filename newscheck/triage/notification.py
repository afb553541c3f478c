"""What a webhook is told of a run: totals, rules, the first findings, layout changes; and whether it is news.

All of it is cut to a size that does not depend on the dump, and is safe to display.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

from msgspec import Struct

from newscheck.model import SEVERITIES, Finding, LayoutChange, Report, Totals
from newscheck.text.display import joined, quantity, sanitize
from newscheck.text.timestamps import format_utc
from newscheck.triage.file_locations import location_of
from newscheck.triage.statistics import WORST_FIRST, RuleStatistics, failing, rule_statistics, worst_first

#: The most rules, findings, layout changes and paths.
_RULES, _FINDINGS, _CHANGES, _PATHS = 20, 10, 5, 5
#: The most characters of a quoted text, and of a title.
_MAX_QUOTED, _MAX_TITLE = 200, 400
#: More pairs of a rule and a site than these are told apart by their rules only.
_MAX_PAIRS = 10_000
#: Each layout change of a site is one of its own.
_BY_EVIDENCE = "layout-change"


class Outcome(Struct, frozen=True):
    """How a run ended: its exit code, and what made it fail: each rule with a site (`failures`)."""

    exit_code: int
    failed: frozenset[str] = frozenset()


class RunPlace(Struct, frozen=True):
    """Which run it is: the command, the name of the folder where it was started, the paths that it was given."""

    command: str
    project: str
    paths: tuple[str, ...]


class Notification(Struct, frozen=True):
    """What a webhook is told of a run. `rules`, `findings` and `changes` are the first of `rule_count`, of
    `summary` and of `change_count`, the worst first; `problem` is why there is no report. It `is_recovered` where the
    last run that was told had failed, and this one has not."""

    version: str
    place: RunPlace
    exit_code: int
    is_recovered: bool = False
    problem: str = ""
    summary: Totals = Totals()
    rules: tuple[RuleStatistics, ...] = ()
    findings: tuple[Finding, ...] = ()
    changes: tuple[LayoutChange, ...] = ()
    rule_count: int = 0
    change_count: int = 0

    @property
    def status(self) -> str:
        """`passed`, `failed` or `incomplete`."""
        return ("passed", "failed")[self.exit_code] if self.exit_code in (0, 1) else "incomplete"


def of_report(report: Report, place: RunPlace, exit_code: int, *, is_recovered: bool = False) -> Notification:
    """What is told of a run with a report."""
    rules = worst_first(rule_statistics(report.findings))
    return Notification(
        report.version,
        place,
        exit_code,
        is_recovered,
        summary=report.summary,
        rules=tuple(rules[:_RULES]),
        findings=tuple(_worst(report.findings)),
        changes=tuple(report.changes[:_CHANGES]),
        rule_count=len(rules),
        change_count=len(report.changes),
    )


def _worst(findings: Iterable[Finding]) -> list[Finding]:
    # The order of a report stays within a severity: nsmallest is stable.
    return heapq.nsmallest(_FINDINGS, findings, key=lambda finding: WORST_FIRST[finding.severity])


def outcome(report: Report, exit_code: int, fail_on: str) -> Outcome:
    """How a run with a report ended."""
    pairs: set[str] = set()
    for finding in failing(report.findings, fail_on):
        site = finding.evidence if finding.rule == _BY_EVIDENCE else finding.site
        pairs.add(f"{finding.rule} {site}" if len(pairs) < _MAX_PAIRS else finding.rule)
    return Outcome(exit_code, frozenset(pairs))


def has_changed(now: Outcome, last: Outcome | None) -> bool:
    """Whether an outcome is news after the last one: the exit code is another, or a rule fails that did not. Without a
    last one, a failure is."""
    if last is None:
        return now.exit_code != 0
    return now.exit_code != last.exit_code or bool(now.failed - last.failed)


# --- in words


def title(told: Notification) -> str:
    """One line: how the run ended, and which run it is."""
    return f"newscheck {told.place.command} {_cut(_ending(told) + _where(told.place), _MAX_TITLE)}"


def _ending(told: Notification) -> str:
    if told.problem:
        return f"did not finish: {quoted(told.problem)}"
    passed = "passes again" if told.is_recovered else "passed"
    verb = {"passed": passed, "failed": "failed", "incomplete": "ended with an error"}[told.status]
    counts = [
        quantity(number, severity) for severity in reversed(SEVERITIES) if (number := getattr(told.summary, severity))
    ]
    return f"{verb}: {', '.join(counts) or 'no findings'} in {quantity(told.summary.files, 'file')}"


def lines(told: Notification) -> Iterator[str]:
    """A line for each rule, and one for each layout change."""
    for row in told.rules:
        at = location_of(row.first)
        where = f"{quoted(at.path, keeps_end=True)} line {at.line:,}: " if at.path else ""
        number = quantity(row.findings, "finding") + (f" in {row.files:,} files" if row.files > 1 else "")
        yield f"{row.severity} {row.rule}, {number}. {where}{quoted(row.first.message)}"
    if more := told.rule_count - len(told.rules):
        yield f"… and {quantity(more, 'more rule')}"
    for change in told.changes:
        lost = f"lost: {', '.join(change.harm)}; " if change.harm else ""
        yield f"{quoted(change.site)}: the layout changed, {format_utc(change.since)}: {lost}{quoted(change.what)}"
    if more := told.change_count - len(told.changes):
        yield f"… and {quantity(more, 'more layout change')}"


def fitting(text: Iterable[str], limit: int) -> str:
    """As many whole lines as fit into `limit` UTF-16 code units, as services count; the last says that some don't."""
    kept: list[str] = []
    rest = list(text)
    note = "\n… and more"
    size = len(note)
    while rest and size + units(rest[0]) + 1 <= limit:
        size += units(rest[0]) + 1
        kept.append(rest.pop(0))
    return "\n".join(kept) + (note if rest else "")


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def quoted(text: str, *, keeps_end: bool = False) -> str:
    """A text of a dump in one line, safe to display; one that is too long loses its end or, if it `keeps_end`, its
    beginning."""
    if keeps_end:
        shown = sanitize(text[-_MAX_QUOTED:])
        return shown if len(text) <= _MAX_QUOTED >= len(shown) else "…" + shown[1 - _MAX_QUOTED :]
    return _cut(sanitize(text[: _MAX_QUOTED + 1]), _MAX_QUOTED)


def shown_paths(place: RunPlace) -> list[str]:
    """The first paths of a run, safe to display."""
    return [quoted(path, keeps_end=True) for path in place.paths[:_PATHS]]


def _where(place: RunPlace) -> str:
    paths = [path for path in shown_paths(place) if path != "."]
    more = len(place.paths) - _PATHS
    named = joined([*paths, *([f"{more} more"] if more > 0 else [])])
    where = ": ".join(filter(None, (quoted(place.project), named)))
    return f" ({where})" if where else ""


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
