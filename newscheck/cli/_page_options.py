"""`newscheck layouts --report html=FILE`: the page about a dump of which only the layouts were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from newscheck.cli import _outputs
from newscheck.model import RenderOptions, Report

if TYPE_CHECKING:
    from newscheck.cli._output_steps import OutputSteps
    from newscheck.engine.session import Session

_FORM = "html"


def _parse(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    pairs = _outputs.parse_reports(ctx, parameter, values)
    if any(form != _FORM for form, _ in pairs):
        raise click.BadParameter("wanted html=FILE")
    return tuple(path for _, path in pairs)


option = click.option(
    "--report",
    "pages",
    multiple=True,
    callback=_parse,
    metavar="html=FILE",
    help="Also write a page: charts over time, layouts and their changes, example articles.",
)


def check(pages: Sequence[str], session: Session) -> None:
    """Raise UsageError where a page can't be written or would replace something else."""
    if not pages:
        return
    from newscheck.engine.files import destinations

    plan = destinations.WritePlan(pages, inputs=tuple(session.input_files), mapping=session.checker.mapping)
    destinations.check(plan)


def write(pages: Sequence[str], report: Report, steps: OutputSteps) -> None:
    """Write the pages of a report in which no rules were run."""
    for page in pages:
        style = RenderOptions(layouts_only=True)
        steps.attempt(f"output {_FORM}", partial(_outputs.write, report, _FORM, page, style))
