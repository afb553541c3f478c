"""Which findings are reported: suppressions and the baseline of a project, and how the baseline is written."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from newscheck.checker import aggregation
from newscheck.engine.files import path_names, regular_file
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.session import Session
from newscheck.errors import UsageError
from newscheck.model import Crash, Finding, HiddenFindings, Report
from newscheck.text.display import quantity
from newscheck.triage import baseline
from newscheck.triage.baseline import Baseline, BaselineEntry, BaselineFilter
from newscheck.triage.suppressions import SuppressionFilter

_EMPTY: Baseline = {}
#: Known findings that are stored together.
_MANY = 2_000
#: The rule whose findings a report has a second time, with figures, as its changes.
_CHANGE = "layout-change"


class ReportFilter:
    """The suppressions and the baseline of a run; each finding must be filtered once only.

    Where it `shows_known`, a report lists the findings that the baseline hides separately. `known` is the baseline, if
    it has been read. Raises UsageError where a file can't be read, or a suppression names an unknown rule.
    """

    def __init__(self, session: Session, *, shows_known: bool = False, known: Baseline | None = None) -> None:
        self._today = today = session.today
        self._path = session.project.baseline
        self._suppression_filter = SuppressionFilter(session.suppressions, today)
        if known is None:
            known = load_baseline(self._path) if self._path else _EMPTY
        self._baseline_filter = BaselineFilter(known, today)
        self._is_empty = not (session.suppressions or self._path)
        self._shows_known = shows_known
        self._accepted_changes: set[tuple[str, int | None]] = set()
        self._active = session.active_rule_ids
        # The findings of a rule that is left out are unknown; a rule that doesn't exist has none.
        self._inactive = session.project.known_rules.keys() - self._active
        self._is_missing_rules = session.project.is_missing_rules

    def filter_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are reported, in their order."""
        return [*self._reported(findings, FindingsStore())]

    def filter_report(self, report: Report, *, is_whole: bool = True) -> Report:
        """A report without hidden findings; it counts them by suppression and baseline.

        Entries that no longer match are reported only where the report `is_whole`: about the whole dump. A crash here
        returns the report unfiltered, with the crash.
        """
        try:
            return report if self._is_empty else self._filtered(report, is_whole)
        except Exception:
            return replace(report, crashes=[*report.crashes, Crash("", "", traceback.format_exc())])

    def _filtered(self, report: Report, is_whole: bool) -> Report:
        # The old copy of an article uses up the entry, so that the new one is reported.
        for collision in aggregation.expanded(report.fingerprint_collisions):
            if not self._suppression_filter.covers(collision):
                self._baseline_filter.count(collision)
        known = FindingsStore()
        findings = FindingsStore.of(self._reported(report.findings, known))
        hidden = self._suppression_filter.hidden()
        if (tally := self._baseline_filter.tally).total:
            label = f"known: {path_names.display_path(self._path or '')}"
            by_rule = dict(tally.by_rule)
            hidden.append(HiddenFindings(label, tally.total, rules=by_rule, first=tally.first, last=tally.last))
        return replace(
            report,
            summary=replace(report.summary, **findings.counts),
            findings=findings,
            rules={rule: text for rule, text in report.rules.items() if rule in findings.rules},
            changes=[change for change in report.changes if (change.site, change.since) not in self._accepted_changes],
            remarks=[*report.remarks, *self._remarks(is_whole)],
            hidden=hidden,
            known=known,
        )

    def prune_baseline(self) -> None:
        """Write the baseline without entries that no longer match. Raises UsageError where that fails."""
        assert self._path
        save_baseline(self._path, self._baseline_filter.shrunk(self._has_run))

    def write_baseline(
        self, path: str, findings: Iterable[Finding], *, until: date | None = None, reason: str = ""
    ) -> int:
        """Write a baseline of some findings and return their number; `until` and `reason` are for new entries.

        The entries of rules that didn't run stay. Raises UsageError where the file is there and no baseline, or
        can't be written.
        """
        known = load_baseline(path) if Path(path).exists() else _EMPTY
        new = BaselineEntry(until=until, reason=reason)
        written = baseline.from_findings(findings, baseline.with_renewed_entries(known, new, self._today), new)
        kept = {rule: entries for rule, entries in known.items() if not self._has_run(rule)}
        save_baseline(path, {**kept, **written})
        return sum(entry.number for entries in written.values() for entry in entries.values())

    def _note_change(self, finding: Finding, is_hidden: bool) -> bool:
        """`is_hidden`; a hidden layout change is left out of the changes of the report, too."""
        if is_hidden and finding.rule == _CHANGE:
            self._accepted_changes.add((finding.site, finding.epoch))
        return is_hidden

    def _reported(self, findings: Iterable[Finding], known: FindingsStore) -> Iterator[Finding]:
        """The findings that are reported; those that the baseline hides are added to `known` where they are shown.

        Aggregated findings are filtered one by one.
        """
        return aggregation.collapsed(self._passing(aggregation.expanded(findings), known))

    def _passing(self, findings: Iterable[Finding], known: FindingsStore) -> Iterator[Finding]:
        held: list[Finding] = []
        for finding in findings:
            if self._note_change(finding, self._suppression_filter.hides(finding)):
                continue
            if not self._note_change(finding, self._baseline_filter.hides(finding)):
                yield finding
            elif self._shows_known:
                held.append(finding)
                if len(held) == _MANY:
                    known.add(aggregation.collapsed(held))
                    held = []
        known.add(aggregation.collapsed(held))

    def _has_run(self, rule: str) -> bool:
        """Whether the run has all findings of a rule; a rule that doesn't exist has none."""
        return rule in self._active or not (rule in self._inactive or self._is_missing_rules)

    def _remarks(self, is_whole: bool) -> list[str]:
        remarks = [
            f"suppression {entry.name!r} expired on {entry.expires}: its findings are reported again"
            for entry in self._suppression_filter.expired
        ]
        remarks += [
            f"suppression {entry.name!r} no longer matches any finding"
            for entry in self._suppression_filter.unused()
            if is_whole and entry.rules & self._active
        ]
        return remarks + (self._baseline_remark(is_whole) if self._path else [])

    def _baseline_remark(self, is_whole: bool) -> list[str]:
        hidden, stale, expired = self._baseline_filter.usage(self._has_run)
        parts = [f"{quantity(hidden, 'known finding')} not {'counted' if self._shows_known else 'reported'}"]
        if stale and is_whole:
            parts.append(f"{_entries(stale)} no longer {'match' if stale > 1 else 'matches'} (--update-baseline)")
        if expired:
            parts.append(f"{_entries(expired)} expired, whose findings are reported again")
        return [f"{path_names.display_path(self._path or '')}: {', '.join(parts)}"]


def load_baseline(path: str) -> Mapping[str, Mapping[str, BaselineEntry]]:
    """The baseline in a file. Raises UsageError where it can't be read or is none."""
    label = f"baseline {path_names.display_path(path)}"
    try:
        return baseline.read(regular_file.required_text(path, label, "utf-8-sig"))
    except ValueError as error:
        raise UsageError(f"{label}: {error}") from None


def save_baseline(path: str, entries: Baseline) -> None:
    """Write a baseline whole or not at all. Raises UsageError where that fails."""
    from newscheck.engine.files import atomic_write  # few runs write a baseline

    atomic_write.write(path, baseline.write(entries))


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
