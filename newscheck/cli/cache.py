"""`newscheck cache`: the cached results of earlier runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from newscheck.cli import _options

if TYPE_CHECKING:
    from newscheck.engine.cache.contents import CacheContents


@click.group(invoke_without_command=True, epilog="Example: newscheck cache info --cache-dir ~/.cache/newscheck")
@click.option("--clear", is_flag=True, help="The same as `newscheck cache clean`.")
@_options.cache_dir
@click.pass_context
def command(ctx: click.Context, clear: bool, cache_dir: str | None) -> None:
    """Show the path and size of this folder's cache, or empty it.

    \b
    newscheck cache info     path, size, files with results, reports, age
    newscheck cache clean    empty it
    """
    from newscheck.cli import _terminal
    from newscheck.engine.cache import contents

    ctx.obj = cache_dir
    if ctx.invoked_subcommand:
        return
    if clear:
        _clean(cache_dir)
        return
    found = contents.read(".", _named(cache_dir))
    click.echo(f"{_shown(found.path)}: {found.bytes / 1e6:.1f} MB")
    _terminal.print_remarks([found.problem] if found.problem else [])


@command.command(epilog="Example: newscheck cache info --format json")
@_options.cache_dir
@_options.text_or_json
@click.pass_obj
def info(above: str | None, cache_dir: str | None, form: str) -> None:
    """Show where the cache is, how large it is, what is in it and how old that is.

    Files count once for each of the settings that they were checked with. Times are exact to a day.
    """
    from newscheck.cli import _terminal
    from newscheck.engine.cache import contents
    from newscheck.outputs.json import indented

    found = contents.read(".", _named(cache_dir or above))
    if form == "json":
        click.echo(indented(_table(found)))
        return
    click.echo("".join(f"{name:<13}{value}\n" for name, value in _lines(found)), nl=False)
    _terminal.print_remarks([found.problem] if found.problem else [])


@command.command(epilog="Example: newscheck cache clean")
@_options.cache_dir
@click.pass_obj
def clean(above: str | None, cache_dir: str | None) -> None:
    """Empty the cache: the next run checks all files.

    A run that is under way at the same time reports the same, and keeps nothing more.
    """
    _clean(cache_dir or above)


def _clean(cache_dir: str | None) -> None:
    from newscheck.cli import _terminal
    from newscheck.engine.cache import content_store, trust

    named = _named(cache_dir)
    click.echo(f"cleared {content_store.clear('.', named) / 1e6:.1f} MB")
    if why := trust.distrust_reason(content_store.store_path(".", named)):
        _terminal.print_remarks([f"it is not used: {why}"])


def _named(cache_dir: str | None) -> str | None:
    from newscheck.engine.settings import cache_folder

    return cache_folder.named(cache_dir)


def _shown(path: str) -> str:
    from newscheck.engine.files.path_names import display_path

    return display_path(path)


def _table(found: CacheContents) -> dict[str, object]:
    from newscheck.text.timestamps import format_iso

    oldest, latest = (time and format_iso(time * 1000) for time in (found.oldest_use, found.latest_use))
    return {
        "path": _shown(found.path),
        "bytes": found.bytes,
        "files": found.files,
        "settings": found.settings,
        "reports": found.reports,
        "findings": found.findings,
        "oldest_use": oldest,
        "latest_use": latest,
        "problem": found.problem or None,
    }


def _lines(found: CacheContents) -> Iterator[tuple[str, str]]:
    import time

    from newscheck.text.display import quantity, size_text
    from newscheck.text.timestamps import format_span

    yield "path", _shown(found.path)
    yield "size", size_text(found.bytes)
    settings = f", of {found.settings} settings" if found.settings > 1 else ""
    yield "results", f"{quantity(found.files, 'file')}{settings}"
    yield "reports", f"{found.reports:,}, with {quantity(found.findings, 'finding')}" if found.reports else "0"
    if found.oldest_use is not None and found.latest_use is not None:
        ages = [format_span((int(time.time()) - use) * 1000) for use in (found.latest_use, found.oldest_use)]
        yield "last used", f"{ages[0]} ago, the oldest result {ages[1]} ago"
