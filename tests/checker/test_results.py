"""Results of several checks are one result."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.checker.results import merged, merged_names
from newscheck.model import ArticleFeatures, ArticleSummary, Crash, FileResult, Finding

CRASHES = [Crash(path, "", "") for path in "ab"]
FINDINGS = [Finding("r", "note", path, 1, 1, "", "", "", "") for path in "ab"]
SUMMARIES = [ArticleSummary(path, 1, "", 5, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"") for path in "ab"]
HALVES = ((0, 1), (1, 2))
FEATURES = [ArticleFeatures(path, 5, b"") for path in "ab"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([], FileResult(), id="none"),
        pytest.param(
            [FileResult(FINDINGS[at:to], SUMMARIES[at:to], CRASHES[at:to], 0, FEATURES[at:to]) for at, to in HALVES],
            FileResult(FINDINGS, SUMMARIES, CRASHES, 0, FEATURES),
            id="lists, in their order",
        ),
        pytest.param(
            [FileResult(latest_epoch=2), FileResult(latest_epoch=1)], FileResult(latest_epoch=2), id="the latest epoch"
        ),
        pytest.param(
            [FileResult(is_complete=False), FileResult()], FileResult(is_complete=False), id="one that is incomplete"
        ),
        pytest.param(
            [FileResult(feature_names={1: "b"}), FileResult(feature_names={1: "a", 2: "c"})],
            FileResult(feature_names={1: "b", 2: "c"}),
            id="names",
        ),
    ],
)
def test_results_are_merged(parts: list[FileResult], expected: FileResult) -> None:
    assert merged(parts) == expected


@pytest.mark.parametrize("parts", [[{1: "a"}, {1: "b"}], [{1: "b"}, {1: "a"}]])
def test_the_order_does_not_decide_which_name_of_a_hash_is_kept(parts: list[dict[int, Any]]) -> None:
    assert merged_names(parts) == {1: "b"}
