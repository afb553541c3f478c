"""Options for the outputs of `newscheck validate`: what is written, where, and how it looks."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any, NamedTuple

import click

from newscheck import registry
from newscheck.cli import _options, _picture, _report_site


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
