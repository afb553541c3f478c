"""Where a path is once all links on the way are resolved: in a folder, out of it, in a git repository."""

from __future__ import annotations

import os
from collections.abc import Iterable

#: The folder of git's own files, which belong to no dump.
GIT = ".git"


def is_link_out_of(path: str, folders: Iterable[str]) -> bool:
    """Whether a path is written as one below some folders, but a link on the way leads out of all of them."""
    if "\0" in path:
        return False
    folders = list(folders)
    written, real = os.path.abspath(path), os.path.realpath(path)
    targets = [
        os.path.realpath(folder) + written[len(os.path.abspath(folder)) :]
        for folder in folders
        if _is_below(written, os.path.abspath(folder))
    ]
    return bool(targets) and real not in targets and not any(holds(os.path.realpath(top), real) for top in folders)


def is_inside(path: str, folder: str) -> bool:
    """Whether a path, with all links resolved, is in a folder, and not in a `.git` there."""
    return "\0" in path or holds(os.path.realpath(folder), os.path.realpath(path))


def innermost_repository(folder: str, root: str | None = None) -> str | None:
    """The innermost git repository that a folder is in, by the `.git` there and above; `root` is known to be one.

    git is not asked: it would read the settings of whatever it finds.
    """
    place = os.path.realpath(folder)
    while place != root and not os.path.lexists(os.path.join(place, GIT)):
        above = os.path.dirname(place)
        if above == place:
            return None
        place = above
    return place


def holds(folder: str, real: str) -> bool:
    """Whether a path is in a folder, and not in a `.git` there; both are real ones."""
    rest = real[len(folder) :].split(os.sep)
    return _is_below(real, folder) and not any(part.lower() == GIT for part in rest)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
