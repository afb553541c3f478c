"""Forms of dates other than ISO 8601: words and numbers in many languages.

Words become tokens (`M8` a month, `Y2023` a year, `A` a morning, `Z480` a zone), then the clock and its zone are taken
out, and what is left has to be a day, to its last character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from newscheck.text import date_words
from newscheck.text.timestamps import time_zone
from newscheck.text.written_date import (
    DAY_FIRST,
    DEFAULT,
    EITHER,
    IMPOSSIBLE,
    MONTH_FIRST,
    NO_MONTH,
    NO_YEAR,
    RELATIVE,
    UNKNOWN,
    WrittenDate,
    checked,
)

#: Marks of direction and of no width, which copied text has.
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
_LABEL = re.compile(r"\A[^\d:]{1,40}:(?!\d)")
#: A zone's name behind its offset: what JavaScript and Java print.
_COMMENT = re.compile(r"([+-]\d\d:?\d\d|z)\s*(?:\([^()]*\)|\[[a-z_]+(?:/[a-z_+-]+)*\])\Z")
#: Who wrote it, with a label.
_AUTHOR = re.compile(
    r"(?:来源|來源|稿源|作者|责编|編輯|编辑|记者|記者|\bsource|\bauthor)\s*:\s*[^\d:]{1,30}?(?=\s*(?:\d{4}[-/.年]|\Z))"
)
_DOTTED_HALF = re.compile(r"\b([ap])\s?\.\s?m\b\.?")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|ère|e|º|ª|°)(?![^\W\d_])")
_DATE_T = re.compile(r"(?<=\d)t(?=\d)")
_UNITS = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)"
_CJK_UNITS = (
    "[个個]?(?:秒钟?|秒鐘|分钟?|分鐘|小时|小時|钟头|鐘頭|時間|时间|天|日|周|週|星期|礼拜|禮拜"
    "|月|年|초|분|시간|일|주|개월|년)"
)
_AGO = re.compile(
    r"\b(?:il y a|vor|hace|há)\s+(?:\d+|une?|eine[mr]?|una|uma?)\s+[^\W\d_]+"
    r"|(?:\d+|\b(?:an?|one|two|three|few|several|half)|[一二两兩三四五六七八九十几幾数數半]+)\s*"
    rf"(?:{_UNITS}\s*ago\b|{_CJK_UNITS}\s*(?:之|以)?(?:前|전))"
)
_SHORT_AGO = re.compile(rf"\s*\d{{1,3}}\s?{_UNITS}\s*")
_CJK_WEEKDAY = re.compile(
    r"(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|\([一二三四五六月火水木金土日]\)|[월화수목금토일]요일|\([월화수목금토일]\)"
)
_HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九十廿卅]+(?=\s?[年月日号號时時点點分秒])")
_HAN_DIGITS = {digit: value for value, digits in enumerate(("〇○零", *"一二三四五六七八九")) for digit in digits}
#: Years of the Republic (Taiwan) and of Japanese emperors, as the year before their first.
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = re.compile(rf"(?:中華|中华)?({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年")
_CJK_CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})\s?(?:[时時点點시]|h(?:rs?|s)?(?![^\W\d_])|u(?:hr|ur)?(?![^\W\d_])|ч(?![^\W\d_]))"
    r"(?:\s?(?:(\d{1,2})(?!\d)\s?(?:[分분]|m(?:in)?(?![^\W\d_]))?|(半))(?:\s?(\d{1,2})\s?(?:[秒초]|s(?:ec)?(?![^\W\d_])))?)?"
)
_CJK_PART = re.compile(r"(?<!\d)(\d{1,4})\s?([年년月월日号號일])")
_CJK_PARTS = {"年": "Y", "년": "Y", "月": "M", "월": "M", **dict.fromkeys("日号號일", "D")}
_VIETNAMESE_WEEKDAY = re.compile(r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b")
_VIETNAMESE_MONTH = re.compile(r"\bth(?:áng|g)\s?(\d{1,2})\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
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
_PART = re.compile(r"([YMD])?(\d{1,4})(?!\d)[\s,.'/-]*|[APN]\b\s*")
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
    """Year, month and day; 0 where it is not written."""

    year: int
    month: int
    day: int
    order: str = ""


@lru_cache(256)
def parse(text: str) -> WrittenDate:
    """What a text says as a date (see `written_date`)."""
    tokens = tokenised(text)
    clock = _clock(tokens)
    day = _day(clock.day_text)
    if day is None and clock.time is None and (match := _DOTTED_CLOCK.search(tokens)):
        clock = _clock(f"{tokens[: match.start()]}{match[0].replace('.', ':')}{tokens[match.end() :]}")
        day = _day(clock.day_text)
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
    try:
        wall = datetime(day.year or 2000, day.month or 1, day.day) + (clock.time or timedelta())
    except (ValueError, OverflowError):
        return WrittenDate(IMPOSSIBLE, order=day.order)
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


def tokenised(text: str) -> str:
    """A text in which words are tokens and `?` stands for those that are unknown; digits and marks stay."""
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).translate(_INVISIBLE).lower()
    text = _AUTHOR.sub(" ", _COMMENT.sub(r"\1", text))
    text = _DOTTED_HALF.sub(r" \1m ", text)
    text = "R" if _SHORT_AGO.fullmatch(text) else _AGO.sub(" R ", text)
    if not text.isascii():
        text = _without_cjk(text)
    text = _LABEL.sub(_label, text)
    text = _CJK_CLOCK.sub(_colons, text)
    text = _ORDINAL.sub("", _DATE_T.sub(" ", text))
    return _WORD.sub(_token, text)


def _label(match: re.Match[str]) -> str:
    """Nothing for a label (`Published:`); its words where one of them is part of the date."""
    kept = [token for word in _WORD.finditer(match[0]) if (token := _token(word).strip()) not in ("", "?")]
    return match[0] if kept else " "


def _token(match: re.Match[str]) -> str:
    word = match[0]
    if len(word) > 1 and word[0] in "YMDAPNZR":  # of an earlier step
        return word
    token = _words().get(word)
    if token is None and word in ("Y", "M", "D", "A", "P", "N", "Z", "R", "Zcst"):
        return word
    return "?" if token is None else f" {token} "


@cache
def _words() -> dict[str, str]:
    return dict(date_words.words())


@cache
def _cjk_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Words without blanks between them, the longest first, and their tokens."""
    table = dict.fromkeys(date_words.CJK_FILLERS.split(), " ") | dict.fromkeys(date_words.CJK_RELATIVE.split(), "R")
    for tokens in (date_words.CJK_HALVES, date_words.CJK_ZONES):
        table |= {word: token for token, words in tokens.items() for word in words.split()}
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


