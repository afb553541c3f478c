"""The days of a site: which part of each the dump knows, and days or weeks."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.volume_units import days, local_hours, units_of

#: Monday, 2 October 2023, in hours.
MONDAY = int(datetime(2023, 10, 2, tzinfo=UTC).timestamp()) // 3600


def hourly(length: int, *silences: range, count: int = 2) -> list[tuple[int, int]]:
    """`count` articles in each of some hours from the Monday on, but for silences."""
    return [(MONDAY + hour, count) for hour in range(length) if not any(hour in silence for silence in silences)]


@pytest.mark.parametrize(
    ("hours", "parts"),
    [
        pytest.param(hourly(72), [1, 1, 1], id="whole days"),
        pytest.param(hourly(60), [1, 1, 0.5], id="ends at noon"),
        pytest.param(hourly(72)[12:], [0.5, 1, 1], id="begins at noon"),
        pytest.param(hourly(120, range(36, 84)), [1, 0.5, 0, 0.5, 1], id="two days of silence"),
        pytest.param(hourly(96, range(26, 46)), [1, 1, 1, 1], id="a day with few hours"),
        pytest.param(hourly(120, range(36, 84), count=1)[::2], [1] * 5, id="days without any of a rare feed"),
    ],
)
def test_the_part_of_a_day_that_is_known(hours: list[tuple[int, int]], parts: list[float]) -> None:
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
    hours = [(MONDAY + 24 * day + 12, count) for day, count in enumerate(counts) if count]
    units, by_week = units_of(days(hours, 0, UTC))
    assert (by_week, [unit.size for unit in units]) == (is_week, sizes)


_ZONES = ["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC"]


@given(st.lists(st.integers(330_000, 500_000), max_size=6), st.sampled_from(_ZONES), st.integers(1, 200))
def test_local_hours_are_those_of_the_calendar(starts: list[int], zone: str, step: int) -> None:
    hours = sorted({start + step * at for start in starts for at in range(30)})
    moments = [datetime.fromtimestamp(hour * 3600, ZoneInfo(zone)) for hour in hours]
    assert local_hours(hours, ZoneInfo(zone)) == [(moment.toordinal(), moment.hour) for moment in moments]


@pytest.mark.parametrize("zone", _ZONES)
def test_local_hours_of_years_are_those_of_the_calendar(zone: str) -> None:
    hours = range(MONDAY - 120_000, MONDAY - 70_000)
    moments = [datetime.fromtimestamp(hour * 3600, ZoneInfo(zone)) for hour in hours]
    assert local_hours(hours, ZoneInfo(zone)) == [(moment.toordinal(), moment.hour) for moment in moments]
