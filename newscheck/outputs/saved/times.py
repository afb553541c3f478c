"""Times of a saved report: a text in ISO 8601 is a number of milliseconds."""

from __future__ import annotations

from datetime import datetime
from typing import overload

from newscheck.text.timestamps import YEAR_1, YEAR_10000, to_ms


@overload
def milliseconds(moment: datetime) -> int: ...


@overload
def milliseconds(moment: datetime | None) -> int | None: ...


def milliseconds(moment: datetime | None) -> int | None:
    """Since 1970 UTC. Raises ValueError where no year from 1 to 9999 has the moment in UTC."""
    if moment is None:
        return None
    ms = to_ms(moment)
    if not YEAR_1 <= ms < YEAR_10000:
        raise ValueError("a time is before the year 1 or beyond the year 9999")
    return ms
