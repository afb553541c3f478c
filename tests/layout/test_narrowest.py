"""The second method: the narrowest intervals with a change, and which changes of the scan it shows, too."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable

import pytest

from newscheck.layout import change_points
from newscheck.layout.feature_table import tabulate
from newscheck.layout.narrowest import narrowest
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import DEFAULT_THRESHOLDS
from newscheck.model import LayoutChange
from newscheck.text.timestamps import HOUR


def stream(share: Callable[[int], float], count: int = 1_200, seed: int = 3) -> Stream:
    """Three articles an hour; article i has `new` with probability share(i), and `half` by chance."""
    draw = random.Random(seed)
    offsets, features = array("I", [0]), array("H")
    for at in range(count):
        features.extend(column for column, part in enumerate((0.5, share(at))) if draw.random() < part)
        offsets.append(len(features))
    epochs, rows = array("q", ((at // 3 + 400_000) * HOUR for at in range(count))), array("I", range(count))
    return Stream("x", ["half", "new"], epochs, rows, offsets, features)


@pytest.mark.parametrize(
    ("share", "splits"),
    [
        pytest.param(lambda at: float(at >= 600), [600], id="appears"),
        pytest.param(lambda at: float(at < 603), [603], id="vanishes"),
        pytest.param(lambda at: 0.9 if at >= 500 else 0.2, [500], id="shifts"),
        pytest.param(lambda at: float(400 <= at < 800), [400, 800], id="comes and goes"),
        pytest.param(lambda at: float(at >= 1_180), [1_180], id="at the end"),
        pytest.param(lambda at: 0.3, [], id="nothing changes"),
    ],
)
def test_each_change_has_an_interval(share: Callable[[int], float], splits: list[int]) -> None:
    table = tabulate(stream(share))
    assert table is not None
    intervals = sorted(narrowest(table, DEFAULT_THRESHOLDS))
    assert len(intervals) == len(splits)
    assert all(
        interval.shows(split, split, interval.features) for interval, split in zip(intervals, splits, strict=True)
    )
    assert all([table.names[column] for column in interval.features] == ["new"] for interval in intervals)


@pytest.mark.parametrize("count", [41, 48, 60, 191])
def test_short_streams_have_no_interval_beyond_their_end(count: int) -> None:
    table = tabulate(stream(lambda at: float(at >= count // 2), count))
    intervals = narrowest(table, DEFAULT_THRESHOLDS) if table else []
    assert all(0 <= interval.start < interval.end <= count for interval in intervals)


@pytest.mark.parametrize(
    ("after", "is_agreed"), [pytest.param(1.0, True, id="a clear change"), pytest.param(0.12, False, id="a weak one")]
)
def test_a_change_that_two_methods_show_is_agreed(after: float, is_agreed: bool) -> None:
    (change,) = change_points.detect(stream(lambda at: after if at >= 600 else 0.0))
    assert change.is_agreed is is_agreed


@pytest.mark.parametrize(
    ("share", "is_agreed", "expected"),
    [
        pytest.param(0.3, False, True, id="only one method, a small shift"),
        pytest.param(0.3, True, False, id="both methods"),
        pytest.param(0.5, False, False, id="a shift by half"),
    ],
)
def test_what_is_less_certain(share: float, is_agreed: bool, expected: bool) -> None:
    features = [("new", 0.0, share), ("old", 0.1, 0.0)]
    change = LayoutChange("x", 0, 1, None, "", features, 1, 1, [], [], [], "", "", is_agreed=is_agreed)
    assert change.is_less_certain is expected
