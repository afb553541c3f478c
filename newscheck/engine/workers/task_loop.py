"""What a process does that works for another one: task after task, with signs of life in between."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import socket
import threading
import traceback
from collections.abc import Callable
from typing import Any

from newscheck.engine.workers.failures import LastResult
from newscheck.engine.workers.pipe_protocol import encode_message
from newscheck.errors import is_crash

#: An empty message is a sign of life.
HEARTBEAT = encode_message(b"")
#: How a message begins; of a process that has given its LAST result nothing more comes.
RESULT, RAISED, LAST = b"\0", b"\1", b"\2"

#: Gives a sign of life.
Heartbeat = Callable[[], None]
#: What is done with a task. May raise Spent.
TaskHandler = Callable[[Any, Heartbeat], bytes]


def _end_with_parent() -> None:
    """Whatever ends the parent process, kill included: nobody is left who would give us work, or end us."""
    if hasattr(signal, "SIGALRM"):
        # It is for the thread that works.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def serve(mine: socket.socket, prepare: Callable[[Any], TaskHandler], argument: Any) -> None:
    """What a process does all its life."""
    # Ctrl-C is for the parent process to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is temporary is the parent's, and not to be removed because one of its processes is ended.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work = prepare(argument)
    with contextlib.suppress(EOFError, ConnectionError), mine.makefile("rb") as tasks:
        while True:
            task = pickle.load(tasks)  # noqa: S301 - our own parent's
            answer = _attempt(work, task, lambda: mine.sendall(HEARTBEAT))
            mine.sendall(encode_message(answer))
            if answer.startswith(LAST):
                return


def _attempt(work: TaskHandler, task: Any, beat: Heartbeat) -> bytes:
    try:
        return RESULT + work(task, beat)
    except LastResult as spent:
        return LAST + spent.result
    except BaseException as error:
        if not is_crash(error):
            raise
        return RAISED + traceback.format_exc().encode("utf-8", "replace")
