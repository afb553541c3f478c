"""What a field says as a date: a moment, or why it is none."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from newscheck.text.timestamps import DAY, MINUTE

MOMENT, RELATIVE, DEFAULT, NOTHING = "moment", "relative", "default", "nothing"
IMPOSSIBLE, NO_YEAR, NO_MONTH, UNKNOWN = "impossible", "no year", "no month", "unknown"
#: A date that is another one in another language, and one of a calendar that is not converted.
AMBIGUOUS, OTHER_CALENDAR = "ambiguous", "other calendar"
#: The orders in which a date may have its day and its month; `EITHER` where both make one (`05/06/2023`).
DAY_FIRST, MONTH_FIRST, EITHER = "day-first", "month-first", "either"

#: The outermost time zones in minutes (UTC-12, UTC+14).
WEST, EAST = -12 * 60, 14 * 60
#: Days from which programs count, beside 1970, and years of which nobody has news.
_DEFAULTS = frozenset(((1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1904, 1, 1)))
_FIRST_YEAR = 1000
#: Years before and from which on a date is looked at for another calendar.
_FIRST_OF_OURS, _LAST_OF_OURS = 1500, 2500
#: What to do about a date that depends on its language.
STATE_LANGUAGE = "state the `language` of the item, or write the date in ISO 8601"
_START = datetime(1970, 1, 1)


class WrittenDate(NamedTuple):
    """A date as it is written.

    `kind` is MOMENT or the reason why it is none. `wall` is the time on the publisher's clock, in a year of its own
    (2000) where none is written; `offset` is in minutes east of UTC where it is written. Without `has_clock` it is a
    day. `order` is the order of day and month where they are numbers and the year is last, `zone` a name with several
    meanings (`cst`). Of an AMBIGUOUS date, `readings` are the walls by language; `note` says what it is,
    in words, as of one of an OTHER_CALENDAR.
    """

    kind: str
    wall: datetime | None = None
    offset: int | None = None
    has_clock: bool = False
    order: str = ""
    zone: str = ""
    readings: tuple[tuple[str, datetime], ...] = ()
    note: str = ""

    @property
    def iso(self) -> str | None:
        """ISO wall time of a moment, to the minute, or a bare day; None for what is no moment."""
        if self.kind != MOMENT or self.wall is None:
            return None
        return self.wall.isoformat(timespec="minutes") if self.has_clock else self.wall.date().isoformat()

    def ms(self) -> int | None:
        """A moment in milliseconds since 1970 UTC; in UTC, too, where it has no offset."""
        if self.kind != MOMENT or self.wall is None:
            return None
        since = self.wall - _START
        return since.days * DAY + since.seconds * 1000 + since.microseconds // 1000 - (self.offset or 0) * MINUTE


def checked(wall: datetime, offset: int | None, *, has_clock: bool, order: str = "", zone: str = "") -> WrittenDate:
    """The date of a wall time, which may be the default of a program."""
    if offset is not None and not WEST <= offset <= EAST:
        return WrittenDate(IMPOSSIBLE)
    if is_default(wall, offset):
        return WrittenDate(DEFAULT, wall, offset, has_clock)
    if not _FIRST_OF_OURS < wall.year < _LAST_OF_OURS:
        date = in_other_calendar((wall.year, wall.month, wall.day), wall.time(), offset, has_clock=has_clock)
        if date is not None:
            return date
    return WrittenDate(MOMENT, wall, offset, has_clock, order, zone)


def in_other_calendar(
    day: tuple[int, int, int], clock: time, offset: int | None, *, has_clock: bool
) -> WrittenDate | None:
    """A date in digits, whose year is one of news in another calendar only; None for a year of ours."""
    from newscheck.text import calendars

    name = calendars.of_year(day[0])
    if not name:
        return None
    walls = tuple((language, datetime.combine(other, clock)) for language, other in calendars.readings(*day))
    note = f"has a year of {name}: {STATE_LANGUAGE}"
    kind, wall = (AMBIGUOUS, walls[0][1]) if walls else (OTHER_CALENDAR, None)
    return WrittenDate(kind, wall, offset, has_clock, readings=walls, note=note)


def is_default(wall: datetime, offset: int | None) -> bool:
    """Whether a time is what programs print for none: year 1, or the beginning of 1970 in some zone."""
    if wall.year > 1970:
        return False
    if wall.year < _FIRST_YEAR or (wall.year, wall.month, wall.day) in _DEFAULTS:
        return True
    minutes = (wall - _START) // timedelta(minutes=1)
    return minutes == offset if offset is not None else WEST <= minutes <= EAST


def in_language(date: WrittenDate, language: str) -> WrittenDate:
    """A date that is another one in another language, as what it is in a language (ISO 639), if that is known."""
    wall = dict(date.readings).get(language)
    return date if wall is None else date._replace(kind=MOMENT, wall=wall, readings=(), note="")


def in_order(date: WrittenDate, order: str, *, is_known: bool) -> WrittenDate:
    """A date where day and month are in an order.

    An order that `is_known` excludes a date that only another order makes; a supposed one decides between two dates.
    """
    if not date.order or not order or date.wall is None or date.order == order:
        return date
    if date.order == EITHER:
        if order == DAY_FIRST:
            return date
        return date._replace(wall=date.wall.replace(month=date.wall.day, day=date.wall.month))
    return date._replace(kind=IMPOSSIBLE) if is_known else date


def completed(date: WrittenDate, crawl_ms: int) -> WrittenDate:
    """A date without a year, or without a month, as the last one up to a day after the crawl."""
    if date.kind not in (NO_YEAR, NO_MONTH) or date.wall is None:
        return date
    latest = datetime.fromtimestamp(crawl_ms / 1000, UTC).replace(tzinfo=None) + timedelta(days=1)
    # Four years back there is a 29 February, three months back a 31st.
    for back in range(9):
        months = latest.year * 12 + latest.month - 1 - back
        year, month = (latest.year - back, date.wall.month) if date.kind == NO_YEAR else divmod(months, 12)
        try:
            wall = date.wall.replace(year=year, month=month + (date.kind == NO_MONTH))
        except ValueError:
            continue
        if wall <= latest:
            return date._replace(kind=MOMENT, wall=wall)
    return date
