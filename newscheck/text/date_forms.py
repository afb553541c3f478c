"""Forms of dates other than ISO 8601: words and numbers in many languages.

Words become tokens (`newscheck.text.date_tokens`), then the clock and its zone are taken out, and what is left has to
be a day, to its last character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from newscheck.text import calendars, date_words
from newscheck.text.date_tokens import tokenised
from newscheck.text.timestamps import time_zone
from newscheck.text.written_date import (
    AMBIGUOUS,
    DAY_FIRST,
    DEFAULT,
    EITHER,
    IMPOSSIBLE,
    MONTH_FIRST,
    NO_MONTH,
    NO_YEAR,
    OTHER_CALENDAR,
    RELATIVE,
    STATE_LANGUAGE,
    UNKNOWN,
    WrittenDate,
    checked,
    in_other_calendar,
)

_CLOCK = re.compile(
    r"(?:\b([APN])\s*)?(?<![\d:])(\d{1,2})\s?:\s?(\d{1,2})(?:\s?:\s?(\d{1,2})(?:[.,](\d{1,9}))?)?(?![\d:])(?:\s*([APN])\b)?"
)
_HOUR = re.compile(r"\b([AP])\s*()(\d{1,2})(?!\d)(?=\s*\Z)|(?<![\d.])()(\d{1,2})\s*([APN])\b")
_DOTTED_CLOCK = re.compile(r"(?:(?<=[\s,])|\A)(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=\s*[AP]\b|\s*(?:Z\S*)?\s*\Z)")
_ZONE = re.compile(
    r"[\s(\[]*(?:Z(-?\d+|[A-Za-z_/]+))?\s?(?:([+-])(\d{1,2}):?([0-5]\d)?(?![\d:/.-])(?:\s*Z(?!0\b)[\w/-]+)?)?\)?"
)
_LATE_ZONE = re.compile(r"\bZ(-?\d+|[A-Za-z_/]+)()()()\s*\Z")
_MARKS = re.compile(r"[\s()\[\]|·•‧,;،؛、/–—―\-]+\Z|\A[\s()\[\]|·•‧,;،؛、.:–—―\-]+|\s*[,;،؛|、·•‧–—―]\s*")
_YEAR_FIRST = re.compile(r"(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NO_YEAR = re.compile(r"(\d{1,2})([-/])(\d{1,2})")
_PART = re.compile(r"([YMDJVX])?(\d{1,4})(?!\d)[\s,.'/-]*|[APN]\b\s*")
_OTHER_CALENDAR = re.compile(r"\bC(\d)\b")
#: A day of the week that is something else, too: `Sa.` before noon, `mar` March, `pt.` Pacific Time.
_WEEKDAY = re.compile(r"(?:[AP]|V\d+|Z\S+?)[\s.,]+(?=\S)")
#: Kinds of parts that are months.
_MONTHS = ("M", "J", "X")
#: Days of the longest month of Bikram Sambat.
_MOST_DAYS = 32
#: A year of two digits: up to this one it is of this century.
_PIVOT = 69


class _Clock(NamedTuple):
    """The time of day in a text, its zone, and what is left of the text."""

    rest: str
    time: timedelta | None = None
    offset: int | None = None
    zone: str = ""
    is_valid: bool = True

    @property
    def day_text(self) -> str:
        """What is left, without words such as `today` and the marks around it."""
        return _plain(self.rest.replace("R", " "))


class _Day(NamedTuple):
    """Year, month and day; 0 where it is not written. `kind` is M, or another kind of month in `date_words.words`."""

    year: int
    month: int
    day: int
    order: str = ""
    kind: str = "M"


def parse(text: str) -> WrittenDate:
    """What a text says as a date (see `written_date`)."""
    tokens = tokenised(text)
    clock = _clock(tokens)
    day = _day(clock.day_text)
    if day is None and clock.time is None and (match := _DOTTED_CLOCK.search(tokens)):
        clock = _clock(f"{tokens[: match.start()]}{match[0].replace('.', ':')}{tokens[match.end() :]}")
        day = _day(clock.day_text)
    if other := _OTHER_CALENDAR.search(tokens):
        return _of_calendar(calendars.NAMES[int(other[1])])
    is_today = clock.time is not None and not clock.day_text
    if (is_today or "R" in tokens) and (day is None or not day.year):
        return WrittenDate(RELATIVE)
    return _date(day, clock) if day is not None else WrittenDate(UNKNOWN)


def _date(day: _Day, clock: _Clock) -> WrittenDate:
    """The date of a day and a clock, which may not exist."""
    if not clock.is_valid:
        return WrittenDate(IMPOSSIBLE, order=day.order)
    if day[:3] == (0, 0, 0):
        return WrittenDate(DEFAULT)
    if day.kind == "X":
        return _ambiguous(day, clock)
    try:
        wall = _wall(day) + (clock.time or timedelta())
    except (ValueError, OverflowError):
        return _of_other_year(day, clock) or WrittenDate(IMPOSSIBLE, order=day.order)
    offset = clock.offset
    if clock.zone and "/" in clock.zone:
        shift = time_zone(clock.zone).utcoffset(wall)
        offset = shift // timedelta(minutes=1) if shift is not None else None
    date = checked(
        wall,
        offset,
        has_clock=clock.time is not None,
        order=day.order,
        zone=clock.zone if offset is None else "",
    )
    if day.year:
        return date
    return date._replace(kind=NO_YEAR if day.month else NO_MONTH)


def _wall(day: _Day) -> datetime:
    """The day in the Gregorian calendar. Raises ValueError where there is none."""
    if day.kind == "J":
        return datetime.combine(calendars.from_persian(day.year, day.month, day.day), time())
    return datetime(day.year or 2000, day.month or 1, day.day)


def _of_calendar(name: str) -> WrittenDate:
    return WrittenDate(OTHER_CALENDAR, note=f"is a date of {name}: write the one of the Gregorian calendar")


def _ambiguous(day: _Day, clock: _Clock) -> WrittenDate:
    """A date whose month is another one in another language, if there is such a day in several of them."""
    word, numbers = date_words.ambiguous()[day.month]
    walls = []
    for language, month in sorted(numbers.items()):
        try:
            walls.append((language, _wall(day._replace(month=month, kind="M")) + (clock.time or timedelta())))
        except (ValueError, OverflowError):
            continue
    if not day.year or not walls:
        return WrittenDate(UNKNOWN)
    first, has_clock = walls[0][1], clock.time is not None
    if len({wall for _, wall in walls}) == 1:
        return checked(first, clock.offset, has_clock=has_clock)
    months = " or ".join(sorted({f"{wall:%Y-%m}" for _, wall in walls}))
    note = f"is in {months}, by the language of `{word}`: {STATE_LANGUAGE}"
    return WrittenDate(AMBIGUOUS, first, clock.offset, has_clock, readings=tuple(walls), note=note)


def _of_other_year(day: _Day, clock: _Clock) -> WrittenDate | None:
    """A day that there is only in another calendar, by its year; None where there is none."""
    if day.year in calendars.NEPALI_YEARS and 0 < day.month <= 12 and 0 < day.day <= _MOST_DAYS:
        return _of_calendar(calendars.NAMES[0])
    at = (datetime(2000, 1, 1) + (clock.time or timedelta())).time()
    return in_other_calendar((day.year, day.month, day.day), at, clock.offset, has_clock=clock.time is not None)


def _clock(text: str) -> _Clock:
    """Take the time of day and its zone out of a text."""
    match = _CLOCK.search(text)
    if match:
        before, hour, minute, second, fraction, after = match.groups()
    elif match := _HOUR.search(text):
        before, hour, after = match[1], match[3] or match[5], match[6]
        minute, second, fraction = "0", "", ""
    else:
        return _Clock(text)
    time, is_valid = _time(int(hour), int(minute), int(second or 0), before or after or "")
    if time is not None and fraction:
        time += timedelta(microseconds=int(f"{int(fraction)}".rjust(len(fraction), "0").ljust(6, "0")[:6]))
    zone = _ZONE.match(text, match.end())
    offset, name = _offset(zone) if zone else (None, "")
    rest = f"{text[: match.start()]} {text[zone.end() if zone else match.end() :]}"
    if offset is None and not name and (zone := _LATE_ZONE.search(rest)):
        offset, name = _offset(zone)
        rest = rest[: zone.start()]
    return _Clock(rest, time, offset, name, is_valid)


def _time(hour: int, minute: int, second: int, half: str) -> tuple[timedelta | None, bool]:
    """The time of day, and whether there is one. A clock of 24 hours may have a word for the half of the day, too."""
    if half == "P" and hour < 12:
        hour += 12
    elif half == "A" and hour == 12:
        hour = 0
    elif half == "N" and hour < 10:
        hour += 12
    is_valid = (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0)
    return timedelta(hours=hour, minutes=minute, seconds=second), is_valid


def _offset(match: re.Match[str]) -> tuple[int | None, str]:
    """Minutes east of UTC, or the name of the zone where it doesn't say them."""
    name, sign, hours, minutes = match.groups()
    if sign and (not name or name == "0"):
        offset = int(hours) * 60 + int(minutes or 0)
        return (-offset if sign == "-" else offset), ""
    if not name:
        return None, ""
    return (None, name) if name[-1].isalpha() else (int(name), "")


