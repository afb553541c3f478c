"""For GitHub Actions: annotations, 10 of each severity; all rules in the step summary.

Workflow commands. GitHub shows 10 errors, 10 warnings and 10 notices of a step and silently drops the rest, so no more
are printed: one finding of each rule before a second of any. The last line of the log has the number of omitted ones.
Text is escaped as the runner's own library does it (`%`, CR, LF; in properties `:` and `,` as well,
https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).

The command line also appends the `markdown` output, which has all rules, to the file that `$GITHUB_STEP_SUMMARY` names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from newscheck.model import SEVERITIES, Finding, RenderOptions, Report
from newscheck.text.display import quantity, sanitize
from newscheck.triage.file_locations import location_of

SUFFIX = ".txt"
COMMAND = {"error": "error", "warning": "warning", "note": "notice"}
#: The most annotations of one severity in a step, https://github.com/orgs/community/discussions/26680#discussioncomment-3252835.
MAX_ANNOTATIONS = 10
#: The most related files that an annotation names.
_MAX_RELATED = 4


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """Commands, errors first, and a line with the number of omitted findings."""
    omitted = []
    for severity in reversed(SEVERITIES):
        shown = _first_of_each(report.findings, severity)
        yield from map(_command, shown)
        if more := getattr(report.summary, severity) - sum(finding.number for finding in shown):
            omitted.append(quantity(more, severity))
    if omitted:
        yield f"newscheck: {', '.join(omitted)} more than GitHub shows of a step\n"


def _first_of_each(findings: Iterable[Finding], severity: str) -> list[Finding]:
    """At most `MAX_ANNOTATIONS` findings: the first of each rule, then the second of each."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, Finding]] = []
    for finding in findings:
        if finding.severity == severity and seen[finding.rule] < MAX_ANNOTATIONS:
            ranked.append((seen[finding.rule], finding))
            seen[finding.rule] += 1
    return [finding for _, finding in sorted(ranked, key=lambda item: item[0])[:MAX_ANNOTATIONS]]


def _command(finding: Finding) -> str:
    place = location_of(finding)
    properties = {"title": finding.rule}
    if place.path:
        properties |= {"file": sanitize(place.path), "line": str(place.line), "col": str(place.column)}
    lines = [sanitize(finding.message), *map(sanitize, finding.details)]
    lines += [f"in {sanitize(related.path)}" for related in finding.related[:_MAX_RELATED]]
    if (more := len(finding.related) - _MAX_RELATED) > 0:
        lines.append(f"and {quantity(more, 'more file')}")
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMAND[finding.severity]} {shown}::{_data(chr(10).join(lines))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
