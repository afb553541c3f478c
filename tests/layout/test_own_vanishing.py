"""Values that are gone: for far longer than ever before, whatever the mix was."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from newscheck.layout.own_vanishing import vanishing
from newscheck.layout.statistics import Bools

HOUR = 3_600_000


def column(share: float, *parts: tuple[int, bool], seed: int = 0) -> Bools:
    """Parts of so many articles, in which a share has the value, or none."""
    draw = Random(seed)
    return np.array([draw.random() < share and is_there for length, is_there in parts for _ in range(length)])


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param(column(0.2, (400, True), (200, False)), (400, None), id="until the end"),
        pytest.param(column(0.2, (400, True), (250, False), (200, True)), (400, 650), id="and back"),
        pytest.param(column(0.2, (400, True), (30, False)), None, id="too early to tell"),
        pytest.param(column(0.03, (400, True), (200, False)), None, id="too rare"),
        pytest.param(column(0.2, (600, True)), None, id="as ever"),
        pytest.param(column(0.2, (200, False), (200, True), (200, False)), None, id="came late"),
        pytest.param(column(0.9, *[(30, True), (90, False)] * 8, (300, False)), None, id="comes in shifts"),
        pytest.param(np.zeros(100, dtype=np.bool_), None, id="never there"),
        pytest.param(np.ones(100, dtype=np.bool_), None, id="always there"),
    ],
)
def test_stretches_without_a_value(shown: Bools, expected: tuple[int, int | None] | None) -> None:
    found = vanishing(shown, np.arange(len(shown)) * HOUR, 30, 0.1)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert expected[0] - 25 <= found.first <= expected[0] <= found.latest
    assert (found.until is None) == (expected[1] is None)


def test_many_articles_of_one_day_are_no_long_time() -> None:
    shown = column(0.2, (400, True), (200, False))
    times = np.concatenate((np.arange(400) * HOUR, 400 * HOUR + np.arange(200) * 60_000))
    assert vanishing(shown, times, 30, 0.1) is None
