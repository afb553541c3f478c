"""`newscheck validate`: the main job."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from newscheck import registry
from newscheck.cli import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    _baseline_options,
    _input_options,
    _options,
    _output_steps,
    _outputs,
    _rerun_hint,
)
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, RenderOptions, Report
from newscheck.text.display import quantity

if TYPE_CHECKING:
    from newscheck.engine.report_filter import ReportFilter
    from newscheck.engine.settings.config import Project

_NAMES = "a rule's id, a pattern (epoch-*) or the first word of ids; repeatable, or divided by commas"


def _reports(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = tuple((name, path) for name, _, path in (value.partition("=") for value in values))
    for name, path in pairs:
        if name not in registry.names("outputs") or not path:
            raise click.BadParameter(f"wanted FORMAT=PATH with a format of {', '.join(registry.names('outputs'))}")
    return pairs


@click.command(
    cls=_rerun_hint.RecordingCommand,
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
    help="The mildest severity that makes the exit code 1.  [default: error]",
)
@click.option("--schema", type=_options.NON_EMPTY, metavar="FILE", help="A JSON Schema of your own for the record.")
@click.option(
    "--now", callback=_options.parse_time, metavar="TIME", help="The time of the check instead of the clock's."
)
@click.option(
    "--reference",
    type=_options.NON_EMPTY,
    metavar="FILE",
    help="Compare new articles, even a few, with what newscheck profile saved.",
)
@click.option("--update-reference", is_flag=True, help="Accept the articles: add them to the reference afterwards.")
@click.option(
    "--since", callback=_options.parse_time, metavar="TIME", help="Changes of the layout before this time are no news."
)
@_baseline_options.options
@click.option(
    "--max-age",
    multiple=True,
    callback=_options.parse_ages,
    metavar="[SITE=]AGE",
    help="A feed is silent when its newest article is older (90m, 6h, 2d; off), unless nights or week-ends explain it; "
    "repeatable, for sites with limits of their own.",
)
@_options.scan_options
@_input_options.options
@click.option(
    "--format",
    "form",
    type=click.Choice(registry.names("outputs")),
    default="text",
    show_default=True,
    help="Form of the output.",
)
@click.option(
    "-o", "--output", type=_options.NON_EMPTY, metavar="FILE", help="Write the output to a file instead of stdout."
)
@click.option(
    "--report", "reports", multiple=True, callback=_reports, metavar="FORMAT=FILE", help="Write one more output."
)
@click.option(
    "--category",
    metavar="NAME",
    help="What code scanning tells runs apart by (SARIF).  [default: newscheck and what is checked]",
)
@click.option("--statistics", is_flag=True, help="End the text output with a table of findings by rule.")
@click.option(
    "--max-per-rule",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    metavar="N",
    help="Findings of one rule that the text output tells one by one.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text output.")
@click.option(
    "--cache/--no-cache", "use_cache", default=True, help="Remember results in .newscheck_cache/.  [default: yes]"
)
@_options.run_options
@click.option(
    "-q", "--quiet", is_flag=True, help="No findings on stdout, no progress: only the exit code and -o, --report."
)
@click.option("-v", "--verbose", is_flag=True, help="Tell on stderr what is read and with which settings.")
def command(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    reports: tuple[tuple[str, str], ...],
    category: str | None,
    statistics: bool,
    max_per_rule: int,
    color: str,
    config: str | None,
    quiet: bool,
    verbose: bool,
    use_cache: bool,
    update_reference: bool,
    **given: Any,
) -> int:
    """Check the articles in files and folders, and the dump that they are.

    Takes dump files (.md), the same behind Jekyll front matter, JSON Lines and JSON items. PATH is the configured
    `paths`, or the current folder, when not given; - is one document on stdin.
    """
    from newscheck.engine import report_filter
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.run import run
    from newscheck.engine.settings import custom_schema
    from newscheck.engine.settings.config import cache_identity, load

    given["exclude"] = given["exclude"] or None
    known = _baseline_options.pop(given)
    wish = _input_options.pop(given, paths)
    outputs = tuple(filter(None, (output, *(path for _, path in reports))))
    project = load(
        given,
        file=config,
        without=("baseline",) if known.ignores else (),
        besides=(known.write or "", *outputs),
    )
    _input_options.check_selected(wish, project)
    project = _input_options.with_link_bounds(wish, paths, project)
    targets, focus = _input_options.select_files(wish, paths, project)
    if update_reference:
        _check_reference(project, is_elsewhere=wish.has_other_input)
    is_whole = focus is None and not wish.has_other_input and not wish.each
    _baseline_options.check(known, project, is_whole=is_whole, is_told=bool(outputs or update_reference))
    accepted = report_filter.ReportFilter(project, shows_known=known.shows)
    if known.until and known.until < accepted.today:
        raise UsageError(f"--until: {known.until} is over, so that nothing would be accepted")
    summary = _outputs.step_summary() if "github" in (form, *(name for name, _ in reports)) else None
    kept = (
        known.write,
        project.baseline if known.update else None,
        project.reference if update_reference else None,
    )
    _outputs.check(project, outputs, tuple(filter(None, kept)), summary)
    if not quiet:
        _options.print_remarks(project.omissions)
        _options.print_remarks(custom_schema.remarks(project.schema))
    if verbose:
        _tell_settings(project, targets)
    cache = Cache(".", cache_identity(project)) if use_cache else None
    report = _input_options.run_other_input(wish, project, targets)
    if report is None:
        with _options.progress(quiet, project, targets) as progress:
            report = run(project, targets, jobs=project.jobs, cache=cache, progress=progress, focus=focus)
    done = _output_steps.OutputSteps()
    if cache:
        done.attempt("the cache", cache.save)
    if cache and verbose and (cache.hits or cache.misses):
        _options.print_remarks([f"cache: {quantity(cache.misses, 'file')} checked, {cache.hits:,} known"])
    if cache and not quiet:
        _options.print_remarks(cache.remarks)
    report = accepted.filter_report(report, is_whole=is_whole)
    if known.write and not report.crashes:
        _accept(accepted, known.write, known, report, quiet)
        return done.code(0)
    if known.update and not report.crashes:
        done.attempt("the baseline", accepted.prune_baseline)
    if not quiet:
        _options.print_remarks([*(focus.remarks if focus else ()), *report.remarks])
    style = RenderOptions(
        max_per_rule=None,
        statistics=statistics,
        category=(category or "").strip("/") or _outputs.category(project, targets),
    )
    for name, path in (*reports, *([(form, output)] if output else [])):
        done.attempt(f"output {name}", partial(_outputs.write, report, name, path, style))
    if not output and not quiet:
        again = _input_options.rerun_command(wish, _rerun_hint.command_line("--format", "concise"))
        colour, width = _options.is_coloured(color), _options.width()
        style = RenderOptions(colour, width, max_per_rule, statistics, again, style.category)
        done.attempt(f"output {form}", partial(_outputs.show, report, form, style))
    if summary:
        done.attempt("output markdown", partial(_outputs.append, report, summary))
    if update_reference and not report.crashes:
        done.attempt("the reference", partial(_update, project, targets, cache, quiet))
    if report.crashes:
        written = (known.write, known.update and project.baseline, update_reference and project.reference)
        _options.print_remarks([f"{path} stays as it is: the findings are incomplete" for path in written if path])
    return done.code(exit_code(report, project.fail_on))


def _check_reference(project: Project, *, is_elsewhere: bool) -> None:
    """Raise UsageError where there is no reference that the articles could be added to, or no files of articles."""
    if is_elsewhere:
        raise UsageError("--update-reference takes the articles of files, not of stdin or of the history")
    if not project.reference:
        raise UsageError("--update-reference needs a reference: --reference FILE")


def _accept(
    accepted: ReportFilter, path: str, known: _baseline_options.BaselineOptions, report: Report, quiet: bool
) -> None:
    """Write the baseline, and say what is in it and what can't be."""
    from newscheck.rules import TIMEOUT

    number = accepted.write_baseline(path, report.findings, until=known.until, reason=known.reason)
    _options.print_remarks([f"{path}: {quantity(number, 'finding')} accepted"] if not quiet else [])
    late = [finding.path for finding in report.findings if finding.rule == TIMEOUT]
    _options.print_remarks([f"{path}: {TIMEOUT} can't be accepted: it may hold anything" for path in late])


def _update(project: Any, targets: tuple[str, ...], cache: Any, quiet: bool) -> None:
    """Add the articles to the reference."""
    from newscheck.engine.reference_builder import update
    from newscheck.engine.settings import reference_file

    made = update(project, targets, jobs=project.jobs, cache=cache)
    reference_file.save(project.reference, made.profiles)
    if not quiet:
        _options.print_remarks([f"{project.reference}: {remark}" for remark in made.remarks])


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 for a finding at or above the fail level, 2 where newscheck itself crashed on something."""
    if report.crashes:
        _output_steps.report_crashes(report.crashes)
        return EXIT_USAGE
    from newscheck.triage.statistics import failing_severities

    return EXIT_FINDINGS if any(getattr(report.summary, severity) for severity in failing_severities(fail_on)) else 0


def _tell_settings(project: Any, targets: tuple[str, ...]) -> None:
    from newscheck.engine.files.path_names import display_path

    settings = {name.replace("_", "-"): getattr(project, name) for name in project.__struct_fields__}
    told = [f"{name} = {value}" for name, value in settings.items() if value]
    _options.print_remarks([f"checking {', '.join(map(display_path, targets))}", *told])
