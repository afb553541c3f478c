"""What git knows of a dump: the files that changed since a revision.

Changed is what a reader of a pull request expects: all that was committed since the merge base with the revision, and
what is staged, modified or not yet known to git in the working tree. A deleted file has no article to check, a renamed
one has changed under its new name, and an ignored one is none of git's.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newscheck.errors import UsageError
from newscheck.files import shown
from newscheck.git.chosen import resolved, within

#: Seconds that one question to git may take: a first look at a million files after a checkout does take minutes.
_PATIENCE = 600
#: More paths than this are not handed to git one by one: a command line has an end.
_MOST_PATHS = 200
#: Paths are no patterns, and no lock is taken that another git would wait for.
GIT = ("git", "--no-optional-locks", "--literal-pathspecs")
#: What git tells a hook about the hook's own repository, in words that are wrong in any other folder.
_OF_A_HOOK = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"}
#: What can have a name.
_KINDS = {"refs/heads/": "branch", "refs/remotes/": "remote branch", "refs/tags/": "tag"}
#: The mode of an entry that is a repository of its own.
_SUBMODULE = b"160000"


class Repository:
    """The working tree that a folder belongs to. Raises UsageError where there is none, or no git."""

    def __init__(self, folder: str) -> None:
        self.root = _line(_ask(folder, "rev-parse", "--show-toplevel"))
        if not self.root:
            raise UsageError(f"{shown(folder)}: a git repository without a working tree")

    def git(self, *words: str) -> bytes:
        """What git answers. Raises UsageError with git's own words where it fails."""
        return _ask(self.root, *words)

    def commit(self, revision: str) -> str:
        """The hash of the commit that a revision names. Raises UsageError where it names none."""
        # No name of git's begins with a dash: whatever it is, it must not become an option.
        found = b"" if revision.startswith("-") else self._hash(f"{revision}^{{commit}}")
        if not found:
            raise UsageError(f"no revision {revision!r} in the git repository {shown(self.root)}{self._depth()}")
        return _line(found)

    def merge_base(self, revision: str) -> str:
        """The commit at which the checked-out branch left a revision. Raises UsageError where there is none."""
        commit = self.commit(revision)
        found = _run(self.root, "merge-base", commit, "HEAD")
        if found.returncode:
            raise UsageError(f"HEAD has no commit in common with {revision!r}{self._depth()}")
        return _line(found.stdout)

    def _hash(self, name: str) -> bytes:
        found = _run(self.root, "rev-parse", "--verify", "--quiet", name)
        # `^x` and `x..y` are revisions, too, but name no commit.
        return b"" if found.returncode or not found.stdout.strip().isalnum() else found.stdout

    def _depth(self) -> str:
        """The end of a complaint where the commits may only not have been fetched."""
        if not self.is_shallow:
            return ""
        return ": this is a shallow clone; fetch it whole (git fetch --unshallow, or fetch-depth: 0 in CI)"

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left where it was cloned from."""
        return _line(self.git("rev-parse", "--is-shallow-repository")) == "true"

    def changed(self, base: str, below: Sequence[str] = (".",)) -> Iterator[str]:
        """The files that differ from a commit or tree, and those unknown to git; paths below the root."""
        form = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--ignore-submodules=none")
        raw = self.git("diff", *form, base, "--", *below)
        parts = iter(raw.split(b"\0"))
        for entry, name in zip(parts, parts, strict=False):
            former, mode, before, _, status = entry[1:].split(b" ")
            path = os.fsdecode(name)
            if status == b"D":
                continue
            if mode == _SUBMODULE:
                yield from self._inside(path, before.decode() if former == mode else "")
            else:
                yield path
        for name in self.git("ls-files", "--others", "--exclude-standard", "-z", "--", *below).split(b"\0"):
            path = os.fsdecode(name)
            # A repository that nobody made a submodule is listed as a folder.
            yield from self._inside(path.rstrip("/"), "") if path.endswith("/") else filter(None, (path,))

    def _inside(self, path: str, base: str) -> Iterator[str]:
        """The changed files of a repository in this one; all of them where it wasn't there before."""
        folder = os.path.join(self.root, path)
        inner = Repository(folder)
        if os.path.realpath(inner.root) == os.path.realpath(self.root):
            # Never checked out: there is nothing in it.
            return
        empty = _line(inner.git("hash-object", "-t", "tree", "--stdin"))
        yield from (f"{path}/{name}" for name in inner.changed(inner.commit(base) if base else empty))

    def tracks(self, below: Sequence[str]) -> bool:
        """Whether git knows any file there."""
        return bool(self.git("ls-files", "-z", "--", *below))


