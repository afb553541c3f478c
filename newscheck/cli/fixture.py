"""`newscheck fixture`: files for the tests of a scraper."""

from __future__ import annotations

import click

from newscheck.cli import _fixture_minimise


@click.group(epilog="Example: newscheck fixture minimise articles/1048575.md --rule tag-fused -o tests/tag-fused.md")
def command() -> None:
    """Make files for the tests of a scraper out of real ones."""


command.add_command(_fixture_minimise.command)
