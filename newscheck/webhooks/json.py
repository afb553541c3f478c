"""Any other program: the summary of the run as JSON (`newscheck schema notification`)."""

from __future__ import annotations

from typing import Any

from newscheck.model import Finding, LayoutChange, RelatedLocation
from newscheck.text.timestamps import format_iso
from newscheck.triage.file_locations import location_of
from newscheck.triage.notification import Notification, quoted, shown_paths, title
from newscheck.triage.statistics import RuleStatistics

HOSTS: tuple[str, ...] = ()
VERSION = 1
#: The most features of a layout change, and examples on either side of it.
_FEATURES, _EXAMPLES = 8, 2


def payload(told: Notification) -> dict[str, Any]:
    """The summary, with a fixed order of members."""
    totals = told.summary
    return {
        "notification_version": VERSION,
        "tool": {"name": "newscheck", "version": told.version},
        "text": title(told),
        "command": told.place.command,
        "project": quoted(told.place.project),
        "paths": shown_paths(told.place),
        "exit_code": told.exit_code,
        "status": told.status,
        "is_recovered": told.is_recovered,
        "problem": quoted(told.problem) or None,
        "summary": {name: getattr(totals, name) for name in totals.__struct_fields__},
        "rules": [*map(_rule, told.rules)],
        "rule_count": told.rule_count,
        "findings": [*map(_finding, told.findings)],
        "changes": [*map(_change, told.changes)],
        "change_count": told.change_count,
    }


def _rule(row: RuleStatistics) -> dict[str, Any]:
    return {"rule": row.rule, "severity": row.severity, "findings": row.findings, "files": row.files}


def _finding(finding: Finding) -> dict[str, Any]:
    location = location_of(finding)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "site": quoted(finding.site),
        "path": quoted(location.path, keeps_end=True),
        "line": location.line,
        "column": location.column,
        "message": quoted(finding.message),
        "fingerprint": finding.fingerprint,
    }


def _change(change: LayoutChange) -> dict[str, Any]:
    return {
        "site": quoted(change.site),
        "since": format_iso(change.since),
        "what": quoted(change.what),
        "harm": change.harm,
        "features": [
            {"feature": quoted(name), "before": before, "after": after}
            for name, before, after in change.features[:_FEATURES]
        ],
        "examples": {"before": _examples(change.examples_before), "after": _examples(change.examples_after)},
    }


def _examples(examples: list[RelatedLocation]) -> list[str]:
    return [quoted(example.path, keeps_end=True) for example in examples[:_EXAMPLES]]
