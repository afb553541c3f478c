"""The displayed time of an article, in the forms in which publishers write it.

Forms seen in real files: `16/08/2023 - 21:04`, `2020-07-23T08:46:49`, `2020-07-22T10:14:35.757Z`,
`2020年7月22日 13:01`, `Wed, 22 Jul 2020 03:19:26 GMT`.
"""

from __future__ import annotations

import re
from datetime import datetime

from newscheck.model import Dateline
from newscheck.text.regex import lazy_regex

_CLOCK = (
    r"(?:(?:\s*[-–|,]\s*|[T\s]\s*)(?P<hour>\d{1,2})[:：时時h](?P<minute>\d{2})"
    r"(?:[:：](?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
)
_ZONE = r"\s{0,2}(?P<zone>Z\b|GMT\b|UTC\b|[+-]\d{2}:?\d{2})?"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FORMS = tuple(
    lazy_regex(day + _CLOCK + _ZONE, re.ASCII)
    for day in (
        r"(?<!\d)(?P<year>\d{4})\s?(?:年\s?|[-/.])(?P<month>\d{1,2})\s?(?:月\s?|[-/.])(?P<day>\d{1,2})(?!\d)(?:\s?日)?",
        r"(?<!\d)(?P<first>\d{1,2})[/.-](?P<second_part>\d{1,2})[/.-](?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2}) (?P<name>" + "|".join(_MONTHS) + r")[a-z]{0,6}\.?,? (?P<year>\d{4})(?!\d)",
    )
)
#: Suffixes of a clock that change its time: the half of the day, an offset from Greenwich.
_HALF = lazy_regex(r"\s?[ap]\.?\s?m\b", re.IGNORECASE | re.ASCII)
_AHEAD = lazy_regex(r"\s?[+-]\d", re.ASCII)
#: Harmless text around a date: a label, the day of the week, punctuation.
_MARKS = r"[\s()\[\]（）【】,，.。|·–—-]*"
_WEEKDAY = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
    r"|(?:星期|礼拜|禮拜|周|週)[一二三四五六日天])?"
)
_BEFORE = lazy_regex(rf"(?:[^\W\d]{{1,20}}(?: [^\W\d]{{1,20}})?\s?[:：])?{_MARKS}{_WEEKDAY}{_MARKS}", re.IGNORECASE)
_AFTER = lazy_regex(rf"(?:分(?:\d{{1,2}}秒)?)?{_MARKS}{_WEEKDAY}{_MARKS}", re.IGNORECASE)
#: A block with a date and more other characters than this is a sentence, not a date line.
_MAX_OTHER_TEXT = 40
#: A date line is one of the first blocks of an article's text, and no longer than this.
FIRST_BLOCKS, MAX_LENGTH = 4, 80
_DIGIT = lazy_regex("[0-9]")
#: The outermost time zones in minutes (UTC-12, UTC+14).
_WEST, _EAST = -12 * 60, 14 * 60


def parse_block(text: str, *, day_first: bool = True) -> Dateline | None:
    """Parse a block of visible text as a date line; None where it is too long or holds no date."""
    return parse(text, day_first=day_first) if len(text) <= MAX_LENGTH and _DIGIT.search(text) else None


def parse(text: str, *, day_first: bool = True, is_whole: bool = False) -> Dateline | None:
    """Parse a short text as a date line; None where it holds no date or is a sentence.

    With `is_whole` the text is a date field: None also where a part of it can't be parsed. A date that does not exist
    (`31/02/2023`) gives a Dateline whose `iso` is None.
    """
    for form in _FORMS:
        if match := form.search(text):
            before, after = text[: match.start()].strip(), text[match.end() :].rstrip()
            rest = f"{before}{after}"
            if len(rest) > _MAX_OTHER_TEXT or "。" in rest or "，" in rest:
                return None
            if is_whole and not (_BEFORE.fullmatch(before) and _AFTER.fullmatch(after)):
                return None
            return _dateline(match, after, day_first)
    return None


def _dateline(match: re.Match[str], after: str, day_first: bool) -> Dateline:
    parts = match.groupdict()
    if "first" in parts:
        day, month = parts["first"], parts["second_part"]
        if not day_first:
            day, month = month, day
    else:
        day = parts["day"]
        month = parts["month"] if "month" in parts else str(_MONTHS.index(parts["name"]) + 1)
    shown, offset = match[0].strip(), _offset(parts["zone"])
    if parts["hour"] and (suffix := _clock_suffix(match, after)):
        return Dateline(None, f"{match[0]}{suffix}".strip(), is_complete=False)
    if not _WEST <= (offset or 0) <= _EAST:
        return Dateline(None, shown, is_complete=False)
    try:
        moment = datetime(int(parts["year"]), int(month), int(day), int(parts["hour"] or 0), int(parts["minute"] or 0))
    except ValueError:
        return Dateline(None, shown)
    iso = moment.isoformat(timespec="minutes") if parts["hour"] else moment.date().isoformat()
    return Dateline(iso, shown, offset)


def _clock_suffix(match: re.Match[str], after: str) -> str:
    """The suffix that changes the time of a clock: `PM`, the `+8` of `21:04 GMT+8`; empty where there is none."""
    is_joined = bool(match["zone"]) or not match[0][-1].isspace()
    suffix = _HALF.match(after) or (_AHEAD.match(after) if is_joined else None)
    return suffix[0] if suffix else ""


def _offset(zone: str | None) -> int | None:
    """The offset of a written zone in minutes east of UTC."""
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes
