"""What a saved report has, as JSON: a name is the key, and keys that are not here are passed over.

Everything is bounded by what a report can hold, so that no number or time of a file from elsewhere is too great for
what is computed of it later. Lists of findings stay packed (`outputs.saved.findings`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Raw, Struct

#: What JavaScript counts exactly; a file has no line beyond it.
_GREATEST = 1 << 53
Count = Annotated[int, Meta(ge=0, le=_GREATEST)]
Position = Annotated[int, Meta(ge=1, le=_GREATEST)]
Share = Annotated[float, Meta(ge=0, le=1)]
Quantity = Annotated[float, Meta(ge=0, le=_GREATEST)]
Time = Annotated[datetime, Meta(tz=True)]
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


class SavedFeature(Struct, frozen=True):
    """A feature of the markup and its shares."""

    feature: str
    before: Share
    after: Share


class SavedExamples(Struct, frozen=True):
    """The files that show a change, as `path` or `path:line`."""

    before: list[str] = []
    after: list[str] = []


class SavedSkeletons(Struct, frozen=True):
    """The skeletons on either side of a change."""

    before: str = ""
    after: str = ""


class SavedChange(Struct, frozen=True):
    """A layout change."""

    site: str
    since: Time
    what: str
    articles_before: Count
    articles_after: Count
    last_before: Time | None = None
    until: Time | None = None
    completed: Time | None = None
    features: list[SavedFeature] = []
    harm: list[str] = []
    examples: SavedExamples = SavedExamples()
    skeletons: SavedSkeletons = SavedSkeletons()
    verdict: str | None = None
    within: str | None = None
    agreed: bool = True


class SavedSection(Struct, frozen=True):
    """A section of a site and a template's share of it."""

    section: str
    share: Share


class SavedTemplate(Struct, frozen=True):
    """A template of a layout."""

    id: str
    name: str
    articles: Count
    share: Share
    first: Time
    last: Time
    example: str
    counts: list[Count]
    present: list[str] = []
    absent: list[str] = []
    sections: list[SavedSection] = []
    example_line: Position = 1
    is_new: bool = False
    is_gone: bool = False


class SavedPair(Struct, frozen=True):
    """Two templates that come side by side."""

    templates: tuple[str, str]
    at_random: bool


class SavedLayout(Struct, frozen=True):
    """A layout."""

    site: str
    layout: str
    skeleton: str
    first: Time
    last: Time
    articles: Count
    share: Share = 1.0
    example: str = ""
    templates: list[SavedTemplate] = []
    periods: list[Time] = []
    side_by_side: list[SavedPair] = []


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
