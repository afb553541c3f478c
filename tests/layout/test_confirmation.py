"""Changes are confirmed: the articles that are compared on both sides of each."""

from __future__ import annotations

from array import array

import pytest

from newscheck.layout.confirmation import ChangePoint, compare_around
from newscheck.layout.feature_table import tabulate
from newscheck.layout.numpy_loader import np
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import DEFAULT_THRESHOLDS
from newscheck.text.timestamps import HOUR


@pytest.mark.parametrize(
    ("splits", "place", "reference_size", "span"),
    [
        pytest.param([1_000], 0, 0, (500, 1_000, 1_500), id="at most 500 articles"),
        pytest.param([300, 1_000], 0, 0, (0, 300, 800), id="from the beginning"),
        pytest.param([900, 1_000], 1, 0, (900, 1_000, 1_500), id="from the change before"),
        pytest.param([1_000, 1_100], 0, 0, (500, 1_000, 1_100), id="to the change after"),
        pytest.param([1_000], 0, 900, (0, 1_000, 1_500), id="a reference as a whole"),
    ],
)
def test_the_sides_of_a_split(splits: list[int], place: int, reference_size: int, span: tuple[int, int, int]) -> None:
    size = 2_000
    epochs, rows = array("q", (at // 4 * HOUR for at in range(size))), array("I", range(size))
    offsets = array("I", (max(0, at - 1_000) for at in range(size + 1)))
    table = tabulate(
        Stream("x", ["new"], epochs, rows, offsets, array("H", [0] * 1_000), reference_size=reference_size)
    )
    assert table is not None
    points = [ChangePoint(split, 50.0, np.array([0])) for split in splits]
    comparison = compare_around(table, points, DEFAULT_THRESHOLDS)[place]
    assert (comparison.low, comparison.split, comparison.high) == span
    assert comparison.start == comparison.split
    is_detected = comparison.split == 1_000
    assert comparison.features.tolist() == [0] * is_detected
