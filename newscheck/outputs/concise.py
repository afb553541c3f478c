"""For editors and grep: `path:line:column: severity rule message`.

A finding of the dump that has no file is reported at the path `.`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.model import Finding, RenderOptions, Report
from newscheck.text.display import DIM, SEVERITY_CODES, paint, sanitize

SUFFIX = ".txt"


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """Every finding in the order of the report, then the known ones if they are shown; no summary, no limit."""
    for finding in report.findings:
        yield _line(finding, paint(finding.severity, SEVERITY_CODES[finding.severity], style.color))
    for finding in report.known:
        yield _line(finding, paint("known", DIM, style.color))


def _line(finding: Finding, severity: str) -> str:
    place = f"{sanitize(finding.path) or '.'}:{finding.line}:{finding.column}:"
    return f"{place} {severity} {finding.rule} {sanitize(finding.message)}\n"
