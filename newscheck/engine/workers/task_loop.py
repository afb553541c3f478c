"""The main loop of a worker process: task after task, with heartbeats in between."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from newscheck.engine.processes import child_process
from newscheck.engine.processes.pipe_protocol import encode_message
from newscheck.engine.workers.failures import LastResult
from newscheck.errors import is_crash

#: A heartbeat is an empty message.
HEARTBEAT = encode_message(b"")
#: Seconds between two heartbeats of a task that has no steps.
_BEAT = 2.0
#: The first byte of a message; after its LAST result, a process sends nothing more.
RESULT, RAISED, LAST = b"\0", b"\1", b"\2"

#: Sends a heartbeat.
Heartbeat = Callable[[], None]
#: Handles a task. May raise LastResult.
TaskHandler = Callable[[Any, Heartbeat], bytes]


@contextlib.contextmanager
def beating(beat: Heartbeat) -> Iterator[None]:
    """Send heartbeats during the block: it takes as long as it takes, but a stopped process sends none."""
    is_over = threading.Event()

    def send() -> None:
        with contextlib.suppress(OSError):  # nobody waits any more
            while not is_over.wait(_BEAT):
                beat()

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _wait_for_end_of_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()


def _end_after(wait: Callable[[], object]) -> None:
    """End this process as soon as the parent has ended, whatever the cause."""
    if hasattr(signal, "SIGALRM"):
        # The main thread handles it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    wait()
    os._exit(1)


def serve(
    connection: socket.socket,
    prepare: Callable[[Any], TaskHandler],
    argument: Any,
    wait_for_end_of_parent: Callable[[], object] = _wait_for_end_of_parent,
) -> None:
    """Handle tasks until the parent closes the connection."""
    # The parent process handles Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Temporary files are the parent's: ending a worker must not remove them.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_after, args=(wait_for_end_of_parent,), daemon=True).start()
    work = prepare(argument)
    with contextlib.suppress(EOFError, ConnectionError), connection.makefile("rb") as tasks:
        is_last = False
        while not is_last:
            task = pickle.load(tasks)  # noqa: S301 - our own parent's
            answer = _attempt(work, task, lambda: connection.sendall(HEARTBEAT))
            connection.sendall(encode_message(answer))
            is_last = answer.startswith(LAST)
    # What an extractor has started may not end with it.
    child_process.abandon()


def _attempt(work: TaskHandler, task: Any, beat: Heartbeat) -> bytes:
    try:
        return RESULT + work(task, beat)
    except LastResult as last:
        return LAST + last.result
    except BaseException as error:
        if not is_crash(error):
            raise
        return RAISED + traceback.format_exc().encode("utf-8", "replace")
