"""Convert ISO 8601 days and times of settings and options to milliseconds since 1970 UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)


def to_ms(moment: str | date | datetime) -> int:
    """The milliseconds of a time (UTC where it has no zone) or of the beginning of a day, also from text.

    Raises ValueError for a text that is neither.
    """
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment.upper())
        except ValueError as error:
            raise ValueError(f"{moment!r} is no date: {error}") from None
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _START) // timedelta(milliseconds=1)