def changed(revision: str, paths: Iterable[str]) -> frozenset[str]:
    """The files below `paths` that changed since a revision, as reports show them (`files.shown`).

    Raises UsageError where git or the revision isn't there, or where git doesn't know what is at a path.
    """
    found: set[str] = set()
    for repository, places in by_repository(paths):
        base = repository.merge_base(revision)
        below = pathspecs(places)
        names = list(repository.changed(base, below))
        if not names and not repository.tracks(below):
            where = ", ".join(shown(path) for _, path in places[:3])
            raise UsageError(f"git tracks no file in {where}, so that it can't tell what changed")
        found |= within(places, names)
    return frozenset(found)


def names(folder: str) -> Iterator[tuple[str, str]]:
    """The branches and tags of the repository that a folder is in, each with what it is.

    Raises UsageError where there is no repository, or no git.
    """
    for line in os.fsdecode(_ask(folder, "for-each-ref", "--format=%(refname)", *_KINDS)).splitlines():
        kind = next(kind for kind in _KINDS if line.startswith(kind))
        yield line.removeprefix(kind), _KINDS[kind]


def pathspecs(places: Iterable[tuple[str, str]]) -> list[str]:
    """The paths below the root that git is asked about; all where they are too many for a command line."""
    below = sorted({inside for inside, _ in places})
    return below if len(below) <= _MOST_PATHS else ["."]


def by_repository(paths: Iterable[str]) -> Iterator[tuple[Repository, list[tuple[str, str]]]]:
    """The repositories in which paths are, with (path below the root, path as it was named) of each.

    Raises UsageError where a path is missing, or is in no repository.
    """
    groups: dict[str, tuple[Repository, list[tuple[str, str]]]] = {}
    repository = cache(Repository)
    for path in paths:
        real = resolved(path)
        found = repository(real if os.path.isdir(real) else os.path.dirname(real))
        inside = os.path.relpath(real, os.path.realpath(found.root)).replace(os.sep, "/")
        groups.setdefault(found.root, (found, []))[1].append((inside, path))
    yield from groups.values()


def _ask(folder: str, *words: str) -> bytes:
    done = _run(folder, *words)
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines() or [f"git {words[0]} failed"]
        # Advice may stand below it.
        fatal = next((line for line in said if line.startswith("fatal: ")), said[-1])
        raise UsageError(f"{shown(folder)}: {fatal.removeprefix('fatal: ')}")
    return done.stdout


def _run(folder: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Ask git in a folder, never through a shell."""
    try:
        return subprocess.run(  # noqa: S603 - no word of it is an option that was not written here
            [*GIT, *words],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError("git is not installed, and without it there is no telling what changed") from None
    except subprocess.TimeoutExpired:
        raise UsageError(f"git {words[0]} took longer than {_PATIENCE} seconds") from None
    except OSError as error:
        raise UsageError(f"git can't be run: {(error.strerror or str(error)).lower()}") from None


def environment() -> dict[str, str]:
    """What git is run with, so that it finds the repository by the folder; whoever names a working tree means that."""
    left_out = set() if "GIT_WORK_TREE" in os.environ else _OF_A_HOOK
    return {name: value for name, value in os.environ.items() if name not in left_out}


def _line(answer: bytes) -> str:
    """The one line that an answer is, without its end: a folder's name may end with a blank."""
    return os.fsdecode(answer.removesuffix(b"\n").removesuffix(b"\r"))
