"""`--report html=FILE` of a command whose report has no other format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from newscheck.cli import _outputs, _report_site

if TYPE_CHECKING:
    from newscheck.cli._output_steps import OutputSteps
    from newscheck.engine.session import Session
    from newscheck.model import Report

_FORM = "html"


def _parse(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    pairs = [value.partition("=") for value in values]
    if any(form != _FORM or not path for form, _, path in pairs):
        raise click.BadParameter("wanted html=FILE, or html=FOLDER/")
    if pairs:
        _outputs.require_libraries(_FORM)
    return tuple(path for _, _, path in pairs)


option = click.option(
    "--report",
    "pages",
    multiple=True,
    callback=_parse,
    metavar="html=FILE",
    help="Also write a page; repeatable. html=FOLDER/ adds the report to those of earlier runs.",
)


def check(pages: tuple[str, ...], session: Session) -> None:
    """Raise UsageError where a page can't be written, or over a file that is none."""
    from newscheck.engine.files import destinations

    files = [path for path in pages if not _report_site.is_site(_FORM, path)]
    sites = [_report_site.site(path) for path in pages if path not in files]
    mapping = session.checker.mapping
    destinations.check(destinations.WritePlan(files, inputs=session.input_files, mapping=mapping, sites=sites))


def deliver(pages: tuple[str, ...], report: Report, now: int, steps: OutputSteps) -> None:
    """Write the pages of a report; `now` is the time of the check."""
    for path in pages:
        steps.attempt("output html", partial(_write, path, report, now))


def _write(path: str, report: Report, now: int) -> None:
    from newscheck.engine.files import atomic_write
    from newscheck.model import RenderOptions
    from newscheck.outputs import render

    if _report_site.is_site(_FORM, path):
        _report_site.add(report, path, now)
    else:
        atomic_write.write(path, render(_FORM, report, RenderOptions()))
