"""The files of a dump, shard by shard, and the dump that the shards add up to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from newscheck import readers
from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.files import path_names
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.session import Session
from newscheck.engine.stages import FILES, Progress, Stage
from newscheck.engine.workers import scheduler
from newscheck.engine.workers.failures import Notify
from newscheck.errors import UsageError
from newscheck.rules import TIMEOUT

if TYPE_CHECKING:
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.cache.walked_files import WalkedFiles


def shards(
    session: Session,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Progress | None = None,
    notify: Notify | None = None,
    others: OtherFiles | None = None,
    entries: Iterator[FileEntry] | None = None,
    walked: WalkedFiles | None = None,
) -> Iterator[Shard]:
    """The shards of the files below `paths`, in their order.

    `jobs` is the number of processes, 0 for one per processor. `progress` is called with each stage, `notify` with a
    message for the user when a process is lost; `others` counts the files that are left out, unless a walk that has
    begun gives the `entries`, or the files have been `walked`. Raises UsageError where a path is missing, or where
    nothing is selected.
    """
    paths = list(paths)
    done = 0
    processes = jobs or os.cpu_count() or 1
    check = partial(scheduler.check_shards, session, jobs=processes, cache=cache, notify=notify, in_parts=True)
    for shard in walked.shards(check) if walked else check(entries or session.walk(paths, others)):
        yield shard
        done += shard.files
        if progress:
            progress(Stage(FILES, done))
    if not done:
        raise no_files_error(session, paths)


@contextmanager
def gathered_dump(
    session: Session,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Progress | None = None,
    notify: Notify | None = None,
) -> Iterator[DumpStore]:
    """The articles of the files below `paths`, for as long as they are needed; arguments as for `shards`.

    `notify` is also called for each file that is left out because its check took too long. Raises UsageError as
    `shards`, and where newscheck itself crashes.
    """
    with closing(DumpStore(session.detection_settings)) as dump:
        for shard in shards(session, paths, jobs=jobs, cache=cache, progress=progress, notify=notify):
            _check_whole(shard, notify)
            dump.add(shard)
        yield dump


def no_files_error(session: Session, paths: Iterable[str]) -> UsageError:
    """The error where no path leads to an article file: what is there instead, else what was looked for."""
    paths, others = list(paths), OtherFiles()
    for _ in session.walk(paths, others):
        pass
    places = ", ".join(path_names.display_path(path) for path in paths)
    suffixes = ", ".join(sorted(readers.suffixes(pages=session.project.reads_pages)))
    return UsageError(f"no article files in {places} ({others.in_words() or f'looked for {suffixes}'})")


def _check_whole(shard: Shard, notify: Notify | None) -> None:
    """Raise UsageError where the check of a file crashed; report the files whose check took too long."""
    for crash in shard.crashes:
        raise UsageError(f"crashed on {crash.path}: newscheck validate shows the traceback")
    for finding in shard.findings:
        if finding.rule == TIMEOUT and notify:
            notify(f"{finding.path}: {finding.message}; it is left out")
