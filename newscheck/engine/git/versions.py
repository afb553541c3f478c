"""What articles stood at the paths of a dump, by the version history: a walk through commits, without a checkout.

Linear and streaming: git says which files each commit changed, and hands over only the contents of those that it
rewrote. The line is that of the branch (first parents): what a merge brought in is one change.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from newscheck.engine.files.path_names import display_path
from newscheck.engine.files.selection import WalkFilter
from newscheck.engine.git.command import Git
from newscheck.engine.git.revisions import Repository, locate, pathspecs, split_nul
from newscheck.errors import UsageError
from newscheck.model import ArticleRevision, ArticleSummary, RawInput, VersionHistory

#: Articles whose cards are remembered: a roll-over writes the same ones again and again.
_REMEMBERED = 4_096
_FILE = b"100"
_PIECE = 1 << 20


class _RewriteEntry(NamedTuple):
    """A commit (hash, ms since 1970 UTC) that rewrote a file: its path below the root, its contents' hashes."""

    commit: str
    when: int
    name: str
    before: bytes
    after: bytes


def read(
    span: str,
    paths: Iterable[str],
    exclude: Iterable[str],
    limit: int,
    cards: Callable[[RawInput], list[ArticleSummary]],
) -> Iterator[VersionHistory]:
    """The article files below `paths` that commits of REV1..REV2 rewrote, by repository and path.

    An open end of `span` is the first commit, or HEAD. Only files that hold one article are compared: one that is
    appended to holds many. `cards` extracts; over `limit` bytes nothing is read. Raises UsageError where there is no
    such revision or path, or no git.
    """
    repository, places = locate(paths)
    walk_filter = WalkFilter(places, exclude)
    edits = _edits(repository, _range(repository, span), pathspecs(places))
    found: dict[str, list[ArticleRevision]] = {}
    with _BlobReader(repository.git, limit) as contents:
        card = lru_cache(_REMEMBERED)(lambda blob, path: _only(cards(RawInput(path, contents.of(blob)))))
        for edit in edits:
            path = walk_filter.display_path(edit.name)
            # The name matters to the reader by its suffix alone.
            name = f"x{os.path.splitext(path)[1]}"
            before, after = (card(blob, name) if path else None for blob in (edit.before, edit.after))
            if before and after:
                found.setdefault(path, []).append(ArticleRevision(edit.commit, edit.when, before, after))
    for path in sorted(found):
        yield VersionHistory(path, found[path])


def remarks(paths: Iterable[str]) -> Iterator[str]:
    """Words for what could not be looked at."""
    repository, _ = locate(paths)
    if repository.is_shallow:
        yield f"{display_path(repository.root)} is a shallow clone: what was before its first commit is not known"


def _only(cards: list[ArticleSummary]) -> ArticleSummary | None:
    return cards[0] if len(cards) == 1 else None


def _range(repository: Repository, span: str) -> str:
    start, dots, end = span.partition("..")
    if not dots or end.startswith("."):
        raise UsageError(f"--history takes REV1..REV2, not {span!r} (an open end is the first commit, or HEAD)")
    last = repository.commit(end or "HEAD")
    return f"{repository.commit(start)}..{last}" if start else last


def _edits(repository: Repository, span: str, below: list[str]) -> Iterator[_RewriteEntry]:
    form = ("--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=M", "--format=%x01%H %ct")
    words = ("log", "--first-parent", "-m", "--reverse", *form, span, "--", *below)
    with repository.git.output(*words) as stream:
        entries = split_nul(stream)
        commit, when = "", 0
        for entry in entries:
            if entry.startswith(b"\1"):
                commit, seconds = entry[1:].decode().split(" ")
                when = int(seconds) * 1000
                continue
            former, mode, before, after, _ = entry.lstrip(b"\n:").split(b" ")
            name = os.fsdecode(next(entries))
            if former.startswith(_FILE) and mode.startswith(_FILE):
                yield _RewriteEntry(commit, when, name, before, after)


class _BlobReader:
    """What is in the objects of a repository, asked for one by one; of what is over `limit` bytes, nothing."""

    def __init__(self, git: Git, limit: int) -> None:
        self._limit = limit
        self._process = git.conversation("cat-file", "--batch")

    def __enter__(self) -> _BlobReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def of(self, blob: bytes) -> bytes:
        """The bytes of an object. Raises UsageError where it isn't there."""
        asked, answer = self._process.stdin, self._process.stdout
        assert asked and answer
        asked.write(blob + b"\n")
        asked.flush()
        head = answer.readline().split()
        if len(head) != 3:
            raise UsageError(f"git has no object {blob.decode()[:10]}: fetch it, or begin the range later")
        size = int(head[2])
        data = answer.read(min(size, self._limit))
        left = size + 1 - len(data)
        while left and (skipped := len(answer.read(min(left, _PIECE)))):
            left -= skipped
        return data if size <= self._limit else b""
