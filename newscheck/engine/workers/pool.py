"""Worker processes, each of which may die or stop without harm to any task but its current one.

The pool knows the current task of each process, and when it sent its last message. Nothing here waits for a single
process: a stopped one neither reads nor writes, even in the middle of a message. There are no threads, since a process
that forks should have none; `concurrent.futures` gives up all tasks when one process dies.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import selectors
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from newscheck.engine.processes.exit_codes import signal_name
from newscheck.engine.processes.pipe_protocol import take_message
from newscheck.engine.remote import connection
from newscheck.engine.workers.failures import NoWorker, WorkerLost
from newscheck.engine.workers.task_loop import LAST, RAISED, TaskHandler, serve

#: Bytes that are read at a time.
_CHUNK = 1 << 18
#: Seconds between two checks of the clock; that a new process may be silent in addition, for its imports; that the end
#: of a process may take.
_POLL, _STARTUP, _SHUTDOWN = 0.5, 30.0, 5.0
#: `prepare` of a pool, and its argument.
_Ready = tuple[Callable[[Any], TaskHandler], Any]
#: Starts a process, and returns it with the socket to it.
Starter = Callable[[_Ready], tuple[Any, socket.socket]]


class TaskFuture:
    """A submitted task and its outcome."""

    def __init__(self, task: Any) -> None:
        self.task = task
        self.outcome: bytes | WorkerLost | NoWorker | None = None


class WorkerPool:
    """At most `jobs` processes, each started when there is work for it.

    In each, `prepare(argument)` returns the function that is called with each task. A process that sends nothing for
    `patience` seconds, while a result of it is awaited, is ended. `ahead` tasks are assigned to each at a time. `start`
    is what starts a process. One that is lost is replaced, unless the pool `is_fixed`.
    """

    def __init__(
        self,
        jobs: int,
        prepare: Callable[[Any], TaskHandler],
        argument: Any,
        *,
        patience: float,
        ahead: int = 2,
        start: Starter | None = None,
        is_fixed: bool = False,
    ) -> None:
        self._jobs, self._patience, self._ahead = jobs, patience, ahead
        self._start_process = start or _start_process
        self._ready = (prepare, argument)
        self._is_fixed, self._started = is_fixed, 0
        self._queue: deque[TaskFuture] = deque()
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()

    def submit(self, task: Any, *, first: bool = False) -> TaskFuture:
        """Submit a task; with `first`, before all others in the queue."""
        future = TaskFuture(task)
        (self._queue.appendleft if first else self._queue.append)(future)
        self._poll(0)
        return future

    def is_done(self, future: TaskFuture) -> bool:
        """Whether there is a result, or none will come."""
        self._poll(0)
        return future.outcome is not None

    def result(self, future: TaskFuture) -> bytes:
        """The result of a task. Raises WorkerLost or NoWorker."""
        while future.outcome is None:
            began = time.monotonic()
            self._poll(_POLL)
            # The time in which this process was stopped, or did something else, doesn't count.
            self._end_unresponsive(min(time.monotonic() - began, 2 * _POLL))
        if isinstance(future.outcome, Exception):
            raise future.outcome
        return future.outcome

    def close(self) -> None:
        """End all processes; those without a task end what they have started."""
        for worker in self._workers:
            if worker.futures:
                worker.process.kill()
            else:
                with suppress(OSError):
                    worker.socket.shutdown(socket.SHUT_RDWR)
        for worker in [*self._workers]:
            worker.process.join(_SHUTDOWN)
            self._dismiss(worker)
        self._selector.close()

    def _poll(self, seconds: float) -> None:
        """Assign tasks, and read messages of the processes, waiting at most so many seconds."""
        self._assign()
        for key, events in self._selector.select(seconds):
            worker: _Worker = key.data
            if events & selectors.EVENT_READ and not worker.receive():
                self._remove_dead(worker)
            elif events & selectors.EVENT_WRITE:
                self._send(worker)
        self._assign()

    def _assign(self) -> None:
        while self._queue:
            worker = min(self._workers, key=lambda worker: len(worker.futures), default=None)
            if (worker is None or worker.futures) and len(self._workers) < self._jobs:
                worker = self._start() or worker
            if worker is None:
                self._queue.popleft().outcome = NoWorker()
            elif len(worker.futures) < self._ahead:
                worker.enqueue(self._queue.popleft())
                self._send(worker)
            else:
                return

    def _start(self) -> _Worker | None:
        """A new process; None where the system refuses one."""
        if self._is_fixed and self._started == self._jobs:
            return None
        try:
            worker = _Worker(*self._start_process(self._ready))
        except OSError:
            # The next attempt would fail, too.
            self._jobs = max(1, len(self._workers))
            return None
        self._started += 1
        self._workers.append(worker)
        self._selector.register(worker.socket, selectors.EVENT_READ, worker)
        return worker

    def _send(self, worker: _Worker) -> None:
        """Send as much as a process takes now; the rest follows when it takes more."""
        is_sent = worker.send()
        events = selectors.EVENT_READ if is_sent else selectors.EVENT_READ | selectors.EVENT_WRITE
        self._selector.modify(worker.socket, events, worker)

    def _end_unresponsive(self, waited: float) -> None:
        for worker in [*self._workers]:
            worker.silent_seconds += waited if worker.futures else 0
            if worker.futures and worker.silent_seconds > self._patience:
                worker.process.kill()
                why = f"gave no sign of life for {self._patience:g} s, and was ended,"
                self._remove_dead(worker, WorkerLost(why, is_unresponsive=True))

    def _remove_dead(self, worker: _Worker, lost: WorkerLost | None = None) -> None:
        """Remove a dead process. Its current task, if any, is lost; those that it had not begun are queued again."""
        worker.process.join(_SHUTDOWN)
        self._dismiss(worker)
        if worker.futures and not worker.has_sent_last:
            worker.futures.popleft().outcome = lost or WorkerLost(_exit_reason(worker.process.exitcode))
        self._queue.extendleft(reversed(worker.futures))

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        self._selector.unregister(worker.socket)
        worker.socket.close()
        worker.process.kill()
        # A process that hangs in the kernel may end later.
        worker.process.join(_SHUTDOWN)


def _start_process(ready: _Ready) -> tuple[Any, socket.socket]:
    """A process, and the socket to it. Raises OSError."""
    if sys.platform == "linux" and connection.is_open():
        # There are threads: none may be forked.
        from newscheck.engine.workers import fresh_process

        return fresh_process.start(ready)
    ours, theirs = socket.socketpair()
    try:
        # A fork has everything imported; elsewhere each process starts afresh.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        process: Any = context.Process(target=serve, args=(theirs, *ready), daemon=True)
        with sigint_blocked(), safe_path():
            process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return process, ours


@contextmanager
def safe_path() -> Iterator[None]:
    """Start processes that import nothing from the working folder: one that is not forked imports modules before it
    gets this one's `sys.path`, and a file of the dump's repository may have the name of any of them."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


