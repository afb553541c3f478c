"""Puts labelled faults into clean articles from a change point on, and runs all detectors: the scan for layout changes,
the rules, and three plain methods to compare with.

The faults are `newscheck.mutants`. A fault that is applicable to only some articles is measured on those.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from newscheck import mutants
from newscheck.article.extraction import to_article
from newscheck.checker.execution import Checker
from newscheck.layout import change_points, profile_builder
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.profile import DetectedChange, Profile
from newscheck.layout.reference_stream import new_articles, prepend_reference
from newscheck.layout.site_streams import site_streams
from newscheck.layout.thresholds import DEFAULT_THRESHOLDS, Thresholds
from newscheck.model import SUMMARY_FIELDS, ArticleFeatures, ArticleSummary, Document, RawInput, Schema
from newscheck.mutants import Mutant
from newscheck.readers import read

#: Shares of the articles that a fault hits.
RATES = (1.0, 0.5, 0.2, 0.05)
#: Articles of a trial, and how many of them come before the fault.
TRIAL_LENGTH, CHANGE_POINT = 1_000, 600
#: Articles of a batch in CI.
CI_BATCH = 20
#: The least share of articles to which a fault must be applicable.
_MIN_APPLICABLE = 0.5
#: A change is attributed to the fault if it is dated at most so many articles before it; well dated within so many.
_EARLY, DATING_TOLERANCE = 30, 10
#: The plain coverage method: the least drop of a share, in a window of so many articles.
_MIN_DROP, _COVERAGE_WINDOW = 0.10, 100


class ObservedArticle(NamedTuple):
    """An article and its file as the detectors get them."""

    document: Document
    features: ArticleFeatures
    summary: ArticleSummary
    rules: frozenset[str]
    is_valid: bool

    @property
    def skeleton(self) -> bytes:
        """The features of its top-level markup."""
        return self.features.features[:4]


class TrialOutcome(NamedTuple):
    """The outcome of a fault in a share of the articles: each detector's delay in articles (None: not detected).

    `dating_error` is the error of the change's date in articles; `batch` compares the first `CI_BATCH` articles with
    the fault with a reference made of those before, as in CI."""

    fault: str
    rate: float
    scan: int | None
    dating_error: int | None
    batch: int | None
    rules: int | None
    schema: int | None
    coverage: int | None
    snapshot: int | None

    @property
    def is_found(self) -> bool:
        """Whether scan or rules detected it."""
        return self.dating_error is not None or self.rules is not None


class ControlOutcome(NamedTuple):
    """Alarms in articles without a fault: changes, articles with a finding above a note, articles that violate the
    schema, windows with a drop, new skeletons. `shuffled` are changes in `permutations` random permutations of the
    articles' features; `batch` those in successive batches of `CI_BATCH` articles, each compared with a reference made
    of the `CHANGE_POINT` articles before.
    """

    articles: int
    changes: list[int]
    shuffled: int
    permutations: int
    batch: int
    rules: int
    schema: int
    coverage: int
    snapshot: int


class DetectorSuite:
    """Runs all detectors on articles; `names` collects the names of their features."""

    def __init__(
        self, checker: Checker, schemas: Mapping[str, Schema], thresholds: Thresholds = DEFAULT_THRESHOLDS
    ) -> None:
        self.checker, self.schemas, self.thresholds = checker, schemas, thresholds
        self.names: dict[int, str] = {}

    def observe(self, raw: RawInput) -> ObservedArticle | None:
        """None where the file does not hold exactly one article."""
        documents = [document for document in read(raw, self.checker.mapping) if not document.is_blank]
        result = self.checker.check(raw)
        if len(documents) != 1 or len(result.features) != 1:
            return None
        article = to_article(documents[0], self.checker.sites)
        self.names.update(result.feature_names)
        rules = frozenset(finding.rule for finding in result.findings if finding.severity != "note")
        is_valid = self.schemas[article.site.schema].accepts(article.record)
        return ObservedArticle(documents[0], result.features[0], result.summaries[0], rules, is_valid)

    def scan(self, articles: Sequence[ObservedArticle]) -> list[DetectedChange]:
        """The changes that the scan finds in the articles of one site."""
        return [
            change
            for stream in site_streams(self._dump(articles), 1)
            for change in change_points.detect(stream, self.thresholds)
        ]

    def _dump(self, articles: Sequence[ObservedArticle]) -> InMemoryDump:
        return InMemoryDump(
            (article.summary for article in articles), (article.features for article in articles), self.names
        )

    def reference(self, articles: Sequence[ObservedArticle]) -> Profile:
        """The profile of the articles of one site."""
        dump = self._dump(articles)
        (stream,) = site_streams(dump, 1)
        return profile_builder.build(stream, dump)

    def differs(self, reference: Profile, articles: Sequence[ObservedArticle]) -> bool:
        """Whether articles differ from a reference."""
        streams = (new_articles(reference, stream)[0] for stream in site_streams(self._dump(articles), 1))
        return any(
            change_points.detect(prepend_reference(reference, later), self.thresholds)
            for later in streams
            if later.epochs
        )

    def batch_alarms(self, articles: Sequence[ObservedArticle]) -> Iterator[bool]:
        """Whether each batch differs from a reference made of the articles before it."""
        for start in range(CHANGE_POINT, len(articles) - CI_BATCH + 1, CI_BATCH):
            known = self.reference(articles[start - CHANGE_POINT : start])
            yield self.differs(known, articles[start : start + CI_BATCH])

    def control(self, articles: Sequence[ObservedArticle], permutations: int) -> ControlOutcome:
        """The alarms in articles without a fault, and in so many permutations of their features."""
        draw = random.Random(len(articles))
        permuted = [self.scan(shuffled(articles, draw)) for _ in range(permutations)]
        start = min(len(articles), CHANGE_POINT)
        return ControlOutcome(
            articles=len(articles),
            changes=[change.first for change in self.scan(articles)],
            shuffled=sum(map(len, permuted)),
            permutations=permutations,
            batch=sum(self.batch_alarms(articles)),
            rules=sum(1 for article in articles if article.rules),
            schema=sum(1 for article in articles if not article.is_valid),
            coverage=sum(1 for _ in coverage_drops(articles, start)),
            snapshot=sum(1 for _ in new_skeletons(articles, start)),
        )


class FaultTrial:
    """Articles of one site in the order of time, with a change point from which on faults are put in."""

    def __init__(self, detectors: DetectorSuite, clean: Sequence[ObservedArticle]) -> None:
        self.detectors, self.clean = detectors, clean
        self.change_point = len(clean) * CHANGE_POINT // TRIAL_LENGTH
        self._usual = [change.first for change in detectors.scan(clean)]
        self._reference = detectors.reference(clean[: self.change_point])
        # An article that was crawled together with the last one of the reference belongs to no later batch.
        last = clean[self.change_point - 1].features.epoch
        self._batch = next(
            (at for at in range(self.change_point, len(clean)) if clean[at].features.epoch != last), len(clean)
        )

    def outcomes(self, mutant: Mutant) -> list[TrialOutcome]:
        """An outcome for each rate; none where the fault is applicable to too few articles."""
        broken = self._broken(mutant)
        if len(broken) < _MIN_APPLICABLE * (len(self.clean) - self.change_point):
            return []
        draw = random.Random(f"{mutant.id} {self.clean[0].summary.path}")
        return [self._outcome(mutant.id, rate, _sampled(broken, rate, draw)) for rate in RATES]

    def _broken(self, mutant: Mutant) -> dict[int, ObservedArticle]:
        """The articles from the change point on with the fault, where it is applicable, by position."""
        broken: dict[int, ObservedArticle] = {}
        for at in range(self.change_point, len(self.clean)):
            document = self.clean[at].document
            other = self.clean[(at * 7 + 13) % len(self.clean)].document.html
            draw = random.Random(f"{mutant.id} {document.path}")
            text = mutants.mutate_document(document, mutant, draw, str(other.value) if other else "")
            observed = (
                self.detectors.observe(RawInput(document.path, text.encode("utf-8", "surrogateescape")))
                if text
                else None
            )
            if observed is not None:
                broken[at] = observed
        return broken

    def _outcome(self, fault: str, rate: float, broken: Mapping[int, ObservedArticle]) -> TrialOutcome:
        articles = [broken.get(at, article) for at, article in enumerate(self.clean)]
        delay, error = self._noticed(articles)
        return TrialOutcome(
            fault,
            rate,
            delay,
            error,
            CI_BATCH
            if self.detectors.differs(self._reference, articles[self._batch : self._batch + CI_BATCH])
            else None,
            rules=self._first(at for at, article in broken.items() if article.rules - self.clean[at].rules),
            schema=self._first(
                at for at, article in broken.items() if self.clean[at].is_valid and not article.is_valid
            ),
            coverage=self._first(coverage_drops(articles, self.change_point)),
            snapshot=self._first(new_skeletons(articles, self.change_point)),
        )

    def _first(self, positions: Iterable[int]) -> int | None:
        first = min(positions, default=None)
        return None if first is None else first + 1 - self.change_point

    def _noticed(self, articles: list[ObservedArticle]) -> tuple[int | None, int | None]:
        """The delay of the scan and the error of its date, in articles."""
        own = [
            change
            for change in self.detectors.scan(articles)
            if change.first >= self.change_point - _EARLY
            and not any(abs(change.first - at) < _EARLY for at in self._usual)
        ]
        delays = [change.detected_after - self.change_point for change in own if change.detected_after is not None]
        errors = [abs(change.first - self.change_point) for change in own]
        return min(delays, default=None), min(errors, default=None)


def shuffled(articles: Sequence[ObservedArticle], draw: random.Random) -> list[ObservedArticle]:
    """The articles with their features randomly permuted: no change point is left."""
    features = [article.features for article in articles]
    draw.shuffle(features)
    return [
        article._replace(features=replace(own, epoch=article.features.epoch))
        for article, own in zip(articles, features, strict=True)
    ]


def coverage_drops(articles: Sequence[ObservedArticle], start: int) -> Iterator[int]:
    """The last article of each window in which a field's share is 10 points lower than in all before `start`."""
    for bit in range(len(SUMMARY_FIELDS)):
        has = [article.summary.present_fields >> bit & 1 for article in articles]
        usual = sum(has[:start]) / max(1, start)
        for low in range(start, len(has) - _COVERAGE_WINDOW + 1, _COVERAGE_WINDOW):
            if sum(has[low : low + _COVERAGE_WINDOW]) / _COVERAGE_WINDOW <= usual - _MIN_DROP:
                yield low + _COVERAGE_WINDOW - 1


def new_skeletons(articles: Sequence[ObservedArticle], start: int) -> Iterator[int]:
    """Articles from `start` on with a skeleton that no article before `start` has."""
    known = {article.skeleton for article in articles[:start]}
    return (at for at in range(start, len(articles)) if articles[at].skeleton not in known)


def _sampled(broken: Mapping[int, ObservedArticle], rate: float, draw: random.Random) -> dict[int, ObservedArticle]:
    return {at: article for at, article in broken.items() if draw.random() < rate}
