"""Rules that many of the newest articles break."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from newscheck.init.frequent_rules import FrequentRule, find
from newscheck.model import ArticleSummary, Finding

HOUR = 3_600_000


def summary(number: int, folder: str = "a") -> ArticleSummary:
    return ArticleSummary(
        f"{folder}/{number}.md", 1, "rfi", number * HOUR, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b""
    )


def finding(number: int, folder: str = "a", site: str = "rfi") -> Finding:
    path = f"{folder}/{number}.md"
    return Finding("lead-missing", "error", path, 1, 1, "", "", "", "", site=site, epoch=number * HOUR)


@pytest.mark.parametrize(
    ("count", "faulty", "share"),
    [
        pytest.param(20, range(20), 1.0, id="all"),
        pytest.param(20, range(15, 20), 0.25, id="a quarter"),
        pytest.param(20, range(18, 20), None, id="some"),
        pytest.param(20, (), None, id="none"),
        pytest.param(200, range(100), None, id="only old ones"),
        pytest.param(200, range(150, 200), 0.5, id="half of the newest hundred"),
    ],
)
def test_the_newest_articles_count(count: int, faulty: Iterable[int], share: float | None) -> None:
    frequent = list(find(map(finding, faulty), map(summary, range(count)), ["a"]))
    assert frequent == ([] if share is None else [FrequentRule("a", "lead-missing", share)])


def test_each_path_has_its_own_share() -> None:
    summaries = [summary(at, folder) for folder in "ab" for at in range(10)]
    assert list(find([finding(at, "b") for at in range(5)], summaries, ["a", "b"])) == [
        FrequentRule("b", "lead-missing", 0.5)
    ]


def test_a_file_that_is_no_article_counts_beside_them() -> None:
    unread = [finding(at, "b", site="") for at in range(100, 110)]
    assert list(find(unread, [summary(at, "b") for at in range(10)], ["a", "b"])) == [
        FrequentRule("b", "lead-missing", 0.5)
    ]


def test_items_without_a_time_of_their_own_are_counted_together() -> None:
    summaries = [ArticleSummary("a/b.jl", 1, "rfi", None, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")] * 300
    found = [Finding("lead-missing", "error", "a/b.jl", 1, 1, "", "", "", "", site="rfi")]
    assert list(find(found, summaries, ["a"])) == []
    (frequent,) = find(found * 150, summaries, ["a"])
    assert frequent.share == pytest.approx(0.5)
