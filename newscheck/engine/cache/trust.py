"""Whether a store can be trusted: whoever can write to it decides what a report contains.

A store that came with the repository was written by the author of a commit. One behind a link is not where its path
says, and a world-writable one may be anyone's. Another owner is no reason for distrust: in a container that is usual.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from newscheck.engine.files import regular_file
from newscheck.engine.files.containment import innermost_repository, is_inside
from newscheck.errors import UsageError

#: What SQLite keeps beside a database, and reads as a part of it.
BESIDE = ("-journal", "-wal", "-shm")
#: The version of a git index from which on names are compressed, and the prefix of files with other parts of an index.
_PACKED, _SHARED = 4, "sharedindex."


def distrust_reason(store: str) -> str:
    """Why a store must be neither read nor written; empty where it may be, or doesn't exist."""
    if link := link_on_path(store):
        return f"{link} is a link"
    existing = [path for path in _parts(store) if os.path.lexists(path)]
    for path in existing:
        if os.name == "posix" and os.lstat(path).st_mode & stat.S_IWOTH:
            return f"everyone may write to {os.path.normpath(path)}"
    # An empty folder has nothing to distrust.
    return _tracked_reason(os.path.dirname(store)) if existing[1:] else ""


def link_on_path(store: str) -> str:
    """The first link among the folder of a store, the store, and SQLite's files beside it, or in a working tree on the
    way to them; empty without any."""
    ways = (*_tree_links(os.path.dirname(store)), *filter(os.path.islink, _parts(store)))
    return next(map(os.path.normpath, ways), "")


def _tree_links(folder: str) -> Iterator[str]:
    """The links above a folder that are in the working folder or in a git repository: a commit may have made them."""
    place = os.path.dirname(os.path.abspath(folder))
    while (above := os.path.dirname(place)) != place:
        if os.path.islink(place) and (is_inside(above, os.curdir) or innermost_repository(above)):
            yield place
        place = above


def _parts(store: str) -> Iterator[str]:
    """The folder of a store, the store, and the files that SQLite would read with it."""
    yield from (os.path.dirname(store), store, *(store + end for end in BESIDE))


def _tracked_reason(folder: str) -> str:
    """Why git is a reason to distrust a folder: it tracks the folder, or fails; else empty."""
    top = innermost_repository(os.path.dirname(folder) or os.curdir)
    if top is None and "GIT_WORK_TREE" not in os.environ:
        return ""
    from newscheck.engine.git.revisions import Repository  # not where there is no repository

    names = [os.path.join(os.path.dirname(folder), name) for name in _spellings(folder)]
    try:
        repository = Repository(os.path.dirname(folder) or os.curdir)
        root = os.path.realpath(repository.root)
        is_tracked = repository.tracks([os.path.relpath(os.path.realpath(name), root) for name in names])
    except UsageError as error:
        # git refuses to work in a folder of another user, as in a container.
        if top is None:
            return str(error)
        is_tracked = _is_in_index(Path(top), os.path.basename(folder))
    return "git tracks it, so that it came with the repository" if is_tracked else ""


def _spellings(folder: str) -> list[str]:
    """The name of a folder, and the other spellings that git may track it under where case is ignored."""
    above, name = os.path.split(folder)
    if not os.path.lexists(os.path.join(above, name.upper())):
        return [name]
    return [
        name,
        *(other for other in os.listdir(above or os.curdir) if other != name and other.lower() == name.lower()),
    ]


def _is_in_index(top: Path, name: str) -> bool:
    """Whether the bytes of a git index contain the name of a folder; True where that can't be decided."""
    place = top / ".git"
    try:
        if not place.is_dir():
            place = top / regular_file.text(str(place)).removeprefix("gitdir:").strip()
        index = place / "index"
        if not index.exists():
            return False
        data = regular_file.content(str(index))
        is_whole = data[:4] == b"DIRC" and int.from_bytes(data[4:8], "big") < _PACKED
        return not is_whole or any(place.glob(f"{_SHARED}*")) or name.encode() in data
    except (OSError, UnicodeDecodeError):
        return True
