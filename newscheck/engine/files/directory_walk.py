"""The files that a run checks: those below some paths, and the links among them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct

from newscheck.engine.files import containment, file_types, regular_file, urls
from newscheck.engine.files.file_types import is_container, is_input
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.files.path_names import EXCLUDED, Exclusion, actual_path, display_name, display_path
from newscheck.engine.files.stored_file import StoredFile
from newscheck.errors import UsageError
from newscheck.text import member_paths

_UNREADABLE, OUTSIDE = "unreadable", "outside"
#: Why a folder is not read that has the suffix of a file.
FOLDER_AS_FILE = "a folder with the name of a file"


class FileEntry(Struct, frozen=True):
    """A file to check: `path` as reports show it (`path_names.display_path`), `real` as it is opened.

    A file that must not be opened has a reason, `fault`, and its `kind` (`model.InputFault`). Of a container, members
    that `exclude` has a pattern of are left out, and saved pages without `pages`, or `member` is the only one to read;
    it is then a part of `path`. What is `stored` elsewhere than on disk is read from there, and not from `real`.
    """

    path: str
    real: str
    fault: str = ""
    kind: str = _UNREADABLE
    exclude: tuple[str, ...] = ()
    member: str = ""
    pages: bool = False
    stored: StoredFile | None = None

    @property
    def size(self) -> int:
        """Bytes of the file. Raises OSError."""
        return self.stored.size if self.stored else os.stat(self.real).st_size


def walk(
    paths: Iterable[str],
    exclude: Iterable[str] = (),
    *,
    dump: Iterable[str] = (),
    follow: bool = False,
    pages: bool = False,
    others: OtherFiles | None = None,
) -> Iterator[FileEntry]:
    """The files below `paths`, each once, folder by folder in the order of their names.

    In folders, only files with a suffix of articles are taken, saved pages only with `pages`, and `others` counts the
    rest; a file in `paths` is always taken. Links to folders are not followed. A link that leads out of `paths` is
    reported and not read; with `dump`, so is one that leads out of those files and folders, also where it is in `paths`
    itself. With `follow`, such links are followed, also to folders.
    Raises UsageError where a path is missing, is neither a file nor a folder, or is a folder that can't be listed.
    """
    roots = [actual_path(path) for path in paths]
    for root in roots:
        _check(root)
    search = _Walker(exclude, roots, list(dump), follow, pages, others)
    folder_of = lru_cache(256)(os.path.realpath)
    seen: set[str] | None = set() if follow or _overlap(roots, folder_of) else None
    for root in roots:
        if seen is None:
            yield from search.of(root)
            continue
        for entry in search.of(root):
            folder, name = os.path.split(entry.real)
            identity = os.path.join(folder_of(folder or os.curdir), member_paths.join(name, entry.member))
            if identity not in seen:
                seen.add(identity)
                yield entry


def require_file(path: str, *, pages: bool = False) -> FileEntry:
    """The file at a path; `pages` as for `walk`. Raises UsageError where there is none, or it is no regular file."""
    urls.check_is_path(path)
    real, member = member_of(actual_path(path))
    if member:
        _check(real)
        return FileEntry(member_paths.join(display_path(real), member), real, member=member)
    if not os.path.lexists(real) or os.path.isdir(real):
        raise UsageError(f"{'a folder' if os.path.isdir(real) else 'no such file'}: {display_path(real)}")
    if not os.path.exists(real):
        raise UsageError(f"can't read {display_path(real)}: a link to nothing")
    _check(real)
    return FileEntry(display_path(real), real, pages=pages)


def member_of(path: str) -> tuple[str, str]:
    """A file, and the name of a member where nothing is at the path but an archive is before a `!/` in it."""
    if not os.path.lexists(path) and "\0" not in path:
        for container, member in member_paths.split(path):
            kind = file_types.of(container)
            if member and kind is not None and kind.has_paths and os.path.isfile(container):
                return container, member
    return path, ""


def _check(root: str) -> None:
    """Raise UsageError where nothing is at a path, or nothing that can be read."""
    urls.check_is_path(root)
    root, _ = member_of(root)
    if not root:
        raise UsageError("no such file or folder: the name is empty")
    try:
        status = os.stat(root)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        if not os.path.lexists(root):
            raise UsageError(f"no such file or folder: {display_path(root)}") from None
        return  # a broken link becomes a finding
    is_folder = stat.S_ISDIR(status.st_mode) and not regular_file.is_pseudo_file(status)
    if not is_folder and (reason := regular_file.unreadable_reason(status)):
        raise UsageError(f"can't read {display_path(root)}: {reason}")


def _overlap(roots: Sequence[str], folder_of: Callable[[str], str]) -> bool:
    """Whether a file may be below two of them."""
    if len(roots) < 2:
        return False
    places = []
    for root in roots:
        folder, name = os.path.split(root)
        real = os.path.realpath(root) if os.path.isdir(root) else os.path.join(folder_of(folder or os.curdir), name)
        places.append(real.rstrip(os.sep) + os.sep)
    return any(below.startswith(above) for above, below in pairwise(sorted(places)))


class _Walker:
    """Walks the folders in `roots`, and reports links that lead out of the `dump`."""

    def __init__(
        self,
        exclude: Iterable[str],
        roots: Sequence[str],
        dump: Sequence[str],
        follow: bool,
        pages: bool,
        others: OtherFiles | None,
    ) -> None:
        self._suffixes = file_types.reader_suffixes(pages=pages)
        self._exclude = tuple(exclude)
        self._excluded = Exclusion((*EXCLUDED, *self._exclude))
        self._pages = pages
        self._others = others
        self._roots = roots
        self._dump = dump
        self._follow = follow
        #: With `follow`: real folders that have been walked, and links that are still to be followed.
        self._walked: set[str] = set()
        self._later: list[tuple[str, str]] = []

    @cached_property
    def _inside(self) -> list[str]:
        return [os.path.realpath(place) for place in self._dump or self._roots]

    def of(self, root: str) -> Iterator[FileEntry]:
        """The files at one of the roots. Raises UsageError where it is a folder that can't be listed."""
        container, member = member_of(root)
        if self._dump and not self._follow and containment.is_link_out_of(container, self._dump):
            yield _outside(container, display_path(container))
        elif not os.path.isdir(root):
            path = display_path(container)
            if member:
                yield FileEntry(member_paths.join(path, member), container, member=member)
            else:
                yield self._entry(path, root)
        else:
            yield from self._below(root, display_path(root), is_root=True)
            while self._later:
                yield from self._below(*self._later.pop(0))

    def _below(self, folder: str, path: str, *, is_root: bool = False) -> Iterator[FileEntry]:
        stack = [(folder, path)]
        while stack:
            real, path = stack.pop()
            if self._follow and not self._is_new(real):
                continue
            try:
                entries = sorted(os.scandir(real), key=lambda entry: entry.name)
            except OSError as error:
                if is_root:
                    raise UsageError(f"can't list {path}: {error.strerror}") from None
                yield FileEntry(path, real, f"can't list the folder: {error.strerror}")
                continue
            is_root = False
            folders: list[tuple[str, str]] = []
            yield from self._in(entries, "" if path == "." else f"{path}/", folders)
            stack.extend(reversed(folders))

    def _in(
        self, entries: Iterable[os.DirEntry[str]], prefix: str, folders: list[tuple[str, str]]
    ) -> Iterator[FileEntry]:
        """The files of one folder; the folders in it are added to `folders`."""
        for entry in entries:
            name = entry.name
            path = prefix + (name if name.isascii() and "\\" not in name else display_name(name))
            if self._excluded.covers(path, name):
                continue
            if entry.is_symlink():
                yield from self._at_link(entry, path)
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, path))
            is_plain = name.endswith(self._suffixes)
            if is_plain or is_input(name, pages=self._pages):
                is_odd = not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False)
                fault = regular_file.NOT_REGULAR if is_odd else ""
                yield FileEntry(path, entry.path, fault) if is_plain else self._entry(path, entry.path, fault)
            elif self._others and not entry.is_dir(follow_symlinks=False):
                self._others.add(path)

    def _at_link(self, entry: os.DirEntry[str], path: str) -> Iterator[FileEntry]:
        """The entry of a link, if any: a folder in the dump that it leads to is walked anyway."""
        is_wanted = is_input(entry.name, pages=self._pages)
        try:
            status = entry.stat()
        except OSError:
            if is_wanted:
                yield self._entry(path, entry.path)  # reading it gives the reason
            return
        is_folder = stat.S_ISDIR(status.st_mode)
        if not is_folder and not is_wanted:
            return
        is_inside = self._is_inside(os.path.realpath(entry.path))
        if not is_inside and not self._follow:
            yield _outside(entry.path, path)
        elif is_folder and not is_inside and not regular_file.is_pseudo_file(status):
            self._later.append((entry.path, path))
        elif is_wanted or not is_inside:
            yield self._entry(
                path, entry.path, regular_file.unreadable_reason(status) if not is_inside or not is_folder else ""
            )

    def _entry(self, path: str, real: str, fault: str = "") -> FileEntry:
        if is_container(path):
            return FileEntry(path, real, fault, exclude=self._exclude, pages=self._pages)
        return FileEntry(path, real, fault)

    def _is_inside(self, real: str) -> bool:
        return any(containment.holds(folder, real) for folder in self._inside)

    def _is_new(self, folder: str) -> bool:
        real = os.path.realpath(folder)
        is_new = real not in self._walked
        self._walked.add(real)
        return is_new


def _outside(real: str, path: str) -> FileEntry:
    where = display_name(os.readlink(real)) if os.path.islink(real) else "elsewhere"
    return FileEntry(path, real, f"a link to {where}", OUTSIDE)
