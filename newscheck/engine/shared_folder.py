"""A folder by which several processes divide the work of one run: each task is done by one of them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

#: Seconds between two checks whether another process is done.
_PAUSE = 0.005
#: Seconds to wait for another process, and how many files it checks in a second at least.
_PATIENCE, _FILES_PER_SECOND = 60.0, 100


class SharedFolder:
    """Work that several processes divide: the first to claim a task does it, the others wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours: set[Path] = set()

    def once(self, name: str, work: Callable[[], bytes], files: int) -> bytes:
        """The result of a task on some files, done by one of the processes.

        No process waits for another one that takes too long. Raises OSError where the folder can't be used.
        """
        done, claim = self._folder / name, self._folder / f"{name}.claim"
        # Attempts, not the clock: a test may have frozen it.
        attempts = int((_PATIENCE + files / _FILES_PER_SECOND) / _PAUSE)
        try:
            while not done.exists():
                if self._claims(claim) or not attempts:
                    return self._do(work, done)
                attempts -= 1
                time.sleep(_PAUSE)
            return done.read_bytes()
        except BaseException:
            if claim in self._ours:
                claim.unlink(missing_ok=True)  # or the others would wait for nothing
            raise

    def _do(self, work: Callable[[], bytes], done: Path) -> bytes:
        """Do a task, and write the result for the others, whole or not at all."""
        data = work()
        beside = done.with_suffix(f".{os.getpid()}")
        beside.write_bytes(data)
        beside.replace(done)
        return data

    def _claims(self, claim: Path) -> bool:
        """Whether this process has the claim; that of a process that has died is withdrawn."""
        if claim in self._ours:
            return True
        self._ours.add(claim)
        try:
            handle = os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            self._ours.discard(claim)
            if not _is_alive(claim):
                claim.unlink(missing_ok=True)
            return False
        os.write(handle, str(os.getpid()).encode())
        os.close(handle)
        return True


def _is_alive(claim: Path) -> bool:
    if sys.platform == "win32":  # where signal 0 would end the process
        return True
    try:
        owner = int(claim.read_text() or os.getpid())
        os.kill(owner, 0)
    except (FileNotFoundError, PermissionError):
        return True
    except (ProcessLookupError, ValueError):
        return False
    return True
