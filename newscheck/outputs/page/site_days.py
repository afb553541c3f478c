"""The days of a site's periods on its own clock, since 1970."""

from __future__ import annotations

from datetime import tzinfo

from newscheck.model import SiteSeries
from newscheck.text.timestamps import DAY, from_ms, time_zone, to_ms


def period_days(series: SiteSeries) -> list[int]:
    """The first day of each period."""
    zone = _zone(series.zone)
    return [to_ms(from_ms(begin).astimezone(zone).date()) // DAY for begin in series.periods]


def _zone(name: str) -> tzinfo:
    """A time zone; UTC where this machine, which may only show a report, doesn't know its name."""
    try:
        return time_zone(name or None)
    except (KeyError, ValueError, OSError):
        return time_zone(None)
