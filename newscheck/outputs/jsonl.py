"""JSON Lines, for programs: one finding per line with the keys of the JSON report, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.model import Report, Style
from newscheck.outputs.json import encode, plain

SUFFIX = ".jsonl"


def render(report: Report, style: Style) -> Iterator[str]:
    """Every finding in the order of the report; an empty text where there is none."""
    for finding in report.findings:
        yield encode(plain(finding)) + "\n"
