"""The memory that is free in the process: the C library keeps it for what comes, and after large work that is much."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give the free memory of the process back to the system, where its C library does that (glibc)."""
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    try:
        import ctypes  # Python may have been built without it

        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (ImportError, AttributeError, OSError, TypeError):  # another C library, or Windows
        return lambda _: None
    return trim