def _plain(text: str) -> str:
    """A text without the marks around the day and between its words."""
    return _MARKS.sub(" ", text.strip()).strip(" .:")


def _day(text: str) -> _Day | None:
    """The day that a text is; None where it is none."""
    day = _plain_day(text)
    return _plain_day(text[alone.end() :]) if day is None and (alone := _WEEKDAY.match(text)) else day


def _plain_day(text: str) -> _Day | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _Day(int(match[1]), int(match[3]), int(match[4]))
    if match := _DIGITS.fullmatch(text):
        return _Day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(int(match[1]), int(match[3]), match[4], match[2])
    if match := _NO_YEAR.fullmatch(text):
        return _without_year(int(match[1]), int(match[3]), match[2])
    return _from_parts(text)


def _year_last(first: int, second: int, year: str, mark: str) -> _Day | None:
    """`16/08/2023`, `8/16/2023`: a number over 12 is the day. A year of two digits may be the first of the numbers."""
    if len(year) == 2:
        if mark != "." and 0 < second <= 12 and 0 < int(year) <= 31:
            return None
        year = str(_century(int(year)))
    if first > 12 or (first == 0 == second):
        return _Day(int(year), second, first, DAY_FIRST)
    if second > 12:
        return _Day(int(year), first, second, MONTH_FIRST)
    return _Day(int(year), second, first, EITHER if first != second else "")


