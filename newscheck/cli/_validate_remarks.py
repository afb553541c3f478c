"""What `newscheck validate` says on stderr about its settings and about the tools that wrote its files."""

from __future__ import annotations

from newscheck.cli import _terminal
from newscheck.cli._validate_request import Request
from newscheck.model import Report


def print_settings(request: Request, verbose: bool) -> None:
    """Print what is left out of the settings and, where it is `verbose`, what is checked and all settings."""
    from newscheck.engine.files.path_names import display_path

    session = request.session
    if not request.outputs.quiet:
        _terminal.print_remarks(session.project.omissions)
    if session.schema and not request.outputs.quiet:
        _terminal.print_remarks(session.schema.remarks)
    if verbose:
        settings = {
            name.replace("_", "-"): getattr(session.project, name) for name in session.project.__struct_fields__
        }
        lines = [f"{name} = {value}" for name, value in settings.items() if value]
        _terminal.print_remarks([f"checking {', '.join(map(display_path, request.targets))}", *lines])


def on_presets(report: Report) -> list[str]:
    """Which tools wrote items, and what their presets leave out."""
    if not report.presets:
        return []
    from newscheck.article.presets import remarks
    from newscheck.checker.feed_counts import UNMAPPED

    # A finding says how to add what a tool leaves out.
    missing = set() if UNMAPPED in report.rules else {field for feed in report.unmapped for field in feed.fields}
    return remarks(report.presets, missing)
