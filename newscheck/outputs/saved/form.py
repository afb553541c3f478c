"""What a saved report has, as JSON: a name is the key, and keys that are not here are passed over.

Lists of findings stay packed (`outputs.saved.findings`).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Raw, Struct

from newscheck.outputs.saved.bounds import Count, Position, Quantity, Time
from newscheck.outputs.saved.layout_form import SavedChange, SavedLayout

Severity = Literal["error", "warning", "note"]


class SavedTool(Struct, frozen=True):
    """The program that wrote a report."""

    name: Literal["newscheck"]
    version: str = ""


class SavedHeading(Struct, frozen=True):
    """What tells a report from other JSON, which version it is, and whether no rules were run."""

    report_version: Position
    tool: SavedTool
    layouts_only: bool = False


class SavedTotals(Struct, frozen=True):
    """The totals."""

    files: Count
    articles: Count
    error: Count
    warning: Count
    note: Count


class SavedPart(Struct, frozen=True):
    """A file beside the report that has some of its findings."""

    file: str
    findings: Count


class SavedRelated(Struct, frozen=True):
    """A file involved in a finding."""

    path: str
    message: str = ""
    line: Position = 1


class SavedExcerpt(Struct, frozen=True):
    """The place of a finding in the source."""

    text: str
    start: Count
    end: Count


class SavedFinding(Struct, frozen=True):
    """A finding; one that other programs or versions wrote may lack all that has a default."""

    rule: str
    severity: Severity
    path: str
    line: Position
    column: Position
    pointer: str
    message: str
    evidence: str = ""
    fingerprint: str = ""
    related: tuple[SavedRelated, ...] = ()
    excerpt: SavedExcerpt | None = None
    details: tuple[str, ...] = ()
    site: str = ""
    time: Time | None = None
    count: Count = 0
    item: str = ""
    language: str = ""


class SavedField(Struct, frozen=True):
    """A field and the number of articles that have it, by period."""

    field: str
    articles: list[Count]


class SavedSeries(Struct, frozen=True):
    """The series of a site."""

    site: str
    zone: str
    unit: Literal["day", "week", "month"]
    periods: list[Time]
    articles: list[Count]
    expected: list[Quantity | None]
    lengths: list[tuple[Count, Count, Count] | None]
    fields: list[SavedField]
    undated: Count = 0


class SavedExample(Struct, frozen=True):
    """An article that a change names."""

    path: str
    line: Position
    record: dict[str, str | None]
    source: str
    omitted: Count = 0


class SavedHidden(Struct, frozen=True):
    """Findings that are not reported."""

    label: str
    findings: Count
    reason: str = ""
    rules: dict[str, Count] = {}
    first: Time | None = None
    last: Time | None = None


class SavedCrash(Struct, frozen=True):
    """A fault of newscheck itself."""

    path: str
    rule: str
    error: str


class SavedRule(Struct, frozen=True):
    """A rule that has findings."""

    severity: Severity
    summary: str
    help: str
    aliases: tuple[str, ...] = ()


class SavedReport(Struct, frozen=True):
    """A report."""

    tool: SavedTool
    summary: SavedTotals
    findings: list[Raw]
    known: list[Raw] = []
    parts: list[SavedPart] = []
    changes: list[SavedChange] = []
    layouts: list[SavedLayout] = []
    series: list[SavedSeries] = []
    examples: list[SavedExample] = []
    hidden: list[SavedHidden] = []
    crashes: list[SavedCrash] = []
    rules: dict[str, SavedRule] = {}
