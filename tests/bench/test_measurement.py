"""The bench: faults that newscheck puts in are noticed, what is no fault is not, and the command says so."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sys
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from newscheck import mutants
from newscheck.bench import fault_injection, measurement, metrics
from newscheck.bench.fault_injection import (
    RATES,
    ControlOutcome,
    DetectorSuite,
    FaultTrial,
    ObservedArticle,
    TrialOutcome,
)
from newscheck.cli import group
from newscheck.engine.session import Session
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.synthetic import simulator

#: No headline of the newsroom has a quotation mark in it.
NOWHERE = {"title-entity"}
FAULTS = list(mutants.load().values())
NOW = 2_500_000_000_000
LENGTH = 500


@cache
def trial(site: str) -> FaultTrial:
    watcher = DetectorSuite(Session(Project(now=NOW, collects_features=True)).checker, package_data.record_schemas())
    return FaultTrial(watcher, [article for raw in simulator.stream(site, LENGTH) if (article := watcher.observe(raw))])


def outcomes(fault: str) -> list[TrialOutcome]:
    """On the first publisher whose articles can have the fault."""
    return next(filter(None, (trial(site).outcomes(mutants.load()[fault]) for site in ("rfi", "harbour", "digest"))))


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", [one.id for one in mutants.load().values() if one.is_visible and one.id not in NOWHERE]
)
def test_a_fault_in_every_article_is_found(fault: str) -> None:
    whole, half, *_ = outcomes(fault)
    assert (whole.rate, half.rate) == RATES[:2]
    assert whole.is_found
    assert whole.scan is None or whole.scan > 0
    assert min(delay for delay in (whole.scan, whole.rules) if delay is not None) <= 200


@pytest.mark.slow
@pytest.mark.parametrize("fault", [one.id for one in FAULTS if not one.is_visible])
def test_what_no_reader_and_no_parser_sees_is_no_change(fault: str) -> None:
    assert not any(outcome.is_found for outcome in outcomes(fault))


@pytest.mark.slow
@pytest.mark.parametrize("site", ["rfi", "harbour", "lantern"])
def test_untouched_and_shuffled_articles_are_silent(site: str) -> None:
    found = trial(site).detectors.control(trial(site).clean, permutations=2)
    assert found.changes == []
    assert (found.shuffled, found.rules, found.schema) == (0, 0, 0)


def test_a_shuffled_stream_with_a_change_is_silent() -> None:
    """The change is dealt out over all articles: nothing is left to find."""
    here = trial("rfi")
    broken = here._broken(mutants.load()["container-renamed"])
    articles = [broken.get(at, article) for at, article in enumerate(here.clean)]
    assert len(here.detectors.scan(articles)) == 1
    for seed in range(3):
        assert here.detectors.scan(fault_injection.shuffled(articles, random.Random(seed))) == []


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


def outcome(fault: str, **noticed: int) -> TrialOutcome:
    nothing = dict.fromkeys(("scan", "dating_error", "batch", "rules", "schema", "coverage", "snapshot"))
    return TrialOutcome(fault, 1.0, **{**nothing, **noticed})


def test_outcomes_are_added_up() -> None:
    found = [
        outcome("a", scan=12, dating_error=0),
        outcome("a", rules=1),
        outcome("b"),
        outcome("b", dating_error=40, scan=30),
    ]
    by_fault = {score.fault: score for score in metrics.by_fault(found) if score.rate == 1.0}
    assert (by_fault["a"].found, by_fault["a"].scan, by_fault["a"].rules) == (1.0, 0.5, 0.5)
    assert by_fault["a"].delay == 6.5
    assert by_fault["a"].scan_delay == 12
    assert (by_fault[""].trials, by_fault[""].found, by_fault[""].dated) == (4, 0.75, 0.5)
    assert by_fault["b"].dated == 0.0


def test_false_alarms_are_counted_per_10k_articles() -> None:
    rates = metrics.false_alarms(
        [ControlOutcome(4_000, [17], 1, 3, 1, 8, 0, 2, 4), ControlOutcome(1_000, [], 0, 3, 0, 0, 0, 0, 0)]
    )
    assert rates == {
        "scan": 2.0,
        "shuffled": 0.67,
        "batch": 2.0,
        "rules": 16.0,
        "schema": 0.0,
        "coverage": 4.0,
        "snapshot": 8.0,
    }


@pytest.mark.slow
def test_the_command_measures_a_dump_of_the_users_own(tmp_path: Path) -> None:
    for raw in islice(simulator.stream("harbour", 500), 500):
        target = tmp_path / raw.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw.data)
    args = ["bench", str(tmp_path), "--fault", "url-scheme", "--fault", "white-space-added", "--jobs", "1"]
    text = CliRunner().invoke(group, args, standalone_mode=False)
    assert text.exception is None, text.exception
    assert "url-scheme" in text.stdout
    assert "alarms per 10,000 untouched articles: scan 0" in text.stdout
    data = CliRunner().invoke(group, [*args, "--format", "json"], standalone_mode=False)
    found = json.loads(data.stdout)
    assert [score["fault"] for score in found["faults"]] == ["url-scheme"] * len(RATES)
    assert found["all"][0]["found"] == 1.0
    assert found["invisible"][0]["found"] == 0.0
    assert found["sites"][0]["articles"] == 500


def test_mistakes_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!--1-->\n[x](http://x.example/)\n------\n\n<p>x</p>\n")
    few = CliRunner().invoke(group, ["bench", str(tmp_path)], standalone_mode=False)
    assert "too few to measure" in str(few.exception)
    unknown = CliRunner().invoke(group, ["bench", "--fault", "image-droped"], standalone_mode=False)
    assert "did you mean 'image-dropped'?" in str(unknown.exception)


def _ended(unit: object, beat: object) -> None:
    assert multiprocessing.parent_process(), "done in the process of the tests"
    os.kill(os.getpid(), signal.SIGKILL)


def _mistaken(unit: object, beat: object) -> None:
    raise UsageError("unknown site 'rif'")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, with what a test has changed")
@pytest.mark.parametrize(
    ("measure", "words"),
    [
        pytest.param(_ended, "a process was ended from outside, perhaps for memory, while it measured", id="killed"),
        pytest.param(_mistaken, "unknown site 'rif'", id="a mistake"),
    ],
)
def test_what_becomes_of_a_process_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, measure: object, words: str
) -> None:
    monkeypatch.setattr(measurement, "_measure", measure)
    with pytest.raises(UsageError, match=words):
        measurement.of_simulator(measurement.BenchPlan(400, 1, ()), Session(Project(now=NOW)), jobs=2)
    assert not multiprocessing.active_children()


def test_an_article_has_the_time_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    raws = list(islice(simulator.stream("rfi", 400), 3))
    monkeypatch.setattr(DetectorSuite, "observe", lambda self, raw: signal.pause() if raw is raws[1] else raw.path)
    beats: list[int] = []
    session = Session(Project(now=NOW, collects_features=True, file_timeout=0.1))
    watcher = measurement._TimedDetectors(session, lambda: beats.append(1))
    assert [watcher.observe(raw) for raw in raws] == [raws[0].path, None, raws[2].path]
    assert len(beats) == 3
