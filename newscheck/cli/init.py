"""`newscheck init`: all that the regular checks of a repository of articles need."""

from __future__ import annotations

from functools import partial
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click

from newscheck import registry
from newscheck.cli import _options, _terminal
from newscheck.text.display import sanitize, sanitize_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscheck.init.file_set import ScaffoldFile
    from newscheck.init.scaffold import Scaffold


@click.command(epilog="Example: newscheck init --dry-run")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help="Only show the files.")
@click.option(
    "--ci",
    type=click.Choice([*registry.names("services", ".yml"), "none"]),
    help="The CI service.  [default: detected]",
)
@_options.now
@_options.cache_dir
@_options.jobs
@_options.no_code
def command(paths: tuple[str, ...], dry_run: bool, ci: str | None, **given: Any) -> None:
    """Set up a repository: settings, a CI job, a baseline and a reference, a first test.

    Run it at the root of the repository. It detects the folders of articles, unless PATH names them, and from what each
    field of an article is taken; checks them once, accepts the current findings (a baseline), saves the features of the
    articles (a reference), and describes unknown publishers (site files). It changes no existing file, but appends
    [tool.newscheck] to pyproject.toml.
    """
    from newscheck.init import ci_job, file_set, scaffold

    chosen = ci or ci_job.detect_service()
    assembled = scaffold.assemble(
        paths, partial(_terminal.progress, False), service=None if chosen == "none" else chosen, given=given
    )
    parts = assembled.files
    click.echo("".join(_overview(assembled)), nl=False)
    _terminal.print_remarks(assembled.remarks)
    if dry_run:
        click.echo(sanitize_lines("\n".join(map(_shown, parts))))
    else:
        file_set.write(parts)
        for part in parts:
            click.echo(sanitize(f"{part.path}: {part.summary}"))
    _terminal.print_remarks(_next(parts, dry_run, assembled.is_mapped))


def _overview(assembled: Scaffold) -> Iterator[str]:
    """From what fields are taken, and what is about to be accepted: findings by rule, errors first, and the history of
    the layouts."""
    from newscheck.cli import _timeline
    from newscheck.init import field_sources
    from newscheck.model import RenderOptions
    from newscheck.outputs.text import statistics_table

    if assembled.sources:
        yield from (f"{sanitize(line)}\n" for line in field_sources.lines(assembled.sources, _terminal.width()))
        yield "\n"
    if assembled.findings:
        yield from statistics_table(assembled.findings, RenderOptions(_terminal.is_coloured("auto"), _terminal.width()))
    if assembled.history.layouts:
        yield from (f"{line}\n" for line in _timeline.lines(assembled.history))
        yield "\n"


def _next(parts: list[ScaffoldFile], dry_run: bool, is_mapped: bool) -> list[str]:
    """What to do next, and how to list what was accepted; where fields are missing, the remarks say what to do."""
    if not parts:
        return ["all files exist already: nothing is written"]
    if dry_run:
        return ["nothing is written (--dry-run)"]
    if not is_mapped:
        return []
    paths = [part.path for part in parts]
    again = "what is accepted: newscheck validate --no-baseline, --show-known, or --statistics by rule"
    tests = "".join(f", pytest {path}" for path in paths if path.startswith("tests/"))
    job = ", and the job runs at each push" if any(path.endswith(".yml") for path in paths) else ""
    then = f"next: newscheck validate{tests}; then commit these files{job}"
    return [again, then] if any(part.is_baseline for part in parts) else [then]


def _shown(part: ScaffoldFile) -> str:
    """The path and the text of a file; of data only the path and a summary."""
    text = "" if part.is_data else indent(f"\n{part.appended_text.strip()}", "    ")
    return f"{part.path}: {part.summary}{text}\n"
