"""The smallest change that is reported as detectable is the smallest that the scan detects."""

from __future__ import annotations

from array import array

import pytest

from newscheck.layout import change_points
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import Thresholds
from newscheck.layout.windows import Stretch, min_detectable_count
from newscheck.text.timestamps import HOUR

#: Articles of a reference that are of the same fetch hour.
PER_HOUR = 4


def batch_after_reference(reference: int, batch: int, hours: int, having: int) -> Stream:
    """A batch in so many fetch hours after a reference; the feature is in articles spread evenly over the batch."""
    new = {reference + at * batch // having for at in range(having)}
    epochs = [at // PER_HOUR * HOUR for at in range(reference)]
    epochs += [(reference + at * hours // batch) * HOUR for at in range(batch)]
    sizes = [at in new for at in range(reference + batch)]
    offsets = array("I", [0, *(sum(sizes[:end]) for end in range(1, len(sizes) + 1))])
    rows = array("I", range(len(epochs)))
    return Stream("x", ["new"], array("q", epochs), rows, offsets, array("H", [0] * having), reference_size=reference)


def hours_of(reference: int) -> Stretch:
    """A reference with its fetch hours."""
    return Stretch(reference, -(-reference // PER_HOUR))


@pytest.mark.parametrize(
    ("reference", "batch", "hours", "thresholds"),
    [
        pytest.param(40, 20, 1, Thresholds(), id="one fetch beside the smallest reference"),
        pytest.param(40, 30, 10, Thresholds(), id="ten fetches beside the smallest reference"),
        pytest.param(40, 400, 40, Thresholds(), id="a batch longer than the smallest reference"),
        pytest.param(100, 50, 10, Thresholds(), id="a young reference, half of the batch"),
        pytest.param(150, 20, 1, Thresholds(), id="one fetch beside a reference of 150"),
        pytest.param(150, 400, 100, Thresholds(), id="a batch longer than a reference of 150"),
        pytest.param(600, 20, 3, Thresholds(), id="three fetches"),
        pytest.param(600, 20, 4, Thresholds(), id="four fetches"),
        pytest.param(5_000, 400, 5, Thresholds(), id="a rare feature in too few hours"),
        pytest.param(5_000, 400, 40, Thresholds(), id="a rare feature in enough hours"),
        pytest.param(600, 250, 6, Thresholds(15), id="a lower threshold"),
    ],
)
def test_the_scan_detects_the_smallest_detectable_change(
    reference: int, batch: int, hours: int, thresholds: Thresholds
) -> None:
    least = min_detectable_count(Stretch(batch, hours), hours_of(reference), thresholds)
    assert least is not None
    assert change_points.detect(batch_after_reference(reference, batch, hours, least), thresholds)
    # In a window smaller than the batch, somewhat fewer may do.
    fewer = least * 4 // 5 - 2
    assert not change_points.detect(batch_after_reference(reference, batch, hours, fewer), thresholds)


@pytest.mark.parametrize(
    ("reference", "batch", "hours"),
    [
        pytest.param(39, 400, 40, id="too small a reference"),
        pytest.param(5_000, 3, 3, id="too small a batch"),
    ],
)
def test_too_few_articles_show_no_change(reference: int, batch: int, hours: int) -> None:
    assert min_detectable_count(Stretch(batch, hours), hours_of(reference), Thresholds()) is None
    assert not change_points.detect(batch_after_reference(reference, batch, hours, batch))
