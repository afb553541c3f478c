"""`newscheck sites`: the publishers that newscheck knows, and a site file for one that it doesn't."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import _options, _terminal

#: Files of settings, which are never replaced, and a file without a name.
_OTHERS = ("newscheck.toml", "pyproject.toml", ".toml")

if TYPE_CHECKING:
    from newscheck.engine.session import Session
    from newscheck.learn.layouts import LayoutEntry
    from newscheck.learn.proposal import Proposal
    from newscheck.model import Site


@click.group(epilog="Example: newscheck sites learn articles/ -o sites/example.toml")
def command() -> None:
    """List the publishers that newscheck knows, or propose a site file for another one.

    \b
    newscheck sites list                   known publishers: language, zone, hosts
    newscheck sites learn PATH... -o FILE  what the articles show of their publisher
    """


@command.command("list", epilog="Example: newscheck sites list")
@_options.config
@_options.no_code
def list_sites(config: str | None, no_code: bool) -> None:
    """List the publishers of the package and of the project's own site files: name, language, time zone, hosts and
    folders."""
    from newscheck.article.sites import GENERIC_SITE
    from newscheck.engine.session import Session
    from newscheck.text.width import cell_width

    session = Session.load({"no_code": no_code}, file=config)
    _terminal.print_remarks(session.project.omissions)
    rows = [_row(site) for site in session.sites if site.name != GENERIC_SITE]
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _row(site: Site) -> tuple[str, ...]:
    from newscheck.text.display import sanitize

    language = "-".join(filter(None, (site.language, site.script)))
    where = " ".join((*site.hosts, *site.paths))
    return tuple(map(sanitize, (site.name, language or "any", site.timezone or "-", where)))


@command.command(epilog="Example: newscheck sites learn articles/ --host example.org -o sites/example.toml")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "-o", "--output", type=_options.NON_EMPTY, metavar="FILE", help="The site file to write.  [default: stdout]"
)
@click.option("--host", type=_options.NON_EMPTY, metavar="HOST", help="The host, where there are several publishers.")
@click.option("--force", is_flag=True, help="Replace a site file that is there already.")
@_options.cache_dir
@_options.run_options
def learn(
    paths: tuple[str, ...], output: str | None, host: str | None, force: bool, config: str | None, **given: Any
) -> None:
    """Propose a site file from the articles of a publisher: hosts, language, time zone, date in the URL, title suffix,
    stand-in images, furniture, expected fields, layouts.

    Each setting has the share of articles that supports it. Those that nearly all articles support are set, others are
    comments. Name the file in `sites` of the settings, or in `--config`.
    """
    from newscheck.engine import publisher_sample
    from newscheck.engine.session import Session
    from newscheck.learn import proposal

    if output is not None:
        _check_output(output, force)
    given |= {"select": ("file",), "ignore": (), "collects_features": True}
    besides = (output,) if output else ()
    session = Session.load(given, file=config, without=("reference", "since"), besides=besides)
    _terminal.print_remarks(session.project.omissions)
    chosen = session.project.resolve_paths(paths)
    session = _with_fields(session, chosen)
    found = publisher_sample.sample(session, chosen, host.lower() if host else None)
    _terminal.print_remarks([*found.remarks])
    layouts = _layouts(session, chosen, [article.url for article in found.articles], found.total)
    _write(proposal.propose(found.articles, layouts), output)


def _check_output(output: str, force: bool) -> None:
    """Raise UsageError where the site file must not be written."""
    from newscheck.engine.files import destinations
    from newscheck.engine.files.path_names import display_path
    from newscheck.errors import UsageError

    if not output.endswith(".toml"):
        raise UsageError(f"{display_path(output)}: the name of a site file ends with .toml")
    if os.path.basename(output) in _OTHERS:
        raise UsageError(f"{display_path(output)}: not the name of a site file; it is NAME.toml, as the site is called")
    if os.path.lexists(output) and not force:
        raise UsageError(f"{display_path(output)} is there already: --force replaces it")
    if not os.path.isdir(os.path.dirname(output) or "."):
        raise UsageError(f"can't write {display_path(output)}: no such folder")
    destinations.check_location(output)


def _with_fields(session: Session, paths: Sequence[str]) -> Session:
    """The session with the fields of the items as `newscheck init` guesses them, where the settings say nothing."""
    from newscheck.errors import UsageError
    from newscheck.init.discovery import find_dumps

    project = session.project
    if project.fields or project.preset or project.extractor:
        return session
    try:
        dumps = find_dumps(paths, project.max_file_size)
    except UsageError:  # no folder that looks like a dump; a reader may know the items
        return session
    if not dumps.fields and not dumps.extractor:
        return session
    from json import dumps as quoted

    names = [f"{field} = {quoted(path, ensure_ascii=False)}" for field, path in dumps.fields.items()]
    _terminal.print_remarks(
        [f"the fields are read so; state them in [fields] of the settings: {', '.join(names)}"] if names else []
    )
    return session.replace(fields=dumps.fields, extractor=dumps.extractor)


def _layouts(session: Session, paths: Sequence[str], urls: Sequence[str], total: int) -> Iterator[LayoutEntry]:
    """The layouts of the publisher, where it has enough articles; they are detected in all of them."""
    from newscheck.article.sites import publisher_name
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.run import run
    from newscheck.layout.thresholds import MIN_STREAM
    from newscheck.learn.layouts import entries

    if total < MIN_STREAM:
        return
    cache = Cache.of(session)
    report = run(session, paths, jobs=session.project.jobs, cache=cache)
    cache.save()
    sites = session.checker.sites
    names = {publisher_name(sites.for_url(url), url) for url in urls}
    yield from (entry for entry in entries(report.layouts, report.changes) if entry.span.site in names)


def _write(found: Proposal, output: str | None) -> None:
    from newscheck.engine.files import atomic_write
    from newscheck.learn import proposal
    from newscheck.text.display import quantity

    text = proposal.site_file(found)
    if output is None:
        click.echo(text, nl=False)
        return
    atomic_write.write(output, [text])
    certain = sum(entry.is_certain for entry in found.suggestions)
    others = len(found.suggestions) - certain
    _terminal.print_remarks(
        [f"{output}: {quantity(certain, 'setting')}, {others} as comments, {quantity(len(found.layouts), 'layout')}"]
    )
