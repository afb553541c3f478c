"""Injected faults are detected, and clean articles raise no alarm."""

from __future__ import annotations

import random
from functools import cache

import pytest

from newscheck import mutants
from newscheck.bench import fault_injection
from newscheck.bench.fault_injection import RATES, DetectorSuite, FaultTrial, ObservedArticle, TrialOutcome
from newscheck.engine.session import Session
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import Project
from newscheck.synthetic import simulator

#: No headline of the newsroom has a quotation mark in it.
NOWHERE = {"title-entity"}
FAULTS = list(mutants.load().values())
NOW = 2_500_000_000_000
LENGTH = 500


@cache
def trial(site: str) -> FaultTrial:
    detectors = DetectorSuite(Session(Project(now=NOW, collects_features=True)).checker, package_data.record_schemas())
    return FaultTrial(
        detectors, [article for raw in simulator.stream(site, LENGTH) if (article := detectors.observe(raw))]
    )


def outcomes(fault: str) -> list[TrialOutcome]:
    """The outcomes on the first publisher whose articles can have the fault."""
    return next(filter(None, (trial(site).outcomes(mutants.load()[fault]) for site in ("rfi", "harbour", "digest"))))


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", [mutant.id for mutant in mutants.load().values() if mutant.is_layout and mutant.id not in NOWHERE]
)
def test_a_fault_in_every_article_is_found(fault: str) -> None:
    whole, half, *_ = outcomes(fault)
    assert (whole.rate, half.rate) == RATES[:2]
    assert whole.is_found
    assert whole.scan is None or whole.scan > 0
    assert min(delay for delay in (whole.scan, whole.rules) if delay is not None) <= 200


@pytest.mark.slow
@pytest.mark.parametrize("fault", [mutant.id for mutant in FAULTS if not mutant.is_layout])
def test_what_no_reader_and_no_parser_sees_is_no_change(fault: str) -> None:
    assert not any(outcome.is_found for outcome in outcomes(fault))


@pytest.mark.slow
@pytest.mark.parametrize("site", ["rfi", "harbour", "lantern"])
def test_untouched_and_shuffled_articles_are_silent(site: str) -> None:
    control = trial(site).detectors.control(trial(site).clean, permutations=2)
    assert control.changes == []
    assert (control.shuffled, control.rules, control.schema) == (0, 0, 0)


def test_a_shuffled_stream_with_a_change_is_silent() -> None:
    """Shuffling spreads the change over all articles, so no change point is left."""
    fault_trial = trial("rfi")
    broken = fault_trial._broken(mutants.load()["container-renamed"])
    articles = [broken.get(at, article) for at, article in enumerate(fault_trial.clean)]
    assert len(fault_trial.detectors.scan(articles)) == 1
    for seed in range(3):
        assert fault_trial.detectors.scan(fault_injection.shuffled(articles, random.Random(seed))) == []


def article(fields: int, skeleton: bytes = b"abcd") -> ObservedArticle:
    first = trial("rfi").clean[0]
    return first._replace(
        summary=fault_injection.replace(first.summary, present_fields=fields),
        features=fault_injection.replace(first.features, features=skeleton),
    )


def test_plain_methods_see_what_they_are_made_for() -> None:
    full, without = article(0b111111), article(0b111101)
    assert list(fault_injection.coverage_drops([full] * 300, 100)) == []
    assert list(fault_injection.coverage_drops([full] * 100 + ([full] * 9 + [without]) * 20, 100)) == [199, 299]
    assert list(fault_injection.new_skeletons([full] * 10 + [article(0, b"wxyz")] + [full], 10)) == [10]
