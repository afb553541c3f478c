"""`newscheck cache`: what earlier runs left behind."""

from __future__ import annotations

import click


@click.command(epilog="Example: newscheck cache --clear")
@click.option("--clear", is_flag=True, help="Empty it.")
def command(clear: bool) -> None:
    """Show where the cache of this folder is and how large, or empty it."""
    from newscheck.cli import _options
    from newscheck.store import cache, trust

    if clear:
        click.echo(f"cleared {cache.clear('.') / 1e6:.1f} MB")
    else:
        click.echo(f"{cache.place('.')}: {cache.size('.') / 1e6:.1f} MB")
    if why := trust.doubt(cache.place(".")):
        _options.tell([f"it is not used: {why}"])
