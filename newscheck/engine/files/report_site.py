"""A folder with the reports of all runs, ready to be published: a run adds its own, and replaces only one of its time.

`runs/<time>.json.gz` has the report, `runs/<time>.html` its page, and `index.html` lists them. Each file appears whole
or not at all, the index last, and it is made of the files that are there: a run that dies leaves a whole site, and the
last one of several that write at once lists them all. Nothing in the folder is trusted, since a pull request may hold
it: it is read up to a limit, and links are refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import nlargest
from typing import NamedTuple

from newscheck.engine.files import atomic_write, regular_file, saved_file, temporary
from newscheck.engine.files.path_names import display_path
from newscheck.engine.files.result_folder import unlisted_reason
from newscheck.errors import UsageError

INDEX, RUNS = "index.html", "runs"
#: Tells GitHub Pages to publish the files as they are.
_AS_IT_IS = ".nojekyll"
#: What a folder of static pages has besides.
_BESIDE = (_AS_IT_IS, ".git", "CNAME")
_SAVED, _PAGE = ".json.gz", ".html"
_run_file = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z)(\.json\.gz|\.html)").fullmatch
#: How many runs are listed, and how many of them have a page; the reports of all are kept.
LISTED, WITH_PAGE = 500, 100
#: Bytes of a report that say what it is about, and bytes in which the mark of an index is.
_HEAD, _START = 1 << 13, 1 << 11
#: Attempts to list the runs, where others add theirs.
_TRIES = 100


class ReportSite(NamedTuple):
    """A site at a path, and what is near the beginning of each of its indexes."""

    path: str
    mark: bytes

    def foreign_reason(self) -> str:
        """Why nothing must be written into the folder; empty where it is a site, empty, or not there."""
        runs = os.path.join(self.path, RUNS)
        try:
            if other := _first(self.path, lambda entry: not _is_own(entry, self)):
                return f"{display_path(other)} is there, which is no page of newscheck"
            if other := _first(runs, lambda entry: not _is_of_run(entry)):
                return f"{display_path(other)} is there, which is no report of newscheck"
        except OSError as error:
            return unlisted_reason(error)
        return ""


class NewRun(NamedTuple):
    """The run to add, by the time of its check: its report and its page."""

    name: str
    saved: Iterable[str]
    page: Iterable[str]


class StoredRun(NamedTuple):
    """A run that is there: its time, the beginning of its report, and whether it has a page."""

    name: str
    head: bytes
    has_page: bool


#: Makes an index of the runs, the latest first, and the number of earlier ones.
Index = Callable[[Sequence[StoredRun], int], Iterable[str]]


def _first(folder: str, is_wanted: Callable[[os.DirEntry[str]], bool]) -> str | None:
    """The path of the first entry of a folder that is wanted, by name; None where none is."""
    with os.scandir(folder) as entries:
        return min((entry.path for entry in entries if is_wanted(entry)), default=None)


def _is_own(entry: os.DirEntry[str], site: ReportSite) -> bool:
    if entry.name == INDEX:
        return entry.is_file(follow_symlinks=False) and site.mark in regular_file.head(entry.path, _START)
    if entry.name == RUNS:
        return entry.is_dir(follow_symlinks=False)
    return not entry.is_symlink() and (entry.name in _BESIDE or _is_unfinished(entry.name))


def _is_of_run(entry: os.DirEntry[str]) -> bool:
    is_name = bool(_run_file(entry.name)) or _is_unfinished(entry.name)
    return is_name and entry.is_file(follow_symlinks=False)


def _is_unfinished(name: str) -> bool:
    """Whether it is what another run is writing, or a killed one has left."""
    return name.startswith(".") and name.endswith(temporary.SUFFIX)


def add(site: ReportSite, run: NewRun, index: Index) -> None:
    """Add a run, and list all. Raises UsageError where that fails, or where the folder holds anything else."""
    if reason := site.foreign_reason():
        raise UsageError(f"can't write {display_path(site.path)}: {reason}")
    runs = os.path.join(site.path, RUNS)
    try:
        os.makedirs(runs, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't write {display_path(runs)}: {error.strerror}") from None
    atomic_write.write(os.path.join(site.path, _AS_IT_IS), ())
    _write(os.path.join(runs, run.name), run)
    _list(site, index)
    _remove_pages(runs)


def _write(path: str, run: NewRun) -> None:
    """Write both files of a run, or none: neither gets its name before both are whole, since a disk may be full."""
    with atomic_write.atomic_open(path + _SAVED) as saved, atomic_write.atomic_open(path + _PAGE) as page:
        saved.writelines(_packed(run.saved))
        saved.flush()
        page.writelines(piece.encode("utf-8", "surrogateescape") for piece in run.page)


def _packed(pieces: Iterable[str]) -> Iterator[bytes]:
    stream = saved_file.packed()
    yield from (stream.compress(piece.encode()) for piece in pieces)
    yield stream.flush()


def _list(site: ReportSite, index: Index) -> None:
    """Write the index, once more where runs came or changed meanwhile: the last one to write has seen them all."""
    listed: object = None
    for _ in range(_TRIES):
        names, earlier = _newest(os.path.join(site.path, RUNS))
        found = [*_stored(site, names)], earlier
        if listed == found:
            return
        atomic_write.write(os.path.join(site.path, INDEX), index(*found))
        listed = found


def _stored(site: ReportSite, names: Sequence[str]) -> Iterator[StoredRun]:
    for rank, name in enumerate(names):
        path = os.path.join(site.path, RUNS, name)
        with suppress(OSError):  # gone since it was listed
            has_page = rank < WITH_PAGE and os.path.isfile(path + _PAGE)
            yield StoredRun(name, saved_file.head(path + _SAVED, _HEAD), has_page)


def _newest(runs: str) -> tuple[list[str], int]:
    """The times of the latest reports, the last one first, and the number of the others."""
    names = [found[1] for found in map(_run_file, os.listdir(runs)) if found and found[2] == _SAVED]
    return nlargest(LISTED, names), max(0, len(names) - LISTED)


def _remove_pages(runs: str) -> None:
    """Remove the pages of earlier runs: that of a report is made again with `newscheck report`."""
    names = sorted(found[0] for found in map(_run_file, os.listdir(runs)) if found and found[2] == _PAGE)
    for name in names[:-WITH_PAGE]:
        with suppress(FileNotFoundError):  # another run removes them, too
            os.unlink(os.path.join(runs, name))
