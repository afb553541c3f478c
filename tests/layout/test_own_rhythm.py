"""Sudden changes beside what shifts, the days of the week and stories bring."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from newscheck.layout.own_rhythm import Bounds, is_sudden, shift_at_equal_times, strata_of
from newscheck.layout.statistics import Bools

HOUR = 3_600_000
#: A Monday.
BEGIN = 1_680_480_000_000


def column(*parts: tuple[int, float], seed: int = 0) -> Bools:
    draw = Random(seed)
    return np.array([draw.random() < share for length, share in parts for _ in range(length)])


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param(column((300, 0.2), (200, 0.8)), True, id="at once"),
        pytest.param(column((300, 0.8), (200, 0.2)), True, id="down"),
        pytest.param(column(*((50, at / 10) for at in range(10))), False, id="slowly"),
        pytest.param(column((80, 0.2), (80, 0.8), (140, 0.2), (200, 0.8)), False, id="as before"),
        pytest.param(column((300, 0.2), (80, 0.8), (120, 0.2)), False, id="not for long"),
    ],
)
def test_sudden(shown: Bools, expected: bool) -> None:
    assert is_sudden(shown, None, Bounds(0, 300, 500, 500)) == expected


@pytest.mark.parametrize(
    ("hours", "shift"),
    [
        pytest.param(lambda at: at % 24 >= 18, 0.0, id="an hour of the day"),
        pytest.param(lambda at: at // 24 % 7 == 6, 0.0, id="a day of the week"),
        pytest.param(lambda at: at >= 400, 1.0, id="a change"),
    ],
)
def test_a_share_at_equal_times(hours: object, shift: float) -> None:
    assert callable(hours)
    shown = np.array([bool(hours(at)) for at in range(600)])
    strata = strata_of(BEGIN + np.arange(600) * HOUR)
    assert shift_at_equal_times(shown, strata, 400) == pytest.approx(shift, abs=0.01)


def test_times_that_are_new_tell_only_of_nearly_all_articles() -> None:
    """Five working days, and a Saturday."""
    strata = strata_of(BEGIN + np.arange(144) * HOUR)
    half, whole = (column((120, 0.0), (24, share)) for share in (0.5, 1.0))
    assert (shift_at_equal_times(half, strata, 120), shift_at_equal_times(whole, strata, 120)) == (0.0, 1.0)
