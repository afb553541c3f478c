"""Volume: falls and bursts in the times of a site, on times made day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.dump.volume import Limits, volume_changes
from newscheck.text.timestamps import DAY, HOUR

LIMITS = Limits(3, 5, 40)
#: Monday, 2 October 2023.
MONDAY = int(datetime(2023, 10, 2, tzinfo=UTC).timestamp() * 1000)


def times(counts: Sequence[int]) -> list[int]:
    """As many times on each day from the Monday on, evenly spread over the day."""
    return [MONDAY + day * DAY + at * DAY // count for day, count in enumerate(counts) for at in range(count)]


def found(epochs: Sequence[int]) -> list[str]:
    """`fall 21+10: 40 of 400`: day of the beginning, number of days, articles, and what was expected."""
    return [
        f"{'burst' if change.is_burst else 'fall'} {(change.first - date(2023, 10, 2)).days}+{change.units}"
        f"{' weeks' if change.by_week else ''}: {change.end - change.start} of {change.expected:.0f}"
        for change in volume_changes(epochs, UTC, LIMITS)
    ]


WEEK = [20, 20, 20, 20, 20, 4, 2]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([40] * 21 + [4] * 10 + [40] * 9, ["fall 21+10: 40 of 400"], id="from 40 to 4 for ten days"),
        pytest.param([40] * 21 + [4] * 2, ["fall 21+2: 8 of 72"], id="found within two days"),
        pytest.param([40] * 21 + [4], [], id="a day may be a holiday"),
        pytest.param([40] * 10 + [4] * 10, ["fall 10+10: 40 of 393"], id="after ten days"),
        pytest.param([40] * 21 + [800, 40, 40], ["burst 21+1: 800 of 40"], id="20 times as many"),
        pytest.param([40] * 21 + [800], ["burst 21+1: 800 of 40"], id="on the last day"),
        pytest.param([40] * 21 + [400] * 3 + [40] * 7, ["burst 21+3: 1200 of 120"], id="for three days"),
        pytest.param(WEEK * 8, [], id="week-ends"),
        pytest.param(WEEK * 5 + [2] * 5 + [4, 2] + WEEK, ["fall 35+5: 10 of 100"], id="five days like a week-end"),
        pytest.param(WEEK * 5 + [2, *WEEK[1:]] + WEEK * 5 + [2, *WEEK[1:]], [], id="bank holidays"),
        pytest.param([*range(4, 120)], [], id="growth"),
        pytest.param([*range(120, 4, -1)], [], id="decline"),
        pytest.param([40] * 21 + [0] * 4 + [40] * 14, [], id="a silence is another rule's"),
        pytest.param([40] * 21 + [4, 0, 4], ["fall 21+3: 8 of 64"], id="a day of it without any"),
        pytest.param([40] * 60 + [8] * 60, ["fall 60+28: 224 of 1120"], id="for good, once"),
        pytest.param([1, 0, 0, 1, 0, 0, 0] * 20, [], id="two a week"),
        pytest.param(
            [1, 0, 0, 1, 0, 0, 0] * 20 + [40, 0, 0, 1, 0, 0, 0] + [1, 0, 0, 1, 0, 0, 0] * 3,
            ["burst 140+1 weeks: 41 of 2"],
            id="two a week and a burst",
        ),
        pytest.param([5] * 6 + [200], [], id="too short to tell"),
        pytest.param([40], [], id="one day"),
        pytest.param([2000, *[40] * 30], [], id="begins with a backfill"),
        pytest.param([1] + [0] * 90 + [40] * 30, [], id="after a stray"),
    ],
)
def test_falls_and_bursts(counts: list[int], expected: list[str]) -> None:
    assert found(times(counts)) == expected


@pytest.mark.parametrize("length", [12, 30, 54, 70])
@pytest.mark.parametrize("hour", [0, 7, 12, 20])
def test_an_outage_may_begin_at_any_hour(hour: int, length: int) -> None:
    low = MONDAY + 21 * DAY + hour * HOUR
    assert found([time for time in times([40] * 40) if not low <= time < low + length * HOUR]) == []


@pytest.mark.parametrize("hour", range(0, 24, 5))
def test_a_dump_may_begin_and_end_at_any_hour(hour: int) -> None:
    epochs = times([40] * 30)
    assert found([time for time in epochs if MONDAY + hour * HOUR <= time < MONDAY + 28 * DAY + hour * HOUR]) == []


def test_days_are_the_publishers() -> None:
    """In Taipei a day ends at 16:00 UTC: a fall that begins then is dated to the whole day."""
    epochs = times([40] * 31)
    start = MONDAY + 21 * DAY - 8 * HOUR
    fallen = [time for at, time in enumerate(epochs) if time < start or not at % 10]
    [change] = volume_changes(fallen, ZoneInfo("Asia/Taipei"), LIMITS)
    assert (change.first, change.is_open) == (date(2023, 10, 2) + timedelta(days=21), True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 200), max_size=80), st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns"]))
def test_changes_are_spans_in_order_whatever_the_counts(counts: list[int], zone: str) -> None:
    epochs = times(counts)
    end = 0
    for change in volume_changes(epochs, ZoneInfo(zone), LIMITS):
        assert end <= change.start < change.end <= len(epochs)
        assert change.first <= change.last
        assert change.is_open == (change.end == len(epochs))
        end = change.end


@pytest.mark.parametrize("epochs", [[], [MONDAY], [MONDAY] * 1000, [MONDAY, MONDAY + 9000 * DAY]])
def test_times_without_days_have_no_volume(epochs: list[int]) -> None:
    assert found(epochs) == []
