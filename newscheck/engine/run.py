"""A run: all files of some paths, folded into one Report.

The same bytes, settings and clock give the same report, whatever the number of processes and the state of the cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newscheck import __version__
from newscheck.article.spread import Spread
from newscheck.checker import aggregation
from newscheck.checker.results import merged
from newscheck.engine import layout_scan
from newscheck.engine.cache.shard import Shard
from newscheck.engine.conclusion import conclude, including_series
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.gathering import no_files_error, shards
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.run_results import RunResults
from newscheck.engine.session import Session
from newscheck.engine.stages import Progress
from newscheck.engine.workers.timed_check import check_stream
from newscheck.model import (
    Document,
    FileSelection,
    RawInput,
    Report,
    Totals,
)

if TYPE_CHECKING:
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.cache.report_cache import ReportCache

#: Fewer files than this are checked before a cache is open.
_FEW = 100
#: Bytes of a few files on another machine for which there is a cache all the same.
_KEPT_BYTES = 1 << 28
#: Pieces of an input that are kept for a sample of its items.
_KEPT = 2


def run(
    session: Session,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Progress | None = None,
    focus: FileSelection | None = None,
    with_series: bool = False,
) -> Report:
    """Check the files below `paths`, and the dump that they form.

    `jobs` is the number of processes, 0 for one per processor; `progress` is called with each stage. With
    a `focus`, the whole dump is read, and the report has the findings that those files take part in. Series and
    examples are in it `with_series`. Raises UsageError where a path is missing, or where nothing is selected.
    """
    paths = list(paths)
    others = OtherFiles()
    entries, cache = _worth_a_cache(session.walk(paths, others), cache)
    if focus:
        focus = _focus_on_existing(session, paths, focus)
        if not focus.paths and not session.checker.is_time_dependent:
            return Report(__version__, Totals(), [], {}, remarks=[f"no article files {focus.description}"])
    reports = _report_cache(session, paths, cache, focus, entries, others, with_series) if cache else None
    if reports and (cached := reports.report()):
        return replace(cached, remarks=[*others.remarks(), *cached.remarks])
    results = RunResults(focus)
    lost: list[str] = []
    walked = reports.files if reports else None
    of_files = partial(shards, session, paths, jobs=jobs, cache=cache, progress=progress, notify=lost.append)
    with closing(DumpStore(session.detection_settings)) as dump:
        _collect(of_files(entries=entries, walked=walked), dump, results, reports)
        is_known = _take_history(session, dump, reports)
        sample = partial(_sample, session)
        report = conclude(session.checker, dump, results, sample, progress, layout_scan.Helpers.of(session, jobs))
        report = including_series(report, session, dump) if with_series else report
        is_whole = results.is_complete and not lost and not report.crashes
        if reports and is_whole and session.checker.collects_features and not is_known:
            reports.keep_history(dump.history, results.latest_epoch)
    report = replace(report, fingerprint_collisions=results.collisions(), remarks=[*lost, *report.remarks])
    if reports and is_whole and not session.checker.is_time_dependent:
        reports.keep(report, results.findings.pieces(), results.latest_epoch)
    return replace(report, remarks=[*others.remarks(), *report.remarks])


def _worth_a_cache(entries: Iterator[FileEntry], cache: Cache | None) -> tuple[Iterator[FileEntry], Cache | None]:
    """The files, and the cache unless they are few that are read soon; a folder elsewhere is not listed twice."""
    first = [*islice(entries, _FEW)]
    is_worth = len(first) == _FEW or _take_long_to_read(first)
    return chain(first, entries), cache if is_worth else None


def _collect(found: Iterable[Shard], dump: DumpStore, results: RunResults, reports: ReportCache | None) -> None:
    """Add what was found in each shard to the dump, to the results, and to what is cached of the run."""
    for shard in found:
        dump.add(shard)
        results.add(shard)
        if reports:
            reports.add(shard)


def _take_history(session: Session, dump: DumpStore, reports: ReportCache | None) -> bool:
    """Take over the layouts that an earlier run has found in the same articles; whether there are such."""
    history = reports.history() if reports and session.checker.collects_features else None
    if history:
        dump.history = history
    return bool(history)


def _take_long_to_read(entries: Sequence[FileEntry]) -> bool:
    """Whether files are on another machine, and not so large that their results would be in memory for the cache."""
    elsewhere = [entry.stored for entry in entries if entry.stored and entry.stored.version]
    try:
        return len(elsewhere) > 0 and sum(stored.size for stored in elsewhere) <= _KEPT_BYTES
    except OSError:  # one doesn't say how long it is
        return False


def _report_cache(
    session: Session,
    paths: list[str],
    cache: Cache,
    focus: FileSelection | None,
    entries: Iterator[FileEntry],
    others: OtherFiles,
    with_series: bool,
) -> ReportCache:
    from newscheck.engine.cache.report_cache import ReportCache  # not for runs of a few files

    begun = [entries]

    def walk() -> Iterator[FileEntry]:
        if begun:
            return begun.pop()
        others.clear()
        return session.walk(paths, others)

    return ReportCache(session, paths, cache, focus, walk, with_series=with_series)


def _focus_on_existing(session: Session, paths: list[str], focus: FileSelection) -> FileSelection:
    """The focus without paths that are no article files of the dump. Raises UsageError where the dump has none."""
    walked = [entry.path for entry in session.walk(paths)]
    if paths and not walked:
        raise no_files_error(session, paths)
    return replace(focus, paths=focus.paths.intersection(walked))


def run_on_input(session: Session, raws: Iterable[RawInput], *, with_series: bool = False) -> Report:
    """Check one file that is not on disk, in as many pieces as it came in; `with_series` as for `run`."""
    from newscheck.engine import feed_sample  # not for runs on files

    pieces: Spread[RawInput] = Spread(_KEPT)
    result = merged(check_stream(session.checker, _kept(raws, pieces), session.project.file_timeout))
    result = replace(result, findings=aggregation.limited(result.findings))
    results = RunResults()
    results.add(Shard.of(result))
    results.file_count = 1
    with closing(DumpStore(session.detection_settings)) as dump:
        dump.add(Shard.of(result))
        mapping = session.checker.mapping
        report = conclude(session.checker, dump, results, lambda _: feed_sample.documents_of(pieces.values, mapping))
        return including_series(report, session, dump) if with_series else report


def _kept(raws: Iterable[RawInput], sample: Spread[RawInput]) -> Iterator[RawInput]:
    """The pieces of an input that can't be read again, of which some are kept."""
    for raw in raws:
        sample.add(raw)
        yield raw


def _sample(session: Session, entries: Sequence[FileEntry]) -> Iterable[Document]:
    """Some documents of files that the run has read; none where that takes too long."""
    from newscheck.engine import feed_sample  # not for runs without anything to sample

    project, mapping = session.project, session.checker.mapping
    try:
        return call_within(
            project.file_timeout,
            lambda: [*feed_sample.documents_in(project.found_again(entries), project.max_file_size, mapping)],
        )
    except TimeLimitExceeded:
        return []
