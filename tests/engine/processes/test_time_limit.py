"""A time limit holds in the middle of a call, whatever the call does with it, and leaves nothing behind."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NoReturn

import pytest

from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within, held

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no timer")


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Handler, timer and hook are as before."""
    before = signal.getsignal(signal.SIGALRM), sys.unraisablehook
    yield
    assert (signal.getsignal(signal.SIGALRM), sys.unraisablehook) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def endless() -> NoReturn:
    """So long that it is ended; without a limit the test fails after some seconds."""
    for _ in range(3_000):
        time.sleep(0.001)
    pytest.fail("it was not ended")


def swallowing() -> str:
    with suppress(BaseException):
        endless()
    return "done"


def swallowing_once() -> NoReturn:
    swallowing()
    endless()


def renaming() -> None:
    try:
        endless()
    except BaseException as error:
        raise SystemError("told otherwise") from error


@pytest.mark.parametrize("call", [endless, swallowing, swallowing_once, renaming])
def test_what_takes_longer_is_ended(call: Callable[[], object]) -> None:
    with pytest.raises(TimeLimitExceeded):
        call_within(0.02, call)


def test_what_is_done_in_time_gives_its_own_result() -> None:
    assert call_within(30, lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        call_within(30, lambda: 1 / 0)


def test_what_is_held_is_ended_after_it() -> None:
    done: list[str] = []

    def held_and_on() -> None:
        with held():
            time.sleep(0.4)
            done.append("held")
        endless()

    with pytest.raises(TimeLimitExceeded):
        call_within(0.3, held_and_on)
    assert done == ["held"]


def test_without_a_limit_nothing_is_held() -> None:
    with held():
        assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_the_timer_of_somebody_else_runs_on() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))
    signal.setitimer(signal.ITIMER_REAL, 30)
    try:
        assert call_within(0.01, lambda: time.sleep(0.05) or "done") == "done"
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
        assert not rung
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_there_is_no_limit_outside_of_the_main_thread() -> None:
    made: list[str] = []
    thread = threading.Thread(target=lambda: made.append(call_within(0.01, lambda: time.sleep(0.05) or "done")))
    thread.start()
    thread.join()
    assert made == ["done"]
