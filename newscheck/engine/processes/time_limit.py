"""A time limit that interrupts regular expressions, too: Python's `re` handles signals while it searches."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

#: Seconds after which TimeLimitExceeded is raised again where the call has swallowed it.
_REPEAT = 0.2


class TimeLimitExceeded(BaseException):
    """The time is over. Not an Exception: code that catches those must not go on."""


class _Alarm:
    """A signal handler that raises TimeLimitExceeded unless the call `is_over` or `is_held`."""

    has_rung = is_over = is_held = False

    def __call__(self, number: int, frame: object) -> None:
        if not self.is_over and not self.is_held:
            self.has_rung = True
            raise TimeLimitExceeded


def _quiet(hook: Callable[[sys.UnraisableHookArgs], object]) -> Callable[[sys.UnraisableHookArgs], object]:
    """A hook that drops TimeLimitExceeded: in a finaliser or a callback of the garbage collector nothing can be raised,
    and the alarm rings again soon."""
    return lambda args: None if args.exc_type is TimeLimitExceeded else hook(args)


def call_within(seconds: float, call: Callable[[], T]) -> T:
    """The result of a call. Raises TimeLimitExceeded, in the middle of the call, where it takes longer.

    Compiled code may swallow that exception or turn it into another one (zoneinfo: SystemError): what a call returns or
    raises after its time is dropped.

    There is no limit where another timer is set (which runs on), outside of the main thread, and on Windows.
    """
    if not has_timer() or signal.getitimer(signal.ITIMER_REAL)[0]:
        return call()
    alarm, hook = _Alarm(), sys.unraisablehook
    before = signal.signal(signal.SIGALRM, alarm) or signal.SIG_DFL
    sys.unraisablehook = _quiet(hook)
    try:
        # Inside the block: the time may be over before the next line.
        signal.setitimer(signal.ITIMER_REAL, seconds, _REPEAT)
        try:
            result = call()
        except Exception:
            if alarm.has_rung:
                raise TimeLimitExceeded from None
            raise
        finally:
            alarm.is_over = True
        if alarm.has_rung:
            raise TimeLimitExceeded
        return result
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.unraisablehook = hook


@contextmanager
def held() -> Iterator[None]:
    """Holds the time limit back in the block, for short work that would leak where it is interrupted.

    A limit that ends in the block rings soon after it.
    """
    alarm = signal.getsignal(signal.SIGALRM) if has_timer() else None
    if not isinstance(alarm, _Alarm):
        yield
        return
    alarm.is_held = True
    try:
        yield
    finally:
        alarm.is_held = False


def has_timer() -> bool:
    """Whether there can be a limit here: not on Windows, and not outside of the main thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
