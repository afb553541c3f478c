"""The Persian calendar: its days follow each other, and its New Year is the one that Iran had."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import calendars


@pytest.mark.parametrize(
    ("year", "new_year"),
    [
        *((1300, date(1921, 3, 21)), (1358, date(1979, 3, 21)), (1370, date(1991, 3, 21)), (1375, date(1996, 3, 20))),
        *((1376, date(1997, 3, 21)), (1379, date(2000, 3, 20)), (1380, date(2001, 3, 21)), (1387, date(2008, 3, 20))),
        *((1388, date(2009, 3, 21)), (1395, date(2016, 3, 20)), (1396, date(2017, 3, 21)), (1399, date(2020, 3, 20))),
        *((1400, date(2021, 3, 21)), (1402, date(2023, 3, 21)), (1403, date(2024, 3, 20)), (1404, date(2025, 3, 21))),
        *((1408, date(2029, 3, 20)), (1409, date(2030, 3, 21))),
    ],
)
def test_new_year(year: int, new_year: date) -> None:
    assert calendars.from_persian(year, 1, 1) == new_year


@given(st.integers(1200, 1499))
def test_a_year_has_all_its_days_once(year: int) -> None:
    days = []
    for month in range(1, 13):
        for day in range(1, 32):
            try:
                days.append(calendars.from_persian(year, month, day))
            except ValueError:
                assert day >= 30
    first = calendars.from_persian(year, 1, 1)
    length = (calendars.from_persian(year + 1, 1, 1) - first).days
    assert length in (365, 366)
    assert days == [first + timedelta(days=number) for number in range(length)]


@pytest.mark.parametrize("day", [(1402, 12, 30), (1402, 7, 31), (1402, 0, 1), (1402, 13, 1), (1402, 1, 0), (99, 1, 1)])
def test_what_is_no_day(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no day"):
        calendars.from_persian(*day)
