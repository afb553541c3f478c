"""Options of `newscheck validate` for the baseline of accepted findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from newscheck.cli import _options
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from newscheck.engine.session import Session


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


#: The options, for `pop`.
options = _options.combined(
    click.option(
        "--until",
        callback=_options.parse_day,
        metavar="DAY",
        help="With --write-baseline: the last day on which the new entries are accepted.",
    ),
    click.option("--reason", metavar="TEXT", help="With --write-baseline: why the new entries are accepted."),
    click.option("--update-baseline", is_flag=True, help="Remove entries that no longer match from the baseline."),
    click.option(
        "--write-baseline",
        type=_options.NON_EMPTY,
        metavar="FILE",
        help="Accept all current findings: write them to this baseline.",
    ),
    click.option(
        "--show-known",
        is_flag=True,
        help="Also list the known findings (text, concise, json); they don't affect the exit code.",
    ),
    click.option("--no-baseline", is_flag=True, help="Report the known findings like all others."),
    click.option("--baseline", type=_options.NON_EMPTY, metavar="FILE", help="Hide the known findings in this file."),
)


def pop(given: dict[str, Any]) -> BaselineOptions:
    """Take these options out of the given ones; `baseline` stays, as a setting of the project."""
    if given["no_baseline"] and given["baseline"]:
        raise UsageError("--baseline and --no-baseline: choose one")
    write, update, reason, until, shows, ignores = (
        given.pop(name)
        for name in ("write_baseline", "update_baseline", "reason", "until", "show_known", "no_baseline")
    )
    if write:
        # The current findings include the known ones.
        given["baseline"] = None
    return BaselineOptions(write, update, reason or "", until, shows, ignores or bool(write))


def check(baseline: BaselineOptions, session: Session, *, is_whole: bool, has_outputs: bool) -> None:
    """Raise UsageError where the options contradict each other or the rest: a run that is not about the whole dump, or
    that `has_outputs`."""
    project = session.project
    if (baseline.reason or baseline.until) and not baseline.write:
        raise UsageError("--reason and --until are for the new entries of --write-baseline FILE")
    if baseline.shows and baseline.ignores and not baseline.write:
        raise UsageError("--show-known and --no-baseline: choose one")
    if baseline.shows and not project.baseline:
        raise UsageError("--show-known needs a baseline: --baseline FILE")
    if baseline.update and not project.baseline:
        raise UsageError("--update-baseline needs a baseline: --baseline FILE")
    if baseline.update and baseline.write:
        raise UsageError("--update-baseline and --write-baseline: choose one")
    if baseline.write and has_outputs:
        raise UsageError("--write-baseline accepts all findings, so that nothing is left to report or to update")
    if not is_whole and (baseline.update or baseline.write):
        raise UsageError("a baseline is written of the whole dump, not of a part of it")


def check_until(baseline: BaselineOptions, session: Session) -> None:
    """Raise UsageError where new entries would be over already."""
    if baseline.until and baseline.until < session.today:
        raise UsageError(f"--until: {baseline.until} is over: no finding would be accepted")
