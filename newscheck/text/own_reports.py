"""Reports of newscheck, told by all that is in them: what may hold an article besides never passes for one.

A dump is somebody else's text. A beginning is easily copied, so that no file is left out for its beginning alone: all
of it has the form that the outputs `json` and `jsonl` write, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.json import Decoder

from newscheck.text import report_beginnings
from newscheck.text.report_encoding import utf8


class _Form(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An object with these members and no others."""


class _Tool(_Form, frozen=True):
    name: Literal["newscheck"]
    version: str


class _Totals(_Form, frozen=True):
    files: int
    articles: int
    error: int
    warning: int
    note: int


class _Related(_Form, frozen=True):
    path: str
    line: int
    message: str


class _Excerpt(_Form, frozen=True):
    text: str
    start: int
    end: int


class Finding(_Form, frozen=True):
    """A finding as JSON has it."""

    rule: str
    severity: Literal["error", "warning", "note"]
    path: str
    line: int
    column: int
    pointer: str
    message: str
    evidence: str
    fingerprint: str
    related: list[_Related]
    item: str = ""
    language: str = ""
    site: str = ""
    time: str = ""
    count: int = 0
    details: list[str] = []
    excerpt: _Excerpt | None = None


class _Change(_Form, frozen=True):
    site: str
    since: str
    last_before: str
    what: str
    features: list[dict[Literal["feature", "before", "after"], str | float]]
    articles_before: int
    articles_after: int
    harm: list[str]
    examples: dict[Literal["before", "after"], list[str]]
    skeletons: dict[Literal["before", "after"], str] = {}
    until: str | None = None
    completed: str | None = None
    verdict: str | None = None
    within: str | None = None
    agreed: bool = False


class _Template(_Form, frozen=True):
    id: str
    name: str
    present: list[str]
    absent: list[str]
    articles: int
    share: float
    first: str
    last: str
    example: str
    counts: list[int]
    sections: list[dict[Literal["section", "share"], str | float]]
    example_line: int = 1
    is_new: bool = False
    is_gone: bool = False


class _Layout(_Form, frozen=True):
    site: str
    layout: str
    skeleton: str
    first: str
    last: str
    articles: int
    share: float = 0
    example: str = ""
    templates: list[_Template] = []
    periods: list[str] = []
    side_by_side: list[dict[Literal["templates", "at_random"], list[str] | bool]] = []


class _Series(_Form, frozen=True):
    site: str
    zone: str
    unit: str
    periods: list[str]
    articles: list[int]
    expected: list[float | None]
    lengths: list[tuple[int, int, int] | None]
    fields: list[dict[Literal["field", "articles"], str | list[int]]]
    undated: int = 0


class _Example(_Form, frozen=True):
    path: str
    line: int
    record: dict[str, str | None]
    source: str
    omitted: int = 0


class _Hidden(_Form, frozen=True):
    label: str
    findings: int
    reason: str = ""
    rules: dict[str, int] = {}
    first: str | None = None
    last: str | None = None


class _Report(_Form, frozen=True):
    report_version: int
    tool: _Tool
    summary: _Totals
    findings: list[Finding]
    changes: list[_Change]
    layouts: list[_Layout]
    rules: dict[str, dict[Literal["severity", "summary", "help", "aliases"], str | list[str]]]
    layouts_only: bool = False
    parts: list[dict[Literal["file", "findings"], str | int]] = []
    known: list[Finding] = []
    series: list[_Series] = []
    examples: list[_Example] = []
    hidden: list[_Hidden] = []
    crashes: list[dict[Literal["path", "rule", "error"], str]] = []


_report, _finding = Decoder(_Report), Decoder(Finding)


def is_one(data: bytes) -> bool:
    """Whether a file is a report as JSON, or the findings of one in lines, and holds nothing else."""
    try:
        if report_beginnings.begins_json(data):
            _report.decode(utf8(data))
            return True
        return report_beginnings.begins_findings(data) and all(map(_finding.decode, utf8(data).splitlines()))
    except (ValueError, RecursionError):
        return False


def are_findings(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether rows of a table are findings, and nothing else."""
    try:
        return all(
            msgspec.convert({name: value for name, value in row.items() if value is not None}, Finding) for row in rows
        )
    except ValueError:
        return False
