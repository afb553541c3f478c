"""The date in a field, in any form in which scrapers and publishers write one.

A date says what it is: a moment; a relative one, the default of a program, one that doesn't exist, one without a year.
Nothing is guessed: what isn't understood to its last character is unknown.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from newscheck.text.regex import lazy_regex
from newscheck.text.written_date import DEFAULT, IMPOSSIBLE, MOMENT, NOTHING, UNKNOWN, WrittenDate, checked

#: The longest text that can be a date: what JavaScript prints is 80 characters long in some languages.
_MAX_LENGTH = 100
#: What programs write instead of a missing date.
_NOTHINGS = frozenset(
    (
        *("nan", "nat", "none", "null", "nil", "undefined", "false", "n/a", "na", "-", "--", "infinity", "nothing"),
        *("unknown", "not available", "no date", "[]", "{}", "invalid date", "invalid datetime"),
    )
)
#: Members of a date in the exports of MongoDB.
_EXPORTED = ("$date", "$numberLong")
_STRUCT_TIME = 9
_ZERO = lazy_regex(r"0000[-/.]00[-/.]00(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|00[-/.]00[-/.]0000.{0,20}")
_MOST_DIGITS = 20
_NUMBER = lazy_regex(rf"[+-]?[0-9]{{1,{_MOST_DIGITS}}}(?:\.[0-9]{{1,9}})?")
_DOT_NET = lazy_regex(r"/Date\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\)/")
_COMPACT = lazy_regex(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?")
_UNCOMPACT = 10**14
#: A date as feeds have it (RFC 822), with the year in full and the zone as a number or in the words for UTC.
_RFC822 = lazy_regex(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r" (?:([+-])([0-9]{2})([0-5][0-9])|GMT|UTC|Z)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NUMBERS = {name: f"{number:02}" for number, name in enumerate(_MONTHS, 1)}
#: Texts whose dates are remembered: reading and each rule about dates ask for that of the same item.
_REMEMBERED = 1_000
_START, _MINUTE = datetime(1970, 1, 1), timedelta(minutes=1)
#: Numbers of 1990 to 2100 since 1970 in each unit, as powers of ten of the seconds; no number fits two of them.
_LEAST, _MOST = 631_152_000, 4_102_444_800
_UNITS = (1, 10**3, 10**6, 10**9)


_UNKNOWN = WrittenDate(UNKNOWN)


def parse(value: Any) -> WrittenDate:
    """What a value of a field says as a date: a text, a number since 1970, or as databases and feedparser export one.

    Never raises.
    """
    if isinstance(value, str):
        text = value if len(value) <= _MAX_LENGTH else value.strip()
        return _parse_text(text) if len(text) <= _MAX_LENGTH else _parse_long(text)
    if isinstance(value, dict):
        value = _exported(_exported(value))
        return _UNKNOWN if isinstance(value, dict) else parse(value)
    if value is None:
        return WrittenDate(NOTHING)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return WrittenDate(NOTHING) if value != value else _from_number(value)
    return _from_struct(value) if isinstance(value, list) and len(value) == _STRUCT_TIME else _UNKNOWN


def _exported(value: Any) -> Any:
    """The date in an object that a database has written for it; any other value as it is."""
    name = next(iter(value), None) if isinstance(value, dict) and len(value) == 1 else None
    return value[name] if name in _EXPORTED else value


def _from_struct(values: list[Any]) -> WrittenDate:
    """The date of a `struct_time` in UTC, as which feedparser has it: `[2023, 8, 16, 21, 4, 0, 2, 228, 0]`."""
    try:
        return checked(datetime(*values[:6]), 0, has_clock=True)
    except (TypeError, ValueError, OverflowError):
        return _UNKNOWN


@lru_cache(_REMEMBERED)
def _parse_text(text: str) -> WrittenDate:
    text = text.strip()
    if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS:
        return _from_number(int(text))
    if text[4:5] == "-" and len(text) >= 10 and (date := _from_iso(text)):
        return date
    if (match := _RFC822.fullmatch(text)) and (date := _from_rfc822(match)):
        return date
    if not text or text.lower() in _NOTHINGS:
        return WrittenDate(NOTHING)
    if _ZERO.fullmatch(text):
        return WrittenDate(DEFAULT)
    if text.startswith("/Date(") and (match := _DOT_NET.fullmatch(text)):
        return _from_number(int(match[1]))
    if _NUMBER.fullmatch(text):
        return _from_number(float(text) if "." in text else int(text))
    if text[8:9] in ("T", "t") and text[:8].isdigit() and (date := _from_iso(text.upper())):
        return date
    from newscheck.text import date_forms

    return date_forms.parse(text)


def _parse_long(text: str) -> WrittenDate:
    """A second with a very long fraction, or no date."""
    return (_from_iso(text) if text[4] == "-" else None) or _UNKNOWN


def _from_iso(text: str) -> WrittenDate | None:
    """The date in a text in ISO 8601; None where it has another form."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = moment.utcoffset()
    if offset is None:
        return checked(moment, None, has_clock=len(text) > 10)
    return checked(moment.replace(tzinfo=None), offset // _MINUTE, has_clock=len(text) > 10)


def _from_rfc822(match: re.Match[str]) -> WrittenDate | None:
    """The date of a text in RFC 822; None where no calendar has it."""
    day, month, year, clock, sign, hours, minutes = match.groups()
    if month not in _MONTH_NUMBERS:
        return None
    try:
        wall = datetime.fromisoformat(f"{year}-{_MONTH_NUMBERS[month]}-{day:>02}T{clock}")
    except ValueError:
        return None
    offset = int(f"{sign}{hours}") * 60 + int(f"{sign}{minutes}") if sign else 0
    return checked(wall, offset, has_clock=True)


def unit_of(number: float) -> int | None:
    """The units of a clock in a second, by a number since 1970 that is a time from 1990 to 2100 in just one of them."""
    return next((unit for unit in _UNITS if _LEAST * unit <= number < _MOST * unit), None)


def _from_number(number: float) -> WrittenDate:
    """A number since 1970, in UTC; or the digits of a date (`20230816`)."""
    if unit := unit_of(number):
        # To the millisecond: a float has no more.
        return WrittenDate(MOMENT, _START + timedelta(milliseconds=int(number * 1000) // unit), 0, has_clock=True)
    if number == 0 or number == -62_135_596_800 or number == -62_135_596_800_000:
        return WrittenDate(DEFAULT)
    if isinstance(number, float) and not math.isfinite(number):
        return WrittenDate(NOTHING)
    # Not of a number of any length: to write one out takes longer than its length.
    match = _COMPACT.fullmatch(str(number)) if isinstance(number, int) and 0 < number < _UNCOMPACT else None
    if match is None:
        return _UNKNOWN
    try:
        wall = datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return WrittenDate(IMPOSSIBLE)
    return checked(wall, None, has_clock=match[4] is not None)
