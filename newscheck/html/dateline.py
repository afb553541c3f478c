"""The displayed time of an article, found in a line of its text, in the forms in which publishers write it.

A date that is all of a text, such as a field of an item, is for `newscheck.text.dates`, in many more forms.

Forms seen in real files: `16/08/2023 - 21:04`, `2020-07-23T08:46:49`, `2020-07-22T10:14:35.757Z`,
`2020年7月22日 13:01`, `Wed, 22 Jul 2020 03:19:26 GMT`.
"""

from __future__ import annotations

import re
from datetime import datetime

from newscheck.model import Dateline
from newscheck.text import dates, written_date
from newscheck.text.regex import lazy_regex
from newscheck.text.written_date import EAST, WEST

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
#: A block with a date and more other characters than this is a sentence, not a date line.
_MAX_OTHER_TEXT = 40
#: A date line is one of the first blocks of an article's text, and no longer than this.
FIRST_BLOCKS, MAX_LENGTH = 4, 80
_DIGIT = lazy_regex("[0-9]")


def parse_block(text: str, *, day_first: bool | None = None) -> Dateline | None:
    """Parse a block of visible text as a date line; None where it is too long or holds no date."""
    return parse(text, day_first=day_first) if len(text) <= MAX_LENGTH else None


def parse(text: str, *, day_first: bool | None = None) -> Dateline | None:
    """Parse a short text as a date line; None where it holds no date or is a sentence.

    A date that does not exist (`31/02/2023`) gives a Dateline whose `iso` is None. Where `day_first` is None, the day
    is the number over 12, or else the first.
    """
    # Each form begins with a digit.
    if not (first := _DIGIT.search(text)):
        return None
    for form in _FORMS:
        if match := form.search(text, first.start()):
            before, after = text[: match.start()].strip(), text[match.end() :].rstrip()
            rest = f"{before}{after}"
            if len(rest) > _MAX_OTHER_TEXT or "。" in rest or "，" in rest:
                return None
            line = _dateline(match, after, day_first)
            return line if line.is_complete else _in_full(text, line, day_first)
    return None


def _in_full(text: str, line: Dateline, day_first: bool | None) -> Dateline:
    """A date line of which a part wasn't parsed, as the date that the whole text is, if it is one (`7:30 PM`)."""
    order = "" if day_first is None else written_date.DAY_FIRST if day_first else written_date.MONTH_FIRST
    date = written_date.in_order(dates.parse(text), order, is_known=True)
    return line if date.iso is None else Dateline(date.iso, line.text, date.offset)


def _dateline(match: re.Match[str], after: str, day_first: bool | None) -> Dateline:
    parts = match.groupdict()
    if "first" in parts:
        day, month = parts["first"], parts["second_part"]
        if day_first is False or (day_first is None and int(month) > 12 >= int(day)):
            day, month = month, day
    else:
        day = parts["day"]
        month = parts["month"] if "month" in parts else str(_MONTHS.index(parts["name"]) + 1)
    shown, offset = match[0].strip(), _offset(parts["zone"])
    if parts["hour"] and (suffix := _clock_suffix(match, after)):
        return Dateline(None, f"{match[0]}{suffix}".strip(), is_complete=False)
    if not WEST <= (offset or 0) <= EAST:
        return Dateline(None, shown, is_complete=False)
    try:
        moment = datetime(int(parts["year"]), int(month), int(day), int(parts["hour"] or 0), int(parts["minute"] or 0))
    except ValueError:
        return Dateline(None, shown)
    iso = moment.isoformat(timespec="minutes") if parts["hour"] else moment.date().isoformat()
    return Dateline(iso, shown, offset)


def _clock_suffix(match: re.Match[str], after: str) -> str:
    """The suffix that changes the time of a clock: `PM`, the `+8` of `21:04 GMT+8`; empty where there is none."""
    if not after:
        return ""
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
