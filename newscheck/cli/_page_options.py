"""`newscheck layouts --report html=FILE`: the page about a dump of which only the layouts were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from newscheck.cli import _delivery, _output_options, _report_site
from newscheck.model import RenderOptions, Report

if TYPE_CHECKING:
    from newscheck.cli._output_steps import OutputSteps
    from newscheck.engine.session import Session

_FORM = "html"


def _parse(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    pairs = _output_options.parse_reports(ctx, parameter, values)
    if any(form != _FORM for form, _ in pairs):
        raise click.BadParameter("wanted html=FILE, or html=FOLDER/")
    return tuple(path for _, path in pairs)


option = click.option(
    "--report",
    "pages",
    multiple=True,
    callback=_parse,
    metavar="html=FILE",
    help="Also write a page: charts over time, layouts and their changes, example articles. html=FOLDER/ adds it to "
    "those of earlier runs.",
)


def check(pages: Sequence[str], session: Session) -> None:
    """Raise UsageError where a page can't be written or would replace something else."""
    if not pages:
        return
    from newscheck.engine.files import destinations

    files = [page for page in pages if not _report_site.is_site(_FORM, page)]
    sites = [_report_site.site(page) for page in pages if page not in files]
    inputs, mapping = tuple(session.input_files), session.checker.mapping
    destinations.check(destinations.WritePlan(files, inputs=inputs, mapping=mapping, sites=sites))


def write(pages: Sequence[str], report: Report, steps: OutputSteps, *, now: int) -> None:
    """Write the pages of a report in which no rules were run; `now` is the time of the check."""
    style = RenderOptions(layouts_only=True)
    for page in pages:
        steps.attempt(f"output {_FORM}", partial(_delivery.write, report, _FORM, page, style, now))
