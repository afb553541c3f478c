"""`newscheck validate`: check a dump."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from newscheck.cli import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    _baseline_options,
    _input_options,
    _notify,
    _options,
    _output_steps,
    _outputs,
    _rerun_hint,
)
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, FileSelection, Report
from newscheck.text.display import quantity

if TYPE_CHECKING:
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.report_filter import ReportFilter
    from newscheck.engine.session import Session

_NAMES = "a rule's id, a pattern (epoch-*) or the first word of ids; repeatable, or separated by commas"


@click.command(
    cls=_notify.NotifyingCommand,
    epilog="Example: newscheck validate articles/ --ignore title-spacing "
    "--fail-on warning --format json -o report.json",
)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--select", multiple=True, callback=_options.split_names, metavar="RULE", help=f"Report only these rules: {_NAMES}."
)
@click.option(
    "--ignore",
    multiple=True,
    callback=_options.split_names,
    metavar="RULE",
    help="Don't report these rules (names as above).",
)
@click.option(
    "--fail-on",
    type=click.Choice([*reversed(SEVERITIES), "never"]),
    help="The lowest severity that makes the exit code 1.  [default: error]",
)
@click.option("--schema", type=_options.NON_EMPTY, metavar="FILE", help="A JSON Schema of your own for the record.")
@_options.now
@click.option(
    "--reference",
    type=_options.NON_EMPTY,
    metavar="FILE",
    help="Compare new articles, even a few, with a reference (newscheck profile).",
)
@click.option("--update-reference", is_flag=True, help="Accept the articles: add them to the reference afterwards.")
@click.option(
    "--since", callback=_options.parse_time, metavar="TIME", help="Don't report layout changes before this time."
)
@_baseline_options.options
@click.option(
    "--max-age",
    multiple=True,
    callback=_options.parse_ages,
    metavar="[SITE=]AGE",
    help="A feed is silent when its newest article is older (90m, 6h, 2d; off), except during its usual nights and "
    "weekends; repeatable, for a limit per site.",
)
@_options.scan_options
@_input_options.options
@_outputs.options
@_notify.options
@click.option(
    "--cache/--no-cache", "use_cache", default=True, help="Cache results in .newscheck_cache/.  [default: yes]"
)
@_options.run_options
@click.option(
    "-q", "--quiet", is_flag=True, help="No findings on stdout, no progress: only the exit code and -o, --report."
)
@click.option("-v", "--verbose", is_flag=True, help="Report on stderr what is read and with which settings.")
def command(
    paths: tuple[str, ...],
    config: str | None,
    verbose: bool,
    use_cache: bool,
    update_reference: bool,
    **given: Any,
) -> int:
    """Check the articles in files and folders, and the dump as a whole.

    Reads JSON, JSON Lines, CSV, RSS, Atom and other XML, Markdown, Parquet and Arrow, also compressed and in archives,
    and with an `extractor` saved pages and WARC; newscheck init finds the settings for them. Without PATH, checks the
    configured `paths`, or the current folder; - is one document on stdin.
    """
    request = _parse(paths, config, update_reference, given)
    report_filter = _check(request)
    _print_settings(request, verbose)
    cache = _open_cache(request.session) if use_cache else None
    report = _run(request, cache)
    _check_extractor(report, request.session.project.extractor)
    steps = _output_steps.OutputSteps()
    if cache:
        _close_cache(cache, steps, request, verbose)
    report = report_filter.filter_report(report, is_whole=request.is_whole)
    if request.baseline.write and not report.crashes:
        _write_baseline(report_filter, request, report)
        return steps.code(0)
    if request.outputs.collapse and not request.input.each:
        report = _collapsed(report, request)
    if request.baseline.update and not report.crashes:
        steps.attempt("the baseline", report_filter.prune_baseline)
    _deliver(request, report, steps)
    if update_reference and not report.crashes:
        steps.attempt("the reference", partial(_update_reference, request, cache))
    if report.crashes:
        _options.print_remarks(
            [f"{path} is left unchanged: the findings are incomplete" for path in request.updated_files]
        )
    _notify.hand_over(report, request.session.project.fail_on, request.targets)
    return steps.code(exit_code(report, request.session.project.fail_on))


class _Request(NamedTuple):
    """What to check, and what to do with the report, which is about the files in `focus` only (None: all)."""

    session: Session
    targets: tuple[str, ...]
    focus: FileSelection | None
    input: _input_options.InputOptions
    baseline: _baseline_options.BaselineOptions
    outputs: _outputs.OutputOptions
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


def _parse(paths: tuple[str, ...], config: str | None, updates_reference: bool, given: dict[str, Any]) -> _Request:
    """The request of a command line. Raises UsageError where the options contradict each other or the settings."""
    from newscheck.engine.session import Session

    outputs = _outputs.pop(given)
    baseline = _baseline_options.pop(given)
    source = _input_options.pop(given, paths)
    without = ("baseline",) if baseline.ignores else ()
    session = Session.load(given, file=config, without=without, besides=(baseline.write or "", *outputs.files))
    _input_options.check_selected(source, session)
    session = _input_options.with_link_bounds(source, paths, session)
    targets, focus = _input_options.select_files(source, paths, session)
    return _Request(session, targets, focus, source, baseline, outputs, updates_reference)


def _check(request: _Request) -> ReportFilter:
    """The filter of the report. Raises UsageError where the request can't be met."""
    from newscheck.engine.report_filter import ReportFilter

    if request.updates_reference and request.input.has_other_input:
        raise UsageError("--update-reference takes the articles of files, not of stdin or of the history")
    if request.updates_reference and not request.session.project.reference:
        raise UsageError("--update-reference needs a reference: --reference FILE")
    has_outputs = bool(request.outputs.files or request.updates_reference)
    _baseline_options.check(request.baseline, request.session, is_whole=request.is_whole, has_outputs=has_outputs)
    report_filter = ReportFilter(request.session, shows_known=request.baseline.shows)
    _baseline_options.check_until(request.baseline, request.session)
    _outputs.check(request.outputs, request.session, request.updated_files)
    return report_filter


