"""What a command line of `newscheck validate` asks for, and whether that can be met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newscheck.cli import _baseline_options, _delivery, _input_options, _output_options
from newscheck.errors import UsageError
from newscheck.model import FileSelection

if TYPE_CHECKING:
    from newscheck.engine.report_filter import ReportFilter
    from newscheck.engine.session import Session


class Request(NamedTuple):
    """What to check, and what to do with the report, which is about the files in `focus` only (None: all)."""

    session: Session
    targets: tuple[str, ...]
    focus: FileSelection | None
    input: _input_options.InputOptions
    baseline: _baseline_options.BaselineOptions
    outputs: _output_options.OutputOptions
    updates_reference: bool

    @property
    def is_whole(self) -> bool:
        """Whether the report is about a whole dump."""
        return self.focus is None and not self.input.has_other_input and not self.input.each

    @property
    def updated_files(self) -> tuple[str, ...]:
        """The baselines and references that are written."""
        project = self.session.project
        baseline = project.baseline if self.baseline.update else None
        reference = project.reference if self.updates_reference else None
        return tuple(filter(None, (self.baseline.write, baseline, reference)))


def parse(paths: tuple[str, ...], config: str | None, updates_reference: bool, given: dict[str, Any]) -> Request:
    """The request of a command line. Raises UsageError where the options contradict each other or the settings."""
    from newscheck.engine.session import Session

    outputs = _output_options.pop(given)
    baseline = _baseline_options.pop(given)
    source = _input_options.pop(given, paths)
    without = ("baseline",) if baseline.ignores else ()
    session = Session.load(given, file=config, without=without, besides=(baseline.write or "", *outputs.places))
    _input_options.check_selected(source, session)
    session = _input_options.with_link_bounds(source, paths, session)
    targets, focus = _input_options.select_files(source, paths, session)
    return Request(session, targets, focus, source, baseline, outputs, updates_reference)


def check(request: Request) -> ReportFilter:
    """The filter of the report. Raises UsageError where the request can't be met."""
    from newscheck.engine.report_filter import ReportFilter

    if request.updates_reference and request.input.has_other_input:
        raise UsageError("--update-reference takes the articles of files, not of stdin or of the history")
    if request.updates_reference and not request.session.project.reference:
        raise UsageError("--update-reference needs a reference: --reference FILE")
    has_outputs = bool(request.outputs.places or request.updates_reference)
    _baseline_options.check(request.baseline, request.session, is_whole=request.is_whole, has_outputs=has_outputs)
    report_filter = ReportFilter(request.session, shows_known=request.baseline.shows)
    _baseline_options.check_until(request.baseline, request.session)
    _delivery.check(request.outputs, request.session, request.updated_files)
    return report_filter
