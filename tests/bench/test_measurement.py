"""The bench as a command: its figures, its mistakes, and its processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from itertools import islice
from pathlib import Path

import pytest
from command_line import run

from newscheck.bench import measurement
from newscheck.bench.fault_injection import RATES, DetectorSuite
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.synthetic import simulator

NOW = 2_500_000_000_000


@pytest.mark.slow
def test_the_command_measures_a_dump_of_the_users_own(tmp_path: Path) -> None:
    for raw in islice(simulator.stream("harbour", 500), 500):
        target = tmp_path / raw.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw.data)
    args = ["bench", str(tmp_path), "--fault", "url-scheme", "--fault", "markup-minified", "--jobs", "1"]
    text = run(*args).out
    assert "url-scheme" in text
    assert "alarms per 10,000 untouched articles: scan 0" in text
    parsed = json.loads(run(*args, "--format", "json").out)
    assert [score["fault"] for score in parsed["faults"]] == ["url-scheme"] * len(RATES)
    assert parsed["all"][0]["found"] == 1.0
    assert parsed["invisible"][0]["found"] == 0.0
    assert parsed["sites"][0]["articles"] == 500


def test_mistakes_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!--1-->\n[x](http://x.example/)\n------\n\n<p>x</p>\n")
    assert "too few to measure" in run("bench", tmp_path).err
    assert "did you mean 'image-dropped'?" in run("bench", "--fault", "image-droped").err


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
def test_what_becomes_of_a_process_is_reported_in_one_line(
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
    session = Session(Project(now=NOW, collects_features=True, file_timeout=1.0))
    detectors = measurement._TimedDetectors(session, lambda: beats.append(1))
    assert [detectors.observe(raw) for raw in raws] == [raws[0].path, None, raws[2].path]
    assert len(beats) == 3
