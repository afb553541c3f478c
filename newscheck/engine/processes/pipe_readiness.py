"""Wait until pipes can be read or written, for a time that is not that of a test which freezes the clock."""

from __future__ import annotations

import sys
import time


def now() -> float:
    """Seconds of a clock that tests which freeze the time leave running, where the system has one."""
    return time.clock_gettime(time.CLOCK_MONOTONIC) if sys.platform != "win32" else time.monotonic()


if sys.platform == "win32":
    import _winapi
    import msvcrt

    def ready(readable: set[int], writable: set[int], seconds: float) -> set[int]:
        """Which pipes can be read or written within some seconds, or have been closed; writing waits for itself."""
        deadline = now() + seconds
        while True:
            found = writable | {number for number in readable if _has_data(number)}
            if found or now() >= deadline:
                return found
            time.sleep(0.005)

    def _has_data(number: int) -> bool:
        try:
            return bool(_winapi.PeekNamedPipe(msvcrt.get_osfhandle(number), 0)[0])
        except BrokenPipeError:
            return True

else:
    import select

    def ready(readable: set[int], writable: set[int], seconds: float) -> set[int]:
        """Which pipes can be read or written within some seconds, or have been closed."""
        poll = select.poll()
        for number in readable:
            poll.register(number, select.POLLIN)
        for number in writable:
            poll.register(number, select.POLLOUT)
        return {number for number, _ in poll.poll(seconds * 1000)}
