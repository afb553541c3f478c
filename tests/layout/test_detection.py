"""The history of layouts: changes are found and dated, and nothing is found where nothing changed."""

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
    for _, found in rows:
        features.extend(sorted(NAMES.index(name) for name in found))
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
    features = [found for _, found in rows]
    random.Random(seed).shuffle(features)
    assert (
        change_points.detect(stream([(epoch, found) for (epoch, _), found in zip(rows, features, strict=True)])) == []
    )


def test_week_ends_are_no_change() -> None:
    # Saturday and Sunday by another desk, for half a year: 24 articles a day.
    rows = articles(24 * 180, 1, lambda i: 0.9 if i // 24 % 7 in (5, 6) else 0.1)
    assert len(change_points.detect(stream(rows))) <= 1


@pytest.mark.parametrize("known", [0, 400])
@pytest.mark.parametrize("at", [400, 403, 410, 419])
def test_a_change_in_the_last_hour_is_no_trouble(at: int, known: int) -> None:
    rows = [(START + min(i, 400) * HOUR, {"always"} | ({"switched"} if i >= at else set())) for i in range(420)]
    found = change_points.detect(replace(stream(rows), reference_size=known))
    assert all(change.first >= known for change in found)
    assert len(found) == (known > 0 and at <= 410)


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
def test_odd_streams_say_nothing(rows: list[tuple[int, set[str]]]) -> None:
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

    def told(found: list[DetectedChange]) -> Any:
        return [(change.first, change.score, [shift.feature for shift in change.shifts]) for change in found]

    assert told(change_points.detect(other)) == told(change_points.detect(straight)) != []


@pytest.fixture(scope="module")
def shaping() -> Checker:
    """A checker that remembers what articles look like."""
    return Session(Project(now=examples.NOW, collects_features=True)).checker


def gathered(
    judge: Checker, patches: list[Mapping[str, Any]]
) -> tuple[list[ArticleSummary], list[ArticleFeatures], dict[int, str]]:
    result = judge.check(*specimen.series(patches))
    assert not result.crashes, result.crashes[0].traceback
    assert len(result.summaries) == len(result.features) == len(patches)
    return result.summaries, result.features, dict(result.feature_names)


def history(judge: Checker, patches: list[Mapping[str, Any]]) -> LayoutHistory:
    return InMemoryDump(*gathered(judge, patches)).history


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
def test_a_change_is_told_in_terms_of_the_record(
    shaping: Checker, patch: Mapping[str, Any], harm: list[str], feature: str
) -> None:
    found = history(shaping, [patch if seed >= 300 else {} for seed in range(520)])
    (change,) = found.changes
    assert change.examples_after
    assert change.articles_before == 300
    assert change.articles_after == 220
    assert feature in [name for name, _, _ in change.features]
    assert set(harm) <= set(change.harm)
    assert bool(harm) == bool(change.harm)
    assert [span.articles for span in found.layouts] == [300, 220]
    assert found.layouts[1].first == change.since
    assert found.layouts[0].last == change.last_before


def test_news_alone_is_no_change(shaping: Checker) -> None:
    found = history(shaping, [{}] * 700)
    assert found.changes == []
    (span,) = found.layouts
    assert span.articles == 700
    assert span.skeleton == "div img p div"
    assert span.share == 1.0


def test_any_split_in_any_order_gives_the_same_history(shaping: Checker) -> None:
    patches: list[Mapping[str, Any]] = [RENAMED if seed >= 200 else {} for seed in range(400)]
    cards, shapes, names = gathered(shaping, patches)
    whole = InMemoryDump(cards, shapes, names).history
    order = list(range(400))
    random.Random(7).shuffle(order)
    shuffled = InMemoryDump([cards[i] for i in order], [shapes[i] for i in order], dict(reversed(names.items())))
    assert shuffled.history == whole
    assert len(whole.changes) == 1


@pytest.mark.slow
@pytest.mark.parametrize("epoch", ["NaN", 0, 1_692_215_820_000, 9_999_999_999_999])
def test_articles_without_a_place_in_time_do_not_disturb(shaping: Checker, epoch: object) -> None:
    odd = {7: {"epoch": epoch}, 350: {"epoch": epoch}}
    patches = [{**(RENAMED if seed >= 200 else {}), **odd.get(seed, {})} for seed in range(400)]
    (change,) = history(shaping, patches).changes
    assert abs(change.articles_before - 200) <= 2


@pytest.mark.slow
def test_a_hostile_site_has_a_bounded_number_of_features(shaping: Checker) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"

    def elements(seed: int) -> str:
        names = (f"x{letters[seed % 26]}{letters[n % 26]}{'z' * (n // 26)}" for n in range(2_000))
        return "".join(f'<i class="{name}">' for name in names)

    patches = [{"before": elements(seed)} for seed in range(160)]
    cards, shapes, names = gathered(shaping, patches)
    assert max(len(shape.features) // 4 for shape in shapes) < 250
    (found,) = streams.site_streams(InMemoryDump(cards, shapes, names), 150)
    assert len(found.names) <= 1_000


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newscheck", "layouts", *args]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
def test_the_command_tells_a_timeline_json_and_a_proposal(write_dump: WriteDump) -> None:
    folder = write_dump([{"lead": None} if seed >= 200 else {} for seed in range(400)])
    text, data, proposal = run(cwd=folder), run("--format", "json", cwd=folder), run("--propose", cwd=folder)
    assert text.returncode == data.returncode == proposal.returncode == 0, text.stderr + data.stderr + proposal.stderr
    assert "lost: lead" in text.stdout
    assert "100% ->   0%  has lead" in text.stdout
    (change,) = json.loads(data.stdout)["changes"]
    assert "lead" in change["harm"]
    assert proposal.stdout.count("[[layout]]") == 2
    assert proposal.stdout.count("until = ") == 1


def test_the_command_says_that_there_is_too_little(write_dump: WriteDump) -> None:
    result = run(cwd=write_dump([{}] * 5))
    assert result.returncode == 0
    assert "too few" in result.stdout


@given(st.integers(0, 2**32), st.integers(158, 400), st.sampled_from([0, 150, 157]), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_any_stream_is_scanned_without_trouble(seed: int, count: int, known: int, burst: int) -> None:
    draw = random.Random(seed)
    hour, rows = 0, []
    shares = [draw.random() for _ in range(3)]
    while len(rows) < count:
        hour += draw.choice([1, 1, 2, 30, 300])
        if draw.random() < 0.2:
            shares = [draw.choice([0.0, 1.0, draw.random()]) for _ in range(3)]
        for _ in range(draw.randint(1, burst)):
            found = {name for name, share in zip(NAMES[1:], shares, strict=True) if draw.random() < share}
            rows.append((START + hour * HOUR, found))
    for change in change_points.detect(replace(stream(rows), reference_size=known)):
        assert known <= change.first < len(rows)
        assert change.last == change.first - 1


def test_clocks_put_forward_are_no_change(shaping: Checker) -> None:
    """Two articles a day at fixed hours, across 26 March 2023, of a publisher whose zone nobody knows."""
    start = datetime(2023, 1, 20, 1)
    patches = [
        {"when": start + timedelta(hours=12 * at), "url": f"https://news.example.org/{at}", "share": False}
        for at in range(330)
    ]
    assert history(shaping, patches).changes == []


def test_hosts_of_one_publisher_are_one_stream(shaping: Checker) -> None:
    patches = [{"url": f"https://{'www' if at < 200 else 'cn'}.paper.com.tw/a/{at}"} for at in range(420)]
    found = history(shaping, patches)
    assert {span.site for span in found.layouts} == {"paper.com.tw"}
    (change,) = found.changes
    assert ("url host www.paper.com.tw", 1.0, 0.0) in change.features
    assert change.verdict == "scraper"
