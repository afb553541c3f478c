"""For programs: a finding a line, as in `json`.

JSON Lines with the keys of the JSON report.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.model import RenderOptions, Report
from newscheck.outputs.json import encode, finding_dict

SUFFIX = ".jsonl"


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """Every finding in the order of the report; nothing where there is none."""
    for finding in report.findings:
        yield encode(finding_dict(finding)) + "\n"
