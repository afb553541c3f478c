"""For GitLab: Code Quality report; 100,000 issues at most.

A subset of Code Climate's issues (https://docs.gitlab.com/ci/testing/code_quality/): an array of issues with
description, check name, fingerprint, severity (error is `major`, warning `minor`, note `info`), path and line. GitLab
distinguishes issues by their fingerprints alone, so equal ones get a number. It requires a file for each issue: a
finding of the dump is reported at its first related file or, if it has none, at `.`.

GitLab takes artifacts of 100 MB by default (https://docs.gitlab.com/administration/instance_limits/), some 400,000
issues. Of more than 100,000 findings, the worst are reported one by one, and the rest by rule and folder: one issue at
the first omitted file, with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from newscheck.model import Finding, RenderOptions, Report
from newscheck.outputs.json import array, encode
from newscheck.text.display import sanitize
from newscheck.triage.file_locations import location_of
from newscheck.triage.truncation import OmittedGroup, TruncatedFindings

SUFFIX = ".json"
SEVERITY = {"error": "major", "warning": "minor", "note": "info"}
#: The most issues of a report, and how many of them may represent groups.
MAX_ISSUES, _MAX_GROUPS = 100_000, 1_000


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """The array, an issue a line, in the order of the report; omitted groups at the end."""
    findings = TruncatedFindings(report.findings, MAX_ISSUES, _MAX_GROUPS)
    yield from array(map(encode, chain(_issues(findings), map(_group_issue, findings.groups()))))
    yield "\n"


def _issues(findings: TruncatedFindings) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in findings.kept():
        earlier = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        fingerprint = f"{finding.fingerprint}-{earlier}" if earlier else finding.fingerprint
        yield _issue(finding, f"{sanitize(finding.message)} ({finding.rule})", fingerprint)


def _group_issue(group: OmittedGroup) -> dict[str, Any]:
    return _issue(group.first, sanitize(group.message), sanitize(group.identity))


def _issue(finding: Finding, description: str, fingerprint: str) -> dict[str, Any]:
    place = location_of(finding)
    return {
        "description": description,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITY[finding.severity],
        "location": {"path": sanitize(place.path) or ".", "lines": {"begin": place.line}},
    }