def _without_year(first: int, second: int, mark: str) -> _Day | None:
    """`08-16`: the month first, as in ISO 8601; with a slash only where it can't be the day."""
    if mark == "/" and second <= 12:
        return _Day(0, second, first) if first > 12 else None
    return _Day(0, first, second)


def _century(year: int) -> int:
    return year + (2000 if year <= _PIVOT else 1900)


def _from_parts(text: str) -> _Day | None:
    """A day of parts that say what they are, and of bare numbers: four digits are the year, then comes the day."""
    parts = list(_parts(text))
    if not parts or parts[-1][0] == "?":
        return None
    known = {kind: int(number) for kind, number in parts if kind in ("Y", "D")}
    # A word that is a day of the week, too, is a month where the date has no other.
    months = {part for part in parts if part[0] in _MONTHS} or {part for part in parts if part[0] == "V"}
    if len(months) > 1:
        return None
    kind, month = next(iter(months), ("M", "0"))
    for number in sorted((number for kind, number in parts if not kind), key=lambda number: len(number) < 3):
        part = "Y" if len(number) == 4 or "D" in known else "D"
        if part in known or len(number) == 3 or not months:
            return None
        known[part] = int(number) if len(number) == 4 or part == "D" else _century(int(number))
    if "D" not in known or ("Y" in known and not months) or (kind == "J" and "Y" not in known):
        return None
    return _Day(known.get("Y", 0), int(month), known["D"], kind=kind if kind in "JX" else "M")


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Kind and number of each part of a text; a last one of kind `?` where it has something else."""
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            yield "?", ""
            return
        if match[2]:
            yield match[1] or "", match[2]
        at = match.end()