class _Worker:
    """A process, its tasks, and the seconds for which it has been awaited without a message."""

    def __init__(self, process: Any, ours: socket.socket) -> None:
        ours.setblocking(False)
        self.process, self.socket = process, ours
        self.futures: deque[TaskFuture] = deque()
        self.silent_seconds = -_STARTUP
        self.has_sent_last = False
        self._received = bytearray()
        self._unsent = b""

    def enqueue(self, future: TaskFuture) -> None:
        """Add a task."""
        self.futures.append(future)
        self._unsent += pickle.dumps(future.task)

    def send(self) -> bool:
        """Send what is unsent; whether the process has taken all of it. What is for a dead process is dropped."""
        try:
            while self._unsent:
                self._unsent = self._unsent[self.socket.send(self._unsent) :]
        except BlockingIOError:
            return False
        except OSError:
            self._unsent = b""
        return True

    def receive(self) -> bool:
        """Read the messages of the process; whether it may send more."""
        try:
            data = self.socket.recv(_CHUNK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self._received += data
        while (message := take_message(self._received)) is not None:
            self._answer(message)
        return bool(data) and not self.has_sent_last

    def _answer(self, message: bytes) -> None:
        self.silent_seconds = 0.0
        if message:
            is_raised = message[:1] == RAISED
            self.has_sent_last = message[:1] == LAST
            self.futures.popleft().outcome = (
                WorkerLost(message[1:].decode("utf-8", "replace"), is_raised=True) if is_raised else message[1:]
            )


def _exit_reason(code: int | None) -> str:
    """How a process ended, by its exit code."""
    if code is None or code >= 0:
        return f"ended by itself, with exit code {code},"
    name = signal_name(code)
    if name == "SIGKILL":
        return "was ended from outside, perhaps for memory,"
    is_own = name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE", "SIGSYS", "SIGTRAP")
    return f"crashed ({name})" if is_own else f"was ended from outside ({name})"


@contextmanager
def sigint_blocked() -> Iterator[None]:
    """Defer Ctrl-C: a process forked meanwhile never receives it, not even before it ignores SIGINT."""
    if sys.platform == "win32":
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
