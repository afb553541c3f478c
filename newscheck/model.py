"""The nouns: every value that crosses a border between two rooms of the house.

Nothing here does anything. Times are integers in milliseconds since 1970 UTC, offsets are code points
in the text they belong to, paths are `str` with surrogate escapes for bytes that are not UTF-8.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from re import Pattern
from typing import Any, Protocol

from msgspec import Struct, field

#: From the mildest to the worst.
SEVERITIES = ("note", "warning", "error")


class RawInput(Struct, frozen=True):
    """One piece of input as it was found: bytes, or the reason why there are none.

    `line` is the 1-based line of the file at which `data` begins (a long JSON Lines file is read in
    pieces); `fault` is a kind of `Fault` where reading failed, `detail` the words for it.
    """

    path: str
    data: bytes = b""
    line: int = 1
    fault: str = ""
    detail: str = ""


class InputFault(Struct, frozen=True):
    """What a reader could not make sense of. A value, not an exception: a rule turns it into a finding.

    `names` are some of those that an item has, where none of them is a field of the record.
    """

    kind: str
    detail: str
    start: int = 0
    end: int = 0
    names: tuple[str, ...] = ()


class LocatedValue(Struct, frozen=True):
    """A value and where it stands: `text[start:end]` of its Document (escapes undone in `value`)."""

    value: Any
    start: int
    end: int


class Document(Struct, frozen=True):
    """One article as it stands in a file, before anything is made of it.

    `text` is the file, or the line or item of it that `origin` (1-based line and column) says.
    `given` are record fields that the file holds as such (JSON), `mapped` the names of those that the settings had to
    name, and which may have another form than the record's; `front` are the front matter's scalars.
    `blank` is true where nothing was found that could be an article: only document rules run on it.
    """

    path: str
    text: str
    format: str
    epoch: LocatedValue | None = None
    title: LocatedValue | None = None
    url: LocatedValue | None = None
    html: LocatedValue | None = None
    record_fields: Mapping[str, LocatedValue] = {}
    mapped_fields: frozenset[str] = frozenset()
    front_matter: Mapping[str, LocatedValue] = {}
    faults: tuple[InputFault, ...] = ()
    origin: tuple[int, int] = (1, 1)
    is_blank: bool = False


class Image(Struct, frozen=True):
    """An `<img>`: `src` as written; `early` when no text paragraph stands before it."""

    src: str
    fallback: str = ""
    width: str = ""
    height: str = ""
    is_before_text: bool = False


class Dateline(Struct, frozen=True):
    """The displayed time. `iso` is wall time (`2023-08-16T21:04` or a bare date) or None where the text
    `shown` looks like a date and is none; `offset` is minutes east of UTC where the page says so. Where not
    `is_whole`, more is written than is understood (`7:30 PM`): then nothing of it is read."""

    iso: str | None
    text: str
    offset: int | None = None
    is_complete: bool = True


class HtmlContent(Struct, frozen=True):
    """What one walk of the HTML found, in document order.

    `paragraphs` are the article's, `furniture` the texts taken for none of it, `captions` what stands under a
    picture; `leftovers` are words of a program, `fused` tag names glued to an attribute; `tags` are the names of all
    elements, `blanks` counts paragraphs without text. `cut` is true where the parser stopped at its limit of depth,
    `crowded` the number of tags of which it was given only the first attributes.
    `outline` are the features of the markup, `skeleton` what stands at its top (`newscheck.html.markup_features`).
    """

    paragraphs: list[str]
    dateline: Dateline | None = None
    lead: str | None = None
    images: list[Image] = []
    links: list[str] = []
    captions: list[str] = []
    leftovers: list[str] = []
    furniture: list[str] = []
    fused_tags: list[str] = []
    tags: set[str] = set()
    empty_paragraphs: int = 0
    is_truncated: bool = False
    truncated_tags: int = 0
    features: Sequence[str] = ()
    skeleton: str = ""


class Article(Struct, frozen=True):
    """The record (`schemas/article.schema.json`) and what rules need to judge it.

    `address` is the URL with its escapes undone; `han` counts the Han characters of `body`; `published_ms` is the
    date line in UTC where its zone is known; `odd` holds what a JSON item states in a type that no field has.
    """

    document: Document
    site: Site
    layout: SiteLayout | None
    content: HtmlContent
    epoch_ms: int | None
    title: str | None
    url: str | None
    dateline: str | None
    image: str | None
    images: list[str]
    lead: str | None
    paragraphs: list[str]
    body: str
    html: str
    decoded_url: str
    han_count: int
    published_ms: int | None
    mistyped: Mapping[str, Any] = {}

    @property
    def record(self) -> dict[str, Any]:
        """The record as the JSON Schema sees it."""
        return {
            "epoch_ms": self.epoch_ms,
            "title": self.title,
            "url": self.url,
            "dateline": self.dateline,
            "image": self.image,
            "images": self.images,
            "lead": self.lead,
            "paragraphs": self.paragraphs,
            "body": self.body,
            **self.mistyped,
        }


class Furniture(Struct, frozen=True):
    """What is shown on a page and is not the article (`[furniture]` of a site).

    `texts` matches the beginning of every block that is furniture, `rest` of those after which all is.
    """

    attributes: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    texts: Pattern[str] | None = None
    rest: Pattern[str] | None = None
    words: Pattern[str] | None = None
    share_links: Pattern[str] | None = None


class SiteLayout(Struct, frozen=True):
    """A template of a site in a period: what was normal then. `until` is exclusive."""

    name: str
    until: int | None = None
    url: Pattern[str] | None = None
    title: Pattern[str] | None = None
    html: str = ""
    lacks: frozenset[str] = frozenset()
    rules: Mapping[str, Any] = {}


class Site(Struct, frozen=True):
    """A publisher (`sites/<name>.toml`). Patterns are searched in the decoded URL unless said otherwise."""

    name: str
    title: str = ""
    hosts: tuple[str, ...] = ()
    timezone: str | None = None
    since: int | None = None
    script: str | None = None
    schema: str = "article"
    expects: frozenset[str] = frozenset()
    day_first: bool = True
    lead_image: str = "any"
    url_date: Pattern[str] | None = None
    url_slug: Pattern[str] | None = None
    url_article: Pattern[str] | None = None
    title_suffix: Pattern[str] | None = None
    stand_ins: tuple[str, ...] = ()
    furniture: Furniture = Furniture()
    layouts: tuple[SiteLayout, ...] = ()
    rules: Mapping[str, Any] = {}


class Schema(Protocol):
    """A compiled JSON Schema: a fast verdict, and for what fails an explanation."""

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is valid."""

    def violations(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(JSON pointer, message) of each violation."""


class Context(Struct, frozen=True):
    """What a rule may know besides the thing it looks at. Time is data.

    `zones` are the time zones of all sites that have one, by name: the articles of a dump may be of several.
    """

    now: int
    site: Site
    layout: SiteLayout | None = None
    options: Mapping[str, Any] = {}
    schema: Schema | None = None
    zones: Mapping[str, str] = {}

    def expects(self, name: str) -> bool:
        """Whether an article of this site and layout normally has the record field `name`."""
        return name in self.site.expects and not (self.layout and name in self.layout.lacks)


class RelatedLocation(Struct, frozen=True):
    """Another file that takes part in a finding."""

    path: str
    message: str = ""
    line: int = 1


class Hit(Struct, frozen=True):
    """What a rule says: what and where. Who says it and how bad it is, is stamped on later.

    `pointer` names a record field (`/title`, `/paragraphs/3`, `/html` for a place in the raw HTML, `""` for the
    file); `start` and `end` are offsets in it; without them the place is the field, or `evidence` in it. A hit of the
    dump says `path` and `line` instead; its `severity` goes before the rule's own, and `details` are lines below the
    message. `site` and `epoch` are those of the article at which it is told.
    `members` are the positions in the dump of all articles that take part, where it names not all of them; `more` are
    further hits at the same document that are only counted."""

    message: str
    pointer: str = ""
    start: int = -1
    end: int = -1
    evidence: str = ""
    related: tuple[RelatedLocation, ...] = ()
    path: str = ""
    line: int = 1
    severity: str = ""
    details: tuple[str, ...] = ()
    site: str = ""
    epoch: int | None = None
    positions: Sequence[int] = ()
    further_count: int = 0


class Excerpt(Struct, frozen=True):
    """A window of a source line and the columns of the mark in it (0-based, half-open)."""

    text: str
    start: int
    end: int


class CountedFindings(Struct, frozen=True, array_like=True, gc=False):
    """Findings that are only counted, with what suppressions and baselines know them by, which they have in common.

    `line` is that of the first of them.
    """

    fingerprint: str
    count: int
    line: int
    site: str
    epoch: int | None


class Finding(Struct, frozen=True, omit_defaults=False):
    """A hit with everything stamped on: the one type from first byte to last pixel.

    `site` and `epoch` (ms) are those of the article that it is about, where there is one; `rest` are findings of its
    rule and severity in its file that it stands for (`checker.aggregation`).
    """

    rule: str
    severity: str
    path: str
    line: int
    column: int
    pointer: str
    message: str
    evidence: str
    fingerprint: str
    related: tuple[RelatedLocation, ...] = ()
    excerpt: Excerpt | None = None
    details: tuple[str, ...] = ()
    site: str = ""
    epoch: int | None = None
    aggregated: tuple[CountedFindings, ...] = ()

    @property
    def number(self) -> int:
        """How many findings it is: one, or those that it stands for."""
        return sum(counted.count for counted in self.aggregated) if self.aggregated else 1


class ArticleSummary(Struct, frozen=True, array_like=True, gc=False):
    """What other files may know of an article. Small: a dump has one for each of its articles.

    Keys are 64-bit hashes, 0 where there is nothing to compare; `sentences` is packed uint32 hashes of the
    body's different sentences in order, `sample` the smallest of them, in order of size; `fields` a bit per record
    field that is there or that the layout doesn't have (`CARD_FIELDS`).
    """

    path: str
    line: int
    site: str
    epoch: int | None
    published: int | None
    file_number: int | None
    url: int
    title: int
    body: int
    image: int
    image_url: str
    title_text: str
    han_count: int
    present_fields: int
    sentences: bytes
    minhash: bytes


#: Bit i of `Card.fields` is for CARD_FIELDS[i].
SUMMARY_FIELDS = ("dateline", "image", "lead", "body", "title", "url")


class ArticleFeatures(Struct, frozen=True, array_like=True, gc=False):
    """What an article looks like: packed uint32 hashes of its features, the first of them its skeleton's; `kind` is the
    hash of the kind of article it is."""

    site: str
    epoch: int | None
    features: bytes
    kind: int = 0


class LayoutChange(Struct, frozen=True):
    """A change of a site's layout between two articles, as a report tells it (`schemas/report.schema.json`).

    `last_before` and `since` are the epochs (ms) of the last article before and the first after it; shares are 0 to 1.
    `verdict` is publisher, scraper, mix or empty; `within` says in which kinds of article a partial change is complete.
    """

    site: str
    last_before: int
    since: int
    until: int | None
    what: str
    features: list[tuple[str, float, float]]
    articles_before: int
    articles_after: int
    harm: list[str]
    examples_before: list[RelatedLocation]
    examples_after: list[RelatedLocation]
    skeleton_before: str
    skeleton_after: str
    verdict: str = ""
    within: str = ""


class LayoutSpan(Struct, frozen=True):
    """A layout of a site between two changes: its commonest skeleton, and how many of its articles have it."""

    site: str
    layout: str
    skeleton: str
    share: float
    first: int
    last: int
    articles: int
    example: str


class LayoutHistory(Struct, frozen=True):
    """The layouts of a dump and the changes between them, by site and time; `remarks` say how far one could see.

    `old` are changes that are no news any more (`--since`).
    """

    changes: list[LayoutChange] = []
    past_changes: list[LayoutChange] = []
    layouts: list[LayoutSpan] = []
    remarks: list[str] = []


class FileSelection(Struct, frozen=True):
    """The files of a dump that a report is about, by their paths in it; `words` say which they are, `remarks` how it is
    known."""

    paths: frozenset[str]
    description: str
    remarks: tuple[str, ...] = ()


class Dump(Protocol):
    """All articles of a run; may be iterated as often as one likes, and is never a list in memory.

    `shapes` are in the order of the cards, or none where nothing asked for them.
    """

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """Which feature, kind or skeleton each of the wanted hashes is."""

    def __iter__(self) -> Iterator[ArticleSummary]: ...
    def __len__(self) -> int: ...
    def features(self, site: str = "") -> Iterator[ArticleFeatures]:
        """What each article looks like; with `site`, perhaps without those of other sites."""

    @property
    def history(self) -> LayoutHistory:
        """Layouts and changes, found when they are first asked for."""


class ArticleRevision(Struct, frozen=True):
    """One commit that changed what stands at a path: the articles before and after it; `when` in ms since 1970 UTC."""

    commit: str
    committed_ms: int
    before: ArticleSummary
    after: ArticleSummary


class VersionHistory(Struct, frozen=True):
    """What the version history knows of a path: how its article was changed or replaced, from the oldest on."""

    path: str
    revisions: Sequence[ArticleRevision]


class Rule(Struct, frozen=True):
    """A rule as found in the drawer: `scope` is what its check takes (document, article, dump or versions).

    An echo is silent about a field of which another rule has spoken. A rule that `is_shaped` has to know what articles
    look like. `needs` are options without which a rule is off, with the values that its examples have; what such a rule
    says depends on the time of the check.
    """

    id: str
    scope: str
    severity: str
    summary: str
    help: str
    check: Callable[[Any, Context], Iterator[Hit]]
    options: Mapping[str, Any]
    bad: tuple[Any, ...] = ()
    good: tuple[Any, ...] = ()
    is_fallback: bool = False
    uses_features: bool = False
    required_options: Mapping[str, Any] = {}


class Crash(Struct, frozen=True):
    """A fault of newscheck itself: what it was doing, and the traceback."""

    path: str
    rule: str
    traceback: str


class FileResult(Struct, frozen=True):
    """All that one file says. `latest` is the greatest epoch in it: after that time, the clock changes nothing.

    It `is_finished` unless the check was cut short; another time, it may not be.
    """

    findings: list[Finding] = []
    summaries: list[ArticleSummary] = []
    crashes: list[Crash] = []
    latest_epoch: int = 0
    features: list[ArticleFeatures] = []
    feature_names: Mapping[int, str] = {}
    is_complete: bool = True


class ExtractorResult(Struct, frozen=True):
    """What a scraper's extractor made of a page: a plain record, or in words why there is none, with the traceback.

    `is_death` says that the process in which it ran has ended.
    """

    record: Mapping[str, Any] | None = None
    failure: str = ""
    traceback: str = ""
    process_died: bool = False


class RuleDescription(Struct, frozen=True):
    """What a report says of a rule that it names."""

    severity: str
    summary: str
    help: str


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
    `twins` are findings of files that it is not about, with the fingerprint of one of `findings`: a baseline that knows
    those doesn't know these. `known` are those that the baseline has hidden, where they are to be shown: they count for
    nothing.
    """

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
