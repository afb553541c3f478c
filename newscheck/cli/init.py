"""`newscheck init`: everything that a repository of articles needs to be checked from now on."""

from __future__ import annotations

from functools import partial
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click

from newscheck import registry
from newscheck.cli import _options
from newscheck.text.display import sanitize, sanitize_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscheck.init.file_set import ScaffoldFile
    from newscheck.init.scaffold import Scaffold


@click.command(epilog="Example: newscheck init --dry-run")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help="Show the files, and write none.")
@click.option(
    "--ci",
    type=click.Choice([*registry.names("services", ".yml"), "none"]),
    help="Whose CI it is for.  [default: found out]",
)
@click.option(
    "--now", callback=_options.parse_time, metavar="TIME", help="The time of the check instead of the clock's."
)
@_options.jobs
@_options.no_code
def command(paths: tuple[str, ...], dry_run: bool, ci: str | None, **given: Any) -> None:
    """Set a repository up: settings, a job for its CI, what is known of its articles, a first test.

    Started at the root of the repository. Looks for the folders of articles, unless PATH names them; checks them all
    once, accepts what is found today as known (a baseline), saves what the articles look like (a reference), and
    describes publishers that newscheck doesn't know (site files). No file that is there is changed, but for
    pyproject.toml, to whose end [tool.newscheck] is added.
    """
    from newscheck.init import ci_job, file_set, scaffold

    chosen = ci or ci_job.detect_service()
    made = scaffold.assemble(
        paths, partial(_options.progress, False), service=None if chosen == "none" else chosen, given=given
    )
    parts = made.files
    click.echo("".join(_found(made)), nl=False)
    _options.print_remarks(made.remarks)
    if dry_run:
        click.echo(sanitize_lines("\n".join(map(_shown, parts))))
    else:
        file_set.write(parts)
        for part in parts:
            click.echo(sanitize(f"{part.path}: {part.summary}"))
    _options.print_remarks(_next(parts, dry_run, made.is_mapped))


def _found(made: Scaffold) -> Iterator[str]:
    """What there is before anything of it is accepted: rules, errors first, and the history of the layouts."""
    from newscheck.cli import _timeline
    from newscheck.model import RenderOptions
    from newscheck.outputs.text import statistics_table

    if made.findings:
        yield from statistics_table(made.findings, RenderOptions(_options.is_coloured("auto"), _options.width()))
    if made.history.layouts:
        yield from (f"{line}\n" for line in _timeline.lines(made.history))
        yield "\n"


def _next(parts: list[ScaffoldFile], dry_run: bool, is_mapped: bool) -> list[str]:
    """What is to be done now, and how to see again what was accepted; where fields are missing, a remark says it."""
    if not parts:
        return ["all is there already: nothing is written"]
    if dry_run:
        return ["this would be written; nothing is (--dry-run)"]
    if not is_mapped:
        return []
    paths = [part.path for part in parts]
    again = "what is accepted: newscheck validate --no-baseline, --show-known, or --statistics by rule"
    tests = "".join(f", pytest {path}" for path in paths if path.startswith("tests/"))
    job = ", and the job runs at each push" if any(path.endswith(".yml") for path in paths) else ""
    then = f"next: newscheck validate{tests}; then commit these files{job}"
    return [again, then] if any(part.is_baseline for part in parts) else [then]


def _shown(part: ScaffoldFile) -> str:
    """A file as it would be; of data only what it is."""
    text = "" if part.is_data else indent(f"\n{part.appended_text.strip()}", "    ")
    return f"{part.path}: {part.summary}{text}\n"
