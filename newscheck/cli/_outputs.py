"""Where the outputs of `newscheck validate` go: stdout, files, and the summary of a step of GitHub Actions."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from newscheck import registry
from newscheck.model import Report, Style

if TYPE_CHECKING:
    from newscheck.settings.config import Project


def check(project: Project, outputs: tuple[str, ...], kept: tuple[str, ...], summary: str | None) -> None:
    """Raise UsageError where one can't be written, would be written over what is no output, or where what is to be
    written anew is none of newscheck's."""
    if not (outputs or kept or summary):
        return
    from newscheck import destinations
    from newscheck.telling import acceptance

    for path in kept:
        if path != project.reference and os.path.exists(path):
            acceptance.load(path)
    shared = (summary,) if summary else ()
    inputs = tuple(path for path in project.input_files if path not in kept)
    destinations.check(destinations.Plan(outputs, kept, shared, inputs, project.fields))


def show(report: Report, form: str, style: Style) -> None:
    """Write an output to stdout."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdout.writelines(registry.module("outputs", form).render(report, style))
    sys.stdout.flush()


def write(report: Report, form: str, path: str, style: Style) -> None:
    """Write an output to a file, whole or not at all. Raises UsageError where that fails."""
    from newscheck import files

    files.write(path, registry.module("outputs", form).render(report, style))


def category(project: Any, targets: tuple[str, ...]) -> str:
    """What is checked, so that reports on two dumps of a repository don't take the place of each other."""
    from newscheck.files import shown

    places = ",".join(place for place in map(shown, targets) if place != ".")
    return "/".join(filter(None, ("newscheck", places.strip("/"), project.site)))


def step_summary() -> str | None:
    """The file for what GitHub Actions shows below a step."""
    return os.environ.get("GITHUB_STEP_SUMMARY")


def append(report: Report, path: str) -> None:
    """Add the summary to a file that all steps share: what stands in it stays. GitHub takes 1 MiB."""
    from newscheck import files

    files.append(path, registry.module("outputs", "markdown").render(report, Style()))
