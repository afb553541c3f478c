"""Options of `newscheck validate` for its input: all files, changed files, stdin, or the history."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import click

from newscheck.cli import _options
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from newscheck.engine.session import Session
    from newscheck.model import FileSelection, Report


#: The path of a document on stdin in reports.
_STDIN = "<stdin>"


class InputOptions(NamedTuple):
    """Options of the command line; `document` is the name of stdin where stdin is checked."""

    changed_since: str | None
    stdin_paths: bool
    each: bool = False
    document: str = ""
    history: str | None = None

    @property
    def has_other_input(self) -> bool:
        """Whether stdin or the history is checked, and no files on disk."""
        return bool(self.document) or self.history is not None


#: The options, for `pop`.
options = _options.combined(
    click.option(
        "--history",
        metavar="REV1..REV2",
        help="Only report files in which a commit overwrote one article with another "
        "(an open end is the first commit, or HEAD).",
    ),
    click.option(
        "--stdin-filename",
        type=_options.NON_EMPTY,
        metavar="NAME",
        help="Name of the document on stdin (PATH is -), which decides its format.",
    ),
    click.option(
        "--stdin-paths",
        is_flag=True,
        help="Report only findings that involve the files listed on stdin (separated by newlines or NUL); "
        "without PATH, check only these.",
    ),
    click.option(
        "--each",
        is_flag=True,
        help="Check each file on its own, without rules about several files (for pre-commit); "
        "files that `paths` and `exclude` leave out are skipped even if named.",
    ),
    click.option(
        "--changed-since",
        metavar="REV",
        help="Report only findings that involve files changed since REV (committed or not); "
        "the whole dump is still checked.",
    ),
)


def pop(given: dict[str, Any], paths: tuple[str, ...]) -> InputOptions:
    """Take these options out of the given ones. Raises click.UsageError where they contradict each other."""
    since, stdin_paths, document = (given.pop(name) for name in ("changed_since", "stdin_paths", "stdin_filename"))
    history, each = given.pop("history"), given["each"]
    is_document = "-" in paths
    ways = {"--changed-since": since, "--stdin-paths": stdin_paths, "--history": history, "--each": each}
    _options.check_paths(paths, {**ways, "--rev": given["rev"], "-": is_document})
    if since is not None and stdin_paths:
        raise click.UsageError("--changed-since and --stdin-paths both select the changed files: give only one")
    if is_document and (len(paths) > 1 or since is not None or stdin_paths):
        raise click.UsageError("- is one document on stdin, and nothing else can be checked with it")
    if document is not None and not is_document:
        raise click.UsageError("--stdin-filename names the document on stdin: give - as PATH")
    if history is not None and (since is not None or stdin_paths or is_document):
        raise click.UsageError("--history is about commits, and nothing else can be checked with it")
    if each and (since is not None or is_document or history is not None):
        raise click.UsageError("--each is about files that are named, as PATH or with --stdin-paths")
    if given["rev"] is not None and (stdin_paths or is_document or each or history is not None):
        raise click.UsageError("--rev is about the files of a commit: give no -, --stdin-paths, --each or --history")
    return InputOptions(since, stdin_paths, each, (document or _STDIN) if is_document else "", history)


def rerun_command(source: InputOptions, command: str) -> str:
    """A command for the same files, with a remark where it needs the same input on stdin."""
    return f"{command} # with the same on stdin" if source.stdin_paths or source.document else command


def check_selected(source: InputOptions, session: Session) -> None:
    """Raise UsageError where a selected rule has nothing to check: the run would pass unchecked."""
    project, select = session.project, session.project.select
    scopes = {name: {project.known_rules[rule].scope for rule in project.rule_ids([name])} for name in select}
    of_history = [name for name, own in scopes.items() if own == {"versions"}]
    if of_history and source.history is None:
        raise UsageError(f"select: {of_history[0]} only checks commits: add --history REV1..REV2")
    if select and source.history is not None and not any("versions" in own for own in scopes.values()):
        raise UsageError("select: --history runs no rule but path-overwritten")


def select_files(
    source: InputOptions, paths: tuple[str, ...], session: Session
) -> tuple[tuple[str, ...], FileSelection | None]:
    """The paths to check, and the files to report on where those are not all.

    Raises UsageError where a path or a revision isn't there.
    """
    from newscheck.engine.files import inputs
    from newscheck.model import FileSelection

    project = session.project
    if source.each and (paths or source.stdin_paths):
        from newscheck.engine.files import selection

        names, places = (_names(inputs.read_stdin(_stdin())), paths) if source.stdin_paths else (paths, ())
        walked = selection.walked_files(
            names, project.resolve_paths(places), project.exclude, pages=project.reads_pages
        )
        files = tuple(walked)
        # A commit without articles passes.
        return files, None if files else FileSelection(frozenset(), "among those named")
    if source.changed_since is not None and project.revision:
        from newscheck.engine.git import revision_walk

        places = project.resolve_paths(paths)
        changed = revision_walk.changed(project.revision, source.changed_since, places)
        return places, FileSelection(changed, f"changed since {source.changed_since}")
    if source.changed_since is not None:
        from newscheck.engine.git import revisions

        places = project.resolve_paths(paths)
        changes = revisions.changed(source.changed_since, places)
        return places, FileSelection(changes.paths, f"changed since {source.changed_since}", changes.remarks)
    if source.stdin_paths:
        from newscheck.engine.files import selection, urls

        names = _names(inputs.read_stdin(_stdin()))
        for name in names:
            urls.check_is_path(name, "--stdin-paths")
        targets = project.resolve_paths(paths) if paths or project.paths else ()
        # As above.
        if targets or not names:
            return targets, FileSelection(selection.display_paths_of(names, targets), "named on stdin")
        return names, None
    return project.resolve_paths(paths), None


def with_link_bounds(source: InputOptions, paths: tuple[str, ...], session: Session) -> Session:
    """The session; where a program names the files, links in the dump must not lead out of it."""
    if not (source.stdin_paths or source.each):
        return session
    return session.replace(bounds=session.project.resolve_paths(paths if source.stdin_paths else ()))


def _names(text: bytes) -> tuple[str, ...]:
    """Paths separated by NUL where there is one, else by line ends, those of Windows included."""
    names = text.split(b"\0") if b"\0" in text else text.replace(b"\r\n", b"\n").split(b"\n")
    return tuple(map(os.fsdecode, filter(None, names)))


def _stdin() -> IO[bytes]:
    """The bytes of stdin. Raises UsageError where it is closed."""
    if sys.stdin is None:
        raise UsageError("stdin is closed")
    return sys.stdin.buffer


def run_other_input(
    source: InputOptions, session: Session, paths: tuple[str, ...], *, with_series: bool
) -> Report | None:
    """The report on the document on stdin, or on the history; None where files are checked.

    That on a document has series `with_series`.
    Raises UsageError where a path or a revision isn't there.
    """
    from newscheck.engine.files import path_names

    if not source.has_other_input:
        return None
    if source.history is not None:
        from newscheck.engine.history_run import run_on_history

        return run_on_history(session, source.history, paths)
    from newscheck.engine.files import inputs
    from newscheck.engine.run import run_on_input

    name = path_names.display_path(source.document)
    project = session.project
    raws = inputs.read_stream(_stdin(), name, project.max_file_size, pages=project.reads_pages)
    return run_on_input(session, raws, with_series=with_series)
