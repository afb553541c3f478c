"""`newscheck report`: the page of a saved report."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from newscheck.cli import _options, _outputs, _terminal
from newscheck.errors import UsageError, reason

if TYPE_CHECKING:
    from newscheck.model import RenderOptions, Report

_STDIN = "-"


@click.command(epilog="Example: newscheck report report.json -o report.html --open")
@click.argument("file", type=_options.NON_EMPTY, metavar="REPORT.json")
@click.option(
    "-o", "--output", type=_options.NON_EMPTY, metavar="FILE", help="Write the page to a file instead of stdout."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser (with -o).")
def command(file: str, output: str | None, opens: bool) -> int:
    """Make the page that --report html=FILE writes of a report that --format json has saved.

    REPORT.json may be compressed with gzip, or a folder that --findings jsonl=FOLDER wrote; - is stdin. The page is the
    same, byte for byte, as that of the run which saved the report.
    """
    from newscheck import outputs

    _outputs.require_libraries("html")
    if opens and not output:
        raise click.UsageError("--open opens a file: give -o FILE with it")
    if output:
        _check_output(output, file)
    report, style = _read(file)
    page = outputs.render("html", report, style)
    if not output:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.writelines(page)
        return 0
    from newscheck.engine.files import atomic_write

    atomic_write.write(output, page)
    if opens:
        _open(output)
    return 0


def _check_output(output: str, file: str) -> None:
    """Raise UsageError where the page can't be written, or over the report."""
    from newscheck.engine.files import destinations

    source = "/dev/stdin" if file == _STDIN else file
    destinations.check(destinations.WritePlan((output,), inputs=(source,)))


def _read(file: str) -> tuple[Report, RenderOptions]:
    """The saved report, and the options that go with it. Raises UsageError where there is none."""
    from newscheck.engine.files import saved_file
    from newscheck.engine.files.path_names import display_path
    from newscheck.outputs.saved.report import read, style_of
    from newscheck.outputs.shards import folder

    label = "stdin" if file == _STDIN else display_path(file)
    path = os.path.join(file, folder.REPORT) if os.path.isdir(file) else file

    def part(name: str) -> bytes:
        if not folder.is_own_name(name) or not name.endswith(".jsonl.gz"):
            raise ValueError(f"its findings are in {name}: only those of --findings jsonl=FOLDER are read")
        return saved_file.content(os.path.join(os.path.dirname(path), name))

    try:
        if file == _STDIN and sys.stdin is None:
            raise ValueError("it is closed")
        data = saved_file.of_stream(sys.stdin.buffer) if file == _STDIN else saved_file.content(path)
        return read(data, None if file == _STDIN else part), style_of(data)
    except OSError as error:
        why = f"a folder without a {folder.REPORT}" if path != file and not os.path.exists(path) else reason(error)
        raise UsageError(f"{label}: {why}") from None
    except ValueError as error:
        raise UsageError(f"{label}: {error}") from None


def _open(path: str) -> None:
    """Show a page in the browser; without one, say where it is."""
    import webbrowser
    from pathlib import Path

    if not webbrowser.open(Path(path).resolve().as_uri()):
        _terminal.print_remarks([f"no browser is found: open {path}"])
