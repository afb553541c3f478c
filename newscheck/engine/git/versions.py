"""The version history of a dump: which articles each path has had, read from commits without a checkout.

It is streamed: git lists the files that each commit changed, and only contents of rewritten files are read. Only first
parents are followed, so that a merge is one change.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from newscheck.engine.files.path_names import display_path
from newscheck.engine.files.selection import WalkFilter
from newscheck.engine.git import object_reader
from newscheck.engine.git.revisions import Repository, locate, pathspecs, split_nul
from newscheck.errors import UsageError, reason
from newscheck.model import ArticleRevision, ArticleSummary, RawInput, VersionHistory

#: Article summaries that are cached: a counter that rolls over rewrites the same articles again and again.
_CACHED = 4_096
#: The beginning of the mode of a regular file.
_FILE = b"100"


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
    summarise: Callable[[RawInput], list[ArticleSummary]],
) -> Iterator[VersionHistory]:
    """The article files below `paths` that commits of `span` (REV1..REV2) rewrote, by path.

    An open end of `span` is the first commit, or HEAD. Only files with a single article are compared: a feed that is
    appended to has many. `summarise` reads a file; files over `limit` bytes are not read. Raises UsageError without
    git, and where there is no such revision or path.
    """
    repository, places = locate(paths)
    walk_filter = WalkFilter(places, exclude)
    edits = _edits(repository, _range(repository, span), pathspecs(places))
    revisions: dict[str, list[ArticleRevision]] = {}
    content = partial(_content, repository.root, limit=limit)
    summary = lru_cache(_CACHED)(lambda blob, path: _only(summarise(RawInput(path, content(blob)))))
    for edit in edits:
        path = walk_filter.display_path(edit.name)
        # Readers depend only on the suffix of a name.
        name = f"x{os.path.splitext(path)[1]}"
        before, after = (summary(blob, name) if path else None for blob in (edit.before, edit.after))
        if before and after:
            revisions.setdefault(path, []).append(ArticleRevision(edit.commit, edit.when, before, after))
    for path in sorted(revisions):
        yield VersionHistory(path, revisions[path])


def remarks(paths: Iterable[str]) -> Iterator[str]:
    """A remark where the clone lacks a part of the history."""
    repository, _ = locate(paths)
    if repository.is_shallow:
        yield f"{display_path(repository.root)} is a shallow clone: what was before its first commit is not known"


def _only(summaries: list[ArticleSummary]) -> ArticleSummary | None:
    return summaries[0] if len(summaries) == 1 else None


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


def _content(root: str, blob: bytes, limit: int) -> bytes:
    """The bytes of an object; none where it has over `limit`. Raises UsageError where it can't be read."""
    try:
        with object_reader.opened(root, blob.decode()) as stream:
            return stream.read(stream.size) if stream.size <= limit else b""
    except OSError as error:
        raise UsageError(f"{reason(error)}, or begin the range later") from None
