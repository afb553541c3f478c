"""Whether a store may be believed: whoever can write to it decides what a report says.

One that came with the repository was written by whoever made the commit. One behind a link is somewhere else than it
seems, and one that everyone may write to is anyone's. That another user owns it is no reason: in a container that is
the rule.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from newscheck.engine.files import regular_file
from newscheck.engine.files.directory_walk import innermost_repository
from newscheck.errors import UsageError

#: What SQLite keeps beside a database, and reads as a part of it.
BESIDE = ("-journal", "-wal", "-shm")
#: The form of an index of git in which names are not whole, and what it is called when it has parts elsewhere.
_PACKED, _SHARED = 4, "sharedindex."


def distrust_reason(store: str) -> str:
    """Why a store is not to be believed, nor written to; empty where it may be, or where nothing is there."""
    if link := link_on_path(store):
        return f"{link} is a link"
    there = [path for path in _parts(store) if os.path.lexists(path)]
    for path in there:
        if os.name == "posix" and os.lstat(path).st_mode & stat.S_IWOTH:
            return f"everyone may write to {os.path.normpath(path)}"
    # An empty folder says nothing.
    return _tracked_reason(os.path.dirname(store)) if there[1:] else ""


def link_on_path(store: str) -> str:
    """The first link on the way from the working folder to a store and what is beside it; empty where there is none."""
    return next((os.path.normpath(path) for path in _parts(store) if os.path.islink(path)), "")


def _parts(store: str) -> Iterator[str]:
    """The folder of a store, the store, and what SQLite would read with it."""
    yield from (os.path.dirname(store), store, *(store + end for end in BESIDE))


def _tracked_reason(folder: str) -> str:
    """What git has to say of a folder."""
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
        # Of a folder that another user owns, as in a container, git says nothing.
        if top is None:
            return str(error)
        is_tracked = _is_in_index(Path(top), os.path.basename(folder))
    return "git tracks it, so that it came with the repository" if is_tracked else ""


def _spellings(folder: str) -> list[str]:
    """The name of a folder, and the one that git may know it by where upper and lower case are the same."""
    above, name = os.path.split(folder)
    if not os.path.lexists(os.path.join(above, name.upper())):
        return [name]
    return [name, *(other for other in os.listdir(above or os.curdir) if other != name and other.lower() == name)]


def _is_in_index(top: Path, name: str) -> bool:
    """Whether the name of a folder is in an index, by its bytes; True where they don't tell."""
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
