"""Where the outputs of `newscheck validate` go: stdout, files, and the summary of a step of GitHub Actions."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from newscheck.engine.files import atomic_write
from newscheck.model import RenderOptions, Report
from newscheck.outputs import render

if TYPE_CHECKING:
    from newscheck.engine.settings.config import Project


def check(project: Project, outputs: tuple[str, ...], kept: tuple[str, ...], summary: str | None) -> None:
    """Raise UsageError where one can't be written, would be written over what is no output, or where what is to be
    written anew is none of newscheck's."""
    if not (outputs or kept or summary):
        return
    from newscheck.engine import report_filter
    from newscheck.engine.files import destinations

    for path in kept:
        if path != project.reference and os.path.exists(path):
            report_filter.load_baseline(path)
    shared = (summary,) if summary else ()
    inputs = tuple(path for path in project.input_files if path not in kept)
    destinations.check(destinations.WritePlan(outputs, kept, shared, inputs, project.fields))


def show(report: Report, form: str, style: RenderOptions) -> None:
    """Write an output to stdout."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdout.writelines(render(form, report, style))
    sys.stdout.flush()


def write(report: Report, form: str, path: str, style: RenderOptions) -> None:
    """Write an output to a file, whole or not at all. Raises UsageError where that fails."""

    atomic_write.write(path, render(form, report, style))


def category(project: Any, targets: tuple[str, ...]) -> str:
    """What is checked, so that reports on two dumps of a repository don't take the place of each other."""
    from newscheck.engine.files.path_names import display_path

    places = ",".join(place for place in map(display_path, targets) if place != ".")
    return "/".join(filter(None, ("newscheck", places.strip("/"), project.site)))


def step_summary() -> str | None:
    """The file for what GitHub Actions shows below a step."""
    return os.environ.get("GITHUB_STEP_SUMMARY")


def append(report: Report, path: str) -> None:
    """Add the summary to a file that all steps share: what stands in it stays. GitHub takes 1 MiB."""

    atomic_write.append(path, render("markdown", report, RenderOptions()))
