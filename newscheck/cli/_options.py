"""Options that several commands have, and how their values are read."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.types import StringParamType

from newscheck.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from newscheck.engine.session import Session
    from newscheck.fixtures.isolation import IsolatedExtractor

#: Seconds.
_DAY = 86_400
_Command = TypeVar("_Command", bound=Callable[..., Any])
#: The default folder of page fixtures.
PAGES = "tests/pages"


def split_names(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Names divided by commas; None where the option wasn't given."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    return names or None


def _or_none(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The values; None where the option wasn't given."""
    return values or None


class _NonEmptyName(StringParamType):
    """A name that isn't empty: `--schema "$SCHEMA"` without such a variable must not be green."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(super().convert(value, param, ctx)) or self.fail("an empty name", param, ctx)


#: The type of options that name a file or folder.
NON_EMPTY = _NonEmptyName()


def parse_time(ctx: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Milliseconds since 1970 from an ISO 8601 time (UTC where it has no zone) or from milliseconds."""
    from newscheck.engine.settings.clock import parse_text

    try:
        return parse_text(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is neither a time such as 2023-08-16T21:04Z nor milliseconds") from None


def parse_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day in ISO 8601."""
    from datetime import date

    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day such as 2027-01-31") from None


def parse_ages(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    """Ages by site (`rfi=3h`), or of all that have none of their own (`6h`); None where the option wasn't given."""
    from newscheck.dump.freshness import DEFAULT

    pairs = (value.rpartition("=") for value in values)
    return {name if divider else DEFAULT: age for name, divider, age in pairs} or None


def scan_options(command: _Command) -> _Command:
    """Options of change detection."""
    for option in (
        click.option(
            "--min-share",
            type=click.FloatRange(0, 1),
            metavar="SHARE",
            help="A change of the layout must move the share of a feature by so much (0.3 is 30 points).",
        ),
        click.option(
            "--false-alarms-per-10k",
            type=click.FloatRange(0, 100, min_open=True),
            metavar="N",
            help="False changes of the layout per 10,000 articles; fewer means louder ones only.  [default: 0.5]",
        ),
    ):
        command = option(command)
    return command


no_code = click.option(
    "--no-code", is_flag=True, help="Run no code that the settings or page fixtures name (rules-from, extractor)."
)
config = click.option(
    "--config", type=NON_EMPTY, metavar="FILE", help="A configuration file instead of the nearest one."
)
jobs = click.option(
    "--jobs", "-j", type=click.IntRange(0), metavar="N", help="Processes.  [default: one per processor]"
)


def _not_nan(ctx: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    """Not "nan", which no range refuses."""
    if value is not None and value != value:
        raise click.BadParameter("nan is no number")
    return value


def run_options(command: _Command) -> _Command:
    """Options of a run: files, settings, number of processes, time limit."""
    for option in (
        click.option(
            "--file-timeout",
            type=click.FloatRange(0, 600, min_open=True),
            callback=_not_nan,
            metavar="SECONDS",
            help="Time that the check of a file may take, at most 600; one that takes longer is a finding."
            "  [default: 30]",
        ),
        jobs,
        no_code,
        config,
        click.option(
            "--exclude",
            multiple=True,
            callback=_or_none,
            metavar="PATTERN",
            help="Leave out names or paths (draft-*, 2020/old/*).",
        ),
        click.option("--site", metavar="SITE", help="The publisher of all articles, whatever their URLs say."),
        click.option("--follow-links", is_flag=True, help="Read what links in the dump lead to outside of it, too."),
    ):
        command = option(command)
    return command


def extractor_options(command: _Command) -> _Command:
    """Options of commands that run an extractor and check its records."""
    for option in (
        no_code,
        config,
        click.option("--site", metavar="SITE", help="The publisher of the pages, whatever their URLs say."),
        click.option(
            "--limit",
            type=click.FloatRange(0, _DAY, min_open=True),
            callback=_not_nan,
            default=10.0,
            show_default=True,
            metavar="SECONDS",
            help="Time that the extractor may take for a page.",
        ),
        click.option(
            "--extractor",
            "-x",
            metavar="MODULE:FUNCTION",
            help="The function that makes a record of a page.  [default: the configured one]",
        ),
    ):
        command = option(command)
    return command


def start_extractor(name: str | None) -> IsolatedExtractor | None:
    """An extractor by its name, also from the working folder, for as long as the command runs. Raises UsageError."""
    if name is None:
        return None
    from newscheck.fixtures.extractors import importable_from
    from newscheck.fixtures.isolation import IsolatedExtractor

    ctx = click.get_current_context()
    started: dict[str, IsolatedExtractor] = ctx.meta.setdefault(f"{__name__}.extractors", {})
    if name not in started:
        importable_from(os.getcwd())
        started[name] = IsolatedExtractor(name)
        ctx.call_on_close(started[name].close)
    return started[name]


def case_folders(session: Session, named: tuple[str, ...]) -> Iterator[Path]:
    """The folders of the page fixtures that are named. Raises UsageError where there are none."""
    from newscheck.engine.files.path_names import display_path
    from newscheck.fixtures.cases import find, is_case

    root = Path(session.project.pages or PAGES)
    for place in map(Path, named) if named else (root,):
        folder = place if place.is_dir() or not (root / place).is_dir() else root / place
        if not folder.is_dir():
            raise UsageError(f"no such case: {display_path(str(place))}")
        found = [folder] if folder != root and is_case(folder) else list(find(folder))
        if not found:
            raise UsageError(f"no cases in {display_path(str(folder))}")
        yield from found


def is_coloured(color: str) -> bool:
    """Whether stdout is to be coloured: `auto` (a terminal, and nobody minds), `always` or `never`."""
    if color != "auto":
        return color == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Cells of a line of output."""
    import shutil

    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 160))


@contextlib.contextmanager
def progress(quiet: bool, session: Session, targets: Iterable[str]) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr where that is a terminal; it is removed afterwards."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    counts = TextColumn("{task.completed:,} of {task.total:,} files")
    columns = (TextColumn("checking"), BarColumn(20), counts, TimeElapsedColumn())
    total = sum(1 for _ in session.walk(targets))
    # No thread: the run forks, and a process that forks should have none.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total)

        def update(done: int) -> None:
            bar.update(task, completed=done)
            bar.refresh()

        yield update


@contextlib.contextmanager
def status_line(*, stays: bool = False) -> Iterator[Callable[[str], None]]:
    """A line on a terminal (stderr) that each call replaces; it is removed afterwards unless it `stays`."""
    is_shown = False

    def show(text: str) -> None:
        nonlocal is_shown
        if sys.stderr.isatty():
            is_shown = True
            click.echo(f"\r\x1b[Knewscheck: {text}", err=True, nl=False)

    try:
        yield show
    finally:
        if is_shown:
            click.echo("\n" if stays else "\r\x1b[K", err=True, nl=False)


def print_remarks(remarks: list[str]) -> None:
    """Print on stderr what is not a finding."""
    from newscheck.text.display import sanitize

    for remark in remarks:
        click.echo(f"newscheck: {sanitize(remark)}", err=True)
