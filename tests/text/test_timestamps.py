"""Times and durations as text, and text as times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import timestamps
from newscheck.text.timestamps import DAY, HOUR, MINUTE, YEAR_1, YEAR_10000

#: 16 August 2023, 19:57 UTC.
TIME = 1_692_215_820_000


@pytest.mark.parametrize(
    ("moment", "ms"),
    [
        pytest.param("2023-08-16", TIME - 19 * HOUR - 57 * MINUTE, id="a day"),
        pytest.param(date(2023, 8, 16), TIME - 19 * HOUR - 57 * MINUTE, id="a date"),
        pytest.param("2023-08-16T19:57", TIME, id="without a zone"),
        pytest.param(datetime(2023, 8, 16, 19, 57), TIME, id="a datetime without a zone"),
        pytest.param("2023-08-16t19:57z", TIME, id="lower case"),
        pytest.param("2023-08-17T03:57:00.001+08:00", TIME + 1, id="another zone, milliseconds"),
        pytest.param(datetime(2023, 8, 17, 3, 57, tzinfo=timezone(timedelta(hours=8))), TIME, id="an aware datetime"),
        pytest.param("0001-01-01", YEAR_1, id="the first day"),
    ],
)
def test_ms(moment: str | date | datetime, ms: int) -> None:
    assert timestamps.to_ms(moment) == ms


def test_a_text_that_is_no_time_is_named() -> None:
    with pytest.raises(ValueError, match="'soon' is no date"):
        timestamps.to_ms("soon")


@given(st.integers(YEAR_1, YEAR_10000 - 1))
def test_no_millisecond_is_lost(ms: int) -> None:
    assert timestamps.to_ms(timestamps.from_ms(ms)) == timestamps.to_ms(timestamps.format_iso_ms(ms)) == ms


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        pytest.param(TIME, "2023-08-16 19:57 UTC", id="whole minute"),
        pytest.param(TIME + 5_000, "2023-08-16 19:57:05 UTC", id="seconds"),
        pytest.param(YEAR_1, "0001-01-01 00:00 UTC", id="year 1"),
        pytest.param(YEAR_10000, "beyond the year 9999", id="year 10000"),
        pytest.param(-(10**20), "before the year 1", id="before the year 1"),
    ],
)
def test_utc(ms: int, words: str) -> None:
    assert timestamps.format_utc(ms) == words


@pytest.mark.parametrize(
    ("form", "text"),
    [
        pytest.param(timestamps.format_minute, "2023-08-16 19:57 UTC", id="minute"),
        pytest.param(timestamps.format_day, "2023-08-16", id="day"),
        pytest.param(timestamps.format_iso, "2023-08-16T19:57:05Z", id="iso"),
        pytest.param(timestamps.format_iso_ms, "2023-08-16T19:57:05.678Z", id="iso with milliseconds"),
    ],
)
def test_forms(form: Callable[[int], str], text: str) -> None:
    assert form(TIME + 5_678) == text


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        pytest.param(500, "0.5 s", id="under a second"),
        pytest.param(-59_000, "59 s", id="negative"),
        pytest.param(53 * MINUTE, "53 min", id="minutes"),
        pytest.param(8 * HOUR, "8 h", id="whole hours"),
        pytest.param(47 * HOUR + 30 * MINUTE, "47 h 30 min", id="hours up to two days"),
        pytest.param(48 * HOUR, "2 days", id="days"),
        pytest.param(4 * 365 * DAY + DAY, "4 years", id="years"),
    ],
)
def test_span(ms: int, words: str) -> None:
    assert timestamps.format_span(ms) == words


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        pytest.param(90 * MINUTE, "1.5 hours", id="hours"),
        pytest.param(48 * HOUR - 1, "48 hours", id="hours up to two days"),
        pytest.param(48 * HOUR, "2 days", id="days"),
        pytest.param(1_500 * DAY, "1,500 days", id="years"),
    ],
)
def test_duration(ms: int, words: str) -> None:
    assert timestamps.format_duration(ms) == words


@pytest.mark.parametrize("epoch", [None, 1 << 62, -(1 << 62), 10**300])
def test_what_does_not_fit_into_64_bits_is_none(epoch: int | None) -> None:
    assert timestamps.int64_or_none(epoch) is None
    assert timestamps.int64_or_none(TIME) == TIME


def test_a_zone_without_a_name_is_utc() -> None:
    moment = timestamps.from_ms(TIME)
    assert moment.astimezone(timestamps.time_zone(None)).utcoffset() == moment.astimezone(UTC).utcoffset()
    with pytest.raises(KeyError):
        timestamps.time_zone("Mars/Olympus")
