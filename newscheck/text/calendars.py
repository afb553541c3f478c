"""Calendars beside the Gregorian: the Persian and the Buddhist are converted, others are told by their months.

The conversion of the Persian calendar counts leap years by the cycle of 33 years, which is right from 1200 to 1500.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

#: Farvardin to Esfand, as in Iran and in Afghanistan.
_PERSIAN = (
    "فروردین حمل|اردیبهشت ثور|خرداد جوزا|تیر سرطان|مرداد امرداد اسد|شهریور سنبله|مهر میزان|آبان عقرب|آذر قوس|دی جدی"
    "|بهمن دلو|اسفند حوت"
)
#: Months of calendars that are not converted, by what a message says about them.
_OTHERS = {
    "Bikram Sambat": (
        "बैशाख वैशाख जेठ जेष्ठ ज्येष्ठ असार आषाढ साउन श्रावण सावन भदौ भाद्र असोज आश्विन कात्तिक कार्तिक मंसिर मङ्सिर"
        " मङ्सीर पुस पुष पौष माघ फागुन फाल्गुन चैत चैत्र"
    ),
    "the Bengali calendar": ("বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র বঙ্গাব্দ"),
    "the Islamic calendar": (
        "محرم صفر ربيع جمادى رجب شعبان رمضان شوال القعدة الحجة هـ هجري هجرية muharram safar rajab ramadan shawwal"
    ),
}
NAMES = tuple(_OTHERS)
#: Years of these calendars in which there is news: the first and the last of the Persian are 1981 and 2041.
PERSIAN_YEARS, BUDDHIST_YEARS, NEPALI_YEARS = range(1360, 1421), range(2500, 2600), range(2050, 2095)
_BUDDHIST_AHEAD = 543
#: 21 March 2023 is the first day of 1402.
_FIRST, _FIRST_YEAR = date(2023, 3, 21), 1402


def words() -> dict[str, str]:
    """The token of each month: `J1` to `J12` of the Persian calendar, `C` and the number in NAMES of another one."""
    table = {name: f"C{number}" for number, names in enumerate(_OTHERS.values()) for name in names.split()}
    persian = enumerate(_PERSIAN.split("|"), 1)
    return table | {name: f"J{number}" for number, names in persian for name in names.split()}


def from_persian(year: int, month: int, day: int) -> date:
    """The Gregorian day of one in the Persian calendar. Raises ValueError where there is none."""
    length = 31 if month < 7 else 30 if month < 12 else 29 + _leap_years(year + 1) - _leap_years(year)
    if not (1200 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= length):
        raise ValueError("no day of the Persian calendar")
    years = 365 * (year - _FIRST_YEAR) + _leap_years(year) - _leap_years(_FIRST_YEAR)
    return _FIRST + timedelta(days=years + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def _leap_years(year: int) -> int:
    """The number of leap years before a year, from a fixed one on."""
    return (8 * (year - 1) + 29) // 33


def from_buddhist(year: int) -> int:
    """The Gregorian year of one of the Buddhist era."""
    return year - _BUDDHIST_AHEAD


def of_year(year: int) -> str:
    """The calendars in which there is news in a year, in words; empty for a year of ours."""
    if year in PERSIAN_YEARS:
        return "the Persian or the Islamic calendar"
    return "the Buddhist era" if year in BUDDHIST_YEARS else ""


def far_year(line: str) -> str:
    """The calendar whose year a far one of ours (`2080-04-15`) may be, for a message; empty for another year."""
    return f"a year of {NAMES[0]}, or " if int(line[:4]) in NEPALI_YEARS else ""


def readings(year: int, month: int, day: int) -> Iterator[tuple[str, date]]:
    """What a day in another calendar is, by the languages (ISO 639) that have it."""
    try:
        if year in PERSIAN_YEARS:
            yield "fa", from_persian(year, month, day)
        elif year in BUDDHIST_YEARS:
            yield from ((language, date(from_buddhist(year), month, day)) for language in ("km", "lo", "th"))
    except ValueError:
        return
