"""Times and durations: units, text from and to milliseconds since 1970 UTC, time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache

#: In milliseconds.
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
WEEK = 7 * DAY
#: 1990: what is before it is no time of a crawl (seconds for milliseconds, zero, a damaged number).
EARLIEST_CRAWL = 631_152_000_000
#: Zones on earth go from UTC-12 to UTC+14.
FARTHEST_WEST, FARTHEST_EAST = 12 * HOUR, 14 * HOUR
#: Years 1 to 9999, which a datetime can hold: the first millisecond, and the first after them.
YEAR_1, YEAR_10000 = -62_135_596_800_000, 253_402_300_800_000
#: Beyond any clock's number; the sum of two such numbers still fits into 64 bits.
_FAR = 1 << 62
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def to_ms(moment: str | date | datetime) -> int:
    """The beginning of a day, or a moment (UTC where it has no zone), also as text in ISO 8601.

    Raises ValueError for a text that is neither.
    """
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment.upper())
        except ValueError as error:
            raise ValueError(f"{moment!r} is no date: {error}") from None
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _START) // _MS


def from_ms(ms: int) -> datetime:
    """The moment in UTC. Raises OverflowError where no year from 1 to 9999 has it."""
    return _START + timedelta(milliseconds=ms)


def int64_or_none(epoch: int | None) -> int | None:
    """An epoch that fits into 64 bits, as those of all clocks do; None for any other."""
    return epoch if epoch is not None and -_FAR < epoch < _FAR else None


def format_utc(ms: int) -> str:
    """`2023-08-16 19:57 UTC`, with seconds where there are any; words for a year that no datetime holds."""
    if not YEAR_1 <= ms < YEAR_10000:
        return "before the year 1" if ms < 0 else "beyond the year 9999"
    form = "%Y-%m-%d %H:%M:%S UTC" if ms % MINUTE >= 1000 else "%Y-%m-%d %H:%M UTC"
    return from_ms(ms).strftime(form).rjust(20, "0")


def format_minute(ms: int) -> str:
    """`2023-08-16 19:57 UTC`, always without seconds."""
    return f"{from_ms(ms):%Y-%m-%d %H:%M} UTC"


def format_day(ms: int) -> str:
    """`2023-08-16`."""
    return from_ms(ms).date().isoformat()


def format_iso(ms: int) -> str:
    """`2023-08-16T19:57:00Z`, as reports have it: whole seconds."""
    # Not by `strftime`, which on Linux gives a year before 1000 fewer than four digits.
    return from_ms(ms).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def format_iso_ms(ms: int) -> str:
    """`2023-08-16T19:57:00.000Z`, as files have it that are read again: to the millisecond."""
    return from_ms(ms).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def format_span(ms: int) -> str:
    """The length of a gap in its own unit, from seconds to years: `12 s`, `7 h 59 min`, `12 days`, `4 years`."""
    ms = min(abs(ms), YEAR_10000**2)
    if ms < MINUTE:
        return f"{ms / 1000:g} s"
    if ms < 2 * DAY:
        hours, minutes = divmod(ms // MINUTE, 60)
        return " ".join(filter(None, (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")))
    return f"{ms // DAY} days" if ms < 731 * DAY else f"{ms // (365.25 * DAY):,.0f} years"


def format_duration(ms: int) -> str:
    """A length in hours (three digits) up to two days, then in days: `1.5 hours`, `12 days`."""
    hours = ms / HOUR
    return f"{hours:.3g} hours" if hours < 48 else f"{round(hours / 24):,} days"


@cache
def time_zone(name: str | None) -> tzinfo:
    """A time zone by its IANA name, UTC for none. Raises KeyError (ZoneInfoNotFoundError) where there is none."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(name or "UTC")
