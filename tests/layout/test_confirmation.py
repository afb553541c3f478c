"""Changes are confirmed: the articles that are compared on both sides of each."""

from __future__ import annotations

from array import array

import pytest

from newscheck.dump.numpy_loader import np
from newscheck.layout.confirmation import ChangePoint, _is_batch, compare_around
from newscheck.layout.feature_table import FeatureTable, tabulate
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


def batch_table(
    span: int, usual: int, other: int, outside: tuple[int, int] = (200, 200), rate: int = 1, *, stays: bool = False
) -> tuple[FeatureTable, list[ChangePoint]]:
    """Articles of the usual form, `rate` of them an hour, and between them for `span` hours `usual` of these and
    `other` ones; with `stays`, all later articles are of the other form.
    """
    before, after = outside[0] * rate, outside[1] * rate
    hours = [at // rate for at in range(before)]
    inside = sorted(
        [(at * span // usual, False) for at in range(usual)] + [(at * span // other, True) for at in range(other)]
    )
    hours += [outside[0] + hour for hour, _ in inside]
    hours += [outside[0] + span + at // rate for at in range(after)]
    has = [False] * before + [is_other for _, is_other in inside] + [stays] * after
    offsets = array("I", (sum(has[:end]) for end in range(len(has) + 1)))
    epochs, rows = array("q", (hour * HOUR for hour in hours)), array("I", range(len(has)))
    table = tabulate(Stream("x", ["new"], epochs, rows, offsets, array("H", [0] * sum(has))))
    assert table is not None
    splits = before, before + len(inside)
    return table, [ChangePoint(split, 50.0, np.array([0]), is_in_both=True) for split in splits]


@pytest.mark.parametrize(
    ("table", "is_batch"),
    [
        pytest.param(batch_table(24, 24, 80), True, id="a day"),
        pytest.param(batch_table(168, 168, 200), True, id="a week"),
        pytest.param(batch_table(169, 169, 200), False, id="longer than a week"),
        pytest.param(batch_table(24, 15, 80), True, id="most of the usual articles"),
        pytest.param(batch_table(24, 14, 80), False, id="fewer than six tenths of them"),
        pytest.param(batch_table(2, 4, 40), True, id="four of them"),
        pytest.param(batch_table(2, 3, 40), False, id="three of them"),
        pytest.param(batch_table(24, 24, 13), True, id="half as many more articles"),
        pytest.param(batch_table(24, 24, 10), False, id="fewer more articles"),
        pytest.param(batch_table(24, 96, 100, (25, 24), 4), True, id="twice its span around"),
        pytest.param(batch_table(24, 96, 100, (24, 24), 4), False, id="less around"),
        pytest.param(batch_table(24, 24, 80, stays=True), False, id="it does not end"),
    ],
)
def test_a_batch_is_told_from_a_change(table: tuple[FeatureTable, list[ChangePoint]], is_batch: bool) -> None:
    comparisons = compare_around(*table, DEFAULT_THRESHOLDS)
    assert all(len(comparison.features) for comparison in comparisons[: 1 if table[0].column(0)[-1] else 2])
    assert _is_batch(table[0], DEFAULT_THRESHOLDS, *table[1], *comparisons) == is_batch
