"""The files of a commit that a run checks: those that `directory_walk.walk` finds in a folder with the same files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

from newscheck.engine.files import containment, file_types, regular_file
from newscheck.engine.files.directory_walk import FOLDER_AS_FILE, OUTSIDE, FileEntry
from newscheck.engine.files.file_types import is_container, is_input
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.files.path_names import EXCLUDED, Exclusion, display_name, display_path, path_from_display
from newscheck.engine.files.selection import display_paths_within
from newscheck.engine.git.revision import Revision
from newscheck.engine.git.revision_tree import Place, RevisionTree, TreeEntry
from newscheck.engine.git.revisions import Repository, pathspecs
from newscheck.errors import UsageError, reason
from newscheck.text import member_paths


class _Root:
    """A path to walk: as it is shown, the name of a member that it has, and what is there in the commit."""

    def __init__(self, tree: RevisionTree, revision: Revision, path: str) -> None:
        self.shown, self.member, self.place = path, "", _place(tree, path)
        if self.place.entry is None and not self.place.outside:
            self._find_member(tree, path)
        if self.place.outside:
            raise UsageError(f"{display_path(path)}: not in the git repository {display_path(tree.root)}")
        if self.place.entry is None:
            raise UsageError(f"no such file or folder in {revision.commit[:10]}: {display_path(path)}")
        if self.place.entry.is_submodule:
            raise UsageError(f"{display_path(path)}: a submodule, which --rev doesn't read: start newscheck there")

    def _find_member(self, tree: RevisionTree, path: str) -> None:
        for container, member in member_paths.split(path):
            kind = file_types.of(container)
            place = _place(tree, container)
            if member and kind and kind.has_paths and place.entry and place.entry.is_file:
                self.shown, self.member, self.place = container, member, place
                return


def walk(
    revision: Revision,
    paths: Iterable[str],
    exclude: Iterable[str] = (),
    *,
    pages: bool = False,
    others: OtherFiles | None = None,
) -> Iterator[FileEntry]:
    """The files below `paths` in a commit, as `directory_walk.walk` gives them; submodules are left out.

    Raises UsageError where a path is not in the commit, or is a folder that can't be listed.
    """
    tree = RevisionTree(revision)
    roots = [_Root(tree, revision, path) for path in paths]
    search = _Walker(tree, [root.place.path for root in roots], tuple(exclude), pages, others)
    seen: set[str] | None = set() if len(roots) > 1 else None
    for root in roots:
        for entry in search.of(root):
            if seen is not None:
                identity = member_paths.join(entry.real, entry.member)
                if identity in seen:
                    continue
                seen.add(identity)
            yield entry


def _places(revision: Revision, paths: Iterable[str]) -> list[tuple[str, str]]:
    """(path below the root, path as it was named) of each path. Raises UsageError as `walk` does."""
    tree = RevisionTree(revision)
    found = [(_Root(tree, revision, path), path) for path in paths]
    return [(os.path.relpath(root.place.path, tree.root).replace(os.sep, "/"), path) for root, path in found]


def changed(revision: Revision, base: str, paths: Iterable[str]) -> frozenset[str]:
    """The files below `paths` that differ in a commit from where it left the revision `base`, as reports show them.

    Raises UsageError as `walk` does, and where the commits have nothing in common.
    """
    found, repository = _places(revision, paths), Repository(revision.root)
    commits = (repository.merge_base(base, revision.commit), revision.commit)
    return frozenset(display_paths_within(found, repository.changed_between(commits, pathspecs(found))))


def committed(revision: Revision, entries: Iterable[FileEntry]) -> Iterator[FileEntry]:
    """Files that a report names, as they are in a commit; those that it has not are left out."""
    tree = RevisionTree(revision)
    for entry in entries:
        try:
            root = _Root(tree, revision, path_from_display(entry.path))
        except UsageError:
            continue
        found = root.place.entry
        if found and found.is_file:
            yield FileEntry(entry.path, root.place.path, member=root.member, pages=entry.pages, stored=tree.blob(found))


def _place(tree: RevisionTree, path: str) -> Place:
    """What is at a path of the command line. Raises UsageError where it can't be read."""
    if "\0" in path or not path:
        raise UsageError(f"no such file or folder: {display_path(path) or 'the name is empty'}")
    # The working folder has no links in its real path; those behind it are the commit's.
    absolute = os.path.normpath(os.path.join(os.path.realpath(os.curdir), path))
    try:
        place = tree.place(absolute)
        # The repository may be reached through links from elsewhere.
        return tree.place(os.path.realpath(absolute)) if place.outside and os.path.isabs(path) else place
    except OSError as error:
        raise UsageError(f"can't read {display_path(path)}: {reason(error)}") from None


