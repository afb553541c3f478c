"""Options of `newscheck validate` for the baseline: what is accepted from now on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from newscheck.cli import _options
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from newscheck.engine.session import Session

_Command = TypeVar("_Command", bound=Callable[..., Any])


class BaselineOptions(NamedTuple):
    """Options of the command line: a file to `write`, with `reason` and last day of its new entries; whether to remove
    entries that no longer match (`update`), to show known findings, too (`shows`), or to use no baseline (`ignores`).
    """

    write: str | None
    update: bool
    reason: str
    until: date | None
    shows: bool
    ignores: bool


def options(command: _Command) -> _Command:
    """The options, for `pop`."""
    for option in (
        click.option(
            "--until",
            callback=_options.parse_day,
            metavar="DAY",
            help="With --write-baseline: the last day on which the new entries are accepted.",
        ),
        click.option("--reason", metavar="TEXT", help="With --write-baseline: why the new entries are accepted."),
        click.option("--update-baseline", is_flag=True, help="Take what no longer matches out of the baseline."),
        click.option(
            "--write-baseline",
            type=_options.NON_EMPTY,
            metavar="FILE",
            help="Accept all that is found today: write it down as known.",
        ),
        click.option(
            "--show-known",
            is_flag=True,
            help="Show the known findings, too (text, concise, json); they count for nothing.",
        ),
        click.option("--no-baseline", is_flag=True, help="Report the known findings like all others."),
        click.option(
            "--baseline", type=_options.NON_EMPTY, metavar="FILE", help="Don't report the known findings in this file."
        ),
    ):
        command = option(command)
    return command


def pop(given: dict[str, Any]) -> BaselineOptions:
    """Take these options out of the given ones; `baseline` stays, as a setting of the project."""
    if given["no_baseline"] and given["baseline"]:
        raise UsageError("--baseline and --no-baseline: choose one")
    write, update, reason, until, shows, ignores = (
        given.pop(name)
        for name in ("write_baseline", "update_baseline", "reason", "until", "show_known", "no_baseline")
    )
    if write:
        # Today's findings include the known ones.
        given["baseline"] = None
    return BaselineOptions(write, update, reason or "", until, shows, ignores or bool(write))


def check(wish: BaselineOptions, session: Session, *, is_whole: bool, has_outputs: bool) -> None:
    """Raise UsageError where the options contradict each other or the rest: a run that is not about the whole dump, or
    that `has_outputs`."""
    project = session.project
    if (wish.reason or wish.until) and not wish.write:
        raise UsageError("--reason and --until are for the new entries of --write-baseline FILE")
    if wish.shows and wish.ignores and not wish.write:
        raise UsageError("--show-known and --no-baseline: choose one")
    if wish.shows and not project.baseline:
        raise UsageError("--show-known needs a baseline: --baseline FILE")
    if wish.update and not project.baseline:
        raise UsageError("--update-baseline needs a baseline: --baseline FILE")
    if wish.update and wish.write:
        raise UsageError("--update-baseline and --write-baseline: choose one")
    if wish.write and has_outputs:
        raise UsageError("--write-baseline accepts all that is found, so that nothing is left to report or to update")
    if not is_whole and (wish.update or wish.write):
        raise UsageError("a baseline is written of the whole dump, not of a part of it")


def check_until(wish: BaselineOptions, session: Session) -> None:
    """Raise UsageError where new entries would be over already."""
    if wish.until and wish.until < session.today:
        raise UsageError(f"--until: {wish.until} is over, so that nothing would be accepted")
