"""Options of several commands, and the parsing of their values."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource
from click.types import StringParamType

from newscheck.engine.files import path_names
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from newscheck.engine.extraction.isolation import IsolatedExtractor
    from newscheck.engine.session import Session

#: The longest time limit, in seconds.
_DAY = 86_400
_Command = TypeVar("_Command", bound=Callable[..., Any])
#: The formats of files with some of the findings of a report (`outputs.shards`).
SHARDS = ("jsonl", "parquet")
#: The default folder of page fixtures.
PAGES = path_names.PAGE_FIXTURES


def check_paths(paths: Iterable[str], options: Mapping[str, Any]) -> None:
    """Raise click.UsageError where a path is a URL, and one of the options, which are about git or files, is given."""
    from newscheck.engine.files.urls import is_url

    if any(map(is_url, paths)) and (option := next(filter(options.get, options), None)):
        raise click.UsageError(f"{option} is about git, stdin or files of this machine: give no URL as PATH with it")


def split_names(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Names separated by commas; None where the option wasn't given."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    return names or None


def _or_none(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The values; None where the option wasn't given."""
    return values or None


class _NonEmptyName(StringParamType):
    """A name that isn't empty: `--schema "$SCHEMA"` without such a variable must not pass."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(super().convert(value, param, ctx)) or self.fail("an empty name", param, ctx)


#: The type of options that name a file or folder.
NON_EMPTY = _NonEmptyName()


def parse_time(ctx: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Milliseconds since 1970 from an ISO 8601 time (UTC where it has no zone) or from milliseconds."""
    from newscheck.engine.settings.clock import parse_text

    try:
        return parse_text(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is neither a time such as 2023-08-16T21:04Z nor milliseconds") from None


def parse_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day in ISO 8601."""
    from datetime import date

    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day such as 2027-01-31") from None


def parse_ages(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    """Age limits by site (`rfi=3h`), or of all other sites (`6h`); None where the option wasn't given."""
    from newscheck.dump.freshness import DEFAULT

    pairs = (value.rpartition("=") for value in values)
    return {name if divider else DEFAULT: age for name, divider, age in pairs} or None


def _parse_scheduler(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The address of a cluster's scheduler; that of the environment yields to --jobs of the command line."""
    is_environments = ctx.get_parameter_source(str(parameter.name)) is ParameterSource.ENVIRONMENT
    # Options of the command line are parsed before others.
    if value is None or (is_environments and ctx.params.get("jobs") is not None):
        return None
    from newscheck.engine.workers.cluster_connection import is_address

    if not is_address(value):
        raise click.BadParameter(f"{value!r} is none such as tcp://host:8786, tls://host:8786 or local:4")
    return value


def _not_nan(ctx: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    """Not "nan", which no range refuses."""
    if value is not None and value != value:
        raise click.BadParameter("nan is no number")
    return value


def combined(*options: Callable[[Any], Any]) -> Callable[[_Command], _Command]:
    """Several options as one; the help lists them from the last to the first."""

    def add(command: _Command) -> _Command:
        for option in options:
            command = option(command)
        return command

    return add


#: Options of change detection.
scan_options = combined(
    click.option(
        "--min-share",
        type=click.FloatRange(0, 1),
        callback=_not_nan,
        metavar="SHARE",
        help="Report a layout change only if it moves the share of a feature by this much (0.3: 30 points).",
    ),
    click.option(
        "--false-alarms-per-10k",
        type=click.FloatRange(0, 100, min_open=True),
        callback=_not_nan,
        metavar="N",
        help="Accepted false layout changes per 10,000 articles; a smaller number requires a higher score."
        "  [default: 0.24]",
    ),
)
no_code = click.option(
    "--no-code", is_flag=True, help="Run no code that the settings or page fixtures name (rules-from, extractor)."
)
config = click.option(
    "--config", type=NON_EMPTY, metavar="FILE", help="This configuration file instead of the nearest one."
)
jobs = click.option(
    "--jobs", "-j", type=click.IntRange(0), metavar="N", help="Number of processes.  [default: one per processor]"
)
cache_dir = click.option(
    "--cache-dir",
    type=NON_EMPTY,
    metavar="FOLDER",
    help="The folder of the cache (NEWSCHECK_CACHE_DIR).  [default: .newscheck_cache]",
)
scheduler = click.option(
    "--scheduler",
    callback=_parse_scheduler,
    envvar="NEWSCHECK_SCHEDULER",
    show_envvar=True,
    metavar="ADDRESS",
    help="Check files on a cluster of Dask, tcp://HOST:PORT, or local:4 for one with four workers on this machine.",
)
page_url = click.option("--url", metavar="URL", help="The address of a saved page.  [default: the page's own]")
fetched = click.option(
    "--fetched",
    callback=parse_time,
    metavar="TIME",
    help="When a page was fetched.  [default: the file's time]",
)
now = click.option("--now", callback=parse_time, metavar="TIME", help="Check as of this time instead of now.")
color = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text output."
)
text_or_json = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format."
)
rev = click.option(
    "--rev",
    type=NON_EMPTY,
    metavar="REV",
    help="Read the files as they are in a commit of the working folder's git repository, without a checkout; settings, "
    "sites, schema, baseline and reference are those of the working tree.",
)
#: Options of a run: files, settings, number of processes, time limit.
run_options = combined(
    click.option(
        "--file-timeout",
        type=click.FloatRange(0, 600, min_open=True),
        callback=_not_nan,
        metavar="SECONDS",
        help="Time limit for the check of a file, at most 600; exceeding it is a finding.  [default: 30]",
    ),
    scheduler,
    jobs,
    no_code,
    config,
    click.option(
        "--exclude",
        multiple=True,
        callback=_or_none,
        metavar="PATTERN",
        help="Skip names or paths that match (draft-*, 2020/old/*).",
    ),
    click.option("--site", metavar="SITE", help="The publisher of all articles, instead of that of their URLs."),
    click.option("--follow-links", is_flag=True, help="Also read targets of links outside of the dump."),
)
#: Options of commands that run an extractor and check its records.
extractor_options = combined(
    no_code,
    config,
    click.option("--site", metavar="SITE", help="The publisher of the pages, instead of that of their URLs."),
    click.option(
        "--limit",
        type=click.FloatRange(0, _DAY, min_open=True),
        callback=_not_nan,
        default=10.0,
        show_default=True,
        metavar="SECONDS",
        help="Time limit of the extractor for a page.",
    ),
    click.option(
        "--extractor",
        "-x",
        metavar="MODULE:FUNCTION",
        help="The function that returns the record of a page.  [default: the configured one]",
    ),
)


def start_extractor(name: str | None) -> IsolatedExtractor | None:
    """An extractor by its name, also from the working folder, closed when the command ends. Raises UsageError."""
    if name is None:
        return None
    from newscheck.engine.extraction.isolation import IsolatedExtractor
    from newscheck.engine.extraction.named_extractors import importable_from

    ctx = click.get_current_context()
    started: dict[str, IsolatedExtractor] = ctx.meta.setdefault(f"{__name__}.extractors", {})
    if name not in started:
        importable_from(os.getcwd())
        started[name] = IsolatedExtractor(name)
        ctx.call_on_close(started[name].close)
    return started[name]


def case_folders(session: Session, named: tuple[str, ...]) -> Iterator[Path]:
    """The folders of the page fixtures that are named. Raises UsageError where there are none."""
    from newscheck.engine.files.path_names import display_path
    from newscheck.fixtures.cases import find, is_case

    root = Path(session.project.pages or PAGES)
    for place in map(Path, named) if named else (root,):
        folder = place if place.is_dir() or not (root / place).is_dir() else root / place
        if not folder.is_dir():
            raise UsageError(f"no such case: {display_path(str(place))}")
        folders = [folder] if folder != root and is_case(folder) else list(find(folder))
        if not folders:
            raise UsageError(f"no cases in {display_path(str(folder))}")
        yield from folders
