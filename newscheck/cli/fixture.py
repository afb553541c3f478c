"""`newscheck fixture`: files for the tests of a scraper."""

from __future__ import annotations

import click

from newscheck.cli import _fixture_add, _fixture_minimise, _fixture_refresh, _fixture_rerun


@click.group(epilog="Example: newscheck fixture add saved.html --extractor mypkg.rfi:parse")
def command() -> None:
    """Make test files for a scraper from real pages and articles.

    \b
    newscheck fixture add URL_OR_FILE...         a page fixture: page, record, structure
    newscheck fixture rerun [CASE]...            compare the extractor's records with the stored ones
    newscheck fixture refresh CASE --from PAGE   a newer page for a fixture, and what it changes
    newscheck fixture minimise FILE --rule RULE  the smallest file with the same finding
    """


for _part in (_fixture_add, _fixture_rerun, _fixture_refresh, _fixture_minimise):
    command.add_command(_part.command)
