"""What a date that has been read says: its time, its order, and the year that it leaves out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import dates, written_date
from newscheck.text.written_date import DEFAULT, IMPOSSIBLE, MOMENT, NO_YEAR, WrittenDate, checked

WALL = datetime(2023, 8, 16, 21, 4, 5)


@pytest.mark.parametrize(
    ("date", "iso", "ms"),
    [
        pytest.param(WrittenDate(MOMENT, WALL, 480, has_clock=True), "2023-08-16T21:04", 1692191045000, id="zone"),
        pytest.param(WrittenDate(MOMENT, WALL, None, has_clock=True), "2023-08-16T21:04", 1692219845000, id="no zone"),
        pytest.param(WrittenDate(MOMENT, datetime(2023, 8, 16)), "2023-08-16", 1692144000000, id="a day"),
        pytest.param(WrittenDate(NO_YEAR, WALL, 480, has_clock=True), None, None, id="no moment"),
        pytest.param(WrittenDate(MOMENT), None, None, id="no time"),
    ],
)
def test_iso_and_milliseconds(date: WrittenDate, iso: str | None, ms: int | None) -> None:
    assert (date.iso, date.ms()) == (iso, ms)


@pytest.mark.parametrize(
    ("wall", "offset", "kind"),
    [
        pytest.param(WALL, 840, MOMENT, id="the zone farthest east"),
        pytest.param(WALL, -720, MOMENT, id="the zone farthest west"),
        pytest.param(WALL, 841, IMPOSSIBLE, id="too far east"),
        pytest.param(WALL, -721, IMPOSSIBLE, id="too far west"),
        pytest.param(datetime(1, 1, 1), None, DEFAULT, id="year 1"),
        pytest.param(datetime(999, 12, 31), None, DEFAULT, id="before newspapers"),
        pytest.param(datetime(1000, 1, 2), None, MOMENT, id="the first year of dates"),
        pytest.param(datetime(1900, 1, 1), None, DEFAULT, id="day 0 of spreadsheets"),
        pytest.param(datetime(1900, 1, 2), None, MOMENT, id="the day behind it"),
        pytest.param(datetime(1970, 1, 1, 8), 480, DEFAULT, id="the beginning in China"),
        pytest.param(datetime(1970, 1, 1, 8), 0, MOMENT, id="another time of that day"),
        pytest.param(datetime(1969, 12, 31, 16), None, DEFAULT, id="the beginning in California, without its zone"),
        pytest.param(datetime(1970, 1, 1, 14, 1), None, MOMENT, id="that of no zone"),
    ],
)
def test_default_and_impossible_times(wall: datetime, offset: int | None, kind: str) -> None:
    assert checked(wall, offset, has_clock=True).kind == kind


@pytest.mark.parametrize(
    ("written", "order", "day_first", "month_first"),
    [
        pytest.param("05/06/2023", "either", "2023-06-05", "2023-05-06", id="both"),
        pytest.param("11/5/2026 7:30 PM", "either", "2026-05-11T19:30", "2026-11-05T19:30", id="both, with a clock"),
        pytest.param("16/08/2023", "day-first", "2023-08-16", None, id="the day first"),
        pytest.param("2/26/2015", "month-first", None, "2015-02-26", id="the month first"),
        pytest.param("06/06/2023", "", "2023-06-06", "2023-06-06", id="the same day"),
        pytest.param("5 June 2023", "", "2023-06-05", "2023-06-05", id="a name"),
    ],
)
def test_order(written: str, order: str, day_first: str | None, month_first: str | None) -> None:
    date = dates.parse(written)
    assert date.order == order

    def known(order: str) -> str | None:
        return written_date.in_order(date, order, is_known=True).iso

    assert (known("day-first"), known("month-first")) == (day_first, month_first)
    assert written_date.in_order(date, "", is_known=False) == date
    supposed = {written_date.in_order(date, each, is_known=False).iso for each in ("day-first", "month-first")}
    assert supposed == {day_first, month_first} - {None}


@pytest.mark.parametrize(
    ("written", "crawl", "iso"),
    [
        pytest.param("8月16日 21:04", (2023, 8, 18), "2023-08-16T21:04", id="this year"),
        pytest.param("12月31日", (2024, 1, 2), "2023-12-31", id="the last year"),
        pytest.param("1月1日", (2023, 12, 31, 20), "2024-01-01", id="already tomorrow, farther east"),
        pytest.param("2月29日", (2023, 3, 1), "2020-02-29", id="a leap year"),
        pytest.param("16日", (2023, 8, 18), "2023-08-16", id="this month"),
        pytest.param("31日", (2023, 7, 1, 12), "2023-05-31", id="the last month that has it"),
        pytest.param("31日", (2024, 1, 2), "2023-12-31", id="the last month of the last year"),
        pytest.param("2月30日", (2024, 1, 2), None, id="no day of any year"),
        pytest.param("2023-08-16", (2024, 1, 2), "2023-08-16", id="a year that is written"),
    ],
)
def test_a_missing_year_is_that_of_the_crawl(written: str, crawl: tuple[int, ...], iso: str | None) -> None:
    crawl_ms = int(datetime(*crawl, tzinfo=UTC).timestamp() * 1000)  # type: ignore[arg-type,misc]
    assert written_date.completed(dates.parse(written), crawl_ms).iso == iso


@given(
    st.builds(
        WrittenDate,
        st.just(NO_YEAR),
        st.datetimes(datetime(2000, 1, 1), datetime(2000, 12, 31)),
        has_clock=st.just(True),
    ),
    st.datetimes(datetime(2001, 1, 1), datetime(2050, 1, 1)),
)
def test_a_missing_year_is_the_last_that_fits(date: WrittenDate, crawl: datetime) -> None:
    """Up to a day after the crawl; a leap year is at most four years back."""
    completed = written_date.completed(date, int(crawl.replace(tzinfo=UTC).timestamp() * 1000))
    assert completed.kind == MOMENT and completed.wall and date.wall
    assert completed.wall.replace(year=2000) == date.wall
    days = (crawl - completed.wall).total_seconds() / 86_400
    assert -1 <= days < (4 if date.wall.month == 2 and date.wall.day == 29 else 1) * 366
