"""How a process has ended, by its exit code."""

import signal


def signal_name(exit_code: int) -> str:
    """The signal that ended a process, by its negative exit code."""
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
