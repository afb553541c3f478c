"""The files and folders of a commit, read from its tree objects: nothing is checked out."""

from __future__ import annotations

import errno
import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from newscheck.engine.files import regular_file
from newscheck.engine.git import object_reader
from newscheck.engine.git.object_reader import Blob
from newscheck.engine.git.revision import Revision

#: Bytes of a link's target, and links on the way to a file, as Linux has them.
_LONGEST_LINK, _MOST_LINKS = 4_096, 40
#: Folders whose entries are held for links.
_HELD = 16


class TreeEntry(NamedTuple):
    """A file, folder, link or submodule in a folder of a commit."""

    name: str
    mode: str
    id: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder in a checkout, also an empty one: that of a submodule."""
        return self.mode == "40000" or self.is_submodule

    @property
    def is_submodule(self) -> bool:
        """Whether it is a commit of another repository."""
        return self.mode == "160000"

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == "120000"

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.mode.startswith("100")


class Place(NamedTuple):
    """Where a path leads with all links resolved, and what is there in the commit: None for nothing, and `outside`."""

    path: str
    entry: TreeEntry | None = None
    outside: bool = False


class RevisionTree:
    """The tree of a commit; paths are absolute, below the root of the repository."""

    def __init__(self, revision: Revision) -> None:
        self.root = revision.root
        self._top = TreeEntry("", "40000", f"{revision.commit}^{{tree}}")
        self._held = lru_cache(_HELD)(lambda name: {entry.name: entry for entry in _entries(self.root, name)})

    def listed(self, folder: TreeEntry) -> list[TreeEntry]:
        """The entries of a folder by name; none of a submodule. Raises OSError where its object can't be read."""
        if folder.is_submodule:
            return []
        return sorted(_entries(self.root, folder.id), key=lambda entry: entry.name)

    def blob(self, entry: TreeEntry) -> Blob:
        """The content of an entry."""
        return Blob(self.root, entry.id)

    def target(self, link: TreeEntry) -> str:
        """Where a link leads, as it is written. Raises OSError where its object can't be read."""
        with object_reader.opened(self.root, link.id) as stream:
            if stream.size > _LONGEST_LINK:
                raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
            return os.fsdecode(stream.read(stream.size))

    def place(self, path: str) -> Place:
        """What is at a path. Raises OSError where an object on the way can't be read."""
        names = _below(self.root, path)
        if names is None:
            return Place(path, outside=True)
        todo, done, links = deque(names), [self._top], 0
        while todo:
            name = todo.popleft()
            here = self._path(done)
            if name == os.pardir:
                if len(done) == 1:
                    return self._beside(os.path.join(here, name, *todo))
                done.pop()
                continue
            entry = self._held(done[-1].id).get(name) if done[-1].mode == "40000" else None
            if entry is None:
                return Place(os.path.join(here, name, *todo))
            if not entry.is_link:
                done.append(entry)
                continue
            links += 1
            if links > _MOST_LINKS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            target = self.target(entry)
            if os.path.isabs(target):
                if (inside := _below(self.root, target)) is None:
                    return Place(os.path.join(target, *todo), outside=True)
                done, target = done[:1], os.sep.join(inside)
            todo.extendleft(reversed(_names(target)))
        return Place(self._path(done), done[-1])

    def _beside(self, path: str) -> Place:
        """What is at a path that leads out of the repository, and perhaps into it again."""
        path = os.path.normpath(path)
        return Place(path, outside=True) if _below(self.root, path) is None else self.place(path)

    def _path(self, entries: Iterable[TreeEntry]) -> str:
        return os.path.join(self.root, *(entry.name for entry in entries if entry.name))


def _names(path: str) -> list[str]:
    return [name for name in path.split("/") if name not in ("", os.curdir)]


def _below(root: str, path: str) -> list[str] | None:
    """The names of the folders and the file of an absolute path below the root; None where it isn't there."""
    if path == root:
        return []
    above = root.rstrip(os.sep) + os.sep
    return _names(path[len(above) :].replace(os.sep, "/")) if path.startswith(above) else None


def _entries(root: str, name: str) -> list[TreeEntry]:
    """The entries of a tree object. Raises OSError where it can't be read, or no folder can be like it."""
    with object_reader.opened(root, name) as stream:
        if stream.size > regular_file.MAX_SIZE:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        # Ids are as long as that of the tree itself.
        entries = list(_parsed(stream.read(stream.size), len(stream.id) // 2))
    names = {entry.name for entry in entries}
    if len(names) < len(entries) or any(name in ("", os.curdir, os.pardir) or "/" in name for name in names):
        raise OSError(errno.EIO, "the repository is damaged: it has names that no folder can have")
    return entries


def _parsed(data: bytes, id_size: int) -> Iterator[TreeEntry]:
    at = 0
    while at < len(data):
        space, end = data.find(b" ", at), data.find(b"\0", at)
        if not at < space < end < end + id_size < len(data):
            raise OSError(errno.EIO, "the repository is damaged: a tree can't be read")
        stop = end + 1 + id_size
        yield TreeEntry(
            os.fsdecode(data[space + 1 : end]), data[at:space].decode("latin-1"), data[end + 1 : stop].hex()
        )
        at = stop
