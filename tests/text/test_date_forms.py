"""Dates of words and numbers: the day, the clock and its zone, whatever their order is."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import date_forms
from newscheck.text.written_date import (
    DAY_FIRST,
    DEFAULT,
    EITHER,
    IMPOSSIBLE,
    MOMENT,
    MONTH_FIRST,
    NO_MONTH,
    NO_YEAR,
    RELATIVE,
    UNKNOWN,
    WrittenDate,
)


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        pytest.param("16 August 2023, 12:30 AM", (2023, 8, 16, 0, 30), id="midnight"),
        pytest.param("16 August 2023, 12:30 PM", (2023, 8, 16, 12, 30), id="noon"),
        pytest.param("16 August 2023, 21:04 PM", (2023, 8, 16, 21, 4), id="24 hours with a half of the day"),
        pytest.param("2023年8月16日 中午11:50", (2023, 8, 16, 11, 50), id="before noon"),
        pytest.param("2023年8月16日 中午1:10", (2023, 8, 16, 13, 10), id="after noon"),
        pytest.param("16 August 2023 24:00", (2023, 8, 17), id="the end of a day"),
        pytest.param("16 August 2023 9 pm", (2023, 8, 16, 21), id="an hour"),
        pytest.param("PM 9 16 August 2023", None, id="an hour that is not at the end"),
        pytest.param("16.08.2023 21.04", (2023, 8, 16, 21, 4), id="a clock with a point"),
        pytest.param("16.08.2023", (2023, 8, 16), id="a day with points"),
        pytest.param("16 August 2023 21:04:05.5", (2023, 8, 16, 21, 4, 5, 500_000), id="half a second"),
        pytest.param("16 August 2023 21:04:05.123456789", (2023, 8, 16, 21, 4, 5, 123_456), id="nanoseconds"),
        pytest.param("16 Aug 69", (2069, 8, 16), id="two digits of this century"),
        pytest.param("16 Aug 70", (1970, 8, 16), id="two digits of the last century"),
        pytest.param("16.08.23", (2023, 8, 16), id="a German year of two digits"),
        pytest.param("20230816", (2023, 8, 16), id="eight digits"),
        pytest.param("2023-08/16", None, id="two marks"),
        pytest.param("mar 15 ago 2023", (2023, 8, 15), id="Tuesday, not March"),
        pytest.param("15 mar 2023", (2023, 3, 15), id="March"),
        pytest.param("15 July August 2023", None, id="two months"),
        pytest.param("15 16 August 2023", None, id="two days"),
        pytest.param("16 August 2023 2024", None, id="two years"),
        pytest.param("16 August 123", None, id="a year of three digits"),
    ],
)
def test_day_and_clock(text: str, wall: tuple[int, ...] | None) -> None:
    date = date_forms.parse(text)
    if wall is None:
        assert date == WrittenDate(UNKNOWN)
    else:
        assert (date.kind, date.wall) == (MOMENT, datetime(*wall))  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("zone", "offset", "name"),
    [
        pytest.param("+0800", 480, "", id="an offset"),
        pytest.param("-03:30", -210, "", id="west, with half an hour"),
        pytest.param("GMT+8", 480, "", id="from GMT"),
        pytest.param("(UTC+08:00)", 480, "", id="from UTC, in brackets"),
        pytest.param("JST", 540, "", id="a name"),
        pytest.param("(CEST)", 120, "", id="a name in brackets"),
        pytest.param("ET", -240, "", id="a clock with a summer"),
        pytest.param("CST", None, "cst", id="several zones"),
        pytest.param("北京时间", 480, "", id="Chinese"),
        pytest.param("", None, "", id="none"),
    ],
)
def test_zone(zone: str, offset: int | None, name: str) -> None:
    expected = WrittenDate(MOMENT, datetime(2023, 8, 16, 21, 4), offset, has_clock=True, zone=name)
    assert date_forms.parse(f"16 August 2023 21:04 {zone}") == expected


@pytest.mark.parametrize(
    ("text", "kind", "order"),
    [
        pytest.param("16/08/2023", MOMENT, DAY_FIRST, id="the day first"),
        pytest.param("08/16/2023", MOMENT, MONTH_FIRST, id="the month first"),
        pytest.param("05/06/2023", MOMENT, EITHER, id="either"),
        pytest.param("06/06/2023", MOMENT, "", id="both the same"),
        pytest.param("32/01/2023", IMPOSSIBLE, DAY_FIRST, id="no day"),
        pytest.param("16/08/2023 25:00", IMPOSSIBLE, DAY_FIRST, id="no hour"),
        pytest.param("00/00/0000", DEFAULT, "", id="zeros"),
        pytest.param("16/08/23", UNKNOWN, "", id="a day, a month or a year"),
        pytest.param("08-16", NO_YEAR, "", id="month and day"),
        pytest.param("16/8", NO_YEAR, "", id="day and month"),
        pytest.param("8/6", UNKNOWN, "", id="a fraction"),
        pytest.param("16日", NO_MONTH, "", id="a day"),
        pytest.param("August 2023", UNKNOWN, "", id="a month"),
        pytest.param("21:04", RELATIVE, "", id="a clock"),
        pytest.param("yesterday 21:04", RELATIVE, "", id="relative"),
        pytest.param("today, August 16", RELATIVE, "", id="relative, with a day"),
        pytest.param("today, August 16, 2023", MOMENT, "", id="relative, with the whole day"),
        pytest.param("2023-08-16 21:04 - 22:30", UNKNOWN, "", id="two clocks"),
    ],
)
def test_kind_and_order(text: str, kind: str, order: str) -> None:
    date = date_forms.parse(text)
    assert (date.kind, date.order) == (kind, order)


@given(
    moment=st.datetimes(datetime(1990, 1, 3), datetime(2060, 12, 30)),
    parts=st.permutations(("%d %B %Y", "%H:%M:%S", "%A")),
    mark=st.sampled_from((" ", ", ", " | ", " · ", " - ")),
)
def test_the_parts_may_stand_in_any_order(moment: datetime, parts: list[str], mark: str) -> None:
    date = date_forms.parse(mark.join(map(moment.strftime, parts)))
    assert (date.kind, date.wall) == (MOMENT, moment.replace(microsecond=0))
