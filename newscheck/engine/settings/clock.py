"""The time of a check: the clock's, or a given one."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from typing import Any

from newscheck.errors import UsageError
from newscheck.text import timestamps

#: The first and the last time, in ms since 1970: seconds in the place of ms are earlier, and rules add a year.
_EARLIEST, _LATEST = 10**11, 253_370_764_800_000
#: Digits of a day (20230816); more of them are milliseconds.
_DAY_DIGITS = 8
#: Cells of a value that an error shows.
_SHOWN = 60


def now() -> int:
    """The time of the clock, in ms since 1970."""
    return int(time.time() * 1000)


def parse_text(text: str) -> int:
    """A time in ms since 1970, as text: in ISO 8601 (UTC where it has no zone), or in ms. Raises ValueError."""
    is_ms = text.isascii() and text.isdigit() and len(text) > _DAY_DIGITS
    return int(text) if is_ms else timestamps.to_ms(text)


def parse_time(given: Any, where: str) -> int:
    """A time in ms since 1970: given as a datetime or date (UTC where it has no zone), in ISO 8601, or in ms.

    Raises UsageError for anything else, and for a year out of range, as that of seconds in the place of ms.
    """
    ms = given
    with suppress(ValueError):
        if isinstance(given, str):
            ms = parse_text(given)
        elif isinstance(given, date):
            ms = timestamps.to_ms(given)
    if not isinstance(ms, int) or isinstance(ms, bool):
        from newscheck.text.width import shorten

        shown = shorten(" ".join(repr(given).split()), _SHOWN)
        raise UsageError(f"{where}: {shown} is neither a time such as 2023-08-16T21:04Z nor milliseconds since 1970")
    if not _EARLIEST <= ms < _LATEST:
        raise UsageError(f"{where}: out of range: wanted milliseconds since 1970, of the years 1973 to 9998")
    return ms
