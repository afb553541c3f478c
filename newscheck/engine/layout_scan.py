"""The scan for layout changes in other processes, while this one runs the rules of the dump: they are independent of
each other, but for a few rules that need its result.

Each process of this machine has a share of the groups of sites. With a cluster, one of them packs the groups for its
workers, and another one scans what stays here.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec
from msgspec.structs import replace

from newscheck.engine.dump_store import DumpStore
from newscheck.engine.workers.failures import NoWorker, WorkerLost
from newscheck.layout.detection import GroupHistories, GroupHistory, group_history, site_groups

if TYPE_CHECKING:
    from newscheck.engine.session import Session
    from newscheck.engine.workers.cluster_scan import ClusterScan
    from newscheck.engine.workers.pool import WorkerPool
    from newscheck.engine.workers.task_loop import Heartbeat, TaskHandler
    from newscheck.layout.site_groups import SiteGroups

#: Fewer articles are scanned before another process has started.
_WORTHWHILE = 1_000
#: Processes of this machine at most, and articles for each: as many groups as there may be, but each reads all once.
_PROCESSES, _ARTICLES = 4, 20_000
#: Articles of a group that is sent to a cluster at most, some 16 MB.
_MOST_SENT = 50_000
#: Seconds of silence after which the scan of a process is done in this one.
_PATIENCE = 60.0
#: The name of a thread that Dask keeps after a run on a cluster; it waits for work, and holds no lock.
_IDLE = "Dask-Offload"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(GroupHistories).decode


class Helpers(NamedTuple):
    """Who scans beside this process: some of so many processes, or the `cluster` that a session names."""

    jobs: int = 1
    cluster: Session | None = None

    @classmethod
    def of(cls, session: Session, jobs: int = 0) -> Helpers:
        """Those of a run. The workers that it starts on this machine have ended by then."""
        jobs = jobs or os.cpu_count() or 1
        if not session.project.scheduler:
            return cls(jobs)
        from newscheck.engine.workers.cluster_connection import own_workers  # not for runs without a cluster

        workers = own_workers(session.project.scheduler)
        return cls(workers) if workers else cls(jobs, session)


ALONE = Helpers()


class Scan(Protocol):
    """A scan that is under way."""

    def advance(self) -> None:
        """Hand on what is ready; called now and then."""

    def found(self) -> GroupHistories:
        """What has been found, as soon as all of it is there; groups are missing whose process was lost."""

    def close(self) -> None:
        """End the processes."""


@contextmanager
def beside(dump: DumpStore, helpers: Helpers) -> Iterator[Scan | None]:
    """Scan a dump, which nothing is added to any more, during the block; `dump.history` waits for the result.

    Gives None where that isn't worthwhile or possible: then `dump.history` scans at its first use.
    """
    jobs, cluster = helpers
    if (jobs < 2 and not cluster) or len(dump) < _WORTHWHILE or "history" in vars(dump) or not _can_fork():
        yield None
        return
    # All processes have one file: only this one may write to it.
    dump.join()
    processes = min(jobs - 1, _PROCESSES, 1 + len(dump) // _ARTICLES)
    scan: Scan = _OnCluster(dump, cluster) if cluster else _Shares(dump, processes)
    alone, dump.scanned = dump.scanned, scan.found
    try:
        yield scan
    finally:
        dump.scanned = alone
        scan.close()


def _can_fork() -> bool:
    """Whether a process can have what this one has, without a copy: where there are threads, it could deadlock."""
    others = (thread for thread in threading.enumerate() if thread is not threading.main_thread())
    return sys.platform == "linux" and all(thread.name.startswith(_IDLE) for thread in others)


class _Shares:
    """Processes of this machine, each of which scans its share."""

    def __init__(self, dump: DumpStore, processes: int) -> None:
        self._pool = _pool(dump, processes)
        shares = (partial(_scan_share, number=number, total=processes) for number in range(processes))
        self._futures = [self._pool.submit(share) for share in shares]

    def advance(self) -> None:
        """Nothing: each process knows its share."""

    def found(self) -> GroupHistories:
        """All groups, but those of a lost process."""
        groups, known = 0, dict[int, GroupHistory]()
        for future in self._futures:
            part = _result(partial(self._pool.result, future))
            groups, known = max(groups, part.groups), known | part.known
        return GroupHistories(groups, known)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


class _OnCluster:
    """A process that packs groups, the cluster that scans these, and a process that scans the others."""

    def __init__(self, dump: DumpStore, session: Session) -> None:
        # They are forked now: later, there are threads.
        self._packing, self._staying = _pool(dump, 1), _pool(dump, 1)
        self._kept = self._staying.submit(_scan_kept)
        self._sent = _cluster_scan(session, self._packing)

    def advance(self) -> None:
        """Send what is packed."""
        self._sent.advance()

    def found(self) -> GroupHistories:
        """All groups, but those that were lost with a process, or whose task the cluster has given up."""
        sent = self._sent.histories()
        kept = _result(partial(self._staying.result, self._kept))
        return GroupHistories(kept.groups, kept.known | sent)

    def close(self) -> None:
        """End the processes, and leave the cluster."""
        for resource in (self._sent, self._packing, self._staying):
            resource.close()


def _cluster_scan(session: Session, packing: WorkerPool) -> ClusterScan:
    from newscheck.engine.workers.cluster_scan import ClusterScan  # it needs Dask

    return ClusterScan(session, packing, lambda number: partial(_pack, number=number))


def _pool(dump: DumpStore, processes: int) -> WorkerPool:
    from newscheck.engine.workers.pool import WorkerPool  # not for runs of few articles

    return WorkerPool(processes, _prepare, dump, patience=_PATIENCE, ahead=1, is_fixed=True)


def _prepare(dump: DumpStore) -> TaskHandler:
    from newscheck.engine.workers.task_loop import beating

    groups = cache(partial(site_groups, dump, dump.detection))

    def work(task: Callable[[DumpStore, SiteGroups | None], bytes], beat: Heartbeat) -> bytes:
        with beating(beat):
            return task(dump, groups())

    return work


def _scan_share(dump: DumpStore, groups: SiteGroups | None, *, number: int, total: int) -> bytes:
    return _scanned(dump, groups, groups.share(number, total) if groups else ())


def _scan_kept(dump: DumpStore, groups: SiteGroups | None) -> bytes:
    """Scan the groups that aren't sent to a cluster."""
    sent = groups.sendable(_MOST_SENT) if groups else ()
    return _scanned(dump, groups, {*range(len(groups.sizes))}.difference(sent) if groups else ())


