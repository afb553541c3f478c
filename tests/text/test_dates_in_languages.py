"""Dates in the languages of publishers: their words, digits and calendars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import dates, written_date
from newscheck.text.date_words import folded

EVENING, DAY = "2023-08-16T21:04", "2023-08-16"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        pytest.param("16 अगस्त 2023, 09:04 PM", EVENING, id="hi"),
        pytest.param("बुधवार, १६ अगस्त २०२३", DAY, id="hi, digits"),
        pytest.param("१६ अगस्ट २०२३", DAY, id="ne"),
        pytest.param("বুধবার, ১৬ আগস্ট ২০২৩, ২১:০৪", EVENING, id="bn"),
        pytest.param("১৬ আগস্ট ২০২৩ ০৯:০৪ পিএম", EVENING, id="bn, after noon"),
        pytest.param("۱۴۰۲ مرداد ۲۵", DAY, id="fa, year first"),
        pytest.param("چهارشنبه ۲۵ مرداد ۱۴۰۲ ساعت ۲۱:۰۴", EVENING, id="fa"),
        pytest.param("۱۴۰۲/۰۵/۲۵ - ۲۱:۰۴", EVENING, id="fa, digits"),
        pytest.param("۲۵-۰۵-۱۴۰۲", DAY, id="fa, year last"),
        pytest.param("۲۵ مرداد ۱۴۰۲، ۹:۰۴ بعد از ظهر", EVENING, id="fa, after noon"),
        pytest.param("۱۶ اوت ۲۰۲۳", DAY, id="fa, Gregorian"),
        pytest.param("16 اگست 2023", DAY, id="ur"),
        pytest.param("16 يناير 2023", "2023-01-16", id="ar"),
        pytest.param("16 كانون الثاني 2023", "2023-01-16", id="ar, Levant"),
        pytest.param("16 آب/أغسطس 2023", DAY, id="ar, both"),
        pytest.param("16 اوت 2023", DAY, id="ar, Maghreb"),
        pytest.param("١٦ آب ٢٠٢٣ ٩:٠٤ م", EVENING, id="ar, after noon"),
        pytest.param("16 أغسطس 2023م 10:30 ص", "2023-08-16T10:30", id="ar, Christian year before noon"),
        pytest.param("16 أغسطس 2023م 10:30", "2023-08-16T10:30", id="ar, Christian year is no afternoon"),
        pytest.param("16 ส.ค. 2566 21:04 น.", EVENING, id="th"),
        pytest.param("16 ส.ค. 66 | 21:04 น.", EVENING, id="th, short year"),
        pytest.param("วันพุธที่ 16 สิงหาคม พ.ศ. 2566 เวลา 21.04 น.", EVENING, id="th, in full"),
        pytest.param("16 สิงหาคม 2023", DAY, id="th, Christian year"),
        pytest.param("๑๖ สิงหาคม ๒๕๖๖", DAY, id="th, digits"),
        pytest.param("令和5年8月16日 午後9時4分", EVENING, id="ja"),
        pytest.param("2023년 8월 16일 오후 3시", "2023-08-16T15:00", id="ko"),
        pytest.param("23. 8. 16. 오후 9:04", EVENING, id="ko, short"),
        pytest.param("2023-08-16 21:04:05 송고", EVENING, id="ko, filed"),
        pytest.param("최종수정 2023.08.16. 오후 9:04", EVENING, id="ko, changed"),
        pytest.param("公開日：2023年8月16日 21時4分", EVENING, id="ja, published"),
        pytest.param("अपडेटेड 16 अगस्त 2023, 9:04 PM", EVENING, id="hi, updated"),
        pytest.param("Ngày 16 tháng 8 năm 2023", DAY, id="vi, in full"),
        pytest.param("Thứ Năm, 17 tháng 8 năm 2023", "2023-08-17", id="vi, Thursday and a year"),
        pytest.param("Thứ 4, 16/8/2023, 21:04", EVENING, id="vi, number of the day"),
        pytest.param("Thứ Hai, 21/8/2023 | 10:00 GMT+7", "2023-08-21T10:00", id="vi"),
        pytest.param("16 thg 8, 2023", DAY, id="vi, month"),
        pytest.param("20/08/2023 10:00 CH", "2023-08-20T22:00", id="vi, after noon"),
        pytest.param("16 серпня 2023, 21:04", EVENING, id="uk"),
        pytest.param("16 жніўня 2023", DAY, id="be"),
        pytest.param("16 август 2023 г., 21:04 ч.", EVENING, id="bg"),
        pytest.param("16. avgust 2023. u 21:04", EVENING, id="sr"),
        pytest.param("16. kolovoza 2023.", DAY, id="hr"),
        pytest.param("śr., 16 sie 2023, 21:04", EVENING, id="pl"),
        pytest.param("pt., 18 sie 2023", "2023-08-18", id="pl, Friday is no Pacific Time"),
        pytest.param("16. srpna 2023 v 21:04", EVENING, id="cs"),
        pytest.param("2023. augusztus 16., szerda 21:04", EVENING, id="hu"),
        pytest.param("keskiviikko 16. elokuuta 2023 klo 21.04", EVENING, id="fi"),
        pytest.param("2023 m. rugpjūčio 16 d.", DAY, id="lt"),
        pytest.param("2023. gada 16. augusts", DAY, id="lv"),
        pytest.param("16 Αυγ. 2023, 9:04 μ.μ.", EVENING, id="el"),
        pytest.param("16 ΑΥΓΟΥΣΤΟΥ 2023", DAY, id="el, capitals without accents"),
        pytest.param('16 באוגוסט 2023, 9:04 אחה"צ', EVENING, id="he, after noon"),
        pytest.param("יום ד׳, 16 באוגוסט 2023, 21:04", EVENING, id="he"),
        pytest.param("16 AĞUSTOS 2023", DAY, id="tr, capitals"),
        pytest.param("16 Kasim 2023", "2023-11-16", id="tr, without its own letters"),
        pytest.param("16 gusht 2023, 9:04 m.d.", EVENING, id="sq"),
        pytest.param("16 d’agost del 2023", DAY, id="ca"),
        pytest.param("16 de agôsto de 2023", DAY, id="an accent too many"),
        pytest.param("16/08/2023 em 9:04", "2023-08-16T09:04", id="pt, a preposition is no half of the day"),
        pytest.param("Publicado em 16/08/2023 às 21h04", EVENING, id="pt"),
        pytest.param("mar., 2023-08-15 21:04", "2023-08-15T21:04", id="a day of the week that is a month, too"),
        pytest.param("Mar 15, 2023", "2023-03-15", id="a month that is a day of the week, too"),
        pytest.param("Sa, 19.08.2023 12:30", "2023-08-19T12:30", id="de, Saturday is not before noon"),
    ],
)
def test_a_moment(written: str, iso: str) -> None:
    date = dates.parse(written)
    assert (date.kind, date.iso) == (written_date.MOMENT, iso)


def test_a_zone_of_several_words() -> None:
    assert dates.parse("16 أغسطس 2023 21:04 بتوقيت غرينتش").offset == 0
    assert dates.parse("16 августа 2023, 21:04 по московскому времени").offset == 180


@pytest.mark.parametrize(
    "written",
    [
        *("hace 3 horas", "vor 2 Stunden", "il y a 3 heures", "há 3 horas", "3 ore fa", "3 uur geleden", "acum 3 ore"),
        *("3 giờ trước", "3 saat önce", "3 часа назад", "3 години тому", "преди 3 часа", "3 godziny temu"),
        *("před 3 hodinami", "prije 3 sata", "pred 3 urami", "prieš 3 valandas", "pirms 3 stundām", "3 tunni eest"),
        *("för 3 timmar sedan", "3 timer siden", "fyrir 3 klukkustundum", "3 tuntia sitten", "3 órával ezelőtt"),
        *("قبل 3 ساعات", "منذ ٣ ساعات", "۳ ساعت پیش", "3 گھنٹے پہلے", "לפני 3 שעות", "πριν από 3 ώρες"),
        *("3 घंटे पहले", "३ घण्टा अघि", "৩ ঘণ্টা আগে", "३ तासांपूर्वी", "3 ชั่วโมงที่แล้ว", "3 jam yang lalu", "2 mo. ago"),
        *("أمس", "دیروز", "เมื่อวานนี้ 21:04", "вчора о 21:04", "včera 21:04", "χθες", "dün", "kemarin", "2 週間前"),
    ],
)
def test_a_relative_time(written: str) -> None:
    assert dates.parse(written).kind == written_date.RELATIVE


@pytest.mark.parametrize(
    ("written", "months", "language", "iso"),
    [
        pytest.param("16 listopada 2023, 21:04", "2023-10 or 2023-11", "pl", "2023-11-16T21:04", id="Polish"),
        pytest.param("16. listopada 2023.", "2023-10 or 2023-11", "hr", "2023-10-16", id="Croatian"),
        pytest.param("16. lip. 2023.", "2023-06 or 2023-07", "hr", "2023-06-16", id="abbreviated"),
        pytest.param("1402/05/25 - 21:04", "the Persian or the Islamic calendar", "fa", EVENING, id="Persian"),
        pytest.param("1402-05-25", "the Persian or the Islamic calendar", "fa", DAY, id="as a day of the Middle Ages"),
        pytest.param("1402-02-31", "the Persian or the Islamic calendar", "fa", "2023-05-21", id="31 Ordibehesht"),
        pytest.param("16/08/2566 21:04", "the Buddhist era", "th", EVENING, id="Thai"),
    ],
)
def test_what_depends_on_the_language_is_not_guessed(written: str, months: str, language: str, iso: str) -> None:
    date = dates.parse(written)
    assert (date.kind, date.iso, date.ms()) == (written_date.AMBIGUOUS, None, None)
    assert months in date.note
    assert written_date.in_language(date, language).iso == iso
    assert written_date.in_language(date, "en") == date


def test_a_day_that_one_of_the_months_lacks_is_in_the_other() -> None:
    assert dates.parse("31 listopada 2023").iso == "2023-10-31"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("२०८० साउन १५", "Bikram Sambat", id="Nepali"),
        pytest.param("2080-04-31", "Bikram Sambat", id="digits of a day that only that calendar has"),
        pytest.param("২৫ শ্রাবণ ১৪৩০", "the Bengali calendar", id="Bengali"),
        pytest.param("29 محرم 1445 هـ", "the Islamic calendar", id="Arabic"),
        pytest.param("1402/12/31", "the Persian or the Islamic calendar", id="no day of the Persian calendar"),
    ],
)
def test_other_calendars_are_told(written: str, name: str) -> None:
    date = dates.parse(written)
    assert (date.kind, date.iso) == (written_date.OTHER_CALENDAR, None)
    assert name in date.note


@pytest.mark.parametrize(
    "written",
    ["32 مرداد 1402", "۳۰ اسفند ۱۴۰۲", "25 مرداد", "0 مرداد 1402", "16 سرطان 9999", "16 listopada", "listopada 2023"],
)
def test_what_is_no_day_stays_none(written: str) -> None:
    assert dates.parse(written).iso is None


WORDS = (
    *("16", "2023", "2566", "1402", "۱۴۰۲", "66", "0", "31", "21:04", "9.04", "/", ".", ",", " "),
    *("م", "ص", "พ.ศ.", "น.", "listopada", "lip", "mar", "مرداد", "أغسطس", "محرم", "ส.ค.", "साउन"),
    *("अगस्त", "오후", "m.d.", "thg", "eest", "R", "X9"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from(["", " "]))
def test_any_words_give_a_result(words: list[str], between: str) -> None:
    date = dates.parse(between.join(words))
    assert (date.iso is None) is (date.kind != written_date.MOMENT)
    assert bool(date.note) is (date.kind in (written_date.AMBIGUOUS, written_date.OTHER_CALENDAR))
    assert all(written_date.in_language(date, language).iso for language, _ in date.readings)


def test_words_without_marks_are_alike() -> None:
    assert folded("août") == "aout"
    assert folded("ینایر") == folded("يناير")
