"""The criterion for an alarm: its boundaries, for one feature and for many at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.layout import thresholds
from newscheck.layout.numpy_loader import np
from newscheck.layout.statistics import g_statistic, window_difference
from newscheck.layout.thresholds import Thresholds, is_alarm


@pytest.mark.parametrize(
    ("after", "before", "hours", "limits", "expected"),
    [
        pytest.param((20, 20), (0, 600), 8, Thresholds(), True, id="new in all articles"),
        pytest.param((20, 20), (0, 600), 4, Thresholds(), True, id="in four hours"),
        pytest.param((20, 20), (0, 600), 3, Thresholds(), False, id="in three hours"),
        pytest.param((3, 3), (0, 5_000), 8, Thresholds(), False, id="too few articles"),
        pytest.param((12, 20), (300, 600), 8, Thresholds(), False, id="too low a score"),
        pytest.param((12, 400), (0, 5_000), 8, Thresholds(), True, id="rare"),
        pytest.param((12, 400), (0, 5_000), 7, Thresholds(), False, id="rare, in too few hours"),
        pytest.param((9, 400), (0, 5_000), 8, Thresholds(), False, id="rare, in too few articles"),
        pytest.param((25, 512), (0, 299), 8, Thresholds(15), False, id="rare, after too small a reference"),
        pytest.param((25, 512), (0, 300), 8, Thresholds(15), True, id="rare, after a reference that is large enough"),
        pytest.param((200, 400), (0, 600), 8, Thresholds(min_share=0.5), True, id="the least share"),
        pytest.param((199, 400), (0, 600), 8, Thresholds(min_share=0.5), False, id="less than the least share"),
    ],
)
def test_alarm(after: tuple[int, int], before: tuple[int, int], hours: int, limits: Thresholds, expected: bool) -> None:
    counts = np.array([after[0]]), after[1], np.array([before[0]]), before[1]
    assert is_alarm(g_statistic(*counts), window_difference(*counts), limits, hours).tolist() == [expected]


COUNTS = st.tuples(st.integers(1, 512), st.integers(150, 5_000)).flatmap(
    lambda sizes: st.tuples(st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1]))
)


@given(st.lists(COUNTS, min_size=1, max_size=5), st.integers(0, 10))
def test_many_features_at_once_are_as_each_by_itself(features: list[tuple[int, int, int, int]], hours: int) -> None:
    a, n1, b, n0 = np.array(features).T
    limits = Thresholds(15)
    together = is_alarm(g_statistic(a, n1, b, n0), window_difference(a, n1, b, n0), limits, hours)
    single = [
        is_alarm(g_statistic(*counts), window_difference(*counts), limits, hours)
        for counts in zip(*(a, n1, b, n0), strict=True)
    ]
    assert together.tolist() == single


def test_the_fewer_false_alarms_the_higher_the_threshold() -> None:
    rates = [9, 4, 1, 0.5, 0.3, 0.1, 0.01]
    scores = [thresholds.threshold_for_rate(rate) for rate in rates]
    assert scores == sorted(scores)
    assert len(set(scores[1:])) == len(scores) - 1
    measured = [rate for _, rate in thresholds.MEASURED_RATES]
    assert [thresholds.threshold_for_rate(rate) for rate in measured] == pytest.approx(
        [score for score, _ in thresholds.MEASURED_RATES]
    )
