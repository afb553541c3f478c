"""`newscheck validate`: check a dump."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    _baseline_options,
    _delivery,
    _input_options,
    _notify,
    _options,
    _output_options,
    _output_steps,
    _rerun_hint,
    _terminal,
    _validate_remarks,
    _validate_request,
)
from newscheck.cli._validate_request import Request
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Report
from newscheck.text.display import quantity

if TYPE_CHECKING:
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.report_filter import ReportFilter
    from newscheck.engine.session import Session

_OWN_REPORT = "file-own-report"
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
@_options.rev
@_input_options.options
@_output_options.options
@_notify.options
@_options.cache_dir
@click.option("--cache/--no-cache", "use_cache", default=True, help="Cache results.  [default: yes]")
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
    and with an `extractor` saved pages and WARC; newscheck init finds the settings for them. PATH may be a URL
    (s3://, gs://, az://, https://). Without PATH, checks the configured `paths`, or the current folder; - is one
    document on stdin.
    """
    request = _validate_request.parse(paths, config, update_reference, given)
    report_filter = _validate_request.check(request)
    _validate_remarks.print_settings(request, verbose)
    cache = _open_cache(request.session) if use_cache else None
    report = _run(request, cache)
    _check_extractor(report, request.session.project.extractor)
    _check_articles(report, request)
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
        _terminal.print_remarks(
            [f"{path} is left unchanged: the findings are incomplete" for path in request.updated_files]
        )
    _notify.hand_over(report, request.session.project.fail_on, request.targets)
    return steps.code(exit_code(report, request.session.project.fail_on))


def _open_cache(session: Session) -> Cache:
    from newscheck.engine.cache.content_store import Cache

    return Cache.of(session)


def _run(request: Request, cache: Cache | None) -> Report:
    from newscheck.engine.run import run

    session, targets, outputs = request.session, request.targets, request.outputs
    if report := _input_options.run_other_input(request.input, session, targets, with_series=outputs.shows_series):
        return report
    with _terminal.progress(outputs.quiet, session, targets) as progress:
        return run(
            session,
            targets,
            jobs=session.project.jobs,
            cache=cache,
            progress=progress,
            focus=request.focus,
            with_series=outputs.shows_series,
        )


def _check_extractor(report: Report, name: str | None) -> None:
    """Raise UsageError where the project's extractor can't be started, as each page says."""
    if name is None:
        return
    beginning = f"extractor {name}: "
    for finding in report.findings:
        if finding.rule == "extractor-failed" and finding.message.startswith(beginning):
            raise UsageError(finding.message)


def _check_articles(report: Report, request: Request) -> None:
    """Raise UsageError where a dump is nothing but reports of newscheck: the path is a mistake, and must not pass."""
    if request.is_whole and not report.summary.articles and report.rules.keys() == {_OWN_REPORT}:
        from newscheck.engine.files.path_names import display_path

        places = ", ".join(map(display_path, request.targets))
        raise UsageError(f"no article files in {places}: only reports of newscheck")


def _close_cache(cache: Cache, steps: _output_steps.OutputSteps, request: Request, verbose: bool) -> None:
    steps.attempt("the cache", cache.save)
    if verbose and (cache.hits or cache.misses):
        _terminal.print_remarks([f"cache: {quantity(cache.misses, 'file')} checked, {cache.hits:,} known"])
    if not request.outputs.quiet:
        _terminal.print_remarks(cache.remarks)


def _collapsed(report: Report, request: Request) -> Report:
    rules = request.session.checker.rules
    if not (report.properties or report.unmapped or any(rules[rule].stands_for for rule in report.rules)):
        return report
    from newscheck.engine import feed_report

    return feed_report.collapse(report, request.session.checker)


def _deliver(request: Request, report: Report, steps: _output_steps.OutputSteps) -> None:
    """Print remarks, and write all outputs."""
    if not request.outputs.quiet:
        of_focus = request.focus.remarks if request.focus else ()
        _terminal.print_remarks([*of_focus, *_validate_remarks.on_presets(report), *report.remarks])
    _delivery.deliver(
        request.outputs,
        report,
        steps,
        category=_delivery.category(request.session, request.targets),
        docs_url=request.session.project.docs_url,
        now=request.session.project.now,
        rerun=lambda: _input_options.rerun_command(
            request.input, _rerun_hint.command_line("--no-collapse", "--format", "concise")
        ),
    )


def _write_baseline(report_filter: ReportFilter, request: Request, report: Report) -> None:
    """Write the baseline, and print how many findings are in it and which can't be."""
    from newscheck.rules import TIMEOUT

    path, options = str(request.baseline.write), request.baseline
    number = report_filter.write_baseline(path, report.findings, until=options.until, reason=options.reason)
    if not request.outputs.quiet:
        _terminal.print_remarks([f"{path}: {quantity(number, 'finding')} accepted"])
    late = [finding.path for finding in report.findings if finding.rule == TIMEOUT]
    _terminal.print_remarks([f"{path}: {TIMEOUT} can't be accepted: it may hold anything" for path in late])


def _update_reference(request: Request, cache: Cache | None) -> None:
    """Add the articles to the reference."""
    from newscheck.engine.reference_builder import update
    from newscheck.engine.settings import reference_file

    session, path = request.session, str(request.session.project.reference)
    built = update(session, request.targets, jobs=session.project.jobs, cache=cache)
    reference_file.save(path, built.profiles)
    if not request.outputs.quiet:
        _terminal.print_remarks([f"{path}: {remark}" for remark in built.remarks])


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 for a finding at or above the fail level, 2 where newscheck itself crashed on something."""
    if report.crashes:
        _output_steps.report_crashes(report.crashes)
        return EXIT_USAGE
    from newscheck.triage.statistics import failing_severities

    return EXIT_FINDINGS if any(getattr(report.summary, severity) for severity in failing_severities(fail_on)) else 0
