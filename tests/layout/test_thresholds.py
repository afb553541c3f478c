"""The criterion for an alarm: its boundaries, for one feature and for many at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.numpy_loader import np
from newscheck.layout import thresholds
from newscheck.layout.statistics import Difference, g_statistic, window_difference
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
        pytest.param((2, 128), (170, 1_000), 8, Thresholds(30), True, id="a fall from 17 to 1 %"),
    ],
)
def test_alarm(after: tuple[int, int], before: tuple[int, int], hours: int, limits: Thresholds, expected: bool) -> None:
    counts = np.array([after[0]]), after[1], np.array([before[0]]), before[1]
    assert is_alarm(g_statistic(*counts), window_difference(*counts), limits, hours).tolist() == [expected]


def difference(divergence: float, excess: float, share: float = 1, constant: int = 0, effect: float = 0) -> Difference:
    return Difference(*(np.array([value]) for value in (divergence, effect, excess, share, constant)))


COMMON, RARE = difference(0.15, 4), difference(0.06, 10, constant=300)


@pytest.mark.parametrize(
    ("score", "found", "hours", "min_share", "expected"),
    [
        pytest.param(40, COMMON, 4, 0.0, True, id="the least of all"),
        pytest.param(39.99, COMMON, 4, 0.0, False, id="score"),
        pytest.param(40, difference(0, 4, effect=0.55), 4, 0.0, True, id="effect instead of divergence"),
        pytest.param(40, difference(0.1499, 4, effect=0.5499), 4, 0.0, False, id="divergence and effect"),
        pytest.param(40, difference(0.15, 3.99), 4, 0.0, False, id="excess"),
        pytest.param(40, COMMON, 3, 0.0, False, id="hours"),
        pytest.param(40, difference(0.15, 4, 0.5), 4, 0.5, True, id="the least share"),
        pytest.param(40, difference(0.15, 4, 0.4999), 4, 0.5, False, id="share"),
        pytest.param(40, RARE, 8, 0.0, True, id="rare, the least of all"),
        pytest.param(39.99, RARE, 8, 0.0, False, id="rare, score"),
        pytest.param(40, difference(0.0599, 10, constant=300), 8, 0.0, False, id="rare, divergence"),
        pytest.param(40, difference(0.06, 9.99, constant=300), 8, 0.0, False, id="rare, excess"),
        pytest.param(40, RARE, 7, 0.0, False, id="rare, hours"),
        pytest.param(40, difference(0.06, 10, constant=299), 8, 0.0, False, id="rare, reference"),
        pytest.param(40, difference(0.06, 10, 0.1, constant=300), 8, 0.2, False, id="rare, share"),
    ],
)
def test_an_alarm_reaches_each_limit(
    score: float, found: Difference, hours: int, min_share: float, expected: bool
) -> None:
    assert is_alarm(score, found, Thresholds(min_share=min_share), hours).tolist() == [expected]


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
    assert thresholds.threshold_for_rate(1_000) == 15, "never less than what was measured"
    measured = [rate for _, rate in thresholds.MEASURED_RATES]
    assert [thresholds.threshold_for_rate(rate) for rate in measured] == pytest.approx(
        [score for score, _ in thresholds.MEASURED_RATES]
    )
