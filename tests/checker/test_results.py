"""Results of several checks are one result."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.checker.results import merged, merged_names
from newscheck.model import Crash, FileResult

CRASHES = [Crash(path, "", "") for path in "ab"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([], FileResult(), id="none"),
        pytest.param(
            [FileResult(crashes=CRASHES[:1]), FileResult(crashes=CRASHES[1:])],
            FileResult(crashes=CRASHES),
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