class _Walker:
    """Walks folders of a commit, and reports links that lead out of `inside`, real paths."""

    def __init__(
        self,
        tree: RevisionTree,
        inside: list[str],
        exclude: tuple[str, ...],
        pages: bool,
        others: OtherFiles | None,
    ) -> None:
        self._tree = tree
        self._inside = inside
        self._exclude = exclude
        self._excluded = Exclusion((*EXCLUDED, *exclude))
        self._pages = pages
        self._others = others

    def of(self, root: _Root) -> Iterator[FileEntry]:
        """The files at one of the roots. Raises UsageError where it is a folder that can't be listed."""
        path, (real, entry, _) = display_path(root.shown), root.place
        assert entry
        if root.member:
            shown = member_paths.join(path, root.member)
            yield FileEntry(shown, real, member=root.member, stored=self._tree.blob(entry))
        elif not entry.is_folder:
            # A link is of the type that its own name says.
            folder, name = os.path.split(root.shown)
            yield self._entry(path, os.path.join(_place(self._tree, folder or os.curdir).path, name), entry)
        else:
            yield from self._below(entry, real, path)

    def _below(self, folder: TreeEntry, real: str, path: str) -> Iterator[FileEntry]:
        top, stack = folder, [(folder, real, path)]
        while stack:
            folder, real, path = stack.pop()
            try:
                entries = self._tree.listed(folder)
            except OSError as error:
                if folder is top:
                    raise UsageError(f"can't list {path}: {reason(error)}") from None
                yield self._entry(path, real, folder, f"can't list the folder: {reason(error)}")
                continue
            folders: list[tuple[TreeEntry, str, str]] = []
            yield from self._in(entries, real, "" if path == "." else f"{path}/", folders)
            stack.extend(reversed(folders))

    def _in(
        self, entries: Iterable[TreeEntry], above: str, prefix: str, folders: list[tuple[TreeEntry, str, str]]
    ) -> Iterator[FileEntry]:
        """The files of one folder; the folders in it are added to `folders`."""
        for entry in entries:
            name, real = entry.name, f"{above.rstrip(os.sep)}{os.sep}{entry.name}"
            path = prefix + display_name(name)
            if self._excluded.covers(path, name):
                continue
            if entry.is_submodule:
                if self._others:
                    self._others.add_repository(path)
            elif entry.is_link:
                yield from self._at_link(entry, real, path)
            else:
                if entry.is_folder:
                    folders.append((entry, real, path))
                if is_input(name, pages=self._pages):
                    fault = FOLDER_AS_FILE if entry.is_folder else "" if entry.is_file else regular_file.NOT_REGULAR
                    yield self._entry(path, real, entry, fault)
                elif self._others and not entry.is_folder:
                    self._others.add(path)

    def _at_link(self, entry: TreeEntry, real: str, path: str) -> Iterator[FileEntry]:
        """The entry of a link, if any."""
        is_wanted = is_input(entry.name, pages=self._pages)
        try:
            place = self._tree.place(real)
            is_folder = self._is_folder(place)
            is_inside = not place.outside and any(containment.holds(top, place.path) for top in self._inside)
        except OSError as error:
            if is_wanted:
                yield self._entry(path, real, entry, reason(error))
            return
        if is_folder is None:
            if is_wanted:
                yield self._entry(path, real, entry, "a link to nothing")
        elif not is_inside and (is_folder or is_wanted):
            where = display_name(self._tree.target(entry))
            yield self._entry(path, real, entry, f"a link to {where}", OUTSIDE)
        elif is_wanted:
            assert place.entry
            yield self._entry(path, real, place.entry, FOLDER_AS_FILE if is_folder else "")

    def _is_folder(self, place: Place) -> bool | None:
        """Whether a folder is at a place; None where nothing is. What is outside of the repository is on disk."""
        if place.entry:
            return place.entry.is_folder
        if not place.outside:
            return None
        try:
            return stat.S_ISDIR(os.stat(place.path).st_mode)
        except OSError:
            return None

    def _entry(self, path: str, real: str, entry: TreeEntry, fault: str = "", kind: str = "unreadable") -> FileEntry:
        stored = self._tree.blob(entry)
        if is_container(path):
            return FileEntry(path, real, fault, kind, exclude=self._exclude, pages=self._pages, stored=stored)
        return FileEntry(path, real, fault, kind, stored=stored)
