"""Outputs of a run are written: to stdout, files, folders and the step summary of GitHub Actions."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from newscheck.cli import _picture, _report_site, _terminal
from newscheck.model import RenderOptions, Report
from newscheck.outputs import render

if TYPE_CHECKING:
    from newscheck.cli._output_options import OutputOptions
    from newscheck.cli._output_steps import OutputSteps
    from newscheck.engine.files.result_folder import ResultFolder
    from newscheck.engine.session import Session


def check(outputs: OutputOptions, session: Session, updated: tuple[str, ...]) -> None:
    """Raise UsageError where a file can't be written or isn't newscheck's; `updated` are baselines and references."""
    if not (outputs.places or updated or outputs.summary):
        return
    from newscheck.engine import report_filter
    from newscheck.engine.files import destinations

    for path in updated:
        if path != session.project.reference and os.path.exists(path):
            report_filter.load_baseline(path)
    shared = (outputs.summary,) if outputs.summary else ()
    inputs = tuple(path for path in session.input_files if path not in updated)
    folders = tuple(_folder(path) for _, path in outputs.findings)
    mapping = session.checker.mapping
    sites = tuple(map(_report_site.site, outputs.sites))
    destinations.check(destinations.WritePlan(outputs.files, updated, shared, inputs, mapping, folders, sites))


def deliver(
    outputs: OutputOptions,
    report: Report,
    steps: OutputSteps,
    *,
    category: str,
    docs_url: str,
    now: int,
    rerun: Callable[[], str],
) -> None:
    """Write a report to all files, stdout and the step summary.

    `now` is the time (ms) of the check, `rerun` gives the command that shows all findings.
    """
    category = (outputs.category or "").strip("/") or category
    style = RenderOptions(max_per_rule=None, statistics=outputs.statistics, category=category, docs_url=docs_url)
    for form, path in (*outputs.reports, *([(outputs.form, outputs.output)] if outputs.output else [])):
        steps.attempt(f"output {form}", partial(write, report, form, path, style, now))
    for form, path in outputs.findings:
        steps.attempt(f"findings {form}", partial(_write_folder, report, form, path))
    if not outputs.output and not outputs.quiet:
        color, width = _terminal.is_coloured(outputs.color), _terminal.width()
        style = RenderOptions(
            color, width, outputs.max_per_rule, outputs.statistics, rerun(), category, docs_url=docs_url
        )
        picture = _picture.style(color=color) if outputs.shows_picture else None
        steps.attempt(f"output {outputs.form}", partial(_show, report, outputs.form, style))
        if picture:
            steps.attempt("the picture", partial(_picture.show, report, picture))
    if outputs.summary:
        steps.attempt("output markdown", partial(_append, report, outputs.summary))


def category(session: Session, targets: tuple[str, ...]) -> str:
    """The checked paths and the site, so that reports on two dumps of a repository don't replace each other."""
    from newscheck.engine.files.path_names import display_path

    places = ",".join(place for place in map(display_path, targets) if place != ".")
    return "/".join(filter(None, ("newscheck", places.strip("/"), session.project.site)))


def _show(report: Report, form: str, style: RenderOptions) -> None:
    """Write an output to stdout."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdout.writelines(render(form, report, style))
    sys.stdout.flush()


def write(report: Report, form: str, path: str, style: RenderOptions, now: int) -> None:
    """Write an output to a file, whole or not at all, or add it to those of earlier runs, by the time of the check.

    Raises UsageError where that fails.
    """
    if _report_site.is_site(form, path):
        _report_site.add(report, path, style, now)
        return
    from newscheck.engine.files import atomic_write  # few runs write a file

    atomic_write.write(path, render(form, report, style))


def _folder(path: str) -> ResultFolder:
    """A folder of findings."""
    from newscheck.engine.files.result_folder import ResultFolder
    from newscheck.outputs.shards import folder

    return ResultFolder(path, folder.is_own_name, folder.REPORT, folder.BEGINNING)


def _write_folder(report: Report, form: str, path: str) -> None:
    """Write the findings to a folder, whole or not at all. Raises UsageError where that fails."""
    from newscheck.engine.files import result_folder
    from newscheck.outputs.shards import folder

    result_folder.write(_folder(path), folder.files(form, report))


def _append(report: Report, path: str) -> None:
    """Append the summary to a file that all steps share. GitHub takes 1 MiB."""
    from newscheck.engine.files import atomic_write  # as above

    atomic_write.append(path, render("markdown", report, RenderOptions()))
