"""Runs the rules on documents, dumps and version histories, and returns findings."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from copy import copy
from typing import Any, TypeVar, cast

from msgspec.structs import replace

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.checker.aggregation import MAX_PER_DUMP, Quota
from newscheck.checker.finding_builder import DumpFindingBuilder, FindingBuilder
from newscheck.checker.results import ResultCollector, crash_of, merged
from newscheck.checker.rule_runner import RuleHit, run, run_fallbacks
from newscheck.checker.rule_selection import ActiveRule, ActiveRules, CheckerSettings, RuleSelection
from newscheck.dump import article_summary, blocks
from newscheck.dump.hits import DumpSelection
from newscheck.dump.own_value import own_of
from newscheck.layout import features
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import (
    Article,
    ArticleSummary,
    Crash,
    Document,
    Dump,
    ExpectedField,
    FileResult,
    Finding,
    RawInput,
    Rule,
    Schema,
    VersionHistory,
)
from newscheck.text import timestamps

#: Inputs or documents in a batch, and their size in bytes or characters.
_BATCH, _BATCH_SIZE = 100, 1 << 20
#: Findings of a rule of the dump that are in memory where they can be handed over.
_HELD = 1_000
_Keep = Callable[[list[Finding]], object]
_Item = TypeVar("_Item")


class Checker:
    """Rules, sites and schemas, prepared once and used for any number of files."""

    def __init__(
        self, rules: Mapping[str, Rule], sites: SiteIndex, schemas: Mapping[str, Schema], settings: CheckerSettings
    ) -> None:
        self.rules = rules
        self.sites = sites
        self.mapping = settings.mapping
        self.zones = {site.name: site.timezone for site in sites.by_name.values() if site.timezone}
        languages = {site.name: site.language for site in sites.by_name.values() if site.language}
        self.selection = RuleSelection(rules, schemas, settings, self.zones, languages)
        self._any_site = sites.forced or sites.generic
        self._summarises = True
        self.collects_features = settings.collects_features or any(rule.uses_features for rule in self._active("dump"))

    def at(self, now: int) -> Checker:
        """The same checker for another time of the check, in ms since 1970; it shares what is slow to prepare."""
        other = copy(self)
        other.selection = self.selection.at(now)
        return other

    def of_single_items(self) -> Checker:
        """The same checker for articles that form no dump: nothing is kept of them to be compared."""
        other = copy(self)
        other._summarises = False
        return other

    def expecting(self, record: Mapping[str, ExpectedField]) -> Checker:
        """The same checker for sites whose items have some fields of their own."""
        other = copy(self)
        forced = self.sites.forced.name if self.sites.forced else None
        other.sites = SiteIndex([replace(site, record=record) for site in self.sites.by_name.values()], forced)
        return other

    @property
    def dump_rules(self) -> list[str]:
        """The ids of the active rules of the dump."""
        return [rule.id for rule in self._active("dump")]

    def reports(self, rule: str) -> bool:
        """Whether a rule of documents is active."""
        return any(active.id == rule for active in self._active("document"))

    @property
    def is_time_dependent(self) -> bool:
        """Whether the findings of a dump may change with time alone, though no file does."""
        return any(rule.is_time_dependent for rule in self._active("dump"))

    def check(self, *raws: RawInput) -> FileResult:
        """Check inputs, each by itself. A crash of a rule is a value.

        It is faster for some dozens at a time: each step is done for all of them while its code is in the processor's
        cache. However many articles the inputs hold, only a batch of them is in memory.
        """
        collector = ResultCollector()
        documents = (document for raw in raws for document in self._read(raw, collector.crashes))
        for batch in batches(documents, lambda document: len(document.source)):
            self._summarise(self._check_documents(batch, collector), collector)
        return collector.result()

    def check_as_dump(self, raws: Iterable[RawInput]) -> FileResult:
        """Check inputs, and the dump that they form."""
        files = merged(map(self.check, raws))
        return merged((files, self.check_dump(InMemoryDump(files.summaries, files.features, files.feature_names))))

    def check_dump(
        self,
        dump: Dump | list[ArticleSummary],
        chosen: DumpSelection | None = None,
        progress: Callable[[int, int], object] | None = None,
        keep: _Keep | None = None,
    ) -> FileResult:
        """Run the rules of the dump. With `chosen` files, keep what involves one of them or depends on time alone.

        `progress` is called with the number of each rule, from 1 on, and that of all rules; `keep` with some findings
        at a time, which the result has otherwise.
        """
        # No isinstance: an InMemoryDump is a list, too.
        whole = cast("Dump", InMemoryDump(dump) if type(dump) is list else dump)
        rules = self._active("dump")
        if len(whole) < 2:
            rules = [rule for rule in rules if not rule.compares_articles]
        with blocks.room(whole.storage):
            return _check_whole(rules, whole, "", chosen, progress, keep)

    def usual(self, dump: Dump, found: Container[str]) -> dict[str, frozenset[str]]:
        """The sites in which what a rule has found about an epoch is usual, by rule."""
        usual = {}
        for rule in self.rules.values():
            if rule.usual_in is not None and rule.id in found:
                active = next((own for own in self._active("article") if own.id == rule.id), None)
                if active and (sites := rule.usual_in(dump, active.ctx)):
                    usual[rule.id] = sites
        return usual

    def check_versions(self, versions: VersionHistory) -> FileResult:
        """Run the rules of the version history on a path."""
        return _check_whole(self._active("versions"), versions, versions.path)

    def summaries(self, raw: RawInput, crashes: list[Crash]) -> list[ArticleSummary]:
        """Summarise the articles of an input without running a rule."""
        collector = ResultCollector(crashes)
        for batch in batches(self._read(raw, crashes), lambda document: len(document.source)):
            articles = (self._extract(document, crashes) for document in batch)
            self._summarise((article for article in articles if article is not None), collector)
        return collector.summaries

    def _active(self, scope: str) -> list[ActiveRule]:
        return self.selection.active(scope, self._any_site).rules

    def _read(self, raw: RawInput, crashes: list[Crash]) -> Iterator[Document]:
        try:
            yield from readers.read(raw, self.mapping)
        except BaseException as error:  # as above
            crashes.append(crash_of(error, raw.path))

    def _extract(self, document: Document, crashes: list[Crash]) -> Article | None:
        if document.is_blank:
            return None
        try:
            return to_article(document, self.sites, with_features=self.collects_features)
        except BaseException as error:  # as above
            crashes.append(crash_of(error, document.path))
            return None

    def _check_documents(self, documents: list[Document], collector: ResultCollector) -> list[Article]:
        """Run all rules on some documents, and return the articles in them."""
        crashes = collector.crashes
        articles = [self._extract(document, crashes) for document in documents]
        hits: list[list[RuleHit]] = [[] for _ in documents]
        document_rules = self._active("document")
        for document, own in zip(documents, hits, strict=True):
            if document.faults:
                run(document_rules, [(document, own)], crashes)
        for active, targets in self._by_active_rules(articles, hits):
            run(active.rules, targets, crashes)
            run_fallbacks(active, targets, crashes)
        for document, article, own in zip(documents, articles, hits, strict=True):
            if document.item is not None:
                collector.counts.add(document, article, ((rule.id, rule.severity, hit.pointer) for rule, hit, _ in own))
            if own:
                _build_findings(FindingBuilder(document, article), own, collector)
        return [article for article in articles if article is not None]

    def _by_active_rules(
        self, articles: list[Article | None], hits: list[list[RuleHit]]
    ) -> Iterator[tuple[ActiveRules, list[tuple[Article, list[RuleHit]]]]]:
        """The articles of each site and layout with their hits, and the rules that are active there."""
        groups: dict[tuple[str, str], list[tuple[Article, list[RuleHit]]]] = {}
        for article, own in zip(articles, hits, strict=True):
            if article is not None:
                layout = article.layout.name if article.layout else ""
                groups.setdefault((article.site.name, layout), []).append((article, own))
        for group in groups.values():
            first = group[0][0]
            yield self.selection.active("article", first.site, first.layout), group

    def _summarise(self, articles: Iterable[Article], collector: ResultCollector) -> None:
        """Collect summaries and features of articles: one after the other for all of them, as in `check`."""
        crashes = collector.crashes
        summarised: list[tuple[Article, ArticleSummary]] = []
        for article in articles:
            collector.latest_epoch = max(collector.latest_epoch, timestamps.int64_or_none(article.epoch_ms) or 0)
            if not self._summarises:
                continue
            try:
                summarised.append((article, article_summary.summarise(article)))
            except BaseException as error:  # as above
                crashes.append(crash_of(error, article.document.path))
        for article, summary in summarised:
            try:
                if self.collects_features:
                    collector.features.append(features.feature_set(article, collector.feature_names, own_of(summary)))
                collector.summaries.append(summary)
            except BaseException as error:  # as above
                crashes.append(crash_of(error, article.document.path))


def _check_whole(
    rules: list[ActiveRule],
    target: Any,
    path: str,
    chosen: DumpSelection | None = None,
    progress: Callable[[int, int], object] | None = None,
    keep: _Keep | None = None,
) -> FileResult:
    """Run rules on a dump or on the version history of a path; `progress` is called before each."""
    results: dict[int, FileResult] = {}
    # Another process may still be at the history.
    later = sorted(enumerate(rules), key=lambda numbered: numbered[1].uses_history)
    for number, (place, rule) in enumerate(later, 1):
        if progress:
            progress(number, len(rules))
        results[place] = _check_by(rule, target, path, chosen, keep)
    return merged(results[place] for place in sorted(results))


def _check_by(
    rule: ActiveRule, target: Any, path: str, chosen: DumpSelection | None, keep: _Keep | None = None
) -> FileResult:
    """Run a rule on a dump or on the version history of a path."""
    builder: DumpFindingBuilder | None = None
    quota: Quota | None = None
    crashes: list[Crash] = []
    try:
        for hit in rule.check(target, rule.ctx):
            # Not before: most rules have no hit.
            builder, quota = builder or DumpFindingBuilder(), quota or Quota(MAX_PER_DUMP)
            narrowed = hit if chosen is None or rule.is_time_dependent else chosen.narrow(hit)
            # Build all of them: a fingerprint must not depend on which other findings are reported.
            finding = builder.build(rule, narrowed or hit)
            if narrowed:
                quota.add(finding)
                if keep and quota.held == _HELD:
                    keep(quota.release())
    except BaseException as error:  # a value, unless it is to end the run: see crash_of
        crashes.append(crash_of(error, path, rule.id))
    findings = quota.findings() if quota else []
    if keep:
        keep(findings)
    return FileResult([] if keep else findings, [], crashes)


def _build_findings(builder: FindingBuilder, hits: Iterable[RuleHit], collector: ResultCollector) -> None:
    """Build findings from the hits of a document."""
    quota = collector.quota
    for rule, hit, further in hits:
        try:
            finding = builder.build(rule, hit)
            quota.add(finding)
            if further:
                quota.count(builder.further(rule, finding), further)
        except BaseException as error:  # as above
            collector.crashes.append(crash_of(error, builder.path, rule.id))


def batches(items: Iterable[_Item], size_of: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Items in lists that are neither long nor large: all of a list is in memory."""
    batch: list[_Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if len(batch) == _BATCH or size > _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