def _scanned(dump: DumpStore, groups: SiteGroups | None, numbers: Collection[int]) -> bytes:
    if groups is None:
        return _encode(GroupHistories())
    known = {number: group_history(dump, groups.streams(number), dump.detection) for number in sorted(numbers)}
    return _encode(GroupHistories(len(groups.sizes), known))


def _pack(dump: DumpStore, groups: SiteGroups | None, *, number: int) -> bytes:
    """The number of one of the groups that are sent to a cluster, and its task (`SitesTask`); nothing after the last
    one."""
    from newscheck.engine.workers.cluster_task import SitesTask
    from newscheck.layout import packed_sites

    sent = groups.sendable(_MOST_SENT) if groups else []
    if groups is None or number >= len(sent):
        return b""
    settings = dump.detection
    if settings.reference is not None:
        own = {site: settings.reference[site] for site in groups.columns[sent[number]] if site in settings.reference}
        settings = replace(settings, reference=own)
    task = SitesTask(settings, packed_sites.encode(packed_sites.packed(dump, groups, sent[number])))
    return _encode((sent[number], pickle.dumps(task)))


def _result(result: Callable[[], bytes]) -> GroupHistories:
    """What a process has found; nothing where it is lost, so that this one finds out why."""
    try:
        return _decode(result())
    except (WorkerLost, NoWorker):
        return GroupHistories()
