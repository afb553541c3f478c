"""What an alarm against fewer than 150 articles needs: articles, hours, a great share, and what was settled before."""

from __future__ import annotations

from array import array

import pytest

from newscheck.layout import change_points
from newscheck.layout.streams import Stream
from newscheck.text.timestamps import HOUR


def is_found(
    reference: int = 100,
    hours: int = 50,
    span: int = 49,
    had: int = 0,
    batch: int = 40,
    having: tuple[int, ...] = (40,),
) -> bool:
    """Whether a feature is found in a batch after a reference.

    `reference` articles came in `hours` hours, the last of them `span` hours after the first; `had` of a hundred had
    the feature. Of the batch, `having` articles of each hour have it.
    """
    epochs = [(at * hours // reference) * span // (hours - 1) * HOUR for at in range(reference)]
    has = [(at + 1) * had // 100 > at * had // 100 for at in range(reference)]
    for hour, number in enumerate(having):
        size = batch // len(having)
        epochs += [(span + 5 + hour) * HOUR] * size
        has += [(at + 1) * number // size > at * number // size for at in range(size)]
    offsets = array("I", (sum(has[:end]) for end in range(len(has) + 1)))
    rows, features = array("I", range(len(has))), array("H", [0] * sum(has))
    stream = Stream("x", ["new"], array("q", epochs), rows, offsets, features, reference_size=reference)
    return bool(change_points.detect(stream))


def test_its_articles() -> None:
    assert is_found(reference=40, hours=20)
    assert not is_found(reference=39, hours=20)


def test_its_hours() -> None:
    assert is_found(hours=10)
    assert not is_found(hours=9)
    assert is_found(reference=150, hours=9), "not of one that is no longer young"


def test_the_share_that_moves() -> None:
    half, less = (8, 8, 8, 8), (7, 8, 8, 8)
    assert is_found(batch=64, having=half)
    assert not is_found(batch=64, having=less)
    assert is_found(reference=150, batch=64, having=less)


@pytest.mark.parametrize(
    ("had", "span", "expected"),
    [
        pytest.param(0, 49, True, id="never"),
        pytest.param(1, 49, True, id="one of a hundred"),
        pytest.param(2, 49, False, id="two of a hundred"),
        pytest.param(30, 167, False, id="less than a week"),
        pytest.param(30, 168, True, id="a week"),
    ],
)
def test_what_was_not_settled_needs_a_week(had: int, span: int, expected: bool) -> None:
    assert is_found(had=had, span=span) == expected
    assert is_found(reference=200, had=had, span=span) == expected, "whatever its size"
