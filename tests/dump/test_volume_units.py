"""The days of a site: which part of each the dump knows, and days or weeks."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.blocks import BLOCK
from newscheck.dump.volume_units import HourCounts, days, hour_counts, local_hours, units_of

#: Monday, 2 October 2023, in hours.
MONDAY = int(datetime(2023, 10, 2, tzinfo=UTC).timestamp()) // 3600
_FIRST = date(1970, 1, 1).toordinal()


def hourly(length: int, *silences: range, count: int = 2) -> HourCounts:
    """`count` articles in each of some hours from the Monday on, but for silences."""
    hours = [MONDAY + hour for hour in range(length) if not any(hour in silence for silence in silences)]
    return HourCounts(hours, [count] * len(hours))


def every_other(hours: HourCounts) -> HourCounts:
    return HourCounts(hours.hours[::2], hours.counts[::2])


def reference(hours: Sequence[int], zone: str) -> list[int]:
    """The same hours on the clock of a zone, one by one."""
    moments = (datetime.fromtimestamp(hour * 3600, ZoneInfo(zone)) for hour in hours)
    return [(moment.toordinal() - _FIRST) * 24 + moment.hour for moment in moments]


@pytest.mark.parametrize("number", [0, 1, 30, BLOCK, BLOCK + 1, 2 * BLOCK + 3])
def test_articles_are_counted_by_the_hour(number: int) -> None:
    # Some hours reach from one block into the next one.
    times = array("q", [3_600_000 * MONDAY + 700_000 * at for at in range(number)])
    found = hour_counts(times)
    assert [*zip(*found, strict=True)] == [*Counter(time // 3_600_000 for time in times).items()]


@pytest.mark.parametrize(
    ("hours", "parts"),
    [
        pytest.param(hourly(72), [1, 1, 1], id="whole days"),
        pytest.param(hourly(60), [1, 1, 0.5], id="ends at noon"),
        pytest.param(hourly(72).part(12, 72), [0.5, 1, 1], id="begins at noon"),
        pytest.param(hourly(120, range(36, 84)), [1, 0.5, 0, 0.5, 1], id="two days of silence"),
        pytest.param(hourly(96, range(26, 46)), [1, 1, 1, 1], id="a day with few hours"),
        pytest.param(
            HourCounts(*(column[::2] for column in hourly(120, range(36, 84), count=1))),
            [1] * 5,
            id="days without any of a rare feed",
        ),
    ],
)
def test_the_part_of_a_day_that_is_known(hours: HourCounts, parts: list[float]) -> None:
    # The usual hours are those of the dump itself, so that the parts are near those of the clock.
    assert [unit.part for unit in days(hours, 0, UTC)] == pytest.approx(parts, abs=0.2)


def test_articles_are_numbered_on_and_days_are_local() -> None:
    units = days(hourly(48), 100, ZoneInfo("Asia/Taipei"))
    assert [(unit.size, unit.weekday, unit.start) for unit in units] == [(32, 0, 100), (48, 1, 132), (16, 2, 180)]


@pytest.mark.parametrize(
    ("counts", "is_week", "sizes"),
    [
        pytest.param([3, 0, 1, 1, 1, 0, 0] * 2, False, [3, 0, 1, 1, 1, 0, 0, 3, 0, 1, 1, 1], id="three of five days"),
        pytest.param([3, 0, 0, 1, 0, 0, 0] * 2, True, [4, 4], id="two of five"),
        pytest.param([3] + [0] * 20 + [1], True, [], id="hardly any"),
    ],
)
def test_days_or_weeks(counts: list[int], is_week: bool, sizes: list[int]) -> None:
    some = [day for day, count in enumerate(counts) if count]
    hours = HourCounts([MONDAY + 24 * day + 12 for day in some], [counts[day] for day in some])
    units, by_week = units_of(days(hours, 0, UTC))
    assert (by_week, [unit.size for unit in units]) == (is_week, sizes)


_ZONES = ["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC"]


@given(st.lists(st.integers(330_000, 500_000), max_size=6), st.sampled_from(_ZONES), st.integers(1, 200))
def test_local_hours_are_those_of_the_calendar(starts: list[int], zone: str, step: int) -> None:
    hours = sorted({start + step * at for start in starts for at in range(30)})
    assert [*local_hours(hours, ZoneInfo(zone))] == reference(hours, zone)


@pytest.mark.parametrize("zone", _ZONES)
def test_local_hours_of_years_are_those_of_the_calendar(zone: str) -> None:
    hours = range(MONDAY - 120_000, MONDAY - 70_000)
    assert [*local_hours(hours, ZoneInfo(zone))] == reference(hours, zone)
