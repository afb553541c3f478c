"""`newscheck report`: the page of a saved report."""

from __future__ import annotations

import sys

import click

from newscheck.cli import _options, _output_options, _saved_report, _terminal
from newscheck.errors import UsageError


@click.command(epilog="Example: newscheck report report.json -o report.html --open")
@click.argument("file", type=_options.NON_EMPTY, metavar="REPORT.json")
@click.option(
    "-o", "--output", type=_options.NON_EMPTY, metavar="FILE", help="Write the page to a file instead of stdout."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser (with -o).")
def command(file: str, output: str | None, opens: bool) -> int:
    """Make the page that --report html=FILE writes of a report that --format json has saved.

    REPORT.json may be compressed with gzip, or a folder that --findings wrote; - is stdin. The page is the
    same, byte for byte, as that of the run which saved the report.
    """
    from newscheck import outputs

    _output_options.require_libraries("html")
    if opens and not output:
        raise click.UsageError("--open opens a file: give -o FILE with it")
    if output:
        _check_output(output, file)
    report, style = _saved_report.read(file)
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
    """Raise UsageError where the page can't be written, or over a report: the one that is read, or any other."""
    from newscheck.engine.files import destinations, saved_file
    from newscheck.engine.files.path_names import display_path

    destinations.check(destinations.WritePlan((output,), inputs=_saved_report.files(file)))
    if saved_file.is_report(output):
        raise UsageError(f"can't write {display_path(output)}: a saved report is in that file, no page")


def _open(path: str) -> None:
    """Show a page in the browser; without one, say where it is."""
    import webbrowser
    from pathlib import Path

    if not webbrowser.open(Path(path).resolve().as_uri()):
        _terminal.print_remarks([f"no browser is found: open {path}"])
