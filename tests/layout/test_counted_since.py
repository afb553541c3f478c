"""A feature that an older reference does not count is known by its name."""

from __future__ import annotations

import pytest

from newscheck.layout.counted_since import FIRST, VERSION, uncounted, uncounted_words

NAMES = ["empty p", "has image", "time of URL day on", "time of day 1", "indented markup", "class p.empty"]


@pytest.mark.parametrize(
    ("version", "lacking"),
    [
        pytest.param(FIRST, {"empty p", "time of URL day on", "indented markup"}, id="the first"),
        pytest.param(VERSION, set(), id="the latest"),
    ],
)
def test_uncounted(version: int, lacking: set[str]) -> None:
    assert uncounted(NAMES, version) == lacking
    assert bool(uncounted_words(version)) == bool(lacking)
