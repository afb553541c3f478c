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
    from newscheck.engine.stages import Progress

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
def progress(quiet: bool, session: Session, targets: Iterable[str]) -> Iterator[Progress | None]:
    """Shows how far a run is, in a line on stderr where that is a terminal; it is removed afterwards."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    import shutil
    import time

    from newscheck.cli._progress import ProgressLine
    from newscheck.engine.files.urls import is_url

    with status_line() as show:
        show("counting files")
        # A folder on another machine is listed once, by the run.
        total = None if any(map(is_url, targets)) else sum(1 for _ in session.walk(targets))
        # A line that the terminal wraps would stay.
        cells = shutil.get_terminal_size((_WIDTH, 24)).columns - len("newscheck: ") - 1
        yield ProgressLine(total, lambda line: show(line[:cells]), time.monotonic)


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
