"""The results of a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct, field

from newscheck.model.change import LayoutChange, LayoutSpan
from newscheck.model.dump import ArticleFeatures, ArticleSummary
from newscheck.model.finding import Finding
from newscheck.model.rule import RuleDescription
from newscheck.model.series import ExampleArticle, SiteSeries


class FileSelection(Struct, frozen=True):
    """The files of a dump that a report covers, by their paths in it; `description` names them for people, `remarks`
    describe how they were determined.
    """

    paths: frozenset[str]
    description: str
    remarks: tuple[str, ...] = ()


class Crash(Struct, frozen=True):
    """A fault of newscheck itself: the file and the rule at work, and the traceback."""

    path: str
    rule: str
    traceback: str


class HitCount(Struct, frozen=True, array_like=True, gc=False):
    """The number of items in a file, of one site, in which a rule reports a record field."""

    path: str
    site: str
    rule: str
    severity: str
    field: str
    articles: int


class PresetUse(Struct, frozen=True, array_like=True, gc=False):
    """A preset recognises items of a file."""

    path: str
    preset: str


class FeedProperty(Struct, frozen=True):
    """A rule reports a record field in (nearly) all articles of a feed: in `hits` of its `articles`, `findings` times.

    `site` is the publisher, None for all articles of the run. Where `is_of_some`, other articles lack the field.
    """

    site: str | None
    rule: str
    severity: str
    field: str
    hits: int
    articles: int
    findings: int
    is_of_some: bool = False


class UnmappedFeed(Struct, frozen=True):
    """Items of which none has some `fields` of the record: those of the publishers `sites`, or of the files `paths`;
    without either, all of the run.

    `properties` are the findings that say so. `names` are fields that the items have, `mapping` is what their values
    suggest for `[fields]`, `misnamed` are paths that have the name of a record field, but not its form. Where they have
    no field of the record at all, `fields` is empty. `preset` is the tool that wrote all of them, if it is known.
    """

    sites: tuple[str, ...] | None
    fields: tuple[str, ...]
    properties: tuple[FeedProperty, ...]
    names: tuple[str, ...] = ()
    mapping: Mapping[str, str | list[str]] = {}
    misnamed: Mapping[str, str] = {}
    preset: str = ""
    paths: tuple[str, ...] = ()


class FileResult(Struct, frozen=True):
    """The result for one file. `latest_epoch` is its greatest epoch: later, the clock does not change the result.

    It `is_complete` unless the check was cut short, in which case another run may find more.
    """

    findings: list[Finding] = []
    summaries: list[ArticleSummary] = []
    crashes: list[Crash] = []
    latest_epoch: int = 0
    features: list[ArticleFeatures] = []
    feature_names: Mapping[int, str] = {}
    is_complete: bool = True
    hit_counts: list[HitCount] = []
    preset_uses: list[PresetUse] = []


class Totals(Struct, frozen=True):
    """The totals of a report."""

    files: int = 0
    articles: int = 0
    error: int = 0
    warning: int = 0
    note: int = 0


class HiddenFindings(Struct, frozen=True):
    """The number of findings that a suppression or the baseline has hidden, with the reason; for the baseline also by
    rule. `first` and `last` are the epochs (ms) of the earliest and the latest article that they are about, if any has
    one."""

    label: str
    findings: int
    reason: str = ""
    rules: Mapping[str, int] = {}
    first: int | None = None
    last: int | None = None


class Report(Struct, frozen=True):
    """The result of a run, sorted, with no clock inside (`schemas/report.schema.json`).

    There may be a million findings, which are read from disk: `findings` is iterated, and never made a list.
    `fingerprint_collisions` are findings of files outside of the report that share a fingerprint with one of
    `findings`, whose baseline entries they use up. `known` are those that the baseline has hidden, where they are to be
    shown: they do not affect the exit code. `properties` and `unmapped` say which of the findings are about a feed as
    a whole (`checker.feed_findings`), `presets` how many files hold items of which preset. `series` and `examples`
    (those of the changes) are there for outputs that show what the articles are like; there may be no series of a site
    with few articles."""

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
    properties: list[FeedProperty] = field(default_factory=list)
    unmapped: list[UnmappedFeed] = field(default_factory=list)
    presets: dict[str, int] = field(default_factory=dict)
    series: list[SiteSeries] = field(default_factory=list)
    examples: list[ExampleArticle] = field(default_factory=list)


class RenderOptions(Struct, frozen=True):
    """Options of outputs for people: colours, cells in a line, the most findings of a rule that are shown one by one
    (None for all), a table of all rules at the end, and the command that shows the rest; `layouts_only` where no rules
    were run. Outputs for programs use only `category`, by which code scanning separates runs (SARIF)."""

    color: bool = False
    width: int = 100
    max_per_rule: int | None = 10
    statistics: bool = False
    show_all_command: str = "newscheck validate --format concise"
    category: str = "newscheck"
    layouts_only: bool = False
