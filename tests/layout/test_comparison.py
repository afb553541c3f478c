"""The position by which a change is dated, against a plain implementation."""

from __future__ import annotations

from array import array
from math import exp, log

from hypothesis import assume, given
from hypothesis import strategies as st

from newscheck.dump.numpy_loader import np
from newscheck.layout.comparison import Comparison, likeliest_split
from newscheck.layout.feature_table import FeatureTable, tabulate
from newscheck.layout.statistics import Bools, Ints
from newscheck.layout.streams import Stream

NAMES = ["a", "b", "c"]
SIZE = 60
HOUR = 3_600_000


def table_of(rows: list[set[int]]) -> FeatureTable | None:
    features, offsets = array("H"), array("I", [0])
    for row in rows:
        features.extend(sorted(row))
        offsets.append(len(features))
    epochs = array("q", (at * HOUR for at in range(len(rows))))
    return tabulate(Stream("x", NAMES, epochs, array("I", range(len(rows))), offsets, features))


def comparison_of(table: FeatureTable, split: int) -> Comparison:
    """All articles before and after a position, by all features."""
    before, after = (table.counts(0, split) / split), table.counts(split, SIZE) / (SIZE - split)
    order: Ints = np.arange(len(table.names))
    return Comparison(0, split, split, SIZE, before, after, np.zeros(len(order)), order)


def log_likelihood(columns: list[Bools], comparison: Comparison, position: int) -> float:
    """Of all articles, those before the position with the shares before a change, the others with those after it."""
    total = 0.0
    for feature, column in enumerate(columns):
        p = (comparison.before[feature] * comparison.split + 0.5) / (comparison.split + 1)
        q = (comparison.after[feature] * (SIZE - comparison.split) + 0.5) / (SIZE - comparison.split + 1)
        for at, has in enumerate(column):
            share = p if at < position else q
            total += log(share if has else 1 - share)
    return total


ROWS = st.lists(st.sets(st.integers(0, len(NAMES) - 1)), min_size=SIZE, max_size=SIZE)


@given(ROWS, st.integers(5, SIZE - 5), st.data())
def test_the_change_is_as_likely_before_as_behind_its_date(
    rows: list[set[int]], split: int, data: st.DataObject
) -> None:
    table = table_of(rows)
    assume(table is not None)
    assert table is not None
    first = data.draw(st.integers(1, SIZE - 1))
    last = data.draw(st.integers(first, SIZE - 1))
    comparison = comparison_of(table, split)
    found = likeliest_split(table, comparison, first, last)
    columns = [table.column(feature) for feature in range(len(table.names))]
    sums = {position: log_likelihood(columns, comparison, position) for position in range(first, last + 1)}
    best = max(sums.values())
    odds = {position: exp((total - best) / len(columns)) for position, total in sums.items()}
    half = sum(odds.values()) / 2
    assert sum(odds[position] for position in range(first, found)) <= half + 1e-8
    assert sum(odds[position] for position in range(first, found + 1)) >= half - 1e-8


def test_one_position_is_it() -> None:
    table = table_of([{0} if at >= 30 else {1} for at in range(SIZE)])
    assert table is not None
    comparison = comparison_of(table, 33)
    assert likeliest_split(table, comparison, 1, SIZE - 1) == 30
    assert likeliest_split(table, comparison, 40, 40) == 40
    assert likeliest_split(table, comparison, 34, 50) == 34, "the nearest that may be"
