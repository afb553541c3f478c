"""Changes in a series of numbers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.rank_changes import stretches_of

_DRAW = random.Random(3)
LOW, HIGH = [_DRAW.randrange(60) for _ in range(80)], [480 + _DRAW.randrange(60) for _ in range(80)]


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        pytest.param(LOW, [0], id="none"),
        pytest.param(LOW + HIGH, [0, 80], id="one"),
        pytest.param(LOW + HIGH + LOW, [0, 80, 160], id="and back"),
        pytest.param(LOW + HIGH[:5], [0], id="too few"),
        pytest.param([*LOW[:40], 10**12, *LOW[40:]], [0], id="an outlier"),
    ],
)
def test_stretches(values: list[int], starts: list[int]) -> None:
    found = [start for start, _ in stretches_of(values, [True] * len(values), 15)]
    # The ranks of a series that changes twice may place a change a value off.
    assert found == pytest.approx(starts, abs=1)


def test_a_stretch_begins_where_one_may() -> None:
    starts = [at % 50 == 0 for at in range(160)]
    assert {start for start, _ in stretches_of(LOW + HIGH, starts, 15)} <= {0, 50, 100, 150}


@given(st.lists(st.integers(), max_size=80), st.integers(1, 9))
def test_stretches_divide_a_series(values: list[int], least: int) -> None:
    parts = [*stretches_of(values, [True] * len(values), least)]
    assert [at for part in parts for at in range(*part)] == [*range(len(values))]
