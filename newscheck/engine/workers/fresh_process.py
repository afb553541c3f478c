"""A worker process that starts afresh, for a process that must not fork because it has threads: Dask's workers, pytest
with some plugins.

`multiprocessing` has such processes, too, but starts none in a process that is a daemon, as Dask's workers are.
"""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from contextlib import suppress
from typing import Any

from newscheck.engine.workers.task_loop import serve
from newscheck.errors import UsageError


class FreshProcess:
    """A process that was started here, with the methods of `multiprocessing.Process` that a pool uses."""

    def __init__(self, connection: socket.socket, ready: Any) -> None:
        code = f"from newscheck.engine.workers.fresh_process import main; main({connection.fileno()})"
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and the line above
            # It imports nothing from the working folder.
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            pass_fds=[connection.fileno()],
        )
        assert self._process.stdin
        try:
            self._process.stdin.write(pickle.dumps(sys.path) + pickle.dumps(ready))
            self._process.stdin.flush()
        except BaseException:
            self.kill()
            self.join(None)
            raise

    @property
    def exitcode(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self._process.poll()

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def join(self, seconds: float | None) -> None:
        """Wait until it has ended, at most so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def kill(self) -> None:
        """End it, also by closing its stdin."""
        if self._process.stdin:
            # What is unsent stays so where it has ended.
            with suppress(OSError):
                self._process.stdin.close()
        self._process.kill()


def start(ready: Any) -> tuple[FreshProcess, socket.socket]:
    """A process, and the socket to it (`WorkerPool`). Raises OSError, and UsageError on Windows."""
    if sys.platform == "win32":
        raise UsageError("a worker of a cluster can't check files on Windows")
    ours, theirs = socket.socketpair()
    try:
        return FreshProcess(theirs, ready), ours
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()


def main(number: int) -> None:
    """Handle tasks from the socket of that number, until it is closed or the parent, which holds stdin, has ended."""
    # Its own folders come first: what the parent has added may be the working folder.
    sys.path += [path for path in pickle.load(sys.stdin.buffer) if path and path not in sys.path]  # noqa: S301
    prepare, argument = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent's
    # Not through `sys.stdin`, which Python, at its end, would wait for.
    with socket.socket(fileno=number) as connection:
        serve(connection, prepare, argument, lambda: os.read(sys.stdin.fileno(), 1))
