"""The score of a count, given how far earlier windows were from what was expected."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.volume_spread import WindowSpread, g_of_count


def spread_of(counts: list[int], expected: float = 40) -> WindowSpread:
    spread = WindowSpread()
    for at, count in enumerate(counts):
        spread.add(at + 1, count, expected)
    spread.settle(len(counts))
    return spread


EVEN = [34, 46, 40, 37, 43, 40, 33, 47, 38, 42]
UNEVEN = [15, 80, 30, 55, 22, 61, 40, 18, 70, 33]


def test_counts_that_vary_more_say_less() -> None:
    scores = [spread_of(counts).score(8, 80) for counts in (EVEN, UNEVEN)]
    assert scores[0] > 70 > 25 > scores[1]


def test_a_holiday_says_nothing_of_usual_days() -> None:
    assert spread_of([*EVEN, 4]).score(8, 80) > 0.9 * spread_of(EVEN).score(8, 80)
    assert spread_of([*EVEN, 4]).lowest == 0.1


def test_windows_that_overlap_the_next_are_not_learned() -> None:
    spread = WindowSpread()
    spread.add(5, 1, 40)
    spread.settle(4)
    assert spread.lowest == 1.0
    spread.forget_after(4, 0.5)
    spread.settle(9)
    assert spread.lowest == 0.5


@pytest.mark.parametrize("variation", [0.0, 1e-9, 0.05, 1.0])
def test_g_of_what_was_expected_is_0(variation: float) -> None:
    assert g_of_count(40, 40, variation) == pytest.approx(0, abs=1e-6)


@given(st.integers(0, 10**6), st.floats(0, 1e6), st.floats(1e-6, 10))
def test_g_is_a_distance_and_the_largest_without_variation(seen: int, expected: float, variation: float) -> None:
    assert -1e-3 <= g_of_count(seen, expected, variation) <= g_of_count(seen, expected) + 1e-3 < inf
