"""Would it have been noticed? Labelled faults are put into clean articles from a point on, and everything that watches
has its say: the scan for changes of the layout, the rules, and three plain methods to compare with.

The faults are `newscheck.mutants`. What only some articles can have is counted over those.
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
from newscheck.layout.streams import site_streams
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
#: A fault is tried where so many of the articles can have it.
_MIN_APPLICABLE = 0.5
#: A change is that of the fault if it is dated no earlier than so many articles before it; well dated within so many.
_EARLY, DATING_TOLERANCE = 30, 10
#: The plain methods: a fall in points, in a batch of so many articles.
_MIN_DROP, _COVERAGE_WINDOW = 0.10, 100


class ObservedArticle(NamedTuple):
    """An article as everything that watches sees it."""

    document: Document
    shape: ArticleFeatures
    card: ArticleSummary
    rules: frozenset[str]
    is_valid: bool

    @property
    def skeleton(self) -> bytes:
        """What stands at the top of its markup."""
        return self.shape.features[:4]


class TrialOutcome(NamedTuple):
    """What became of a fault that hit a share of the articles: who noticed, and after how many articles (None: not).

    `dating_error` is by how many articles the change was dated wrong; `batch` is told by the first `CI_BATCH` articles
    with the fault beside a reference made of those before, as in CI."""

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
        """Whether newscheck, one way or the other, noticed."""
        return self.dating_error is not None or self.rules is not None


class ControlOutcome(NamedTuple):
    """What was told of articles into which no fault was put: changes, articles with a finding above a note, articles
    refused by the schema, hundreds with a fall, skeletons not seen before. `shuffled` are changes found when all that
    articles look like was dealt out anew, in `permutations` deals; `batch` those told of one `CI_BATCH` of articles
    after the other, each beside a reference made of the `CHANGE_POINT` articles before.
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
    """Looks at articles with everything that watches; `names` gathers what their features are called."""

    def __init__(self, judge: Checker, schemas: Mapping[str, Schema], gates: Thresholds = DEFAULT_THRESHOLDS) -> None:
        self.checker, self.schemas, self.gates = judge, schemas, gates
        self.names: dict[int, str] = {}

    def observe(self, raw: RawInput) -> ObservedArticle | None:
        """None where there is not exactly one article."""
        documents = [document for document in read(raw, self.checker.fields) if not document.is_blank]
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
            for change in change_points.detect(stream, self.gates)
        ]

    def _dump(self, articles: Sequence[ObservedArticle]) -> InMemoryDump:
        return InMemoryDump((article.card for article in articles), (article.shape for article in articles), self.names)

    def reference(self, articles: Sequence[ObservedArticle]) -> Profile:
        """What articles of one site look like."""
        dump = self._dump(articles)
        (stream,) = site_streams(dump, 1)
        return profile_builder.build(stream, dump)

    def differs(self, reference: Profile, articles: Sequence[ObservedArticle]) -> bool:
        """Whether a change is told of articles beside a reference."""
        found = (new_articles(reference, stream)[0] for stream in site_streams(self._dump(articles), 1))
        return any(
            change_points.detect(prepend_reference(reference, later), self.gates) for later in found if later.epochs
        )

    def batch_alarms(self, articles: Sequence[ObservedArticle]) -> Iterator[bool]:
        """What is told of each batch beside a reference made of the articles before it."""
        for start in range(CHANGE_POINT, len(articles) - CI_BATCH + 1, CI_BATCH):
            known = self.reference(articles[start - CHANGE_POINT : start])
            yield self.differs(known, articles[start : start + CI_BATCH])

    def control(self, articles: Sequence[ObservedArticle], deals: int) -> ControlOutcome:
        """What is told of articles as they are, and of as many deals."""
        draw = random.Random(len(articles))
        dealt = [self.scan(shuffled(articles, draw)) for _ in range(deals)]
        start = min(len(articles), CHANGE_POINT)
        return ControlOutcome(
            articles=len(articles),
            changes=[change.first for change in self.scan(articles)],
            shuffled=sum(map(len, dealt)),
            permutations=deals,
            batch=sum(self.batch_alarms(articles)),
            rules=sum(1 for article in articles if article.rules),
            schema=sum(1 for article in articles if not article.is_valid),
            coverage=sum(1 for _ in coverage_drops(articles, start)),
            snapshot=sum(1 for _ in new_skeletons(articles, start)),
        )


