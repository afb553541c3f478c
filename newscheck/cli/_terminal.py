"""What is shown on a terminal, or in its place: colours, the width of lines, progress, remarks on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newscheck.engine.session import Session

#: Cells of a line that is not written to a terminal.
_WIDTH = 100


def is_coloured(color: str) -> bool:
    """Whether stdout is to be coloured: `auto` (a terminal, unless NO_COLOR is set), `always` or `never`."""
    if color != "auto":
        return color == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Cells of a line of output."""
    if not (sys.stdout.isatty() or os.environ.get("COLUMNS")):
        return _WIDTH
    import shutil

    return max(40, min(shutil.get_terminal_size((_WIDTH, 24)).columns, 160))


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
    """Print messages that are no findings on stderr."""
    from newscheck.text.display import sanitize

    for remark in remarks:
        click.echo(f"newscheck: {sanitize(remark)}", err=True)
