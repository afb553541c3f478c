"""The displayed time of an article, in the forms in which publishers write it.

Forms seen in real files: `16/08/2023 - 21:04`, `2020-07-23T08:46:49`, `2020-07-22T10:14:35.757Z`,
`2020年7月22日 13:01`, `Wed, 22 Jul 2020 03:19:26 GMT`.
"""

from __future__ import annotations

import re
from datetime import datetime

from newscheck.model import Dateline
from newscheck.text.patterns import lazy

_CLOCK = (
    r"(?:(?:\s*[-–|,]\s*|[T\s]\s*)(?P<hour>\d{1,2})[:：时時h](?P<minute>\d{2})"
    r"(?:[:：](?P<second>\d{2})(?:\.\d{1,9})?)?)?"
)
_ZONE = r"\s{0,2}(?P<zone>Z\b|GMT\b|UTC\b|[+-]\d{2}:?\d{2})?"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FORMS = tuple(
    lazy(day + _CLOCK + _ZONE, re.ASCII)
    for day in (
        r"(?<!\d)(?P<year>\d{4})\s?(?:年\s?|[-/.])(?P<month>\d{1,2})\s?(?:月\s?|[-/.])(?P<day>\d{1,2})(?!\d)(?:\s?日)?",
        r"(?<!\d)(?P<first>\d{1,2})[/.-](?P<second_part>\d{1,2})[/.-](?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2}) (?P<name>" + "|".join(_MONTHS) + r")[a-z]{0,6}\.?,? (?P<year>\d{4})(?!\d)",
    )
)
#: A block that holds a date and more than this many other characters is a sentence, not a date line.
_COMPANY = 40


def read(text: str, *, day_first: bool = True) -> Dateline | None:
    """The date line that a short block of visible text is, or None when it is something else.

    A text in the form of a date that names no real day (`31/02/2023`) gives a Dateline whose `iso` is None.
    """
    for form in _FORMS:
        if found := form.search(text):
            rest = text[: found.start()] + text[found.end() :]
            if len(rest.strip()) > _COMPANY or "。" in rest or "，" in rest:
                return None
            return _dateline(found, day_first)
    return None


def _dateline(found: re.Match[str], day_first: bool) -> Dateline:
    parts = found.groupdict()
    if "first" in parts:
        day, month = parts["first"], parts["second_part"]
        if not day_first:
            day, month = month, day
    else:
        day = parts["day"]
        month = parts["month"] if "month" in parts else str(_MONTHS.index(parts["name"]) + 1)
    shown = found[0].strip()
    try:
        moment = datetime(int(parts["year"]), int(month), int(day), int(parts["hour"] or 0), int(parts["minute"] or 0))
    except ValueError:
        return Dateline(None, shown)
    iso = moment.isoformat(timespec="minutes") if parts["hour"] else moment.date().isoformat()
    return Dateline(iso, shown, _offset(parts["zone"]))


def _offset(zone: str | None) -> int | None:
    """Minutes east of UTC of a written zone."""
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes
