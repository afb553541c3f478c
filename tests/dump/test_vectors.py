"""Operations on columns: numpy and Python give the same."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscheck.dump import blocks, vectors
from newscheck.engine.files import spilled_columns
from newscheck.engine.files.spilled_columns import SpilledColumns
from newscheck.model import ABSENT

_SIGNED = st.sampled_from([ABSENT, -61, -60, -1, 0, 1, 2, 59, 60, 1_688_342_400_000]) | st.integers(-(2**40), 2**40)
_columns = st.lists(_SIGNED, max_size=40).map(lambda values: array("q", values))


def both_ways(operation: Callable[[], Any]) -> Any:
    """What an operation gives, which doesn't depend on the number of rows from which on numpy does it."""
    with patch.multiple(vectors, SOME=1 << 40, MANY=1 << 40):
        in_python = operation()
    with patch.object(vectors, "MANY", 0):
        assert operation() == in_python
        # In blocks; what is made of them is on disk.
        with (
            patch.object(blocks, "BLOCK", 3),
            patch.object(spilled_columns, "_IN_MEMORY", 0),
            blocks.room(SpilledColumns()),
        ):
            assert operation() == in_python
    return in_python


@given(_columns)
def test_expressions(column: array[int]) -> None:
    assert both_ways(lambda: vectors.computed("q", lambda value: value // 60 + value % 60, column)) == array(
        "q", [value // 60 + value % 60 for value in column]
    )
    assert both_ways(lambda: vectors.computed("B", lambda value: (value > 0) & (value < 60), column)) == array(
        "B", [0 < value < 60 for value in column]
    )
    assert both_ways(
        lambda: vectors.computed("q", lambda value: vectors.choice(value == ABSENT, 0, value), column)
    ) == array("q", [0 if value == ABSENT else value for value in column])


@given(_columns)
def test_places_and_what_is_there(column: array[int]) -> None:
    places = both_ways(lambda: vectors.places(lambda value: (value < 0) | (value > 59), column))
    assert [*places] == [place for place, value in enumerate(column) if not 0 <= value <= 59]
    assert [*both_ways(lambda: vectors.taken(column, places))] == [column[place] for place in places]


@given(_columns)
@example(array("q", [1, -(1 << 63), -(1 << 63), -(1 << 63)]))
def test_order_is_stable(column: array[int]) -> None:
    assert [*both_ways(lambda: vectors.ascending(column))] == sorted(range(len(column)), key=column.__getitem__)
    assert [*both_ways(lambda: vectors.ordered(column))] == sorted(column)


@given(st.lists(st.integers(0, 5), max_size=40))
def test_equal_values_have_their_mean_rank(values: list[int]) -> None:
    expected = [2 * sum(other < value for other in values) + values.count(value) + 1 for value in values]
    assert [*both_ways(lambda: vectors.middle_ranks(values))] == expected


@given(_columns, _columns)
def test_places_after(column: array[int], values: array[int]) -> None:
    ends = array("q", sorted(column))
    expected = [sum(end <= value for end in ends) for value in values]
    assert [*both_ways(lambda: vectors.places_after(ends, values))] == expected


@given(st.text(st.characters(), max_size=20), st.sampled_from(["", "港口", "\ud800", "\U0010ffff"]))
def test_characters_are_counted(text: str, more: str) -> None:
    assert both_ways(lambda: vectors.character_counts(text + more)) == Counter(text + more)


@given(st.lists(st.integers(0, 1), max_size=40).map(lambda values: array("B", values)))
def test_runs_are_as_long_as_they_can_be(marks: array[int]) -> None:
    expected, start = [], 0
    for mark, group in groupby(marks):
        end = start + len(list(group))
        expected += [(start, end)] if mark else []
        start = end
    assert both_ways(lambda: list(vectors.runs(marks))) == expected


@pytest.mark.parametrize(
    ("code", "values", "most"),
    [
        pytest.param("B", [0, 128, 255], 510, id="bytes don't wrap"),
        pytest.param("I", [0, 2**32 - 1], 2**33, id="nor do halves"),
        pytest.param("Q", [0, 2**64 - 1], 0, id="the highest unsigned value stays"),
    ],
)
def test_integers_have_64_bits(code: str, values: list[int], most: int) -> None:
    column = array(code, values)
    assert both_ways(lambda: vectors.ordered(column))[-1] == values[-1]
    if most:
        doubled = both_ways(lambda: vectors.computed("q", lambda value: 2 * value, column))
        assert max(doubled) >= most - 2
    shifted = both_ways(lambda: vectors.computed("Q", lambda value: value >> 1, column))
    assert [*shifted] == [value >> 1 for value in values]


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=9), max_size=9))
def test_columns_that_grow(pieces: list[list[int]]) -> None:
    def grown() -> Any:
        column = blocks.GrowingColumn("Q")
        for piece in pieces:
            column.add(array("Q", piece))
        return column.rows

    assert [*both_ways(grown)] == [value for piece in pieces for value in piece]


@given(st.permutations(range(9)), st.lists(st.integers(0, 9), max_size=3).map(sorted))
def test_ranks(rows: list[int], cuts: list[int]) -> None:
    orders = [array("I", rows[low:high]) for low, high in pairwise([0, *cuts])]
    expected = [next((1 + order.index(row) for order in orders if row in order), 0) for row in range(9)]
    assert [*both_ways(lambda: vectors.ranks(9, orders))] == expected


@given(st.lists(st.booleans(), max_size=12))
def test_runs_and_beginnings(marks: list[bool]) -> None:
    column = both_ways(lambda: vectors.beginnings(array("B", marks)))
    assert [*column] == [1, *marks]
    expected = [[*group] for mark, group in groupby(range(len(column)), column.__getitem__) if mark]
    assert both_ways(lambda: [*vectors.runs(column)]) == [(group[0], group[-1] + 1) for group in expected]
