"""Why a task in another process, or in this one, gave no result."""

from collections.abc import Callable

#: Called with a message for the user.
Notify = Callable[[str], object]


def no_heartbeat() -> None:
    """The heartbeat of a check that no other process waits for."""


class WorkerLost(Exception):
    """A task gave no result: `why` is what happened to its process, or the traceback.

    `is_unresponsive` where the process sent no more messages and was ended; `is_raised` where the task itself failed.
    """

    def __init__(self, why: str, *, is_unresponsive: bool = False, is_raised: bool = False) -> None:
        super().__init__(why)
        self.why, self.is_unresponsive, self.is_raised = why, is_unresponsive, is_raised


class LastResult(Exception):
    """The last result of a process: a check was interrupted, and may have left a library in an unknown state."""

    def __init__(self, result: bytes) -> None:
        super().__init__()
        self.result = result


class NoWorker(Exception):
    """The system refuses to start a process."""
