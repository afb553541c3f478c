"""The date of a change: where features taken together separate best, and how sure that is."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from newscheck.layout.own_dating import date
from newscheck.layout.statistics import Bools

AT = 300


def categories(before: dict[str, float], after: dict[str, float], seed: int = 0) -> list[Bools]:
    """The columns of each value, in 300 articles of one mix and 200 of another."""
    draw = Random(seed)
    mixes = [before] * AT + [after] * 200
    values = np.array([draw.choices([*mix], [*mix.values()])[0] for mix in mixes])
    return [values == name for name in sorted({*before, *after})]


@pytest.mark.parametrize(
    ("before", "after", "furthest"),
    [
        pytest.param({"a": 1}, {"b": 1}, 0, id="all articles"),
        pytest.param({"a": 4, "b": 6}, {"b": 6, "c": 4}, 8, id="one is gone, another is new"),
        pytest.param({"a": 4, "b": 6}, {"b": 1}, 10, id="one is gone"),
        pytest.param({"a": 8, "b": 2}, {"a": 2, "b": 8}, 10, id="shares"),
    ],
)
@pytest.mark.parametrize("guess", [AT - 40, AT, AT + 30])
def test_the_date(before: dict[str, float], after: dict[str, float], furthest: int, guess: int) -> None:
    datings = [date(categories(before, after, seed), 0, guess, 500) for seed in range(40)]
    assert sum(abs(dating.first - AT) <= furthest for dating in datings) >= 38
    assert sum(dating.earliest <= AT <= dating.latest for dating in datings) >= 38
    assert all(dating.earliest <= dating.first <= dating.latest for dating in datings)


def test_a_small_change_is_less_certain() -> None:
    small, large = (date(categories({"a": share, "b": 1 - share}, {"b": 1}), 0, AT, 500) for share in (0.2, 0.9))
    assert large.latest - large.earliest < small.latest - small.earliest


@pytest.mark.parametrize(
    ("columns", "low", "high"),
    [
        pytest.param([], AT - 50, AT + 50, id="no features"),
        pytest.param([np.arange(500) > AT], AT - 3, AT + 4, id="too few articles"),
        pytest.param([np.zeros(500, dtype=np.bool_)], AT - 50, AT + 50, id="a feature that no article has"),
    ],
)
def test_without_evidence_the_date_stays_near(columns: list[Bools], low: int, high: int) -> None:
    assert low <= date(columns, low, AT, high).first <= high
