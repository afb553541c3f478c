"""A time limit that holds in the middle of a pattern, too: Python's `re` looks for signals while it searches."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from newscheck.settings.config import Project

T = TypeVar("T")

#: Whoever swallows the end of the time is told again after so many seconds.
_AGAIN = 0.2


class Limits(NamedTuple):
    """Bytes over which a file isn't read, and seconds that the check of one may take."""

    size: int
    seconds: float

    @classmethod
    def of(cls, project: Project) -> Limits:
        """Those of a project."""
        return cls(project.max_file_size, project.file_timeout)


class TimeUp(BaseException):
    """Not an Exception: who catches those must not go on."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """What a call gives. Raises TimeUp, in the middle of the call, where it takes longer.

    A timer that somebody else has set runs on, and there is no other limit then; nor is there one outside of the main
    thread, and on Windows.
    """
    if not _is_free():
        return call()
    is_over = False

    def end(number: int, frame: object) -> None:
        if not is_over:
            raise TimeUp

    before = signal.signal(signal.SIGALRM, end) or signal.SIG_DFL
    try:
        # Within: it may be over before the next line.
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            return call()
        finally:
            is_over = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _is_free() -> bool:
    """Whether this process has a timer, and nobody uses it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return not signal.getitimer(signal.ITIMER_REAL)[0]
