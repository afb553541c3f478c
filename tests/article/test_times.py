"""Times of an article: readings of a wall time, mistaken units, and slips that explain a gap."""

from __future__ import annotations

import pytest

from newscheck.article import times
from newscheck.model import Context, Site
from newscheck.text.timestamps import HOUR, MINUTE

#: 16 August 2023, 19:57 UTC.
NOW = 1_692_215_820_000
CONTEXT = Context(NOW, Site("x"))


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        pytest.param(NOW, None, id="milliseconds"),
        pytest.param(NOW // 1000, ("seconds", NOW // 1000 * 1000), id="seconds"),
        pytest.param(NOW * 1000, ("microseconds", NOW), id="microseconds"),
        pytest.param(NOW * 1_000_000, ("nanoseconds", NOW), id="nanoseconds"),
        pytest.param(7, None, id="no unit"),
    ],
)
def test_mistaken_unit(epoch: int, expected: tuple[str, int] | None) -> None:
    assert times.mistaken_unit(epoch, CONTEXT) == expected


@pytest.mark.parametrize(
    ("day", "swapped"),
    [
        ("2023-08-12T21:04", "2023-12-08T21:04"),
        pytest.param("2023-08-08", None, id="equal"),
        pytest.param("2023-08-13", None, id="no month"),
    ],
)
def test_swap_day_and_month(day: str, swapped: str | None) -> None:
    assert times.swap_day_and_month(day) == swapped


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        pytest.param(8 * HOUR + 53 * MINUTE, "; perhaps eight", id="the usual time after a slip"),
        pytest.param(9 * HOUR + 30 * MINUTE, "; perhaps eight", id="the slip that fits better"),
        pytest.param(30 * HOUR, "", id="none"),
        pytest.param(7 * HOUR, "", id="before the slip"),
    ],
)
def test_explain_gap(gap: int, words: str) -> None:
    assert times.explain_gap(gap, [(8 * HOUR, "eight"), (9 * HOUR + 20 * MINUTE, "nine")]) == words
