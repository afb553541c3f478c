"""Why no result came of what another process was to do, or this one."""

import signal
from collections.abc import Callable

#: Is called with a line for people.
Notify = Callable[[str], object]


def no_heartbeat() -> None:
    """The sign of life of a check that nobody watches."""


class WorkerLost(Exception):
    """No result came of a task: `why` says in words what became of its process, or has the traceback.

    It `is_silent` where nothing was heard of the process any more, which was then ended; it `is_raised` where the work
    itself failed.
    """

    def __init__(self, why: str, *, is_silent: bool = False, is_raised: bool = False) -> None:
        super().__init__(why)
        self.why, self.is_silent, self.is_raised = why, is_silent, is_raised


class LastResult(Exception):
    """A result that is the last one of its process: something was ended in the middle of it, and who knows what of a
    library is in what state now."""

    def __init__(self, result: bytes) -> None:
        super().__init__()
        self.result = result


class NoWorker(Exception):
    """The system gives us no process."""


def signal_name(exit_code: int) -> str:
    """The signal that ended a process, by its negative exit code."""
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