class FaultTrial:
    """Articles of one site in the order of time, with a point from which on faults are put in."""

    def __init__(self, watcher: DetectorSuite, clean: Sequence[ObservedArticle]) -> None:
        self.detectors, self.clean = watcher, clean
        self.change_point = len(clean) * CHANGE_POINT // TRIAL_LENGTH
        self._usual = [change.first for change in watcher.scan(clean)]
        self._known = watcher.reference(clean[: self.change_point])
        # What was fetched together with the last article of the reference is not in a later batch.
        last = clean[self.change_point - 1].shape.epoch
        self._batch = next(
            (at for at in range(self.change_point, len(clean)) if clean[at].shape.epoch != last), len(clean)
        )

    def outcomes(self, mutant: Mutant) -> list[TrialOutcome]:
        """One for each rate; none where too few of the articles can have the fault."""
        broken = self._broken(mutant)
        if len(broken) < _MIN_APPLICABLE * (len(self.clean) - self.change_point):
            return []
        draw = random.Random(f"{mutant.id} {self.clean[0].card.path}")
        return [self._outcome(mutant.id, rate, _sampled(broken, rate, draw)) for rate in RATES]

    def _broken(self, mutant: Mutant) -> dict[int, ObservedArticle]:
        """The articles from the point on that can have the fault, by position, with it."""
        found: dict[int, ObservedArticle] = {}
        for at in range(self.change_point, len(self.clean)):
            document = self.clean[at].document
            other = self.clean[(at * 7 + 13) % len(self.clean)].document.html
            draw = random.Random(f"{mutant.id} {document.path}")
            text = mutants.mutate_document(document, mutant, draw, str(other.value) if other else "")
            watched = (
                self.detectors.observe(RawInput(document.path, text.encode("utf-8", "surrogateescape")))
                if text
                else None
            )
            if watched is not None:
                found[at] = watched
        return found

    def _outcome(self, fault: str, rate: float, broken: Mapping[int, ObservedArticle]) -> TrialOutcome:
        articles = [broken.get(at, article) for at, article in enumerate(self.clean)]
        seen, off = self._noticed(articles)
        return TrialOutcome(
            fault,
            rate,
            seen,
            off,
            CI_BATCH if self.detectors.differs(self._known, articles[self._batch : self._batch + CI_BATCH]) else None,
            rules=self._first(at for at, article in broken.items() if article.rules - self.clean[at].rules),
            schema=self._first(at for at, one in broken.items() if self.clean[at].is_valid and not one.is_valid),
            coverage=self._first(coverage_drops(articles, self.change_point)),
            snapshot=self._first(new_skeletons(articles, self.change_point)),
        )

    def _first(self, found: Iterable[int]) -> int | None:
        first = min(found, default=None)
        return None if first is None else first + 1 - self.change_point

    def _noticed(self, articles: list[ObservedArticle]) -> tuple[int | None, int | None]:
        """After how many articles the scan noticed the fault, and by how many it dated it wrong."""
        own = [
            change
            for change in self.detectors.scan(articles)
            if change.first >= self.change_point - _EARLY
            and not any(abs(change.first - at) < _EARLY for at in self._usual)
        ]
        seen = [change.detected_after - self.change_point for change in own if change.detected_after is not None]
        off = [abs(change.first - self.change_point) for change in own]
        return min(seen, default=None), min(off, default=None)


def shuffled(articles: Sequence[ObservedArticle], draw: random.Random) -> list[ObservedArticle]:
    """The articles with what they look like dealt out anew: nothing is left that could change from one time on."""
    shapes = [article.shape for article in articles]
    draw.shuffle(shapes)
    return [
        article._replace(shape=replace(shape, epoch=article.shape.epoch))
        for article, shape in zip(articles, shapes, strict=True)
    ]


def coverage_drops(articles: Sequence[ObservedArticle], start: int) -> Iterator[int]:
    """Where a field is in 10 points fewer of a hundred articles than in all before `start`: the last of the hundred."""
    for bit in range(len(SUMMARY_FIELDS)):
        has = [article.card.present_fields >> bit & 1 for article in articles]
        usual = sum(has[:start]) / max(1, start)
        for low in range(start, len(has) - _COVERAGE_WINDOW + 1, _COVERAGE_WINDOW):
            if sum(has[low : low + _COVERAGE_WINDOW]) / _COVERAGE_WINDOW <= usual - _MIN_DROP:
                yield low + _COVERAGE_WINDOW - 1


def new_skeletons(articles: Sequence[ObservedArticle], start: int) -> Iterator[int]:
    """Articles from `start` on whose skeleton none before it had."""
    known = {article.skeleton for article in articles[:start]}
    return (at for at in range(start, len(articles)) if articles[at].skeleton not in known)


def _sampled(broken: Mapping[int, ObservedArticle], rate: float, draw: random.Random) -> dict[int, ObservedArticle]:
    return {at: article for at, article in broken.items() if draw.random() < rate}
