"""A task of a cluster, on one of its workers: the files of some shards are checked, or some sites scanned for layout
changes, in another process.

Dask runs tasks in threads, where there is no time limit for a file, and a file that ends the process takes the worker
with it. The process of a run is started at its first task, stays for the next one, and is in the run's working folder,
so that relative paths mean the same as there.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock, Timer
from typing import NamedTuple

import msgspec
from msgspec.structs import replace
from xxhash import xxh3_128_hexdigest

from newscheck import __version__
from newscheck.engine.cache.shard import Shard
from newscheck.engine.files import regular_file
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import executors, fresh_process
from newscheck.engine.workers.failures import LastResult, NoWorker, WorkerLost
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.pool import TaskFuture, WorkerPool
from newscheck.engine.workers.task_loop import Heartbeat, TaskHandler, beating
from newscheck.engine.workers.timed_check import check_files
from newscheck.errors import UsageError, reason
from newscheck.html.parser import PARSER_VERSION
from newscheck.layout.detection import DetectionSettings, GroupHistory, group_history

#: What a user has to see to.
SAME_FILES = "workers need the same files at the same paths"
#: Seconds after which a process without a task ends.
_IDLE = 60.0


class Order(NamedTuple):
    """What all tasks of a run have in common; `run` is its name, `settings` what the results depend on (`Session`)."""

    run: str
    folder: str
    project: Project
    settings: str
    versions: tuple[str, ...]


class SitesTask(NamedTuple):
    """The search for layout changes of some sites: how it is done (`DetectionSettings`, with what a reference has of
    these sites), and their articles (`packed_sites`)."""

    settings: DetectionSettings
    packed: bytes


class Answer(msgspec.Struct, frozen=True):
    """The shard of some files, or the layouts of some sites (`history`), or why there is none: a `refusal`, or how the
    process was `lost` (`WorkerLost`).

    `unread` are the files that can't be opened on the `host`, by their number, with the reason.
    """

    shard: Shard | None = None
    history: GroupHistory | None = None
    refusal: str = ""
    lost: str = ""
    is_unresponsive: bool = False
    is_raised: bool = False
    unread: dict[int, str] = {}
    host: str = ""


_encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Answer).decode


def order_of(session: Session) -> Order:
    """What the tasks of a session have in common."""
    project = replace(session.project, scheduler="")
    return Order(session.run_name, os.getcwd(), project, settings_digest(session), versions())


def dask_setup(worker: object) -> None:
    """Prepare a worker that a run has started itself (Dask's name for it): it leaves Ctrl-C to the run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def versions() -> tuple[str, ...]:
    """What a worker must have as the run has it."""
    return (f"newscheck {__version__}", "Python {}.{}".format(*sys.version_info), PARSER_VERSION)


def check_versions(wanted: Sequence[str], own: Sequence[str], whose: str) -> None:
    """Raise UsageError where one of the versions that are known of a worker is another one."""
    for here, there in zip(wanted, own, strict=False):
        if here != there:
            raise UsageError(f"{whose} has {there}, and this machine {here}: install the same version")


def settings_digest(session: Session) -> str:
    """A digest of all settings and files that results depend on. Raises UsageError where one can't be read."""
    return xxh3_128_hexdigest(session.cache_identity.encode("utf-8", "surrogateescape"))


def unreadable_reason(entry: FileEntry) -> str:
    """Why a file can't be opened; empty where it can, or must not be."""
    try:
        if entry.stored:
            with entry.stored.opened():
                return ""
        if not entry.fault:
            os.close(regular_file.open_descriptor(entry.real)[0])
    except OSError as error:
        return reason(error)
    return ""


def check(order: bytes, task: bytes) -> list[bytes]:
    """The answers for the files of some shards. Called by Dask, possibly by several threads."""
    with _processes.borrowed(order) as pool:
        futures = [pool.submit(batch) for batch in pickle.loads(task)]  # noqa: S301 - Dask's own tasks are code, too
        return [_answer(pool, future) for future in futures]


def scan(order: bytes, task: bytes) -> bytes:
    """The answer for some sites (`SitesTask`, pickled). Called by Dask."""
    with _processes.borrowed(order) as pool:
        return _answer(pool, pool.submit(pickle.loads(task)))  # noqa: S301 - as above


def _answer(pool: WorkerPool, future: TaskFuture) -> bytes:
    try:
        return pool.result(future)
    except NoWorker:
        return _encode(Answer(refusal=_here("no process can be started")))
    except WorkerLost as lost:
        return _encode(Answer(lost=lost.why, is_unresponsive=lost.is_unresponsive, is_raised=lost.is_raised))


class _Processes:
    """The processes of this worker: as many as it has tasks at a time, each of one run."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: deque[tuple[bytes, WorkerPool, Timer]] = deque()

    @contextmanager
    def borrowed(self, order: bytes) -> Iterator[WorkerPool]:
        """A process of a run, for the block only."""
        pool = self._taken(order) or _started(order)
        try:
            yield pool
        except BaseException:
            pool.close()
            raise
        timer = Timer(_IDLE, lambda: self._expire(pool))
        timer.daemon = True
        with self._lock:
            self._idle.append((order, pool, timer))
        timer.start()

    def _taken(self, order: bytes) -> WorkerPool | None:
        with self._lock:
            entry = next((entry for entry in self._idle if entry[0] == order), None)
            if entry is None:
                return None
            self._idle.remove(entry)
        entry[2].cancel()
        return entry[1]

    def _expire(self, pool: WorkerPool) -> None:
        with self._lock:
            expired = [entry for entry in self._idle if entry[1] is pool]
            for entry in expired:
                self._idle.remove(entry)
        if expired:
            pool.close()


_processes = _Processes()


def _started(order: bytes) -> WorkerPool:
    session = Session(pickle.loads(order).project)  # noqa: S301 - as above
    return WorkerPool(1, prepare, order, patience=executors.patience(session), start=fresh_process.start)


def prepare(packed: bytes) -> TaskHandler:
    """The function that checks files in the process; it refuses all of them where it can't check as the run would."""
    try:
        return _checking(pickle.loads(packed))  # noqa: S301 - our own parent's
    except UsageError as error:
        why = str(error)
    except Exception as error:  # another version may have other classes
        why = traceback.format_exception_only(error)[-1].strip()
    return lambda batch, beat: _encode(Answer(refusal=_here(why)))


def _checking(order: Order) -> TaskHandler:
    """The function that checks files. Raises UsageError where it can't check them as the run would."""
    check_versions(order.versions, versions(), "it")
    try:
        os.chdir(order.folder)
    except OSError as error:
        raise UsageError(f"no working folder {order.folder} ({reason(error)}): {SAME_FILES}") from None
    session = Session(order.project)
    if settings_digest(session) != order.settings:
        raise UsageError(f"it has other files of sites, schemas or rules: {SAME_FILES}")
    checker, limits = session.checker, Limits.of(session)

    def work(batch: list[FileEntry] | SitesTask, beat: Heartbeat) -> bytes:
        if isinstance(batch, SitesTask):
            return _encode(Answer(history=_scanned(batch, beat)))
        shard = check_files(checker, batch, limits, beat)
        reasons = {} if shard.is_fully_read else {at: unreadable_reason(entry) for at, entry in enumerate(batch)}
        unread = {at: why for at, why in reasons.items() if why}
        answer = _encode(Answer(shard, unread=unread, host=socket.gethostname()))
        if not shard.is_complete:
            raise LastResult(answer)
        return answer

    return work


def _scanned(task: SitesTask, beat: Heartbeat) -> GroupHistory:
    from newscheck.engine.files.spilled_columns import SpilledColumns  # they load numpy, which no check of a file needs
    from newscheck.layout import packed_sites

    with beating(beat):
        dump = packed_sites.ReceivedSites(packed_sites.decode(task.packed), SpilledColumns())
        return group_history(dump, packed_sites.streams(dump, task.settings.latest), task.settings)


def _here(why: str) -> str:
    return f"worker on {socket.gethostname()}: {why}".encode("utf-8", "backslashreplace").decode()
