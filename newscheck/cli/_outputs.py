"""Outputs of `newscheck validate`: their options, and stdout, files and the step summary of GitHub Actions."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from newscheck import registry
from newscheck.cli import _options
from newscheck.model import RenderOptions, Report
from newscheck.outputs import render

if TYPE_CHECKING:
    from newscheck.cli._output_steps import OutputSteps
    from newscheck.engine.session import Session

_Command = TypeVar("_Command", bound=Callable[..., Any])


class OutputOptions(NamedTuple):
    """Options of the command line: the format, to stdout or a file, `reports` as more formats and their files, and how
    they look."""

    form: str
    output: str | None
    reports: tuple[tuple[str, str], ...]
    category: str | None
    statistics: bool
    max_per_rule: int
    color: str
    quiet: bool

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are written."""
        return tuple(filter(None, (self.output, *(path for _, path in self.reports))))

    @property
    def summary(self) -> str | None:
        """The file of the step summary of GitHub Actions, where that format is wanted."""
        forms = (self.form, *(form for form, _ in self.reports))
        return os.environ.get("GITHUB_STEP_SUMMARY") if "github" in forms else None


def _parse_reports(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = tuple((name, path) for name, _, path in (value.partition("=") for value in values))
    for name, path in pairs:
        if name not in registry.names("outputs") or not path:
            raise click.BadParameter(f"wanted FORMAT=PATH with a format of {', '.join(registry.names('outputs'))}")
    return pairs


def options(command: _Command) -> _Command:
    """The options, for `pop`."""
    for option in (
        click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text output."
        ),
        click.option(
            "--max-per-rule",
            type=click.IntRange(1),
            default=10,
            show_default=True,
            metavar="N",
            help="Findings of one rule that the text output tells one by one.",
        ),
        click.option("--statistics", is_flag=True, help="End the text output with a table of findings by rule."),
        click.option(
            "--category",
            metavar="NAME",
            help="What code scanning tells runs apart by (SARIF).  [default: newscheck and what is checked]",
        ),
        click.option(
            "--report",
            "reports",
            multiple=True,
            callback=_parse_reports,
            metavar="FORMAT=FILE",
            help="Write one more output.",
        ),
        click.option(
            "-o",
            "--output",
            type=_options.NON_EMPTY,
            metavar="FILE",
            help="Write the output to a file instead of stdout.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(registry.names("outputs")),
            default="text",
            show_default=True,
            help="Form of the output.",
        ),
    ):
        command = option(command)
    return command


def pop(given: dict[str, Any]) -> OutputOptions:
    """Take these options out of the given ones."""
    return OutputOptions(*(given.pop(name) for name in OutputOptions._fields))


def check(wish: OutputOptions, session: Session, updated: tuple[str, ...]) -> None:
    """Raise UsageError where a file can't be written or isn't newscheck's; `updated` are baselines and references."""
    if not (wish.files or updated or wish.summary):
        return
    from newscheck.engine import report_filter
    from newscheck.engine.files import destinations

    for path in updated:
        if path != session.project.reference and os.path.exists(path):
            report_filter.load_baseline(path)
    shared = (wish.summary,) if wish.summary else ()
    inputs = tuple(path for path in session.input_files if path not in updated)
    destinations.check(destinations.WritePlan(wish.files, updated, shared, inputs, session.project.fields))


def deliver(
    wish: OutputOptions, report: Report, steps: OutputSteps, *, category: str, rerun: Callable[[], str]
) -> None:
    """Write a report to all files, stdout and the step summary; `rerun` gives the command that shows all findings."""
    category = (wish.category or "").strip("/") or category
    style = RenderOptions(max_per_rule=None, statistics=wish.statistics, category=category)
    for form, path in (*wish.reports, *([(wish.form, wish.output)] if wish.output else [])):
        steps.attempt(f"output {form}", partial(_write, report, form, path, style))
    if not wish.output and not wish.quiet:
        color, width = _options.is_coloured(wish.color), _options.width()
        style = RenderOptions(color, width, wish.max_per_rule, wish.statistics, rerun(), category)
        steps.attempt(f"output {wish.form}", partial(_show, report, wish.form, style))
    if wish.summary:
        steps.attempt("output markdown", partial(_append, report, wish.summary))


def category(session: Session, targets: tuple[str, ...]) -> str:
    """What is checked, so that reports on two dumps of a repository don't replace each other: paths and site."""
    from newscheck.engine.files.path_names import display_path

    places = ",".join(place for place in map(display_path, targets) if place != ".")
    return "/".join(filter(None, ("newscheck", places.strip("/"), session.project.site)))


def _show(report: Report, form: str, style: RenderOptions) -> None:
    """Write an output to stdout."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdout.writelines(render(form, report, style))
    sys.stdout.flush()


def _write(report: Report, form: str, path: str, style: RenderOptions) -> None:
    """Write an output to a file, whole or not at all. Raises UsageError where that fails."""
    from newscheck.engine.files import atomic_write  # few runs write a file

    atomic_write.write(path, render(form, report, style))


def _append(report: Report, path: str) -> None:
    """Append the summary to a file that all steps share. GitHub takes 1 MiB."""
    from newscheck.engine.files import atomic_write  # as above

    atomic_write.append(path, render("markdown", report, RenderOptions()))
