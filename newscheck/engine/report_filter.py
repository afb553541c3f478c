"""What of the findings is told: suppressions and the baseline of a project, and how the baseline is kept."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from newscheck import rules
from newscheck.checker import aggregation
from newscheck.engine.files import atomic_write, path_names, regular_file
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.settings.config import Project, load_suppressions, rule_ids
from newscheck.errors import UsageError
from newscheck.model import Crash, Finding, HiddenFindings, Report
from newscheck.text.display import quantity
from newscheck.triage import baseline
from newscheck.triage.baseline import Baseline, BaselineEntry, BaselineFilter
from newscheck.triage.suppressions import SuppressionFilter

_NOTHING: Baseline = {}
#: Known findings that are written down together.
_MANY = 2_000
#: The rule whose findings are told a second time, with numbers, as the changes of a report.
_CHANGE = "layout-change"


class ReportFilter:
    """Suppressions and baseline of a run, made ready; each finding passes once.

    What the baseline hides is in the report apart where it `shows_known`. Raises UsageError where one of them can't be
    read or names what isn't there.
    """

    def __init__(self, project: Project, *, shows_known: bool = False) -> None:
        self.today = today = datetime.fromtimestamp(project.now / 1000, UTC).date()
        self._path = project.baseline
        self._suppression_filter = SuppressionFilter(load_suppressions(project), today)
        self._known = load_baseline(project.baseline) if project.baseline else _NOTHING
        self._baseline_filter = BaselineFilter(self._known, today)
        self._shows_known = shows_known
        self._accepted_changes: set[tuple[str, int | None]] = set()
        selected = rule_ids(project.select) if project.select else frozenset(rules.load())
        self._ran = selected - rule_ids(project.ignore)

    def filter_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are told, in their order."""
        return [*aggregation.collapsed(filter(self._is_reported, aggregation.expanded(findings)))]

    def filter_report(self, report: Report, *, is_whole: bool = True) -> Report:
        """A report without what is accepted; what was hidden, and by what, is said in it.

        Of a report that is not about the whole dump it can't be said what no longer matches. Where newscheck crashes on
        this, it is all of the report, and says so.
        """
        try:
            return self._filtered(report, is_whole)
        except Exception:
            return replace(report, crashes=[*report.crashes, Crash("", "", traceback.format_exc())])

    def _filtered(self, report: Report, is_whole: bool) -> Report:
        # Entries are used up by the old copy of an article, so that the new one is told.
        for twin in aggregation.expanded(report.fingerprint_collisions):
            if not self._suppression_filter.covers(twin):
                self._baseline_filter.count(twin)
        known = FindingsStore()
        findings = FindingsStore.of(self._reported(report.findings, known))
        hidden = self._suppression_filter.hidden()
        if self._baseline_filter.hidden:
            what = f"known: {path_names.display_path(self._path or '')}"
            hidden.append(
                HiddenFindings(what, self._baseline_filter.hidden, rules=dict(self._baseline_filter.hidden_by_rule))
            )
        return replace(
            report,
            summary=replace(report.summary, **findings.counts),
            findings=findings,
            rules={rule: text for rule, text in report.rules.items() if rule in findings.rules},
            changes=[each for each in report.changes if (each.site, each.since) not in self._accepted_changes],
            remarks=[*report.remarks, *self._remarks(is_whole)],
            hidden=hidden,
            known=known,
        )

    def prune_baseline(self) -> None:
        """Write the baseline without what no longer matches. Raises UsageError where that fails."""
        assert self._path
        save_baseline(self._path, self._baseline_filter.shrunk(self._has_run))

    def write_baseline(
        self, path: str, findings: Iterable[Finding], *, until: date | None = None, reason: str = ""
    ) -> int:
        """Write a baseline of some findings, and say how many there are; `until` and `reason` are for new ones.

        What is known of rules that didn't run stays. Raises UsageError where the file is there and no baseline, or
        can't be written.
        """
        known = load_baseline(path) if Path(path).exists() else _NOTHING
        new = BaselineEntry(until=until, reason=reason)
        made = baseline.from_findings(findings, baseline.with_renewed_entries(known, new, self.today), new)
        kept = {rule: own for rule, own in known.items() if not self._has_run(rule)}
        save_baseline(path, {**kept, **made})
        return sum(entry.number for own in made.values() for entry in own.values())

    def _is_reported(self, finding: Finding) -> bool:
        return not self._is_suppressed(finding) and not self._is_known(finding)

    def _is_suppressed(self, finding: Finding) -> bool:
        return self._accepted(finding, self._suppression_filter.hides(finding))

    def _is_known(self, finding: Finding) -> bool:
        return self._accepted(finding, self._baseline_filter.hides(finding))

    def _accepted(self, finding: Finding, is_so: bool) -> bool:
        if is_so and finding.rule == _CHANGE:
            self._accepted_changes.add((finding.site, finding.epoch))
        return is_so

    def _reported(self, findings: Iterable[Finding], known: FindingsStore) -> Iterator[Finding]:
        """The findings that are told, of which each that is only counted passes, too; those that the baseline hides are
        added to `known`, if they are to be shown."""
        return aggregation.collapsed(self._passing(aggregation.expanded(findings), known))

    def _passing(self, findings: Iterable[Finding], known: FindingsStore) -> Iterator[Finding]:
        held: list[Finding] = []
        for finding in findings:
            if self._is_suppressed(finding):
                continue
            if not self._is_known(finding):
                yield finding
            elif self._shows_known:
                held.append(finding)
                if len(held) == _MANY:
                    known.add(aggregation.collapsed(held))
                    held = []
        known.add(aggregation.collapsed(held))

    def _has_run(self, rule: str) -> bool:
        """Whether all is known of what a rule says; a rule that there isn't says nothing."""
        return rule in self._ran or rule not in rules.load()

    def _remarks(self, is_whole: bool) -> list[str]:
        remarks = [
            f"suppression {entry.name!r} is over since {entry.expires}: its findings are told again"
            for entry in self._suppression_filter.expired
        ]
        remarks += [
            f"suppression {entry.name!r} has nothing to hide any more"
            for entry in self._suppression_filter.unused()
            if is_whole and entry.rules & self._ran
        ]
        return remarks + (self._account(is_whole) if self._path else [])

    def _account(self, is_whole: bool) -> list[str]:
        hidden, stale, over = self._baseline_filter.usage(self._has_run)
        parts = [f"{quantity(hidden, 'known finding')} not {'counted' if self._shows_known else 'told'}"]
        if stale and is_whole:
            parts.append(f"{_entries(stale)} no longer {'match' if stale > 1 else 'matches'} (--update-baseline)")
        if over:
            parts.append(f"{_entries(over)} over, whose findings are told again")
        return [f"{path_names.display_path(self._path or '')}: {', '.join(parts)}"]


def load_baseline(path: str) -> Mapping[str, Mapping[str, BaselineEntry]]:
    """The baseline in a file. Raises UsageError where it can't be read or is none."""
    label = f"baseline {path_names.display_path(path)}"
    try:
        return baseline.read(regular_file.required_text(path, label, "utf-8-sig"))
    except ValueError as error:
        raise UsageError(f"{label}: {error}") from None


def save_baseline(path: str, made: Baseline) -> None:
    """Write a baseline whole or not at all. Raises UsageError where that fails."""
    atomic_write.write(path, baseline.write(made))


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
