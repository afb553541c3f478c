"""GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/, a subset of Code Climate's issues).

An array of issues with description, check name, fingerprint, severity (error is `major`, warning `minor`, note `info`),
path and line. GitLab tells issues apart by their fingerprints alone: equal ones get a number. It wants a file for each
issue: a finding of the dump stands at the first file that takes part, and where there is none, at `.`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newscheck.anchors import anchor
from newscheck.model import Report, Style
from newscheck.outputs.json import encode
from newscheck.wording import safe

SUFFIX = ".json"
SEVERITY = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """The array, an issue a line, in the order of the report."""
    seen: Counter[str] = Counter()
    before = "[\n"
    for finding in report.findings:
        place, earlier = anchor(finding), seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        issue = {
            "description": f"{safe(finding.message)} ({finding.rule})",
            "check_name": finding.rule,
            "fingerprint": f"{finding.fingerprint}-{earlier}" if earlier else finding.fingerprint,
            "severity": SEVERITY[finding.severity],
            "location": {"path": safe(place.path) or ".", "lines": {"begin": place.line}},
        }
        yield before + encode(issue)
        before = ",\n"
    yield "\n]\n" if report.findings else "[]\n"
