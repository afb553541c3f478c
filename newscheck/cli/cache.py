"""`newscheck cache`: the cached results of earlier runs."""

from __future__ import annotations

import click


@click.command(epilog="Example: newscheck cache --clear")
@click.option("--clear", is_flag=True, help="Empty the cache.")
def command(clear: bool) -> None:
    """Show the path and size of this folder's cache, or empty it."""
    from newscheck.cli import _terminal
    from newscheck.engine.cache import content_store, trust

    if clear:
        click.echo(f"cleared {content_store.clear('.') / 1e6:.1f} MB")
    else:
        click.echo(f"{content_store.store_path('.')}: {content_store.size('.') / 1e6:.1f} MB")
    if why := trust.distrust_reason(content_store.store_path(".")):
        _terminal.print_remarks([f"it is not used: {why}"])