def _without_cjk(text: str) -> str:
    """A text without Chinese, Japanese and Korean words of dates: they are tokens."""
    pattern, table = _cjk_words()
    text = _VIETNAMESE_WEEKDAY.sub(" ", _CJK_WEEKDAY.sub(" ", text))
    text = pattern.sub(lambda match: f" {table[match[0]]} ", text)
    text = _HAN_NUMBER.sub(lambda match: str(_han_number(match[0])), text)
    text = _ERA.sub(lambda match: f" Y{_ERAS[match[1]] + (1 if match[2] == '元' else int(match[2]))} ", text)
    text = _CJK_CLOCK.sub(_colons, text)
    text = _CJK_PART.sub(_part, text)
    return _VIETNAMESE_MONTH.sub(r" M\1 ", text)


def _han_number(text: str) -> int:
    """`二〇二三`, `十六`, `二十`, `廿三` as a number."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS[digit]) for digit in text))
    return 10 * _HAN_DIGITS.get(tens, 1) + _HAN_DIGITS.get(ones, 0)


def _part(match: re.Match[str]) -> str:
    """A number with its unit. A year of three digits is one of the Republic; no other calendar in use has one."""
    number, kind = int(match[1]), _CJK_PARTS[match[2]]
    if kind == "Y" and len(match[1]) == 3 and number >= 100:
        number += _ERAS["民國"]
    elif kind == "Y" and len(match[1]) == 2:
        number += 2000
    return f" {kind}{number:04d} " if kind == "Y" else f" {kind}{number} "


def _colons(match: re.Match[str]) -> str:
    hour, minute, half, second = match.groups()
    return f" {hour}:{30 if half else int(minute or 0):02d}" + (f":{int(second):02d} " if second else " ")


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
    known = {kind: int(number) for kind, number in parts if kind}
    months = [number for kind, number in parts if kind == "M"]
    if len(months) > 1:
        # `mar` is Tuesday in three languages.
        months = [number for number in months if number != "3"]
        if len(months) != 1:
            return None
        known["M"] = int(months[0])
    bare = [number for kind, number in parts if not kind]
    for number in sorted(bare, key=lambda number: len(number) < 3):
        kind = "Y" if len(number) == 4 or "D" in known else "D"
        if kind in known or len(number) == 3 or "M" not in known:
            return None
        known[kind] = int(number) if len(number) == 4 or kind == "D" else _century(int(number))
    if "D" not in known or ("Y" in known and "M" not in known):
        return None
    return _Day(known.get("Y", 0), known.get("M", 0), known["D"])


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
