"""A time limit that holds in the middle of a pattern, too: Python's `re` looks for signals while it searches."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from newscheck.engine.session import Session

T = TypeVar("T")

#: Whoever swallows the end of the time is told again after so many seconds.
_AGAIN = 0.2


class Limits(NamedTuple):
    """Bytes over which a file isn't read, and seconds that the check of one may take."""

    size: int
    seconds: float

    @classmethod
    def of(cls, session: Session) -> Limits:
        """The limits of a project."""
        return cls(session.project.max_file_size, session.project.file_timeout)


class TimeLimitExceeded(BaseException):
    """Not an Exception: who catches those must not go on."""


def call_within(seconds: float, call: Callable[[], T]) -> T:
    """What a call gives. Raises TimeUp, in the middle of the call, where it takes longer.

    Compiled code may take TimeUp for something else, or swallow it (zoneinfo makes a SystemError of it): what a call
    gives or raises after its time says nothing.

    A timer that somebody else has set runs on, and there is no other limit then; nor is there one outside of the main
    thread, and on Windows.
    """
    if not has_timer() or signal.getitimer(signal.ITIMER_REAL)[0]:
        return call()
    is_over = has_rung = False

    def end(number: int, frame: object) -> None:
        nonlocal has_rung
        if not is_over:
            has_rung = True
            raise TimeLimitExceeded

    tell = sys.unraisablehook

    def swallowed(args: sys.UnraisableHookArgs) -> None:
        # In a finaliser or a callback of the garbage collector nothing can be raised: it is told again soon.
        if args.exc_type is not TimeLimitExceeded:
            tell(args)

    before = signal.signal(signal.SIGALRM, end) or signal.SIG_DFL
    sys.unraisablehook = swallowed
    try:
        # Within: it may be over before the next line.
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            found = call()
        except Exception:
            if has_rung:
                raise TimeLimitExceeded from None
            raise
        finally:
            is_over = True
        if has_rung:
            raise TimeLimitExceeded
        return found
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.unraisablehook = tell


def has_timer() -> bool:
    """Whether there can be a limit here: not on Windows, and not outside of the main thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
