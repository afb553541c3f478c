"""The files of a dump that changed since a revision.

They are what a reader of a pull request expects: all that was committed since the merge base with the revision, and all
that is staged, modified or untracked in the working tree. Deleted and ignored files are left out; a renamed file has
changed under its new name.

Only the repository of the working folder is examined. One inside of it (a submodule, a clone, a part of a dump) has
settings of its own: its files are found without git, and count as changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, NamedTuple

from newscheck.engine.files.containment import innermost_repository
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.files.path_names import display_path
from newscheck.engine.files.selection import display_paths_within, resolved
from newscheck.engine.git import command
from newscheck.engine.git.revision import Revision
from newscheck.errors import UsageError

#: Up to this many paths are passed on the command line, whose length is limited.
_MAX_PATHS = 200
#: The kinds of refs, by the beginning of their full names.
_KINDS = {"refs/heads/": "branch", "refs/remotes/": "remote branch", "refs/tags/": "tag"}
#: The mode of an index entry that is a submodule.
_SUBMODULE = b"160000"
#: Inner repositories that are listed by name.
_MAX_LISTED = 3
#: Bytes that are read at a time.
_CHUNK = 1 << 20


class ChangedFiles(NamedTuple):
    """The files that changed, as reports show them, and remarks on repositories that were not examined."""

    paths: frozenset[str]
    remarks: tuple[str, ...]


class Repository:
    """The working tree that a folder belongs to. Raises UsageError where there is none, or no git."""

    def __init__(self, folder: str) -> None:
        root = command.Git(folder).line("rev-parse", "--show-toplevel")
        if not root:
            raise UsageError(f"{display_path(folder)}: a git repository without a working tree")
        self.root = os.path.realpath(root)
        # The setting core.worktree of a repository may place its files anywhere.
        if innermost_repository(folder, self.root) != self.root and not command.is_work_tree_set():
            raise UsageError(
                f"{display_path(folder)}: a git repository whose files are elsewhere, in {display_path(self.root)}"
            )
        self.git = command.hardened(self.root)

    def commit(self, revision: str) -> str:
        """The hash of the commit that a revision names. Raises UsageError where it names none."""
        # No ref begins with a dash, and an option must not get in this way.
        commit = b"" if revision.startswith("-") else self._hash(f"{revision}^{{commit}}")
        if not commit:
            where = display_path(self.root)
            raise UsageError(f"no revision {revision!r} in the git repository {where}{self._shallow_hint()}")
        return command.single_line(commit)

    def merge_base(self, revision: str, tip: str = "HEAD") -> str:
        """The commit at which `tip`, the checked-out branch or a commit, left a revision. Raises UsageError where there
        is none."""
        commit = self.commit(revision)
        result = self.git.run("merge-base", commit, tip)
        if result.returncode:
            raise UsageError(f"{tip[:10]} has no commit in common with {revision!r}{self._shallow_hint()}")
        return command.single_line(result.stdout)

    def _hash(self, name: str) -> bytes:
        result = self.git.run("rev-parse", "--verify", "--quiet", name)
        # `^x` and `x..y` are revisions, too, but name no commit.
        return b"" if result.returncode or not result.stdout.strip().isalnum() else result.stdout

    def _shallow_hint(self) -> str:
        """The end of an error message in a shallow clone, where commits may not have been fetched."""
        if not self.is_shallow:
            return ""
        return ": this is a shallow clone; fetch it whole (git fetch --unshallow, or fetch-depth: 0 in CI)"

    @property
    def is_shallow(self) -> bool:
        """Whether the clone has no older commits."""
        return self.git.line("rev-parse", "--is-shallow-repository") == "true"

    def changed(self, base: str, below: Sequence[str] = (".",)) -> Iterator[str]:
        """The files that differ from a commit or tree, and untracked ones; paths below the root.

        An inner repository is a folder (`path/`).
        """
        yield from self.changed_between((base,), below)
        others = self.git.ask("ls-files", "--others", "--exclude-standard", "-z", "--", *below)
        yield from filter(None, map(os.fsdecode, others.split(b"\0")))
        yield from self._submodules(below)

    def changed_between(self, commits: Sequence[str], below: Sequence[str]) -> Iterator[str]:
        """The files that differ from one commit to the other, or to the working tree; paths below the root."""
        form = ("--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=all")
        parts = iter(self.git.ask("diff", *form, *commits, "--", *below).split(b"\0"))
        for entry, name in zip(parts, parts, strict=False):
            status = entry.rpartition(b" ")[2]
            if status != b"D":
                yield os.fsdecode(name)

    def _submodules(self, below: Sequence[str]) -> Iterator[str]:
        """The submodules, whether or not they have changed."""
        with self.git.output("ls-files", "--stage", "-z", "--", *below) as stream:
            for entry in split_nul(stream):
                if entry.startswith(_SUBMODULE):
                    yield os.fsdecode(entry.partition(b"\t")[2]) + "/"

    def article_files(self, name: str) -> Iterator[str]:
        """All files in a folder below the root that can be articles, found without git; paths below the root."""
        folder = os.path.join(self.root, name.rstrip("/"))
        # A submodule that was never checked out has no folder, or an empty one.
        if os.path.isdir(folder) and not os.path.islink(folder):
            yield from (os.path.relpath(entry.real, self.root).replace(os.sep, "/") for entry in walk((folder,)))

    def tracks(self, below: Sequence[str]) -> bool:
        """Whether git tracks any file there."""
        return bool(self.git.ask("ls-files", "-z", "--", *below))


def changed(revision: str, paths: Iterable[str]) -> ChangedFiles:
    """The files below `paths` that changed since a revision.

    Raises UsageError without git or the revision, and where git tracks no file at the paths.
    """
    repository, places = locate(paths)
    below = pathspecs(places)
    names = list(repository.changed(repository.merge_base(revision), below))
    if not names and not repository.tracks(below):
        where = ", ".join(display_path(path) for _, path in places[:3])
        raise UsageError(f"git tracks no file in {where}, so that what changed is unknown")
    inner = {name: display_paths_within(places, repository.article_files(name)) for name in names if name.endswith("/")}
    others = sorted(os.path.join(repository.root, name) for name, files in inner.items() if files)
    paths = frozenset().union(display_paths_within(places, names), *inner.values())
    return ChangedFiles(paths, tuple(_remarks(others)))


def _remarks(others: Sequence[str]) -> Iterator[str]:
    """A remark on inner repositories, which were not examined."""
    if others:
        more = f" and {len(others) - _MAX_LISTED} more" if len(others) > _MAX_LISTED else ""
        are = "is a repository of its own" if len(others) == 1 else "are repositories of their own"
        named = ", ".join(display_path(name) for name in others[:_MAX_LISTED])
        yield f"{named}{more} {are}: all articles there count as changed (start newscheck there to compare them)"


def refs(folder: str) -> Iterator[tuple[str, str]]:
    """The branches and tags of the repository of a folder, each with its kind.

    Raises UsageError where there is no repository, or no git.
    """
    listed = command.Git(folder).ask("for-each-ref", "--format=%(refname)", *_KINDS)
    for line in os.fsdecode(listed).splitlines():
        kind = next(kind for kind in _KINDS if line.startswith(kind))
        yield line.removeprefix(kind), _KINDS[kind]


def pathspecs(places: Iterable[tuple[str, str]]) -> list[str]:
    """The paths below the root for a git command; the root itself where they are too many."""
    below = sorted({inside for inside, _ in places})
    return below if len(below) <= _MAX_PATHS else ["."]


def named(name: str) -> Revision:
    """The commit that a name stands for in the repository of the working folder.

    Raises UsageError where there is none, or no repository.
    """
    repository = _working_repository()
    if repository is None:
        raise UsageError(f"{display_path(os.getcwd())}: not a git repository")
    return Revision(repository.root, repository.commit(name))


def _working_repository() -> Repository | None:
    return Repository(".") if command.is_work_tree_set() or innermost_repository(".") else None


def locate(paths: Iterable[str]) -> tuple[Repository, list[tuple[str, str]]]:
    """The repository of the working folder, and (path below its root, path as it was named) of each path.

    Raises UsageError where there is none, or where a path is missing or is not in it.
    """
    reals = {path: resolved(path) for path in paths}
    repository = _working_repository()
    root = repository.root if repository else None
    for path, real in reals.items():
        other_root = innermost_repository(real if os.path.isdir(real) else os.path.dirname(real), root)
        if other_root is None:
            raise UsageError(f"{display_path(path)}: not a git repository")
        if other_root != root:
            other = f"{display_path(path)} is in the git repository {display_path(other_root)}"
            raise UsageError(f"{other}, and the working folder is not: start newscheck there")
    assert repository
    return repository, [(os.path.relpath(real, root).replace(os.sep, "/"), path) for path, real in reals.items()]


def split_nul(stream: IO[bytes]) -> Iterator[bytes]:
    """The entries of a stream that ends each with a NUL."""
    rest = b""
    while piece := stream.read(_CHUNK):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
