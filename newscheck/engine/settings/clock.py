"""The time of a check: the clock's, read when it is asked for, or one that somebody gives."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from typing import Any

from newscheck.errors import UsageError
from newscheck.text import timestamps
from newscheck.text.width import shorten

#: The first and the last one, in ms since 1970: seconds in the place of ms are below, and rules add a year to it.
_EARLIEST, _LATEST = 10**11, 253_370_764_800_000
#: Digits of milliseconds; the eight of a day (20230816) are none.
_DIGITS = range(len("20230816") + 1, 20)
#: Cells of a value that an error shows.
_SHOWN = 60


def now() -> int:
    """The clock's, in ms since 1970; tests may have set or stopped it."""
    return int(time.time() * 1000)


def parse_time(given: Any, where: str) -> int:
    """A time in ms since 1970: given as a datetime or date (UTC where it has no zone), in ISO 8601, or in ms.

    Raises UsageError where it is none of them, or of a year that no check is in, as seconds in the place of ms are.
    """
    ms = given
    with suppress(ValueError):
        if isinstance(given, str):
            is_ms = given.isascii() and given.isdigit() and len(given) in _DIGITS
            ms = int(given) if is_ms else timestamps.to_ms(given)
        elif isinstance(given, date):
            ms = timestamps.to_ms(given)
    if not isinstance(ms, int) or isinstance(ms, bool):
        told = shorten(" ".join(repr(given).split()), _SHOWN)
        raise UsageError(f"{where}: {told} is neither a time such as 2023-08-16T21:04Z nor milliseconds since 1970")
    if not _EARLIEST <= ms < _LATEST:
        raise UsageError(f"{where}: out of range: wanted milliseconds since 1970, of the years 1973 to 9998")
    return ms
