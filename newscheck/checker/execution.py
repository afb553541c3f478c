"""Documents and dumps go in, findings come out: rules are run here, and what they say is stamped."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import TypeVar

from msgspec.structs import replace

from newscheck import readers
from newscheck.article import times
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.checker.aggregation import Quota
from newscheck.checker.finding_builder import FindingBuilder
from newscheck.checker.rule_selection import SEVERITY_RANKS, ActiveRule, ActiveRules, CheckerSettings, RuleSelection
from newscheck.dump import article_summary
from newscheck.dump.grouping import DumpSelection
from newscheck.errors import is_crash
from newscheck.layout import features
from newscheck.layout.detection import InMemoryDump
from newscheck.model import (
    Article,
    ArticleFeatures,
    ArticleSummary,
    Crash,
    Document,
    Dump,
    FileResult,
    Finding,
    Hit,
    RawInput,
    Rule,
    Schema,
    VersionHistory,
)
from newscheck.rules import MAX_HITS

#: The most hits of one dump rule that are told one by one.
_MOST_OF_DUMP = 10_000
#: Files or documents that are judged together, and bytes or characters of them.
_BATCH, _BATCH_SIZE = 50, 1 << 20
_RuleHit = tuple[ActiveRule, Hit]
_Thing = TypeVar("_Thing")


class Checker:
    """Rules, sites and schemas made ready once, to be used on any number of files."""

    def __init__(
        self, rules: Mapping[str, Rule], sites: SiteIndex, schemas: Mapping[str, Schema], settings: CheckerSettings
    ) -> None:
        self.rules = rules
        self.sites = sites
        self.fields = settings.fields
        zones = {site.name: site.timezone for site in sites.by_name.values() if site.timezone}
        self.selection = RuleSelection(rules, schemas, settings, zones)
        self._any_site = sites.forced or sites.generic
        self.collects_features = settings.collects_features or any(
            step.uses_features for step in self.selection.active("dump", self._any_site).rules
        )

    def at(self, now: int) -> Checker:
        """The same for another time of the check, in ms since 1970: what costs time to make ready is shared."""
        other = copy(self)
        other.selection = self.selection.at(now)
        return other

    @property
    def dump_rules(self) -> list[str]:
        """The rules that look at the files together, but for those that are switched off."""
        return [step.rule for step in self.selection.active("dump", self._any_site).rules]

    @property
    def is_time_dependent(self) -> bool:
        """Whether what is said of a dump may change though no file does: as time goes by."""
        return any(step.is_time_dependent for step in self.selection.active("dump", self._any_site).rules)

    def check(self, *raws: RawInput) -> FileResult:
        """Everything that pieces of input say, each by itself. A crash of a rule is a value, too.

        Handing in some dozens at a time is faster: each step is done for all of them while its code is at hand. However
        many articles are in them, few are held at a time.
        """
        crashes: list[Crash] = []
        quota = Quota()
        cards: list[ArticleSummary] = []
        shapes: list[ArticleFeatures] = []
        names: set[str] = set()
        latest = 0
        read = (document for raw in raws for document in self._read(raw, crashes))
        for documents in batches(read, lambda document: len(document.text)):
            articles = self._check_articles(documents, quota, crashes)
            cards += self._summaries(articles, shapes, names, crashes)
            latest = max(latest, *(times.int64_or_none(article.epoch_ms) or 0 for article in articles), 0)
        return FileResult(quota.findings(), cards, crashes, latest, shapes, features.names_by_hash(names))

    def _check_articles(self, documents: list[Document], quota: Quota, crashes: list[Crash]) -> list[Article]:
        """Run all rules on some documents, and give the articles in them."""
        articles = [self._extract(document, crashes) for document in documents]
        said: list[list[_RuleHit]] = [[] for _ in documents]
        self._run_on_documents(documents, said, crashes)
        for plan, group in self._by_active_rules(articles, said):
            _run(plan.rules, group, crashes)
            _run_fallbacks(plan, group, crashes)
        for document, article, hits in zip(documents, articles, said, strict=True):
            if hits:
                _build_findings(FindingBuilder(document, article), hits, quota, crashes)
        return [article for article in articles if article is not None]

    def _summaries(
        self, articles: Iterable[Article], shapes: list[ArticleFeatures], names: set[str], crashes: list[Crash]
    ) -> list[ArticleSummary]:
        """What other files may know of articles; what they look like is added to `shapes`, features to `names`."""
        cards: list[ArticleSummary] = []
        for article in articles:
            try:
                made = article_summary.summarise(article)
                if self.collects_features:
                    shapes.append(features.feature_set(article, names))
                cards.append(made)
            except BaseException as error:  # told, and never green: see _crash
                crashes.append(_crash(error, article.document.path))
        return cards

    def check_dump(self, dump: Dump | list[ArticleSummary], chosen: DumpSelection | None = None) -> FileResult:
        """What only the files together say; of the `chosen` files, what they take part in, and what time alone does."""
        dump = InMemoryDump(dump) if type(dump) is list else dump
        findings: list[Finding] = []
        crashes: list[Crash] = []
        for step in self.selection.active("dump", self._any_site).rules:
            stamp = FindingBuilder()
            quota = Quota(_MOST_OF_DUMP)
            try:
                for hit in step.check(dump, step.ctx):
                    narrowed = hit if chosen is None or step.is_time_dependent else chosen.narrow(hit)
                    # All are stamped: what a finding is known by doesn't depend on which others are told.
                    finding = stamp.build(step, narrowed or hit)
                    if narrowed:
                        quota.add(finding)
            except BaseException as error:  # as above
                crashes.append(_crash(error, "", step.rule))
            findings += quota.findings()
        return FileResult(findings, [], crashes)

    def check_versions(self, versions: VersionHistory) -> FileResult:
        """What the version history says of a path."""
        findings: list[Finding] = []
        crashes: list[Crash] = []
        for step in self.selection.active("versions", self._any_site).rules:
            try:
                findings.extend(FindingBuilder().build(step, hit) for hit in step.check(versions, step.ctx))
            except BaseException as error:  # as above
                crashes.append(_crash(error, versions.path, step.rule))
        return FileResult(findings, [], crashes)

    def summaries(self, raw: RawInput, crashes: list[Crash]) -> list[ArticleSummary]:
        """What others may know of the articles in a piece of input, which nobody judges."""
        articles = (self._extract(document, crashes) for document in self._read(raw, crashes))
        return self._summaries((article for article in articles if article is not None), [], set(), crashes)

    def _read(self, raw: RawInput, crashes: list[Crash]) -> Iterator[Document]:
        try:
            yield from readers.read(raw, self.fields)
        except BaseException as error:  # as above
            crashes.append(_crash(error, raw.path))

    def _extract(self, document: Document, crashes: list[Crash]) -> Article | None:
        if document.is_blank:
            return None
        try:
            return to_article(document, self.sites, with_features=self.collects_features)
        except BaseException as error:  # as above
            crashes.append(_crash(error, document.path))
            return None

    def _run_on_documents(self, documents: list[Document], said: list[list[_RuleHit]], crashes: list[Crash]) -> None:
        steps = self.selection.active("document", self._any_site).rules
        for document, hits in zip(documents, said, strict=True):
            if document.faults:
                _run(steps, [(document, hits)], crashes)

    def _by_active_rules(
        self, articles: list[Article | None], said: list[list[_RuleHit]]
    ) -> Iterator[tuple[ActiveRules, list[tuple[Article, list[_RuleHit]]]]]:
        """The articles of each site and layout, and the plan for them."""
        groups: dict[tuple[str, str], list[tuple[Article, list[_RuleHit]]]] = {}
        for article, hits in zip(articles, said, strict=True):
            if article is not None:
                layout = article.layout.name if article.layout else ""
                groups.setdefault((article.site.name, layout), []).append((article, hits))
        for group in groups.values():
            first = group[0][0]
            yield self.selection.active("article", first.site, first.layout), group


def _crash(error: BaseException, path: str, rule: str = "") -> Crash:
    """What was raised, as a value: a crash costs nothing but what crashed, and ends the run with exit code 2.

    Raises what is none (`errors.is_crash`).
    """
    if not is_crash(error):
        raise error
    return Crash(path, rule, "".join(traceback.format_exception(error)))


def _build_findings(stamp: FindingBuilder, hits: Iterable[_RuleHit], quota: Quota, crashes: list[Crash]) -> None:
    """Make findings of all that was said of a document."""
    for step, hit in hits:
        try:
            finding = stamp.build(step, hit)
            quota.add(finding)
            if hit.further_count:
                quota.count(stamp.further(finding), hit.further_count)
        except BaseException as error:  # as above
            crashes.append(_crash(error, stamp.path, step.rule))


def batches(things: Iterable[_Thing], size_of: Callable[[_Thing], int]) -> Iterator[list[_Thing]]:
    """Things in lists that are neither long nor large: what is in one is held together."""
    handful: list[_Thing] = []
    size = 0
    for thing in things:
        handful.append(thing)
        size += size_of(thing)
        if len(handful) == _BATCH or size > _BATCH_SIZE:
            yield handful
            handful, size = [], 0
    if handful:
        yield handful


def _run(
    steps: Iterable[ActiveRule], group: Sequence[tuple[Document | Article, list[_RuleHit]]], crashes: list[Crash]
) -> None:
    """Ask each rule about each thing, and add what it says to what has been said of it."""
    for step in steps:
        check, ctx = step.check, step.ctx
        for thing, said in group:
            try:
                left = MAX_HITS
                for hit in check(thing, ctx):
                    left -= 1
                    if left >= 0:
                        said.append((step, hit))
                if left < 0:
                    said[-1] = (step, replace(said[-1][1], further_count=-left))
            except BaseException as error:  # as above
                crashes.append(_crash(error, _path(thing), step.rule))


def _run_fallbacks(plan: ActiveRules, group: list[tuple[Article, list[_RuleHit]]], crashes: list[Crash]) -> None:
    """Echoes speak in turn, each only of what nobody has spoken of before who weighs as much, told or not."""
    for step in plan.fallbacks:
        for article, said in group:
            mine: list[_RuleHit] = []
            _run([step], [(article, mine)], crashes)
            if not mine:
                continue
            unsaid: list[_RuleHit] = []
            _run(plan.disabled, [(article, unsaid)], crashes)
            # A warning about an image is no word on an image that is refused, and would leave the run green.
            spoken = [
                hit.pointer for by, hit in (*said, *unsaid) if _severity_rank(by, hit) >= SEVERITY_RANKS[step.severity]
            ]
            said.extend((step, hit) for step, hit in mine if not _is_shadowed(hit.pointer, spoken))


def _severity_rank(step: ActiveRule, hit: Hit) -> int:
    return SEVERITY_RANKS[hit.severity if hit.severity and step.has_default_severity else step.shadow_severity]


def _is_shadowed(pointer: str, spoken: Iterable[str]) -> bool:
    """Whether a hit at the same field, at a part of it or at what contains it has been told already.

    Nothing that is said of a field stands for what is said of the record as a whole.
    """
    return bool(pointer) and any(other and (other.startswith(pointer) or pointer.startswith(other)) for other in spoken)


def _path(thing: Document | Article) -> str:
    return thing.document.path if isinstance(thing, Article) else thing.path
