"""The history of layouts: changes are detected and dated, and none is detected where nothing changed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout.feature_table import tabulate
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.site_streams import site_streams
from newscheck.model import ArticleFeatures, ArticleSummary, LayoutHistory
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]


@pytest.fixture(scope="module")
def features_checker() -> Checker:
    """A checker that collects the features of articles."""
    return Session(Project(now=examples.NOW, collects_features=True)).checker


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
    (stream,) = site_streams(InMemoryDump(summaries, features, names), 150)
    table = tabulate(stream)
    assert table is None or len(table.names) <= 1_000


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
    result = run(cwd=write_dump([{}] * 47))
    assert result.returncode == 0
    needed = "48 of 11 fetch hours are needed, or 150"
    assert result.stdout == f"47 articles, too few of any site with a crawl time to detect layouts ({needed})\n"


def fetched(total: int, at: int, per_hour: int, every: int = 1) -> list[Mapping[str, Any]]:
    """Patches for so many articles of each hour, of which from a position on every so many-th is of another layout."""
    start = datetime(2023, 5, 1)
    return [
        {
            **(RENAMED if seed >= at and (seed - at) % 3 < every else {}),
            "when": start + timedelta(hours=seed // per_hour),
        }
        for seed in range(total)
    ]


@pytest.mark.parametrize(
    ("total", "at", "per_hour", "every", "spans"),
    [
        pytest.param(47, 39, 1, 3, [], id="39 before"),
        pytest.param(48, 40, 1, 3, [40, 8], id="the fewest"),
        pytest.param(48, 8, 1, 3, [8, 40], id="the fewest after the change"),
        pytest.param(48, 24, 1, 3, [48], id="too few on either side"),
        pytest.param(100, 50, 1, 3, [50, 50], id="half of a hundred"),
        pytest.param(100, 50, 5, 3, [50, 50], id="ten fetch hours before"),
        pytest.param(100, 50, 10, 3, [], id="ten fetch hours in all"),
        pytest.param(100, 48, 6, 3, [100], id="eight fetch hours before, and nine after"),
        pytest.param(149, 75, 1, 2, [75, 74], id="in two thirds of the articles"),
        pytest.param(149, 75, 1, 1, [149], id="in a third of the articles"),
        # It may have come before the first article that shows it.
        pytest.param(300, 150, 1, 1, [149, 151], id="in a third of the articles after 150"),
        pytest.param(149, 75, 30, 3, [], id="five fetches"),
        pytest.param(150, 75, 30, 3, [150], id="150 are scanned, whatever their hours"),
    ],
)
def test_the_articles_that_a_scan_needs(
    features_checker: Checker, total: int, at: int, per_hour: int, every: int, spans: list[int]
) -> None:
    detected = history(features_checker, fetched(total, at, per_hour, every))
    assert [span.articles for span in detected.layouts] == spans
    assert len(detected.changes) == max(0, len(spans) - 1)


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
