"""One line per finding, for editors and grep: `path:line:column: severity rule message`.

What the dump as a whole says, and no file of it, stands at the path `.`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.model import Report, Style
from newscheck.text.ansi import SEVERITY, paint
from newscheck.text.wording import safe

SUFFIX = ".txt"


def render(report: Report, style: Style) -> Iterator[str]:
    """Every finding in the order of the report; no summary, no limit."""
    for finding in report.findings:
        place = f"{safe(finding.path) or '.'}:{finding.line}:{finding.column}:"
        severity = paint(finding.severity, SEVERITY[finding.severity], style.color)
        yield f"{place} {severity} {finding.rule} {safe(finding.message)}\n"
