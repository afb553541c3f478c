"""Tables of features: counts, columns, the best split, and the same backwards in time."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.numpy_loader import np
from newscheck.layout.feature_table import FeatureTable, best_split, tabulate
from newscheck.layout.streams import Stream
from newscheck.text.timestamps import HOUR


def table(has: list[bool]) -> FeatureTable | None:
    """The table of a stream of three articles an hour, some of which have the feature `b`."""
    offsets = array("I", [0, *(sum(has[:end]) for end in range(1, len(has) + 1))])
    epochs = array("q", (at // 3 * HOUR for at in range(len(has))))
    return tabulate(Stream("x", ["a", "b"], epochs, array("I", range(len(has))), offsets, array("H", [1] * sum(has))))


@given(st.lists(st.booleans(), min_size=160, max_size=200), st.integers(0, 99), st.integers(100, 160))
def test_counts_and_columns_in_both_directions(has: list[bool], start: int, end: int) -> None:
    features = table(has)
    if features is None:
        assert not 4 <= sum(has) <= len(has) - 4
        return
    assert features.names == ["b"], "a feature of no article does not vary"
    assert features.counts(start, end).tolist() == [sum(has[start:end])]
    assert features.column(0).tolist() == has
    assert features.mirrored().column(0).tolist() == has[::-1]
    assert features.mirrored().size == features.size == len(has)


@pytest.mark.parametrize("split", [1, 40, 99])
def test_the_best_split_is_where_the_feature_begins(split: int) -> None:
    assert best_split(np.arange(100) >= split, 0, 100) == split


@pytest.mark.parametrize("hours", [90, 300])
def test_features_of_one_kind_share_a_column(hours: int) -> None:
    names = ["a", "b", "has field x", "the other articles", "time to dateline +0"]
    having = [[1, 3] if at % 5 == 0 else [0, 2, 4] for at in range(2 * hours)]
    features = tabulate(
        Stream(
            "x",
            names,
            array("q", (at // 2 * HOUR for at in range(len(having)))),
            array("I", range(len(having))),
            array("I", np.cumsum([0, *map(len, having)])),
            array("H", [feature for features in having for feature in features]),
        )
    )
    assert features is not None
    assert features.names == names
    assert features.columns.tolist() == [0, 1, 2, 1, 3]
    assert features.firsts.tolist() == [0, 1, 2, 4]
    for feature, column in enumerate(features.columns):
        sums = np.concatenate(([0], np.cumsum(features.column(feature))))[features.starts]
        assert features.sums[:, column].tolist() == sums.tolist()
