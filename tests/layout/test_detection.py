"""The history of layouts: changes are detected and dated, and none is detected where nothing changed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from array import array
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout import change_points, streams
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.profile import DetectedChange
from newscheck.layout.streams import Stream
from newscheck.model import ArticleFeatures, ArticleSummary, LayoutHistory
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
HOUR = 3_600_000
START = 1_600_000_000_000
NAMES = ["always", "half", "rare", "switched"]


def stream(rows: list[tuple[int, set[str]]]) -> Stream:
    """A stream of (epoch, features)."""
    rows = sorted(rows, key=lambda row: row[0])
    features, offsets = array("H"), array("I", [0])
    for _, present in rows:
        features.extend(sorted(NAMES.index(name) for name in present))
        offsets.append(len(features))
    epochs, numbers = array("q", (epoch for epoch, _ in rows)), array("I", range(len(rows)))
    return Stream("x", NAMES, epochs, numbers, offsets, features)


def articles(count: int, seed: int, share: Callable[[int], float]) -> list[tuple[int, set[str]]]:
    """Three articles an hour; article i has `switched` with probability share(i)."""
    draw = random.Random(seed)
    return [
        (
            START + i // 3 * HOUR,
            {"always"}
            | ({"half"} if draw.random() < 0.5 else set())
            | ({"rare"} if draw.random() < 0.02 else set())
            | ({"switched"} if draw.random() < share(i) else set()),
        )
        for i in range(count)
    ]


@pytest.mark.parametrize(
    ("before", "after", "within"),
    [
        pytest.param(0.0, 1.0, 0, id="appears everywhere"),
        pytest.param(1.0, 0.0, 0, id="vanishes everywhere"),
        pytest.param(0.0, 0.5, 10, id="appears in half"),
        pytest.param(0.0, 0.2, 15, id="appears in a fifth"),
        pytest.param(0.3, 0.9, 15, id="shifts"),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_a_change_is_found_and_dated(before: float, after: float, within: int, seed: int) -> None:
    (change,) = change_points.detect(stream(articles(900, seed, lambda i: before if i < 450 else after)))
    assert abs(change.first - 450) <= within
    assert change.last == change.first - 1
    assert [shift.feature for shift in change.shifts] == ["switched"]
    assert change.until is None


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_found_where_nothing_changed(seed: int) -> None:
    assert change_points.detect(stream(articles(2_000, seed, lambda i: 0.3))) == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_found_in_a_shuffled_stream(seed: int) -> None:
    rows = articles(900, seed, lambda i: 0.0 if i < 450 else 1.0)
    features = [present for _, present in rows]
    random.Random(seed).shuffle(features)
    assert (
        change_points.detect(stream([(epoch, present) for (epoch, _), present in zip(rows, features, strict=True)]))
        == []
    )


def test_week_ends_are_no_change() -> None:
    # Saturday and Sunday by other editors, for half a year: 24 articles a day.
    rows = articles(24 * 180, 1, lambda i: 0.9 if i // 24 % 7 in (5, 6) else 0.1)
    assert len(change_points.detect(stream(rows))) <= 1


@pytest.mark.parametrize("reference_size", [0, 400])
@pytest.mark.parametrize("at", [400, 403, 410, 419])
def test_a_change_in_the_last_hour_is_no_trouble(at: int, reference_size: int) -> None:
    rows = [(START + min(i, 400) * HOUR, {"always"} | ({"switched"} if i >= at else set())) for i in range(420)]
    changes = change_points.detect(replace(stream(rows), reference_size=reference_size))
    assert all(change.first >= reference_size for change in changes)
    assert len(changes) == (reference_size > 0 and at <= 410)


def test_what_comes_back_ends_the_change_before() -> None:
    first, second = change_points.detect(stream(articles(900, 2, lambda i: 1.0 if 300 <= i < 600 else 0.0)))
    assert (first.first, second.first) == (300, 600)
    assert first.until == 600


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="no articles"),
        pytest.param(articles(100, 0, lambda i: float(i > 50)), id="too few"),
        pytest.param([(START, {"always"})] * 1_000, id="one hour"),
        pytest.param([(START + i * HOUR, set()) for i in range(400)], id="no features"),
        pytest.param([(START + i * HOUR * 24 * 365, {"always"}) for i in range(300)], id="years between"),
    ],
)
def test_odd_streams_have_no_change(rows: list[tuple[int, set[str]]]) -> None:
    assert change_points.detect(stream(rows)) == []


def test_the_numbering_of_features_does_not_matter() -> None:
    straight = stream(articles(900, 4, lambda i: float(i >= 450)))
    order = [3, 1, 0, 2]
    names = [NAMES[at] for at in order]
    offsets = straight.offsets
    renumbered = array("H")
    for start, end in pairwise(offsets):
        renumbered.extend(sorted(order.index(name) for name in straight.features[start:end]))
    other = Stream("x", names, straight.epochs, straight.rows, offsets, renumbered)

    def summary(changes: list[DetectedChange]) -> Any:
        return [(change.first, change.score, [shift.feature for shift in change.shifts]) for change in changes]

    assert summary(change_points.detect(other)) == summary(change_points.detect(straight)) != []


@pytest.fixture(scope="module")
def features_checker() -> Checker:
    """A checker that collects the features of articles."""
    return Session(Project(now=examples.NOW, shapes=True)).checker


def gathered(
    checker: Checker, patches: list[Mapping[str, Any]]
) -> tuple[list[ArticleSummary], list[ArticleFeatures], dict[int, str]]:
    result = checker.check(*specimen.series(patches))
    assert not result.crashes, result.crashes[0].traceback
    assert len(result.summaries) == len(result.features) == len(patches)
    return result.summaries, result.features, dict(result.feature_names)


def history(checker: Checker, patches: list[Mapping[str, Any]]) -> LayoutHistory:
    return InMemoryDump(*gathered(checker, patches)).history


RENAMED = {"before": '<div class="story story--long">', "after": "</div>"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("patch", "harm", "feature"),
    [
        pytest.param(RENAMED, [], "class div.story", id="a container more"),
        pytest.param({"image": None}, ["image"], "has image", id="image lost"),
        pytest.param({"lead": None}, ["lead"], "has lead", id="lead lost"),
        pytest.param({"dateline": None}, ["dateline"], "has dateline", id="date line lost"),
        pytest.param({"share": False}, [], "link www.facebook.com", id="share block gone"),
        pytest.param(
            {"paragraphs": ["渔民合作社周三公布了条文。"]},
            ["paragraphs"],
            "paragraphs >= 4",
            id="cut",
        ),
        pytest.param({"image": "https://img.example.org/a/b.png"}, [], "image host img.example.org", id="image host"),
    ],
)
def test_a_change_names_the_fields_of_the_record_that_it_harms(
    features_checker: Checker, patch: Mapping[str, Any], harm: list[str], feature: str
) -> None:
    detected = history(features_checker, [patch if seed >= 300 else {} for seed in range(520)])
    (change,) = detected.changes
    assert change.examples_after
    assert change.articles_before == 300
    assert change.articles_after == 220
    assert feature in [name for name, _, _ in change.features]
    assert set(harm) <= set(change.harm)
    assert bool(harm) == bool(change.harm)
    assert [span.articles for span in detected.layouts] == [300, 220]
    assert detected.layouts[1].first == change.since
    assert detected.layouts[0].last == change.last_before


def test_news_alone_is_no_change(features_checker: Checker) -> None:
    detected = history(features_checker, [{}] * 700)
    assert detected.changes == []
    (span,) = detected.layouts
    assert span.articles == 700
    assert span.skeleton == "div img p div"
    assert span.share == 1.0


def test_any_split_in_any_order_gives_the_same_history(features_checker: Checker) -> None:
    patches: list[Mapping[str, Any]] = [RENAMED if seed >= 200 else {} for seed in range(400)]
    summaries, features, names = gathered(features_checker, patches)
    history_in_order = InMemoryDump(summaries, features, names).history
    order = list(range(400))
    random.Random(7).shuffle(order)
    shuffled = InMemoryDump([summaries[i] for i in order], [features[i] for i in order], dict(reversed(names.items())))
    assert shuffled.history == history_in_order
    assert len(history_in_order.changes) == 1


@pytest.mark.slow
@pytest.mark.parametrize("epoch", ["NaN", 0, 1_692_215_820_000, 9_999_999_999_999])
def test_articles_without_a_place_in_time_do_not_disturb(features_checker: Checker, epoch: object) -> None:
    odd = {7: {"epoch": epoch}, 350: {"epoch": epoch}}
    patches = [{**(RENAMED if seed >= 200 else {}), **odd.get(seed, {})} for seed in range(400)]
    (change,) = history(features_checker, patches).changes
    assert abs(change.articles_before - 200) <= 2


@pytest.mark.slow
def test_a_hostile_site_has_a_bounded_number_of_features(features_checker: Checker) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"

    def elements(seed: int) -> str:
        names = (f"x{letters[seed % 26]}{letters[n % 26]}{'z' * (n // 26)}" for n in range(2_000))
        return "".join(f'<i class="{name}">' for name in names)

    patches = [{"before": elements(seed)} for seed in range(160)]
    summaries, features, names = gathered(features_checker, patches)
    assert max(len(article.features) // 4 for article in features) < 250
    (stream,) = streams.site_streams(InMemoryDump(summaries, features, names), 150)
    assert len(stream.names) <= 1_000


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newscheck", "layouts", *args]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
def test_the_command_prints_a_timeline_json_and_a_proposal(write_dump: WriteDump) -> None:
    folder = write_dump([{"lead": None} if seed >= 200 else {} for seed in range(400)])
    text, data, proposal = run(cwd=folder), run("--format", "json", cwd=folder), run("--propose", cwd=folder)
    assert text.returncode == data.returncode == proposal.returncode == 0, text.stderr + data.stderr + proposal.stderr
    assert "lost: lead" in text.stdout
    assert "100% ->   0%  has lead" in text.stdout
    (change,) = json.loads(data.stdout)["changes"]
    assert "lead" in change["harm"]
    assert proposal.stdout.count("[[layout]]") == 2
    assert proposal.stdout.count("until = ") == 1


def test_the_command_reports_too_few_articles(write_dump: WriteDump) -> None:
    result = run(cwd=write_dump([{}] * 5))
    assert result.returncode == 0
    assert "too few" in result.stdout


@given(st.integers(0, 2**32), st.integers(158, 400), st.sampled_from([0, 150, 157]), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_any_stream_is_scanned_without_trouble(seed: int, count: int, reference_size: int, burst: int) -> None:
    draw = random.Random(seed)
    hour, rows = 0, []
    shares = [draw.random() for _ in range(3)]
    while len(rows) < count:
        hour += draw.choice([1, 1, 2, 30, 300])
        if draw.random() < 0.2:
            shares = [draw.choice([0.0, 1.0, draw.random()]) for _ in range(3)]
        for _ in range(draw.randint(1, burst)):
            present = {name for name, share in zip(NAMES[1:], shares, strict=True) if draw.random() < share}
            rows.append((START + hour * HOUR, present))
    for change in change_points.detect(replace(stream(rows), reference_size=reference_size)):
        assert reference_size <= change.first < len(rows)
        assert change.last == change.first - 1


def test_clocks_put_forward_are_no_change(features_checker: Checker) -> None:
    """Two articles a day at fixed hours, across 26 March 2023, of a publisher whose zone is unknown."""
    start = datetime(2023, 1, 20, 1)
    patches = [
        {"when": start + timedelta(hours=12 * at), "url": f"https://news.example.org/{at}", "share": False}
        for at in range(330)
    ]
    assert history(features_checker, patches).changes == []


def test_hosts_of_one_publisher_are_one_stream(features_checker: Checker) -> None:
    patches = [{"url": f"https://{'www' if at < 200 else 'cn'}.paper.com.tw/a/{at}"} for at in range(420)]
    detected = history(features_checker, patches)
    assert {span.site for span in detected.layouts} == {"paper.com.tw"}
    (change,) = detected.changes
    assert ("url host www.paper.com.tw", 1.0, 0.0) in change.features
    assert change.verdict == "scraper"
