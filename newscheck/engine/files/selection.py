"""Select files of a dump by any path that leads to them: relative, absolute, or through a link."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newscheck.engine.files import file_types
from newscheck.engine.files.containment import is_link_out_of
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.files.path_names import EXCLUDED, Exclusion, actual_path, display_name, display_path
from newscheck.errors import UsageError


def display_paths_of(names: Iterable[str], paths: Iterable[str]) -> frozenset[str]:
    """The files below `paths` that `names`, files or folders, lead to, as reports show them.

    Raises UsageError where nothing is at a path.
    """
    roots = [actual_path(path) for path in paths]
    places = [(_absolute(path), path) for path in roots]
    return frozenset(display_paths_within(places, (_identity(file) for name in names for file in _files(name, roots))))


def walked_files(
    names: Iterable[str], paths: Iterable[str], exclude: Iterable[str] = (), *, pages: bool = False
) -> Iterator[str]:
    """The files that `names`, files or folders, lead to, and that a walk of `paths` takes, without walking `paths`.

    A file whose link leads out of `paths` is among them, so that a walk reports it. Raises UsageError where nothing is
    at a path.
    """
    roots = [actual_path(path) for path in paths]
    walk_filter = WalkFilter(((_absolute(path), path) for path in roots), exclude, pages=pages)
    for file in (file for name in names for file in _files(name, roots)):
        if is_link_out_of(file, roots) or walk_filter.display_path(_identity(file)):
            yield file


class WalkFilter:
    """Which files a walk (`directory_walk.walk`) of some places takes, without access to the disk.

    A place is a file or folder (`.` is all) relative to the same folder as the names, and the path that is walked.
    """

    def __init__(self, places: Iterable[tuple[str, str]], exclude: Iterable[str], *, pages: bool = False) -> None:
        self._places = _paths_by_place(places)
        self._excluded = Exclusion((*EXCLUDED, *exclude))
        self._pages = pages

    def display_path(self, name: str) -> str:
        """The path of a file in reports; empty where the walk leaves it out. A place that is a file is always taken."""
        for place, rest in _enclosing_places(self._places, name):
            if not rest or (file_types.is_input(rest, pages=self._pages) and not self._is_excluded(place, rest)):
                return display_path(os.path.join(place, rest))
        return ""

    def _is_excluded(self, place: str, rest: str) -> bool:
        """Whether the walk leaves out the file, or a folder on the way to it."""
        path = "" if display_path(place) == "." else f"{display_path(place)}/"
        for name in rest.split("/"):
            path += display_name(name)
            if self._excluded.covers(path, name):
                return True
            path += "/"
        return False


def _files(name: str, roots: Sequence[str]) -> Iterator[str]:
    """The files at a path; a link that leads out of the dump stays a link."""
    name = actual_path(name)
    if os.path.isdir(name) and not is_link_out_of(name, roots):
        yield from (entry.real for entry in walk((name,)))
    else:
        yield name


def _absolute(path: str) -> str:
    return os.path.abspath(resolved(path)).replace(os.sep, "/")


def _identity(path: str) -> str:
    """The path of a file with the links of its folder resolved. Raises UsageError where nothing is there."""
    if not os.path.lexists(path):
        raise UsageError(f"no such file or folder: {display_path(path)}")
    folder, name = os.path.split(path.rstrip(os.sep) or path)
    return os.path.join(os.path.realpath(folder or os.curdir), name).replace(os.sep, "/")


def display_paths_within(places: Iterable[tuple[str, str]], names: Iterable[str]) -> set[str]:
    """The files `names` that are at `places` (`WalkFilter`), as reports show them."""
    known = _paths_by_place(places)
    return {display_path(os.path.join(path, rest)) for name in names for path, rest in _enclosing_places(known, name)}


def _paths_by_place(places: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The paths that lead to each place."""
    known: dict[str, list[str]] = {}
    for place, path in places:
        known.setdefault(place, []).append(path)
    return known


def _enclosing_places(places: Mapping[str, Iterable[str]], name: str) -> Iterator[tuple[str, str]]:
    """The places that hold a file, from the innermost on, each with the rest of the path (empty: it is that file)."""
    above, rest = name, ""
    while above:
        for path in places.get(above, ()):
            yield path, rest
        above, _, last = above.rpartition("/")
        rest = f"{last}/{rest}" if rest else last
    for path in places.get(".", ()):
        yield path, name


def resolved(path: str) -> str:
    """A path with its links resolved, except a link to a file. Raises UsageError where nothing is there."""
    path = actual_path(path)
    if not os.path.lexists(path):
        raise UsageError(f"no such file or folder: {display_path(path)}")
    return os.path.realpath(path) if os.path.isdir(path) else _identity(path)
