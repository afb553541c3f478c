"""What a run comes to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct, field

from newscheck.model.change import LayoutChange, LayoutSpan
from newscheck.model.dump import ArticleFeatures, ArticleSummary
from newscheck.model.finding import Finding
from newscheck.model.rule import RuleDescription


class FileSelection(Struct, frozen=True):
    """The files of a dump that a report is about, by their paths in it; `description` say which they are, `remarks` how
    it is known.
    """

    paths: frozenset[str]
    description: str
    remarks: tuple[str, ...] = ()


class Crash(Struct, frozen=True):
    """A fault of newscheck itself: what it was doing, and the traceback."""

    path: str
    rule: str
    traceback: str


class FileResult(Struct, frozen=True):
    """All that one file says. `latest_epoch` is the greatest epoch in it: after that time, the clock changes nothing.

    It `is_complete` unless the check was cut short; another time, it may not be.
    """

    findings: list[Finding] = []
    summaries: list[ArticleSummary] = []
    crashes: list[Crash] = []
    latest_epoch: int = 0
    features: list[ArticleFeatures] = []
    feature_names: Mapping[int, str] = {}
    is_complete: bool = True


class Totals(Struct, frozen=True):
    """The totals of a report."""

    files: int = 0
    articles: int = 0
    error: int = 0
    warning: int = 0
    note: int = 0


class HiddenFindings(Struct, frozen=True):
    """How many findings a suppression or the baseline has hidden, and why that is right; of the baseline's also how
    many of each rule."""

    label: str
    findings: int
    reason: str = ""
    rules: Mapping[str, int] = {}


class Report(Struct, frozen=True):
    """The result of a run, sorted, with no clock inside (`schemas/report.schema.json`).

    There may be a million findings, which are read from disk: `findings` is gone through, and never made a list.
    `fingerprint_collisions` are findings of files that it is not about, with the fingerprint of one of `findings`: a
    baseline that knows those doesn't know these. `known` are those that the baseline has hidden, where they are to be
    shown: they count for nothing."""

    version: str
    summary: Totals
    findings: Collection[Finding]
    rules: dict[str, RuleDescription]
    changes: list[LayoutChange] = field(default_factory=list)
    layouts: list[LayoutSpan] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    hidden: list[HiddenFindings] = field(default_factory=list)
    fingerprint_collisions: list[Finding] = field(default_factory=list)
    known: Collection[Finding] = field(default_factory=list)


class RenderOptions(Struct, frozen=True):
    """How an output for people looks: colours, cells a line has, how many findings of one rule are told one by one
    (None for all of them), whether a table of all rules stands at the end, which command shows all that is not told.
    Outputs for programs look at none of it but `category`, by which code scanning tells runs apart (SARIF)."""

    color: bool = False
    width: int = 100
    max_per_rule: int | None = 10
    statistics: bool = False
    show_all_command: str = "newscheck validate --format concise"
    category: str = "newscheck"
