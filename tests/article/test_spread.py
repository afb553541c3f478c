"""A sample is spread over all values, and the same each time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article.spread import spread


@pytest.mark.parametrize(
    ("count", "sample"),
    [(0, []), (1, [0]), (3, [0, 1, 2]), (4, [0, 2]), (7, [0, 4]), (9, [0, 4, 8])],
)
def test_every_nth_value_is_taken(count: int, sample: list[int]) -> None:
    assert spread(range(count), 2) == sample


@given(st.integers(0, 5000), st.integers(1, 60))
def test_there_are_enough_and_they_reach_the_end(count: int, least: int) -> None:
    sample = spread(range(count), least)
    assert min(count, least) <= len(sample) <= max(2 * least - 1, 1)
    assert not count or count - sample[-1] <= max(1, 2 * count // least)
