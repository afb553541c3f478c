"""Options of `newscheck validate` that say which of the files it is about: only what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from newscheck.model import Focus

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Wish(NamedTuple):
    """What was asked for on the command line."""

    changed_since: str | None
    stdin_paths: bool


def options(command: _Command) -> _Command:
    """The options, for `take`."""
    for option in (
        click.option(
            "--stdin-paths",
            is_flag=True,
            help="Report only what the files take part in whose paths stand on stdin, divided by newlines or NUL; "
            "without PATH, check only these.",
        ),
        click.option(
            "--changed-since",
            metavar="REV",
            help="Report only what files take part in that changed since git left REV (committed or not); "
            "the dump is still looked at as a whole.",
        ),
    ):
        command = option(command)
    return command


def take(given: dict[str, Any], paths: tuple[str, ...]) -> Wish:
    """These options out of all that were given. Raises click.UsageError where they contradict each other."""
    wish = Wish(given.pop("changed_since"), given.pop("stdin_paths"))
    if wish.changed_since is not None and wish.stdin_paths:
        raise click.UsageError("--changed-since and --stdin-paths both say which files changed: give one of them")
    return wish


def choose(wish: Wish, paths: tuple[str, ...], configured: tuple[str, ...]) -> tuple[tuple[str, ...], Focus | None]:
    """The paths to check, and the files to report on where those are not all. Raises UsageError as `revisions` does."""
    from newscheck.model import Focus

    targets = paths or configured or (".",)
    if wish.changed_since is not None:
        from newscheck import revisions

        return targets, Focus(revisions.changed(wish.changed_since, targets), f"changed since {wish.changed_since}")
    return targets, None