def _print_settings(request: _Request, verbose: bool) -> None:
    from newscheck.engine.files.path_names import display_path

    session = request.session
    if not request.outputs.quiet:
        _options.print_remarks(session.project.omissions)
    if session.schema and not request.outputs.quiet:
        _options.print_remarks(session.schema.remarks)
    if verbose:
        settings = {
            name.replace("_", "-"): getattr(session.project, name) for name in session.project.__struct_fields__
        }
        lines = [f"{name} = {value}" for name, value in settings.items() if value]
        _options.print_remarks([f"checking {', '.join(map(display_path, request.targets))}", *lines])


def _open_cache(session: Session) -> Cache:
    from newscheck.engine.cache.content_store import Cache

    return Cache(".", session.cache_identity)


def _run(request: _Request, cache: Cache | None) -> Report:
    from newscheck.engine.run import run

    session, targets = request.session, request.targets
    if report := _input_options.run_other_input(request.input, session, targets):
        return report
    with _options.progress(request.outputs.quiet, session, targets) as progress:
        return run(session, targets, jobs=session.project.jobs, cache=cache, progress=progress, focus=request.focus)


def _check_extractor(report: Report, name: str | None) -> None:
    """Raise UsageError where the project's extractor can't be started, as each page says."""
    if name is None:
        return
    beginning = f"extractor {name}: "
    for finding in report.findings:
        if finding.rule == "extractor-failed" and finding.message.startswith(beginning):
            raise UsageError(finding.message)


def _close_cache(cache: Cache, steps: _output_steps.OutputSteps, request: _Request, verbose: bool) -> None:
    steps.attempt("the cache", cache.save)
    if verbose and (cache.hits or cache.misses):
        _options.print_remarks([f"cache: {quantity(cache.misses, 'file')} checked, {cache.hits:,} known"])
    if not request.outputs.quiet:
        _options.print_remarks(cache.remarks)


def _collapsed(report: Report, request: _Request) -> Report:
    if not (report.properties or report.unmapped):
        return report
    from newscheck.engine import feed_report

    return feed_report.collapse(report, request.session.checker)


def _deliver(request: _Request, report: Report, steps: _output_steps.OutputSteps) -> None:
    """Print remarks, and write all outputs."""
    if not request.outputs.quiet:
        from newscheck.article.presets import remarks

        of_focus = request.focus.remarks if request.focus else ()
        missing = {field for feed in report.unmapped for field in feed.fields}
        _options.print_remarks([*of_focus, *remarks(report.presets, missing), *report.remarks])
    _outputs.deliver(
        request.outputs,
        report,
        steps,
        category=_outputs.category(request.session, request.targets),
        rerun=lambda: _input_options.rerun_command(
            request.input, _rerun_hint.command_line("--no-collapse", "--format", "concise")
        ),
    )


def _write_baseline(report_filter: ReportFilter, request: _Request, report: Report) -> None:
    """Write the baseline, and print how many findings are in it and which can't be."""
    from newscheck.rules import TIMEOUT

    path, options = str(request.baseline.write), request.baseline
    number = report_filter.write_baseline(path, report.findings, until=options.until, reason=options.reason)
    if not request.outputs.quiet:
        _options.print_remarks([f"{path}: {quantity(number, 'finding')} accepted"])
    late = [finding.path for finding in report.findings if finding.rule == TIMEOUT]
    _options.print_remarks([f"{path}: {TIMEOUT} can't be accepted: it may hold anything" for path in late])


def _update_reference(request: _Request, cache: Cache | None) -> None:
    """Add the articles to the reference."""
    from newscheck.engine.reference_builder import update
    from newscheck.engine.settings import reference_file

    session, path = request.session, str(request.session.project.reference)
    built = update(session, request.targets, jobs=session.project.jobs, cache=cache)
    reference_file.save(path, built.profiles)
    if not request.outputs.quiet:
        _options.print_remarks([f"{path}: {remark}" for remark in built.remarks])


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 for a finding at or above the fail level, 2 where newscheck itself crashed on something."""
    if report.crashes:
        _output_steps.report_crashes(report.crashes)
        return EXIT_USAGE
    from newscheck.triage.statistics import failing_severities

    return EXIT_FINDINGS if any(getattr(report.summary, severity) for severity in failing_severities(fail_on)) else 0
