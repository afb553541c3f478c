"""Dates in the forms of scrapers and publishers: each says what it is, and none is guessed."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscheck.text import date_forms, dates, written_date
from newscheck.text.written_date import WrittenDate

EVENING, DAY = "2023-08-16T21:04", "2023-08-16"


@pytest.mark.parametrize(
    ("written", "iso", "offset"),
    [
        # ISO 8601, with anything left out.
        ("2023-08-16T21:04:00+08:00", EVENING, 480),
        ("2023-08-16T21:04+0800", EVENING, 480),
        ("2023-08-16 21:04:00+08", EVENING, 480),
        ("2023-08-16T21:04:00 -0430", EVENING, -270),
        ("2023-08-16T21:04Z", EVENING, 0),
        ("2023-08-16t21:04:05.1234567z", EVENING, 0),
        ("2023-08-16T21:04:05,123", EVENING, None),
        ("2023-08-16 21:04:05.123456", EVENING, None),
        ("2023-08-16", DAY, None),
        ("20230816T2104", EVENING, None),
        ("20230816T210405Z", EVENING, 0),
        ("20230816", DAY, None),
        ("20230816210405", EVENING, None),
        ("2023-W33-3", DAY, None),
        ("2023-08-15T24:00:00", "2023-08-16T00:00", None),
        ("2023-08-16T21:04+08:00[Asia/Shanghai]", EVENING, 480),
        # Numbers with other marks.
        ("2023/08/16 21:04", EVENING, None),
        ("2026/04/23 10:00:00", "2026-04-23T10:00", None),
        ("2023.08.16", DAY, None),
        ("2023-8-6 9:4", "2023-08-06T09:04", None),
        ("2023. 8. 16.", DAY, None),
        ("16/08/2023 - 21:04", EVENING, None),
        ("16.08.2023, 21.04 Uhr", EVENING, None),
        ("16-08-2023 21:04", EVENING, None),
        ("21:04 16/08/2023", EVENING, None),
        ("8/16/2023, 9:04:05 PM", EVENING, None),
        ("8/16/23 9:04 PM", EVENING, None),
        ("16.08.23", DAY, None),
        # RFC 822, and what JavaScript, C and the shell print.
        ("Wed, 16 Aug 2023 21:04:00 +0800", EVENING, 480),
        ("Wed, 16 Aug 2023 21:04:00", EVENING, None),
        ("16 Aug 23 21:04 GMT", EVENING, 0),
        ("Wednesday, 16-Aug-23 21:04:00 UTC", EVENING, 0),
        ("Wed, 16 Aug 2023 21:04:00 GMT+8", EVENING, 480),
        ("Wed, 16 Aug 2023 21:04:00 UTC+08:00", EVENING, 480),
        ("Wed, 16 Aug 2023 21:04:00 +0000 (UTC)", EVENING, 0),
        ("Wed Aug 16 2023 21:04:00 GMT+0800 (China Standard Time)", EVENING, 480),
        ("Wed Aug 16 2023 21:04:00 GMT+0800 (中国标准时间)", EVENING, 480),
        ("Wed Aug 16 21:04:00 2023", EVENING, None),
        ("Wed Aug 16 21:04:00 JST 2023", EVENING, 540),
        ("Wed Aug 16 21:04:05 +0000 2023", EVENING, 0),
        ("2023-08-16 21:04:05.123456789 +0800 CST", EVENING, 480),
        ("2023-08-16 21:04:05.0", EVENING, None),
        ("/Date(1692213306000+0800)/", "2023-08-16T19:15", 0),
        ({"$date": "2023-08-16T21:04:00Z"}, EVENING, 0),
        ({"$date": {"$numberLong": "1692213306000"}}, "2023-08-16T19:15", 0),
        ([2023, 8, 16, 21, 4, 0, 2, 228, 0], EVENING, 0),
        # Names of zones.
        ("2023-08-16 21:04 JST", EVENING, 540),
        ("2023-08-16 21:04 HKT", EVENING, 480),
        ("2023-08-16 21:04 CET", EVENING, 60),
        ("2023-08-16 21:04 (CEST)", EVENING, 120),
        ("2023-08-16 21:04 EST", EVENING, -300),
        ("2023-08-16 21:04 EDT", EVENING, -240),
        ("August 16, 2023 at 9:04 p.m. ET", EVENING, -240),
        ("January 16, 2023 at 9:04 p.m. ET", "2023-01-16T21:04", -300),
        ("2023-08-16 21:04 北京时间", EVENING, 480),
        ("2023-08-16 21:04 CST", EVENING, None),
        ("2023-08-16 21:04 IST", EVENING, None),
        ("9:04 PM, August 16, 2023 ET", EVENING, -240),
        # Months by name.
        ("Aug 16, 2023", DAY, None),
        ("Aug. 16th, 2023 9:04pm", EVENING, None),
        ("August 16, 2023 at 9:04 p.m. EST", EVENING, -300),
        ("May 26, 2026 08:55 AM EST", "2026-05-26T08:55", -300),
        ("9 PM, August 16, 2023", "2023-08-16T21:00", None),
        ("Wednesday 16 August 2023 21.04 BST", EVENING, 60),
        ("Published on August 16, 2023 | 21:04", EVENING, None),
        ("Updated 9:04 PM EDT, Wed August 16, 2023", EVENING, -240),
        ("9.04pm Wed 16 Aug 2023", EVENING, None),
        ("16-Aug-2023 21:04 HRS", EVENING, None),
        ("12 noon, August 16, 2023", "2023-08-16T12:00", None),
        ("16 août 2023 à 21h04", EVENING, None),
        ("Publié le mercredi 16 août 2023 à 21 h 04", EVENING, None),
        ("1er août 2023", "2023-08-01", None),
        ("16. August 2023", DAY, None),
        ("Mi., 16. Aug. 2023, 21:04 Uhr", EVENING, None),
        ("am 16. März 2023 um 21 Uhr", "2023-03-16T21:00", None),
        ("16 de agosto de 2023, 9:04 p. m.", EVENING, None),
        ("mar 15 ago 2023 21:04", "2023-08-15T21:04", None),
        ("Hoy, 16 de agosto de 2023", DAY, None),
        ("16 de ago. de 2023 às 21h04", EVENING, None),
        ("mercoledì 16 agosto 2023, ore 21:04", EVENING, None),
        ("woensdag 16 augustus 2023 om 21:04 uur", EVENING, None),
        ("16 августа 2023 г. в 21:04", EVENING, None),
        ("Ср, 16 авг 2023 21:04:05 +0300", EVENING, 180),
        ("Rabu, 16 Agustus 2023 21.04 WIB", EVENING, 420),
        ("Thứ tư, 16/8/2023, 21:04 (GMT+7)", EVENING, 420),
        ("16 tháng 8, 2023", DAY, None),
        ("16 Ağustos 2023 Çarşamba 21:04", EVENING, None),
        ("16 sierpnia 2023, 21:04", EVENING, None),
        ("16 أغسطس 2023", DAY, None),
        ("الأربعاء، 16 أغسطس 2023 - 21:04", EVENING, None),
        ("١٦ أغسطس ٢٠٢٣", DAY, None),
        # Chinese, Japanese, Korean.
        ("2023年8月16日", DAY, None),
        ("2023年08月16日 21:04", EVENING, None),
        ("2023年08月16日21:04", EVENING, None),
        ("2023年8月16日 下午3:20", "2023-08-16T15:20", None),
        ("2023年8月16日 晚上9点04分", EVENING, None),
        ("2023年8月16日 凌晨1点半", "2023-08-16T01:30", None),
        ("2023年8月16日 中午12:10", "2023-08-16T12:10", None),
        ("2023年8月16日 中午1:10", "2023-08-16T13:10", None),
        ("2023/8/16 上午12:30:00", "2023-08-16T00:30", None),
        ("2023/8/16 下午12:30:00", "2023-08-16T12:30", None),
        ("2023年8月16日 21時04分05秒", EVENING, None),
        ("发布时间：2023-08-16 21:04", EVENING, None),
        ("（2023年8月16日 星期三）", DAY, None),
        ("2023-08-16 21:04 来源：新华网", EVENING, None),
        ("来源：人民网 2023年08月16日21:04", EVENING, None),
        ("2023年8月16日(水) 21:04", EVENING, None),
        ("２０２３年８月１６日　２１：０４", EVENING, None),
        ("二〇二三年八月十六日", DAY, None),
        ("二○二三年十二月二十五日", "2023-12-25", None),
        ("民國112年8月16日", DAY, None),
        ("中華民國112年8月16日", DAY, None),
        ("112年8月16日 21:04", EVENING, None),
        ("令和5年8月16日", DAY, None),
        ("平成元年8月16日", "1989-08-16", None),
        ("午後9時4分 2023年8月16日", EVENING, None),
        ("2023. 8. 16. 오후 9:04:05", EVENING, None),
        ("2023년 8월 16일 오후 9시 4분", EVENING, None),
        # Numbers since 1970, in UTC.
        (1692213306, "2023-08-16T19:15", 0),
        (1692213306.123, "2023-08-16T19:15", 0),
        (1692213306000, "2023-08-16T19:15", 0),
        ("1692213306000", "2023-08-16T19:15", 0),
        ("1692213306.123", "2023-08-16T19:15", 0),
        (1692213306000000, "2023-08-16T19:15", 0),
        (20230816, DAY, None),
        # What is not visible.
        ("\u200e16 Aug 2023\u202f, 9:04\u202fPM ", EVENING, None),
        ("16 aou\u0302t 2023", DAY, None),
    ],
)
def test_a_moment(written: Any, iso: str, offset: int | None) -> None:
    date = dates.parse(written)
    assert (date.kind, date.iso, date.offset) == (written_date.MOMENT, iso, offset)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        pytest.param(
            written_date.RELATIVE,
            (
                *("3 hours ago", "an hour ago", "2 days ago", "3h", "just now", "yesterday", "Yesterday at 10:30"),
                *(
                    "3小时前",
                    "三天前",
                    "5 分鐘前",
                    "半小时前",
                    "刚刚",
                    "昨天 10:30",
                    "今天",
                    "前天",
                    "2 時間前",
                    "3시간 전",
                ),
                *("il y a 3 heures", "vor 3 Stunden", "hace 2 días", "há 2 horas", "3 ore fa", "2 uur geleden"),
                *("21:04", "下午3:20", "9:04 PM ET"),
                *("вчера, 21:04", "3 часа назад", "3 jam yang lalu", "hôm qua"),
            ),
            id="relative",
        ),
        pytest.param(
            written_date.DEFAULT,
            (
                *("0001-01-01", "0001-01-01T00:00:00Z", "Mon, 1 Jan 0001 00:00:00 +0000", "1/1/0001 12:00:00 AM"),
                *("1970-01-01", "1970-01-01 08:00", "1970-01-01T00:00:00Z", "1969-12-31T16:00:00-08:00"),
                *("Thu, 01 Jan 1970 00:00:00 GMT", "0000-00-00 00:00:00", "0000-00-00", "1900-01-01", "00/00/0000"),
                *(0, "0", -62135596800, "1601-01-01T00:00:00Z", "1899-12-30", "0999-01-01"),
            ),
            id="default",
        ),
        pytest.param(
            written_date.NOTHING,
            (None, "", " \u3000", "None", "nan", "NaT", "null", "undefined", "Invalid Date", "N/A", "-", float("nan")),
            id="nothing",
        ),
        pytest.param(
            written_date.IMPOSSIBLE,
            (
                *("31/02/2023", "2023-02-30 21:04", "2023年2月30日", "16/08/2023 - 25:04", "2023-08-16 21:60"),
                *("2023-13-01", "30 February 2023", "2023-08-16T21:04+15:00", "32/01/2023", "Feb 30"),
            ),
            id="impossible",
        ),
        pytest.param(
            written_date.NO_YEAR,
            ("8月16日", "10月1日", "12月31日 23:59", "08-16 21:04", "Aug 16", "16 août"),
            id="no year",
        ),
        pytest.param(written_date.NO_MONTH, ("16日", "16日 21:04"), id="no month"),
        pytest.param(
            written_date.UNKNOWN,
            (
                *("soon", "2023", "August 2023", "2023年8月", "16/08/23", "3/4", "2023-08-16 21:04 by staff"),
                *("2023-08-16 21:04 新华社", "2023-08-16 21:04 - 22:30", "2023-08-16 21:04, updated 2023-08-17"),
                *(
                    "2023-08-16T21:04:05+08:00Z",
                    "16 Aug 2023 2104hrs",
                    {},
                    {"a": 1},
                    {"$date": {"$date": {"$date": 1}}},
                ),
                *("2023-08-16 21:04 +99:99", "112/08/16", "99", -5, 1.5, True, [], {}, ["2023-08-16"], "2" * 30),
                *(10**25, 10**400, -(10**400)),
                "Aug 16, 2023 " * 20,
            ),
            id="unknown",
        ),
    ],
)
def test_what_is_no_moment(kind: str, values: tuple[Any, ...]) -> None:
    assert {repr(value): dates.parse(value).kind for value in values} == {repr(value): kind for value in values}
    assert all(dates.parse(value).iso is None for value in values)


FORMS = (
    *("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y.%m.%d %H:%M:%S", "%Y%m%dT%H%M%S", "%Y%m%d%H%M%S", "%d.%m.%Y %H:%M"),
    *("%a, %d %b %Y %H:%M:%S", "%A, %d %B %Y %I:%M %p", "%B %d, %Y at %I:%M%p", "%b %d %Y %H:%M", "%d-%b-%Y %H:%M"),
    *(
        "%a %b %d %H:%M:%S %Y",
        "%c",
        "%H:%M, %d %B %Y",
        "%I:%M:%S %p %b. %d, %Y",
        "%Y年%m月%d日 %H:%M",
        "%Y年%m月%d日%H时%M分",
    ),
    *("%Y년 %m월 %d일 %H:%M", "%d de %B de %Y, %Hh%M", "%Y %b %d %H:%M"),
)
MOMENTS = st.datetimes(datetime(1990, 1, 3), datetime(2099, 12, 30))


@given(moment=MOMENTS, form=st.sampled_from(FORMS))
def test_what_is_printed_comes_back(moment: datetime, form: str) -> None:
    date = dates.parse(moment.strftime(form))
    assert date.iso == moment.isoformat(timespec="minutes")


@given(moment=MOMENTS, minutes=st.integers(-48, 56).map(lambda quarter: 15 * quarter))
def test_what_is_printed_with_an_offset_comes_back(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    for text in (aware.isoformat(), str(aware), format_datetime(aware), aware.strftime("%Y/%m/%d %H:%M %z")):
        date = dates.parse(text)
        assert (date.iso, date.offset) == (moment.isoformat(timespec="minutes"), minutes)
        assert date.ms() is not None
    number = aware.timestamp()
    milliseconds = int(number * 1000)
    assert dates.parse(milliseconds).ms() == milliseconds
    assert abs((dates.parse(repr(number)).ms() or 0) - milliseconds) <= 1


@given(
    day=st.integers(0, 32).map(str) | st.integers(0, 32).map("{:02}".format),
    month=st.sampled_from(["Jan", "Feb", "Apr", "May", "Sep", "Dec", "Xyz", "Mon"]),
    year=st.sampled_from(["2024", "1970", "1999", "0000", "0001", "9999"]),
    clock=st.from_regex(r"(?a)\A[0-2]\d:[0-6]\d(:[0-6]\d)?\Z"),
    zone=st.sampled_from(
        ["GMT", "UTC", "Z", "+0000", "-0000", "+0800", "-0330", "+1459", "-2400", "+9959", "CST", "EDT"]
    ),
    weekday=st.sampled_from(["", "Tue, ", "Fri, ", "Tue ", "Xyz, "]),
)
@example("30", "Apr", "2024", "21:04:00", "+0800", "Tue, ")
def test_dates_of_feeds_are_as_in_any_form(
    day: str, month: str, year: str, clock: str, zone: str, weekday: str
) -> None:
    text = f"{weekday}{day} {month} {year} {clock} {zone}"
    assert dates.parse(text) == date_forms.parse(text)


@given(
    value=st.text()
    | st.text("0123456789年月日时分:/-.+ APMZapm上下午前天昨TAugust民國令和一二十", max_size=40)
    | st.from_type(type(None))
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | st.recursive(st.booleans(), st.lists)
)
def test_any_value_gives_a_result(value: Any) -> None:
    date = dates.parse(value)
    assert isinstance(date, WrittenDate)
    assert (date.iso is None) is (date.kind != written_date.MOMENT)
    assert date.iso is None or datetime.fromisoformat(date.iso).year >= 1000
    assert date.offset is None or date.kind == written_date.IMPOSSIBLE or -720 <= date.offset <= 840
    json.dumps(date.ms())
    for order in ("day-first", "month-first", ""):
        assert isinstance(written_date.in_order(date, order, is_known=True).iso, str | None)
    written_date.completed(date, 1692213306000)
