"""Outputs of `newscheck validate`: their options, and stdout, files and the step summary of GitHub Actions."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from newscheck import registry
from newscheck.cli import _options, _picture, _report_site, _terminal
from newscheck.model import RenderOptions, Report
from newscheck.outputs import render

if TYPE_CHECKING:
    from newscheck.cli._output_steps import OutputSteps
    from newscheck.engine.files.result_folder import ResultFolder
    from newscheck.engine.session import Session


class OutputOptions(NamedTuple):
    """Options of the command line: the format, to stdout or a file, `reports` as more formats and their files,
    `findings` as formats of shards and their folders, whether to `collapse` the findings of a feed
    (`engine.feed_report`), and the appearance."""

    form: str
    output: str | None
    reports: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    category: str | None
    statistics: bool
    max_per_rule: int
    collapse: bool
    color: str
    quiet: bool

    @property
    def files(self) -> tuple[str, ...]:
        """The output files."""
        reports = (path for form, path in self.reports if not _report_site.is_site(form, path))
        return tuple(filter(None, (self.output, *reports)))

    @property
    def sites(self) -> tuple[str, ...]:
        """The folders of the reports of all runs."""
        return tuple(path for form, path in self.reports if _report_site.is_site(form, path))

    @property
    def places(self) -> tuple[str, ...]:
        """The output files, and the folders of findings and reports."""
        return (*self.files, *self.sites, *(path for _, path in self.findings))

    @property
    def shows_series(self) -> bool:
        """Whether an output shows what the articles are like over time."""
        forms = [form for form, _ in self.reports]
        if self.output or not self.quiet:
            forms.append(self.form)
        if self.summary:
            forms.append("markdown")
        showing = registry.constants("outputs", "SHOWS_SERIES")
        return bool(self.findings) or self.shows_picture or any(form in showing for form in forms)

    @property
    def shows_picture(self) -> bool:
        """Whether the output for people is read on a terminal, where it ends with a picture."""
        return self.form == "text" and not self.output and not self.quiet and _picture.is_shown()

    @property
    def summary(self) -> str | None:
        """The file of the step summary of GitHub Actions, where that format is requested."""
        forms = (self.form, *(form for form, _ in self.reports))
        return os.environ.get("GITHUB_STEP_SUMMARY") if "github" in forms else None


def parse_reports(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Formats and files (`FORMAT=PATH`). Raises BadParameter where one is none, or needs what isn't installed."""
    pairs = tuple((name, path) for name, _, path in (value.partition("=") for value in values))
    for name, path in pairs:
        if name not in registry.names("outputs") or not path:
            known = ", ".join(registry.names("outputs"))
            raise click.BadParameter(f"wanted FORMAT=PATH with a format of {known}, such as html=report.html")
        require_libraries(name)
    return pairs


def _parse_form(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    require_libraries(value)
    return value


def require_libraries(form: str) -> None:
    """Raise BadParameter where a format needs what isn't installed: before the work begins, not after it."""
    needed: dict[str, tuple[str, ...]] = registry.constants("outputs", "LIBRARIES")
    if missing := [library for library in needed.get(form, ()) if not find_spec(library)]:
        raise click.BadParameter(f"{form} needs {' and '.join(missing)}: pip install 'newscheck[report]'")


def _parse_findings(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = tuple((name, path) for name, _, path in (value.partition("=") for value in values))
    for name, path in pairs:
        if name not in _options.SHARDS or not path:
            raise click.BadParameter(f"wanted FORMAT=FOLDER with a format of {', '.join(_options.SHARDS)}")
        if name == "parquet" and not find_spec("pyarrow"):
            raise click.BadParameter("parquet needs pyarrow: pip install 'newscheck[parquet]'")
    return pairs


#: The options, for `pop`.
options = _options.combined(
    _options.color,
    click.option(
        "--max-per-rule",
        type=click.IntRange(1),
        default=10,
        show_default=True,
        metavar="N",
        help="Findings of one rule that the text output lists one by one.",
    ),
    click.option(
        "--collapse/--no-collapse",
        default=True,
        help="Report a finding that (nearly) all articles of a feed share once, or for each article.  [default: once]",
    ),
    click.option("--statistics", is_flag=True, help="End the text output with a table of findings by rule."),
    click.option(
        "--category",
        metavar="NAME",
        help="Category by which code scanning distinguishes runs (SARIF).  [default: newscheck/ and the checked paths]",
    ),
    click.option(
        "--findings",
        multiple=True,
        callback=_parse_findings,
        metavar="FORMAT=FOLDER",
        help="Also write the findings to this folder, 50,000 in a file (jsonl, parquet), and the rest of the report to "
        "_report.json in it; repeatable.",
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        callback=parse_reports,
        metavar="FORMAT=FILE",
        help="Also write this output, such as html=report.html, a page to look at; repeatable. html=FOLDER/ adds the "
        "report to those of earlier runs.",
    ),
    click.option(
        "-o", "--output", type=_options.NON_EMPTY, metavar="FILE", help="Write the output to a file instead of stdout."
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(registry.names("outputs")),
        default="text",
        show_default=True,
        callback=_parse_form,
        help="Output format.",
    ),
)


def pop(given: dict[str, Any]) -> OutputOptions:
    """Take these options out of the given ones."""
    return OutputOptions(*(given.pop(name) for name in OutputOptions._fields))


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
    sites = outputs.sites
    for form, path in (*outputs.reports, *([(outputs.form, outputs.output)] if outputs.output else [])):
        add = partial(_report_site.add, report, path, style, now)
        steps.attempt(f"output {form}", add if path in sites else partial(write, report, form, path, style))
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


def write(report: Report, form: str, path: str, style: RenderOptions) -> None:
    """Write an output to a file, whole or not at all. Raises UsageError where that fails."""
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
